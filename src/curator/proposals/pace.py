"""How many papers to put before the maintainer: from what became of those that were shown, and of others.

What a paper is worth is told by two figures: its *position*, how many papers a week score as high or higher, which
means the same whatever the model's scores are worth, and the score itself, beside that of a typical entry. The chance
that it is taken is a logistic regression on both whose intercept is the list's own. A paper is shown where that chance
is worth a glance; where the maintainer adds many by hand that were never shown, less is worth one.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import exp, log

from curator.types import Answer, Impression, Response


@dataclass(frozen=True, slots=True)
class Shared:
    """What lists have in common, as `python -m experiments.pace` derives it from many of them: docs/pace.md.

    `position` and `score` are the log-odds of being taken for each e-fold of the position and each logit of the score.
    `first` is the intercept of a list that takes one paper a week and whose typical entry is said to belong with even
    odds, `per_e` what e times more papers add to it, `spread` the standard deviation between lists of the same pace,
    and from season to season. `threshold` is the chance from which on a paper is shown, where six of ten papers that
    are added had been shown.
    """

    position: float = -0.58
    score: float = 0.36
    first: float = -1.9
    per_e: float = 0.65
    spread: float = 1.3
    threshold: float = 0.1


SHARED = Shared()

MOST = 40
"""Papers a week: nobody is shown more."""

_LOWEST = 0.05  # worth, whatever was missed
_SHOWN = 0.6  # the share of what is added that should have been shown
_CREDIT = 3.0  # added papers, shown in that share, that are taken for granted
_HALF_LIFE = 40.0  # days after which an answer counts half
_BEST = 0.1  # smallest position: the best paper of ten weeks
_TRUST, _SUREST = 10.0, 0.95
_START, _WEEK = timedelta(weeks=4), timedelta(weeks=1)
_LATELY = 20  # answers that people are told of


@dataclass(frozen=True, slots=True)
class Acceptance:
    """The chance that a paper is taken, by its position and its score: a logistic regression."""

    intercept: float
    shared: Shared = SHARED

    def chance(self, position: float, score: float) -> float:
        """Return the probability that the paper at a position (papers a week), with a score in [0, 1], is taken."""
        return 1 / (1 + exp(-(self.intercept + self.evidence(position, score))))

    def evidence(self, position: float, score: float) -> float:
        """Return what position and score add to the log-odds of being taken."""
        x, y = features(position, score)
        return self.shared.position * x + self.shared.score * y


def features(position: float, score: float) -> tuple[float, float]:
    """Return what the regression reads: the logarithm of the position, the logit of the score."""
    inside = min(max(score, 1e-6), 1 - 1e-6)
    return log(max(position, _BEST)), log(inside / (1 - inside))


def starting(own: float) -> float:
    """Return how many papers a week a list is shown at first: as many as it takes, between one and twenty."""
    return min(20.0, max(1.0, own))


def is_nearly_all(a_week: float, first: float) -> bool:
    """Tell whether so few papers a week are announced that nearly all are shown, where `first` are."""
    return a_week < 2 * first


def usual(own: float, typical: float = 0.5, shared: Shared = SHARED) -> Acceptance:
    """Return how lists that add `own` papers a week take what they are shown, before anything was.

    `typical` is how likely their median entry was said to belong, see `Prediction`.
    """
    _, level = features(1.0, typical)
    return Acceptance(shared.first + shared.per_e * log(starting(own)) + shared.score * level, shared)


def acceptance(answers: Sequence[Answer], before: Acceptance, today: date) -> Acceptance:
    """Return how this list takes what it is shown: its own answers, and as far as they are few, as `before` them.

    The maximum a posteriori of the intercept, by Newton's method; answers fade with a half-life of forty days.
    """
    prior, spread = before.intercept, before.shared.spread
    known = [
        (_weight(one, today), one.taken, before.evidence(one.impression.position, one.impression.score))
        for one in answers
    ]
    intercept = prior
    for _ in range(25):
        chances = [1 / (1 + exp(-(intercept + evidence))) for _, _, evidence in known]
        pull = sum(w * (taken - p) for (w, taken, _), p in zip(known, chances, strict=True))
        bend = sum(w * p * (1 - p) for (w, _, _), p in zip(known, chances, strict=True))
        step = (pull - (intercept - prior) / spread**2) / (bend + 1 / spread**2)
        intercept += min(1.0, max(-1.0, step))
    return Acceptance(intercept, before.shared)


@dataclass(frozen=True, slots=True)
class Pace:
    """What a paper must promise to be shown, how many are shown at least and at most.

    `threshold` is the least chance of being taken by the `curve`, `a_week` the last position that is shown, `minimum`
    how many papers come in two weeks whatever they promise.
    """

    curve: Acceptance
    threshold: float = 0.0
    a_week: float = MOST
    minimum: int = 0


def current(asked: float | None, own: float, response: Response, today: date, before: Acceptance | None = None) -> Pace:
    """Return the pace of a list: as many papers a week as `asked`, or as the list and its response say.

    `own` is how many papers a week the list takes; `before` how it takes what it is shown as far as its answers are
    few, as `usual` where nothing is known.
    """
    curve = acceptance(response.answers, before or usual(own), today)
    if asked:
        return Pace(curve, a_week=asked)
    lowest = threshold(response.found, response.missed, curve.shared)
    return Pace(curve, lowest, MOST, minimum(own, response.shown, today))


def threshold(shown: int, missed: int, shared: Shared = SHARED) -> float:
    """Return the chance from which on a paper is worth a glance.

    Of the papers that were added lately, `shown` had been shown and `missed` had not: where more were missed than
    usual, less is worth one. Where fewer were, it is the usual all the same: who merges what is shown and seldom edits
    by hand has set no limit.
    """
    share = (shown + _CREDIT * _SHOWN) / (shown + missed + _CREDIT)
    return max(_LOWEST, shared.threshold * min(1.0, share / _SHOWN))


def minimum(own: float, shown: Collection[Impression], today: date) -> int:
    """Return how many papers are shown in two weeks whatever they promise.

    In its first four weeks a list is shown as many as it adds, later one: from nothing nothing is learnt.
    """
    starts = min((one.on for one in shown), default=today)
    return round(2 * starting(own)) if today < starts + _START else 1


def own_pace(added: Iterable[date], today: date) -> float:
    """Return how many papers a week a list takes: the busiest of its last three, six and twelve months.

    `added` says when its papers came to the list, or at least to arXiv.
    """
    days = [*added]
    spans = [timedelta(weeks=weeks) for weeks in (13, 26, 52)]
    return max(sum(today - span < day <= today for day in days) / (span.days / 7) for span in spans)


def section_threshold(stated: float, answers: Sequence[Answer]) -> float:
    """Return how likely a section must be said to be, where `stated` would do if all were as likely as stated.

    The papers that were taken show whether they are; ten answers' worth of trust in what is stated comes before them.
    """
    taken = [one for one in answers if one.taken]
    right = sum(one.right for one in taken) + _TRUST
    promised = sum(one.impression.probability for one in taken) + _TRUST
    return min(_SUREST, stated * promised / right)


def describe(response: Response, today: date) -> str:
    """Say in one line how many papers came a week, what became of the last ones, and how many were missed.

    There is nothing to say before the day after the first; what is shown today counts tomorrow, so that a night that is
    repeated says the same.
    """
    days = [one.on for one in response.shown if one.on < today]
    if not days:
        return ""
    weeks = min(_START, max(_WEEK, today - min(days))) / _WEEK
    shown = sum(day >= today - _START for day in days)
    lately = f"{shown / weeks:.1f} papers a week lately" if shown else "no paper in the last four weeks"
    last = sorted(response.answers, key=lambda one: one.impression.on)[-_LATELY:]
    taken = f"; {sum(one.taken for one in last)} of the last {len(last)} taken" if last else ""
    by_hand = f"; {response.missed} added by hand that were not shown" if response.missed else ""
    return f"Pace: {lately}{taken}{by_hand}."


def _weight(one: Answer, today: date) -> float:
    return float(0.5 ** (max(0, (today - one.impression.on).days) / _HALF_LIFE))
