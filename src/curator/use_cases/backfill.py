"""Find what a list missed in months or all of a table of papers: model and table → a page, and portions to propose."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from heapq import nsmallest
from math import ceil
from pathlib import Path
from typing import get_args

from curator import lists, pipeline
from curator.evaluation import backfill as page
from curator.hosts.home import Home
from curator.papers.store import PaperTable
from curator.proposals import policy, queue, rules
from curator.proposals.candidates import select
from curator.proposals.handover import Handover, write
from curator.proposals.wording import provenance
from curator.storage import files
from curator.types import AnnounceType, Decision, Paper, PaperId, Publication, entries_of
from curator.use_cases.models import Renamed, stored
from curator.use_cases.scan import Question, Scan
from curator.use_cases.steps import Steps, silently, today
from curator.workspace import Workspace

_EVERY_KIND = get_args(AnnounceType)
"""A paper that was first heard of when it was replaced counts, too: the list may have missed it."""


@dataclass(frozen=True, slots=True)
class Backfill:
    """All that a list may have missed, and what was read for it: how many papers, from which day to which."""

    store: Workspace
    missed: Decision
    papers: int = 0
    days: tuple[date, ...] = ()

    def portion(self, size: int | None = None) -> Decision:
        """Return what is proposed next: so many papers, or as many as the settings allow, less those that wait."""
        waiting = self.store.waiting(today())
        wanted = self.store.settings.suggest.at_most if size is None else size
        return queue.first(self.missed, max(0, wanted - len(queue.papers(waiting))))

    def write(self, output: Path, portion: Decision) -> Path:
        """Write the page, its JSON twin, and the portion for `curator propose`, into a folder; return the page."""
        title = lists.name_of(self.store.files(), self.store.root.name)
        rows = page.rows(self.missed)
        files.write_text(output / "report.json", json.dumps(rows, ensure_ascii=False, indent=1) + "\n")
        files.write_text(output / "proposal.json", write(Handover(portion, self.papers, self.days)))
        files.write_text(output / "report.html", page.render(title, rows, self.papers, self.days))
        return output / "report.html"

    def propose(self, portion: Decision) -> Publication | None:
        """Bring a portion, and what waits, to the branch of the list's local repository, as a night does."""
        store, host = self.store, Home(self.store, today())
        host.learn()
        decision, source = queue.merge(store.waiting(today()), portion), provenance(self.papers, self.days)
        return pipeline.propose(store, host, decision, source, today()).publication


def backfill(
    config: Path,
    output: Path,
    *,
    papers: Path | None = None,
    since: date | None = None,
    scheduler: str = "",
    steps: Steps = silently,
) -> Backfill:
    """Scan a table of papers, the list's own where none is named, for what the list missed.

    Each part that is done is stored in the folder `output`, and the same call goes on from there. Raises CuratorError
    where the list has no model that can be used, and as `Scan.run` does.
    """
    store = Workspace.of(config)
    settings, root = store.settings, store.root
    learnt, table = stored(store), papers or root / settings.state.papers
    scan = Scan(Question.of(root / settings.state.model, table, since, settings), output / "scan.jsonl")
    scan.run(scheduler=scheduler, steps=steps)
    answers = [replace(one, scores=()) for one in scan.answers()]
    count = sum(one.papers for one in answers)
    days = sorted({day for one in answers for day in (one.first, one.last) if day})
    with steps("ranking what may have been missed"):
        found = _missed(store, learnt, scan, table, count)
    return Backfill(store, found, count, tuple(dict.fromkeys([*days[:1], *days[-1:]])))


def _missed(store: Workspace, learnt: Renamed, scan: Scan, table: Path, count: int) -> Decision:
    """Return what of the scanned papers the list should have been shown, and was not."""
    settings = store.settings
    surveys, decided, shown = store.surveys(), store.labels(), store.shown()
    now = pipeline.current_pace(store, today(), learnt)
    weeks = max(1.0, count / learnt.model.holdout.weekly)
    before = {one.paper for one in shown}
    known = len(before) + len(decided) + len(entries_of(surveys))
    waiting = queue.papers(store.waiting(today()))
    best = _best(scan, ceil(now.a_week * weeks) + known + len(waiting))
    found = [replace(one, announce_type="new") for one in _read(table, best) if one.id not in before]
    papers = rules.allowed(settings.rules.never, select(found, surveys, decided, waiting, _EVERY_KIND).papers)
    return policy.missed(
        learnt.predict(papers),
        weeks=weeks,
        pace=now,
        section=pipeline.section_threshold(store, today()),
        base_rate=learnt.base_rate,
        always=settings.rules.always,
    )


def _best(scan: Scan, most: int) -> list[PaperId]:
    """Return the papers that scored highest, without ever holding all of them, and those that a rule wants."""
    scores = ((-fit, paper) for answer in scan.answers() for paper, fit in answer.scores)
    best = [paper for _, paper in nsmallest(most, scores)]
    return [*dict.fromkeys([*best, *(paper for answer in scan.answers() for paper in answer.wanted)])]


def _read(table: Path, ids: Sequence[PaperId]) -> list[Paper]:
    with PaperTable(table, create=False) as opened:
        return [paper for paper in map(opened.get, ids) if paper]
