"""Decide on papers of a list in a local repository, and ask why curator judges a paper as it does."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from curator import lists, pipeline, workspace
from curator.config import Config
from curator.errors import CuratorError, PapersError
from curator.feedback import labels
from curator.hosts.git import LocalGit
from curator.hosts.home import Home
from curator.lists.reading.groups import headings_of
from curator.papers.arxiv import query
from curator.papers.arxiv.client import Client, Politeness
from curator.papers.identity import PaperSet
from curator.papers.store import PaperTable
from curator.proposals import checkboxes, places, policy, queue, rules
from curator.proposals.checkboxes import Ticks
from curator.proposals.policy import Budget, Ranked
from curator.types import (
    Choice,
    Decision,
    Label,
    Paper,
    PaperId,
    Prediction,
    SectionPath,
    Suggestion,
    Triage,
    canonical_id,
)
from curator.use_cases.steps import today
from curator.use_cases.train import Renamed, current
from curator.workspace import Workspace

SOURCE = "by command"
"""Where a decision was read that a person took by a command."""

_BROUGHT = "brought here by command"
"""What is noted of a paper that waited, and that a person brought to a section: undone, it is asked about again."""


@dataclass(frozen=True, slots=True)
class Decided:
    """The papers that were decided on, how many now wait, and where the proposal is, or why it could not be changed."""

    papers: Sequence[Paper]
    section: SectionPath
    waiting: int
    where: str


@dataclass(frozen=True, slots=True)
class Reasons:
    """What spoke for a paper and against it, and what it would take to be shown.

    `position` is how many papers a week score as high or higher, `chance` how likely it is taken, `threshold` the least
    chance that is shown and `a_week` the last position; `sure` is how likely its section must be.
    """

    prediction: Prediction
    against: Sequence[str]
    position: float
    chance: float
    threshold: float
    a_week: float
    sure: float
    decided: str


def reject(config: Path, ids: Sequence[str]) -> Decided:
    """Turn papers down: their lines leave curator's branch, and they are never proposed again."""

    def turned_down(place: _Place, papers: Sequence[Paper]) -> Ticks:
        by = LocalGit(place.root).person()
        fresh = [Label(one.id, one.title, (), place.today, SOURCE, by) for one in papers]
        place.store.save_labels(labels.update(place.store.labels(), fresh))
        return Ticks(refused=frozenset(one.id for one in papers))

    return _decide(config, ids, turned_down)


def accept(config: Path, arxiv_id: str, section: str) -> Decided:
    """Bring a paper to curator's branch, in the section named, whatever was said of it before."""

    def taken(place: _Place, papers: Sequence[Paper]) -> Ticks:
        path = lists.resolve(place.store.surveys(), section)
        place.forget(papers)
        return Ticks({one.id: (path,) for one in papers})

    return _decide(config, [arxiv_id], taken)


def undo(config: Path, ids: Sequence[str]) -> Decided:
    """Forget what was decided on papers that the list does not hold; one that waited before waits again.

    One that a person brought to the branch leaves it; where it had waited, it is asked about again.
    """

    def forgotten(place: _Place, papers: Sequence[Paper]) -> Ticks:
        ids = {one.id for one in papers}
        lines = [one for one in place.store.pending().lines if one.paper.id in ids]
        brought = {one.paper.id for one in lines if one.brought}
        placed = {one.paper.id for one in lines if one.note == _BROUGHT} - brought
        if unknown := ids - brought - placed - {one.id for one in place.store.labels()}:
            raise CuratorError(f"nothing was decided on {', '.join(sorted(unknown))}: there is nothing to take back")
        place.forget(papers)
        place.store.drop(brought)
        place.store.ask(placed)
        return Ticks()

    return _decide(config, ids, forgotten)


@dataclass(frozen=True, slots=True)
class _Place:
    settings: Config
    root: Path
    store: Workspace
    today: date

    def require_unlisted(self, numbers: Collection[PaperId]) -> None:
        """Raise CuratorError for a paper that stands in the list: its line is the decision."""
        listed = {entry.id for survey in self.store.surveys() for entry in survey.entries}
        if there := sorted(number for number in numbers if number in listed):
            raise CuratorError(f"{', '.join(there)}: already in the list; delete or move its line there")

    def forget(self, papers: Collection[Paper]) -> None:
        """Take back what was decided on papers."""
        ids = {one.id for one in papers}
        self.store.save_labels([one for one in self.store.labels() if one.id not in ids])


def _decide(config: Path, ids: Sequence[str], work: Callable[[_Place, Sequence[Paper]], Ticks]) -> Decided:
    """Learn what was decided before, decide, and bring curator's branch up to date."""
    settings, root = workspace.read_config(config), config.resolve().parent
    place = _Place(settings, root, Workspace(root, settings), today())
    place.require_unlisted([_number(text) for text in ids])
    papers = find(settings, root, ids)
    host = Home(root, place.store, place.today)
    host.learn()
    found = work(place, papers)
    before = place.store.waiting(place.today)
    waiting = _noted(checkboxes.apply(_with(before, papers, found), found), before, found)
    try:
        done = pipeline.propose(settings, place.store, host, waiting, "", place.today)
        host.finish()
        where = done.publication.where if done.publication else done.refused or "no proposal waits"
    except CuratorError as error:
        where = f"the proposal stands as it was: {error}"
    (section,) = next(iter(found.placed.values()), ((),))
    return Decided(papers, section, len(queue.papers(waiting)), where)


def _noted(waiting: Decision, before: Decision, found: Ticks) -> Decision:
    """Return what waits with a note on each line that a person brought to another section, or out of a question."""
    there = {(one.paper.id, one.section) for one in before.lines}
    brought = {(paper, path) for paper, paths in found.placed.items() for path in paths} - there
    noted = [(one, (one.paper.id, one.section) in brought) for one in waiting.lines]
    return replace(waiting, lines=tuple(replace(one, note=_BROUGHT) if new else one for one, new in noted))


def _with(waiting: Decision, papers: Sequence[Paper], found: Ticks) -> Decision:
    """Return what waits, completed by papers that were placed and did not wait."""
    named = {one.id for one in queue.papers(waiting)}
    new = [Suggestion(one, 0.0, (Choice(found.placed[one.id][0], 0.0),)) for one in papers if one.id in found.placed]
    added = tuple(one for one in new if one.paper.id not in named)
    return queue.merge(waiting, Decision(added, (), waiting.skipped))


def find(settings: Config, root: Path, ids: Sequence[str]) -> list[Paper]:
    """Return papers by their numbers: from what waits, the table, or else arXiv.

    Raises
    ------
    PapersError
        A number is none, or arXiv knows no paper of it.
    FeedError
        arXiv does not answer.
    """
    numbers = [_number(text) for text in ids]
    known = {one.id: one for one in queue.papers(Workspace(root, settings).pending())} | _stored(
        root / settings.state.papers, numbers
    )
    if left := [number for number in numbers if number not in known]:
        client = Client(Politeness(settings.arxiv.contact, settings.arxiv.delay))
        for part in query.by_ids(client, settings.arxiv.api_url, left):
            known |= {one.id: one for one in part.papers}
            if part.missing:
                raise PapersError(f"arXiv knows no paper {', '.join(part.missing)}: look at the number again")
    return [known[number] for number in dict.fromkeys(numbers)]


def _number(text: str) -> PaperId:
    if number := canonical_id(text):
        return number
    raise PapersError(f"{text!r} is no arXiv number: write it as 2603.00001")


def _stored(path: Path, numbers: Sequence[PaperId]) -> dict[PaperId, Paper]:
    if not path.exists():
        return {}
    with PaperTable(path, create=False) as table:
        return {number: paper for number in numbers if (paper := table.get(number))}


def predict(config: Path, ids: Sequence[str]) -> list[tuple[Prediction, Triage]]:
    """Return a prediction for each arXiv number, and what a night would do with its paper."""
    settings, root = workspace.read_config(config), config.resolve().parent
    store = Workspace(root, settings)
    ranked, room = _ranked(settings, store, current(settings, root), find(settings, root, ids), today())
    by = headings_of(store.surveys())
    verdicts = [policy.verdict(one, room, settings.rules) for one in ranked]
    return [*zip((places.grouped(one.prediction, by) for one in ranked), verdicts, strict=True)]


def why(config: Path, arxiv_id: str) -> Reasons:
    """Say what speaks for a paper and against it, and where it stands among those of the last weeks."""
    settings, root = workspace.read_config(config), config.resolve().parent
    store, learnt, day = Workspace(root, settings), current(settings, root), today()
    (paper,) = find(settings, root, [arxiv_id])
    (ranked,), room = _ranked(settings, store, learnt, [paper], day)
    prediction, position = ranked.prediction, ranked.position
    return Reasons(
        prediction,
        learnt.model.against([paper])[0],
        position,
        room.pace.curve.chance(position, prediction.score),
        room.pace.threshold,
        room.pace.a_week,
        room.section,
        _said(store, settings, paper, day),
    )


def _ranked(
    settings: Config, store: Workspace, learnt: Renamed, papers: Sequence[Paper], day: date
) -> tuple[list[Ranked], Budget]:
    """Rank papers among those of the last weeks that nobody was shown, as a night would, and return its budget."""
    ids = {one.id for one in papers}
    others = [one for one in pipeline.candidates(settings, store, store.waiting(day), day) if one.id not in ids]
    room = pipeline.budget(settings, store, others, day, learnt)
    predictions = [*learnt.model.predict(others, evidence=False), *learnt.predict(papers)]
    shown = [one for one in store.shown() if one.paper not in ids]
    found = {one.prediction.paper.id: one for one in policy.positions(predictions, shown, room)}
    return [found[one.id] for one in papers], room


def _said(store: Workspace, settings: Config, paper: Paper, today: date) -> str:
    """Say where a paper stands already, what was decided on it, or which rule speaks for or against it."""
    listed = [" / ".join(entry.section) for one in store.surveys() for entry in one.entries if entry.id == paper.id]
    if listed:
        return f"in the list, under {'; '.join(listed)}"
    known = next((one for one in store.labels() if one.id == paper.id), None)
    if known and not known.sections:
        return f"turned down {known.source}, {known.decided_on}"
    if paper in PaperSet(queue.papers(store.waiting(today))):
        return "proposed, and waits"
    if rule := rules.spoken_for(settings.rules.never, paper):
        return f'never shown: [rules] never has "{rule}"'
    rule = rules.spoken_for(settings.rules.always, paper)
    return f'always asked about: [rules] always has "{rule}"' if rule else ""
