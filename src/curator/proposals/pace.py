"""How many papers a week to put before the maintainer: from the list's own pace, and from what became of those shown.

What is counted is a paper's *position*: how many papers a week score as high or higher. A position means the same
whatever the model's scores are worth, so neither drift nor miscalibration matters. The chance that a paper is taken
falls with its position; the pace is the position at which that chance is still worth a glance.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import exp, log

from curator.types import Answer

SLOPE = 1.06
"""Of the log-odds of being taken, for each e-fold of the position: docs/pace.md, fitted with whole lists left out."""

WORTH = 0.12
"""The chance of being taken at which a paper is still worth a glance: docs/pace.md."""

LEAST, MOST = 0.5, 40.0
"""Papers a week; nobody is shown more, and a list that takes nothing still sees one every other week."""

_SLOW, _PER_E = -2.0, 0.85  # log-odds at the first position of a list that takes one paper a week, and for e times more
_SPREAD = 1.5  # of these log-odds between lists of the same pace, as a standard deviation
_HALF_LIFE = 40.0  # days after which an answer counts half
_TRUST, _SUREST = 10.0, 0.95
_LATELY = 20  # answers that people are told of
_OWN = (3.0, 20.0)  # the list's own pace counts between these


@dataclass(frozen=True, slots=True)
class Acceptance:
    """The chance that a paper is taken, by its position: a logistic regression on the position's logarithm."""

    intercept: float
    slope: float = SLOPE

    def chance(self, position: float) -> float:
        """Return the probability that the paper at a position (papers a week, 1 and more) is taken."""
        return 1 / (1 + exp(-(self.intercept - self.slope * log(max(position, _FIRST)))))

    def position(self, chance: float) -> float:
        """Return the position at which that chance is reached."""
        return exp((self.intercept - log(chance / (1 - chance))) / self.slope)


_FIRST = 0.1
"""Smallest position: the best paper of ten weeks."""


def usual(own: float) -> Acceptance:
    """Return what lists that add `own` papers a week usually take, before anything was shown."""
    low, high = _OWN
    return Acceptance(_SLOW + _PER_E * log(min(max(own, low), high)))


def acceptance(answers: Sequence[Answer], own: float, today: date) -> Acceptance:
    """Return how this list takes what it is shown: its own answers, and as far as they are few, the usual.

    The maximum a posteriori of the intercept, by Newton's method; answers fade with a half-life of forty days.
    """
    prior = usual(own).intercept
    weights = [_weight(one, today) for one in answers]
    intercept = prior
    for _ in range(25):
        curve = Acceptance(intercept)
        chances = [curve.chance(one.impression.position) for one in answers]
        pull = sum(w * (one.taken - p) for w, one, p in zip(weights, answers, chances, strict=True))
        bend = sum(w * p * (1 - p) for w, p in zip(weights, chances, strict=True))
        step = (pull - (intercept - prior) / _SPREAD**2) / (bend + 1 / _SPREAD**2)
        intercept += min(1.0, max(-1.0, step))
    return Acceptance(intercept)


def pace(curve: Acceptance) -> float:
    """Return how many papers a week are worth showing."""
    return min(MOST, max(LEAST, curve.position(WORTH)))


def own_pace(added: Iterable[date], today: date) -> float:
    """Return how many papers a week a list takes: the busiest of its last three, six and twelve months.

    `added` says when its papers came to the list, or at least to arXiv.
    """
    days = [*added]
    spans = [timedelta(weeks=weeks) for weeks in (13, 26, 52)]
    return max(sum(today - span < day <= today for day in days) / (span.days / 7) for span in spans)


def section_threshold(stated: float, answers: Sequence[Answer]) -> float:
    """Return what the likeliest section must reach, where `stated` would do if sections were as likely as stated.

    The papers that were taken show whether they are; ten answers' worth of trust in what is stated comes before them.
    """
    taken = [one for one in answers if one.taken]
    right = sum(one.right for one in taken) + _TRUST
    promised = sum(one.impression.probability for one in taken) + _TRUST
    return min(_SUREST, stated * promised / right)


def describe(answers: Sequence[Answer], a_week: float) -> str:
    """Say in one line how many papers come a week, and what became of the last ones."""
    last = sorted(answers, key=lambda one: one.impression.on)[-_LATELY:]
    taken = f"; {sum(one.taken for one in last)} of the last {len(last)} taken" if last else ""
    often = f"{a_week:.0f} papers a week" if a_week >= 1.5 else f"a paper every {round(7 / a_week)} days"
    return f"Pace: {often}{taken}."


def _weight(one: Answer, today: date) -> float:
    return float(0.5 ** (max(0, (today - one.impression.on).days) / _HALF_LIFE))
