"""Decide on papers of a list in a local repository."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from curator import lists, pipeline
from curator.errors import CuratorError
from curator.feedback import labels
from curator.hosts.git import LocalGit
from curator.hosts.home import Home
from curator.papers.identity import PaperSet
from curator.proposals import instructions, queue
from curator.proposals.instructions import Instructions
from curator.types import Choice, Decision, Label, Paper, SectionPath, Suggestion, entries_of
from curator.use_cases.papers import find, number
from curator.use_cases.steps import today
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


def reject(config: Path, ids: Sequence[str]) -> Decided:
    """Turn papers down: their lines leave curator's branch, and they are never proposed again."""

    def turned_down(store: Workspace, papers: Sequence[Paper]) -> Instructions:
        by = LocalGit(store.root).person()
        fresh = [Label(one.id, one.title, (), today(), SOURCE, by) for one in papers]
        store.save_labels(labels.update(store.labels(), fresh))
        return Instructions(refused=frozenset(one.id for one in papers))

    return _decide(config, ids, turned_down)


def accept(config: Path, arxiv_id: str, section: str) -> Decided:
    """Bring a paper to curator's branch, in the section named, whatever was said of it before."""

    def taken(store: Workspace, papers: Sequence[Paper]) -> Instructions:
        path = lists.resolve(store.surveys(), section)
        _forget(store, papers)
        return Instructions({one.id: (path,) for one in papers})

    return _decide(config, [arxiv_id], taken)


def undo(config: Path, ids: Sequence[str]) -> Decided:
    """Forget what was decided on papers that the list does not hold; one that waited before waits again.

    One that a person brought to the branch leaves it; where it had waited, it is asked about again.
    """

    def forgotten(store: Workspace, papers: Sequence[Paper]) -> Instructions:
        ids = {one.id for one in papers}
        lines = [one for one in store.pending().lines if one.paper.id in ids]
        brought = {one.paper.id for one in lines if one.brought}
        placed = {one.paper.id for one in lines if one.note == _BROUGHT} - brought
        if unknown := ids - brought - placed - {one.id for one in store.labels()}:
            raise CuratorError(f"nothing was decided on {', '.join(sorted(unknown))}: there is nothing to take back")
        _forget(store, papers)
        store.drop(brought)
        store.ask(placed)
        return Instructions()

    return _decide(config, ids, forgotten)


def _require_unlisted(store: Workspace, papers: Collection[Paper]) -> None:
    """Raise CuratorError for a paper that stands in the list: its line is the decision."""
    listed = PaperSet(entries_of(store.surveys()))
    if there := sorted(one.id for one in papers if one in listed):
        raise CuratorError(f"{', '.join(there)}: already in the list; delete or move its line there")


def _forget(store: Workspace, papers: Collection[Paper]) -> None:
    """Take back what was decided on papers."""
    ids = {one.id for one in papers}
    store.save_labels([one for one in store.labels() if one.id not in ids])


def _decide(config: Path, ids: Sequence[str], work: Callable[[Workspace, Sequence[Paper]], Instructions]) -> Decided:
    """Learn what was decided before, decide, and bring curator's branch up to date."""
    store, day = Workspace.of(config), today()
    _require_unlisted(store, [Paper(number(text), "") for text in ids])
    named = find(store, ids)
    _require_unlisted(store, named)  # its line may link another page
    host = Home(store, day)
    host.learn()
    wanted = work(store, named)
    before = store.waiting(day)
    waiting = _noted(instructions.apply(_with(before, named, wanted), wanted), before, wanted)
    try:
        done = pipeline.propose(store, host, waiting, "", day)
        if not done.publication:
            host.finish()
        where = done.publication.where if done.publication else done.refused or "no proposal waits"
    except CuratorError as error:
        where = f"the proposal stands as it was: {error}"
    (section,) = next(iter(wanted.placed.values()), ((),))
    return Decided(named, section, len(queue.papers(waiting)), where)


def _noted(waiting: Decision, before: Decision, wanted: Instructions) -> Decision:
    """Return what waits with a note on each line that a person brought to another section, or out of a question."""
    there = {(one.paper.id, one.section) for one in before.lines}
    brought = {(paper, path) for paper, paths in wanted.placed.items() for path in paths} - there
    noted = [(one, (one.paper.id, one.section) in brought) for one in waiting.lines]
    return replace(waiting, lines=tuple(replace(one, note=_BROUGHT) if new else one for one, new in noted))


def _with(waiting: Decision, papers: Sequence[Paper], wanted: Instructions) -> Decision:
    """Return what waits, completed by papers that were placed and did not wait."""
    named = {one.id for one in queue.papers(waiting)}
    new = [Suggestion(one, 0.0, (Choice(wanted.placed[one.id][0], 0.0),)) for one in papers if one.id in wanted.placed]
    added = tuple(one for one in new if one.paper.id not in named)
    return queue.merge(waiting, Decision(added, (), waiting.skipped))
