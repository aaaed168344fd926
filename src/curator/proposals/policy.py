"""Pace and thresholds: which papers to suggest, which to ask about, which to pass over."""

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from statistics import median

from curator.config import RulesTable
from curator.proposals import pace, queue
from curator.proposals.pace import Acceptance, Pace
from curator.proposals.rules import spoken_for
from curator.types import Choice, Decision, Impression, Near, Prediction, Suggestion, Triage

WINDOW = timedelta(days=28)
"""How long a paper that was announced may still be shown: its position is among the papers of so many days."""

_SURE = 0.4
"""The chance of being taken from which on a paper is suggested as a line, and not asked about."""

_CLOSEST = 3
"""Papers that are named where none was shown."""

_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Ranked:
    """A prediction and its position: how many papers a week score as high or higher."""

    prediction: Prediction
    position: float


def rank(predictions: Iterable[Prediction], shown: Iterable[Impression], weeks: float) -> list[Ranked]:
    """Return the predictions, best first, with their positions among all papers of so many weeks.

    What was `shown` in these weeks counts with the score that it had then; the order of `predictions` never matters.
    """
    best = sorted(predictions, key=lambda p: (-p.score, p.paper.id, p.paper.title))
    before = sorted(-one.score for one in shown)
    return [Ranked(one, (bisect_right(before, -one.score) + n) / weeks) for n, one in enumerate(best, 1)]


@dataclass(frozen=True, slots=True)
class Budget:
    """What may be shown on a day: as the pace says, `at_most` so many.

    `section` is how likely the section of a suggested line must be, `since` the first day of which papers are known;
    `base_rate` is the share of the announced papers that belongs to the list: what fits no better is no find.
    """

    today: date
    since: date
    pace: Pace
    at_most: int
    section: float
    base_rate: float = 0.0

    @property
    def weeks(self) -> float:
        """How many weeks of papers are ranked together, one at least."""
        return max(1.0, min(WINDOW, self.today - self.since) / _WEEK)


def positions(predictions: Iterable[Prediction], shown: Iterable[Impression], budget: Budget) -> list[Ranked]:
    """Rank predictions as `rank` does, beside what nights have shown of the same weeks."""
    nightly = [one for one in shown if one.on > budget.today - WINDOW and _of_a_night(one)]
    return rank(predictions, nightly, budget.weeks)


def decide(
    predictions: Sequence[Prediction], shown: Collection[Impression], budget: Budget, always: Sequence[str] = ()
) -> Decision:
    """Show the papers that are worth it, best first: suggested where fit and section are both sure.

    `predictions` are of the papers announced in the last `WINDOW` that nobody has been shown yet. No more are named in
    a week than `pace.MOST`. Those that a rule wants shown `always` are asked about, as far as there is room.
    """
    room, ranked, curve = _room(shown, budget), positions(predictions, shown, budget), budget.pace.curve
    named = _named(ranked, shown, budget)[:room]
    wanted = [one for one in ranked if spoken_for(always, one.prediction.paper) and one not in named]
    ruled = wanted[: room - len(named)]
    decision = _divided(named, curve, budget.section, len(predictions) - len(named) - len(ruled))
    return replace(decision, questions=(*decision.questions, *(_suggestion(one, curve) for one in ruled)))


def missed(
    predictions: Collection[Prediction],
    *,
    weeks: float,
    pace: Pace,
    section: float,
    base_rate: float,
    always: Sequence[str] = (),
) -> Decision:
    """Return all that was worth showing of so many weeks, best first, divided into lines and questions as in a night.

    `predictions` are of the best papers of these weeks at least; the list must know none of them. Those that a rule
    wants shown `always` are shown in any case.
    """
    named = [
        one
        for one in rank(predictions, (), weeks)
        if spoken_for(always, one.prediction.paper)
        or (
            one.prediction.relevance > base_rate
            and one.position <= pace.a_week
            and _chance(one, pace.curve) >= pace.threshold
        )
    ]
    return _divided(named, pace.curve, section, len(predictions) - len(named))


def _divided(named: Sequence[Ranked], curve: Acceptance, section: float, skipped: int) -> Decision:
    lines: list[Suggestion] = []
    questions: list[Suggestion] = []
    for one in named:
        (lines if _is_line(one, curve, section) else questions).append(_suggestion(one, curve))
    return Decision(tuple(lines), tuple(questions), skipped)


def _is_line(one: Ranked, curve: Acceptance, section: float) -> bool:
    return _placed(one.prediction, section) and _chance(one, curve) >= _SURE


def verdict(one: Ranked, budget: Budget, rules: RulesTable) -> Triage:
    """Say what a night would do with a paper, had it room for all that are worth a glance."""
    if spoken_for(rules.never, one.prediction.paper):
        return "skip"
    if not _is_worth_a_glance(one, budget):
        return "unsure" if spoken_for(rules.always, one.prediction.paper) else "skip"
    return "suggest" if _is_line(one, budget.pace.curve, budget.section) else "unsure"


def _is_worth_a_glance(one: Ranked, budget: Budget, *, due: bool = False) -> bool:
    """Tell whether a paper is likely enough to be taken, or fits at all where one is `due`."""
    likely = due or _chance(one, budget.pace.curve) >= budget.pace.threshold
    return one.prediction.relevance > budget.base_rate and one.position <= budget.pace.a_week and likely


def opened(
    decision: Decision, writable: Callable[[Suggestion], bool] = lambda _: True, asked: Collection[str] = ()
) -> Decision:
    """Return a decision that a pull request can be opened for, which needs a line: of mere questions the best is one.

    That is the one most likely to be taken into its likeliest section. Where none has one and is `writable` there, all
    stay questions. Papers that were `asked` about before, and left without an answer, are no reason to ask again.
    """
    if any(map(writable, decision.lines)):
        return decision
    new = [one for one in decision.questions if one.paper.id not in asked and not one.note]
    lines = [queue.placed(one, first.section) for one in new for first in _likeliest(one)]
    lines.sort(key=lambda one: (-one.fit * one.choices[0].probability, one.paper.id))
    line = next(filter(writable, lines), None)
    if line is None:
        return decision
    others = queue.outside(decision, {line.paper.id})
    return replace(others, lines=(*others.lines, replace(line, note=_ASKED)))


_ASKED = "a question, put as a line so that there is something to merge"


def _likeliest(one: Suggestion) -> list[Choice]:
    """Return the choice that is likelier than all others, if there is one: of a section that was split no part is."""
    first, *others = sorted(one.choices, key=lambda choice: -choice.probability) or [Choice((), 0.0)]
    return [first] if first.probability > max((one.probability for one in others), default=0.0) else []


def closest(predictions: Sequence[Prediction], shown: Collection[Impression], budget: Budget) -> tuple[Near, ...]:
    """Return the papers that came closest to being shown, the likeliest first; arguments as for `decide`."""
    best = positions(predictions, shown, budget)[:_CLOSEST]
    return tuple(Near(one.prediction.paper, _chance(one, budget.pace.curve)) for one in best)


def _room(shown: Collection[Impression], budget: Budget) -> int:
    """Return how many papers may be named today."""
    lately = sum(one.on > budget.today - _WEEK for one in shown)
    return max(0, min(budget.at_most, pace.MOST - lately))


def _named(ranked: Iterable[Ranked], shown: Collection[Impression], budget: Budget) -> list[Ranked]:
    due = budget.pace.minimum - sum(one.on > budget.today - 2 * _WEEK for one in shown)
    finds = [one for one in ranked if one.prediction.relevance > budget.base_rate]
    return [one for place, one in enumerate(finds) if _is_worth_a_glance(one, budget, due=place < due)]


def _of_a_night(one: Impression) -> bool:
    """Tell whether a paper was new enough, when it was shown, to compete with a night's: no backfill showed it."""
    return (one.paper.month or one.on) >= (one.on - 2 * WINDOW).replace(day=1)


def _chance(one: Ranked, curve: Acceptance) -> float:
    return curve.chance(one.position, one.prediction.score)


def triage(
    predictions: Sequence[Prediction], *, a_week: float, section: float, base_rate: float, entries: int
) -> list[Triage]:
    """Say what would become of each paper of a batch, ranked among one another in the weeks that they span.

    Somebody has picked a batch that mostly fits better than papers do on the whole, and that is no larger than the list
    with its `entries`: its papers compete with none.
    """
    days = [one.paper.announced for one in predictions if one.paper.announced]
    weeks = max(1.0, (max(days) - min(days)) / _WEEK) if days else 1.0
    picked = len(predictions) <= entries and median([one.relevance for one in predictions] or [0.0]) > base_rate
    named = {
        one.prediction.paper.id
        for one in rank(predictions, (), weeks)
        if one.prediction.relevance > base_rate and (picked or one.position <= a_week)
    }
    return [
        "skip" if one.paper.id not in named else "suggest" if _placed(one, section) else "unsure" for one in predictions
    ]


def _placed(prediction: Prediction, section: float) -> bool:
    return bool(prediction.sections) and prediction.sections[0].probability >= section


def _suggestion(one: Ranked, curve: Acceptance) -> Suggestion:
    judged, fit = one.prediction, _chance(one, curve)
    return Suggestion(judged.paper, fit, judged.sections, judged.evidence, one.position, judged.score)
