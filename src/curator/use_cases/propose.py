"""Work on a list's rolling pull request in the job that may write: it loads no model, and trusts no file."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from curator import pipeline
from curator.feedback import learning
from curator.feedback.learning import Listing
from curator.hosts.dry_run import DryRunHost
from curator.hosts.reading import Found
from curator.hosts.rolling import Rolling
from curator.proposals import answers, checkboxes, places, pull_request, queue
from curator.proposals.answers import Known
from curator.proposals.handover import Handover
from curator.proposals.wording import provenance
from curator.types import Decision, Paper


def propose(found: Found, handed: Handover, dry_run: Path | None = None) -> str:
    """Learn, then bring what waits and what was handed over to the pull request; return where that is.

    With `dry_run`, body and diff are written to that folder and nothing is pushed.
    """
    store = found.store
    handed_over = places.renamed(handed.decision, store.counterparts)
    known = _learn(found, queue.papers(handed_over))
    waiting = store.still_waiting(answers.waiting(known), known.now.today)
    new = queue.without(handed_over, store.pending())
    fresh = queue.first(queue.without(store.still_open(new), waiting), store.settings.suggest.at_most)
    if handed.seen:
        store.save_seen(handed.seen)
    decision = queue.merge(waiting, fresh)
    store.save_pending(decision)
    due = pull_request.due(decision, known.now, store.settings.suggest.schedule)
    source = f"{provenance(handed.announced, handed.days)} {answers.reply(known)}".strip()
    rolling = Rolling(found, known)
    host = DryRunHost(dry_run, rolling) if dry_run else rolling
    done = pipeline.propose(store, host, due, source, known.now.today)
    if done.publication:
        return done.publication.where
    if not dry_run:
        rolling.finish()
    why = f": {done.refused}" if done.refused else _why(handed.decision, decision, due)
    return f"nothing to propose today{why}"


def _learn(found: Found, news: Sequence[Paper] = ()) -> Known:
    """Learn from pull requests and the list; `news` is what arXiv says by now of papers that may wait."""
    store, now, waited = found.store, found.now, found.store.pending()
    listing = Listing(store.surveys(), store.counterparts, found.base, now.today, store.elsewhere())
    wanted = answers.read(now, waited, checkboxes.keys(store.naming, store.counterparts))
    learnt = answers.learn(now, wanted, store.labels(), waited, listing)
    store.save_labels(learnt.labels)
    waited = queue.refreshed(waited, news)
    store.save_pending(waited)
    now = replace(now, state=learnt.state)
    return Known(now, wanted, waited, store.labels(), store.surveys(), store.shown())


def _why(handed: Decision, known: Decision, due: Decision) -> str:
    """Say why nothing is proposed, where something was suggested."""
    if not queue.papers(handed):
        return ""
    counts = {
        "already in the list, decided, withdrawn or over the limit": queue.papers(queue.without(handed, known)),
        "waiting for the schedule, or for a pull request that is left alone": queue.papers(queue.without(known, due)),
        "only asked about, which waits for a new paper": queue.papers(due),
    }
    return ": " + "; ".join(f"{len(papers)} {what}" for what, papers in counts.items() if papers)


def learn(found: Found) -> int:
    """Learn, and bring an open pull request up to date; return how many decisions are new or changed."""
    store, before = found.store, found.store.labels()
    known = _learn(found)
    waiting = store.still_waiting(answers.waiting(known), known.now.today)
    store.save_pending(waiting)
    rolling, published = Rolling(found, known), None
    if rolling.ongoing:
        due = pull_request.due(waiting, known.now, store.settings.suggest.schedule)
        done = pipeline.propose(store, rolling, due, answers.reply(known), known.now.today)
        published = done.publication
    if not published:
        rolling.finish()
    return learning.changed(before, known.labels)
