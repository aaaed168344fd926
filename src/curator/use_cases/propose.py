"""Work on a list's rolling pull request in the job that may write: it loads no model, and trusts no file."""

from pathlib import Path

from curator import pipeline
from curator.hosts.dry_run import DryRunHost
from curator.hosts.rolling import Rolling
from curator.proposals import places, queue
from curator.proposals.handover import Handover
from curator.proposals.wording import provenance
from curator.types import Decision


def propose(rolling: Rolling, handed: Handover, dry_run: Path | None = None) -> str:
    """Learn, then bring what waits and what was handed over to the pull request; return where that is.

    With `dry_run`, body and diff are written to that folder and nothing is pushed.
    """
    rolling.learn()
    handed_over = places.renamed(handed.decision, rolling.store.counterparts)
    waiting = rolling.waiting(queue.papers(handed_over))
    new = queue.without(handed_over, rolling.store.pending())
    fresh = queue.first(queue.without(rolling.store.still_open(new), waiting), rolling.store.settings.suggest.at_most)
    if handed.seen:
        rolling.store.save_seen(handed.seen)
    source = f"{provenance(handed.announced, handed.days)} {rolling.reply()}".strip()
    host = DryRunHost(dry_run, rolling) if dry_run else rolling
    known = queue.merge(waiting, fresh)
    rolling.store.save_pending(known)
    due = rolling.due(known)
    done = pipeline.propose(rolling.store, host, due, source, rolling.now.today)
    if not dry_run:
        rolling.finish()
    if done.publication:
        return done.publication.where
    why = f": {done.refused}" if done.refused else _why(handed.decision, known, due)
    return f"nothing to propose today{why}"


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


def learn(rolling: Rolling) -> int:
    """Learn, and bring an open pull request up to date; return how many decisions are new or changed."""
    learnt = rolling.learn()
    waiting = rolling.waiting()
    rolling.store.save_pending(waiting)
    if rolling.now.open:
        due = rolling.due(waiting)
        pipeline.propose(rolling.store, rolling, due, rolling.reply(), rolling.now.today)
    rolling.finish()
    return learnt
