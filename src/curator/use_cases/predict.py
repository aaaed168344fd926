"""Answer for given papers: how likely they belong to a list, where, and what would become of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from curator import pipeline
from curator.errors import CuratorError
from curator.feedback.outcomes import is_of
from curator.lists.reading.groups import headings_of
from curator.model import Model
from curator.papers.identity import PaperSet
from curator.proposals import places, policy, queue, rules
from curator.proposals.policy import Budget, Ranked
from curator.types import Paper, Prediction, Triage, entries_of
from curator.use_cases.models import Renamed, current
from curator.use_cases.papers import LeftOut, find, look_up
from curator.use_cases.steps import today
from curator.workspace import Workspace


def predict(model: Model, papers: Sequence[Paper]) -> list[Prediction]:
    """Return a prediction for each paper, in order."""
    return model.predict(papers, evidence=False)


def decide(
    model: Model, predictions: Sequence[Prediction], *, a_week: float, section_confidence: float
) -> list[Triage]:
    """Say for each prediction of a batch whether its paper would be suggested, asked about, or passed over.

    `a_week` is how many papers a week are shown; see `proposals.policy.triage`.
    """
    return policy.triage(
        predictions,
        a_week=a_week,
        section=section_confidence,
        base_rate=model.base_rate,
        entries=model.counts.entries,
    )


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


@dataclass(frozen=True, slots=True)
class Judged:
    """What was said of papers, each with what a night would do with it, and the numbers that no paper was found for."""

    papers: Sequence[tuple[Prediction, Triage]]
    left_out: Sequence[LeftOut]


def judge(config: Path, ids: Sequence[str]) -> Judged:
    """Return a prediction for each arXiv number, and what a night would do with its paper.

    Raises CuratorError where no paper is found for any of them.
    """
    store = Workspace.of(config)
    learnt = current(store)
    papers, left_out = look_up(store, ids)
    if not papers:
        raise CuratorError("; ".join(str(one.why) for one in left_out))
    ranked, room = _ranked(store, learnt, papers, today())
    by = headings_of(store.surveys())
    verdicts = [policy.verdict(one, room, store.settings.rules) for one in ranked]
    return Judged([*zip((places.grouped(one.prediction, by) for one in ranked), verdicts, strict=True)], left_out)


def why(config: Path, arxiv_id: str) -> Reasons:
    """Say what speaks for a paper and against it, and where it stands among those of the last weeks."""
    store, day = Workspace.of(config), today()
    learnt = current(store)
    (paper,) = find(store, [arxiv_id])
    (ranked,), room = _ranked(store, learnt, [paper], day)
    prediction, position = ranked.prediction, ranked.position
    return Reasons(
        prediction,
        learnt.model.against([paper])[0],
        position,
        room.pace.curve.chance(position, prediction.score),
        room.pace.threshold,
        room.pace.a_week,
        room.section,
        _said(store, paper, day),
    )


def _ranked(store: Workspace, learnt: Renamed, papers: Sequence[Paper], day: date) -> tuple[list[Ranked], Budget]:
    """Rank papers among those of the last weeks that nobody was shown, as a night would, and return its budget."""
    ids = {one.id for one in papers}
    others = [one for one in pipeline.candidates(store, store.waiting(day), day) if one.id not in ids]
    room = pipeline.budget(store, others, day, learnt)
    predictions = [*learnt.model.predict(others, evidence=False), *learnt.predict(papers)]
    shown = [one for one in store.shown() if one.paper not in ids]
    found = {one.prediction.paper.id: one for one in policy.positions(predictions, shown, room)}
    return [found[one.id] for one in papers], room


def _said(store: Workspace, paper: Paper, today: date) -> str:
    """Say where a paper stands already, what was decided on it, or which rule speaks for or against it."""
    never, always = store.settings.rules.never, store.settings.rules.always
    listed = [" / ".join(entry.section) for entry in entries_of(store.surveys()) if is_of(entry, paper.id, paper.title)]
    if listed:
        return f"in the list, under {'; '.join(listed)}"
    known = next((one for one in store.labels() if one.id == paper.id), None)
    if known and not known.sections:
        return f"turned down {known.source}, {known.decided_on}"
    if paper in PaperSet(queue.papers(store.waiting(today))):
        return "proposed, and waits"
    if rule := rules.spoken_for(never, paper):
        return f'never shown: [rules] never has "{rule}"'
    rule = rules.spoken_for(always, paper)
    return f'always asked about: [rules] always has "{rule}"' if rule else ""
