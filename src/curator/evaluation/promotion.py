"""May a newly learnt model take the place of the standing one? Asked on what was decided since, which neither has seen.

The standing model was learnt before; the new one is judged by cross-fitting: it is learnt twice more, each time without
half of what came since, and asked about that half.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from curator.papers.identity import key
from curator.types import Example, Paper, Prediction

Predict = Callable[[Sequence[Paper]], Sequence[Prediction]]
"""What a model says of papers, one prediction each, in their order."""

ENOUGH = 5
"""Papers taken since the standing model was learnt; fewer tell nothing, and the new model takes its place."""

_OTHERS = 1000  # papers of each half that nobody listed, among which those that were taken are ranked
_DRAWS, _LEVEL = 2000, 0.05


@dataclass(frozen=True, slots=True)
class Promotion:
    """Whether the new model takes the standing one's place, and why, as one sentence."""

    promoted: bool
    why: str


@dataclass(frozen=True, slots=True)
class Score:
    """How one taken paper was judged: the share of the others that scored lower, and whether its section was right."""

    rank: float
    right: float


@dataclass(frozen=True, slots=True)
class Half:
    """Half of what came since: papers that were taken, and others; `rest` is what the new model is learnt from."""

    taken: tuple[Example, ...]
    others: tuple[Example, ...]
    rest: tuple[Example, ...]


def halves(examples: Sequence[Example], decided: Mapping[str, date], since: date) -> list[Half]:
    """Return both halves of what came after `since`: decisions by their day, papers that nobody listed by theirs.

    `decided` gives the day of each decision by the paper's id, or by its title's words where it has none.
    """
    fresh = [one for one in examples if _came(one, decided) > since]
    fresh.sort(key=lambda one: (one.paper.id, one.paper.title))
    taken = [one for one in fresh if one.sections]
    others = _others_of(fresh)
    found = []
    for start in (0, 1):
        asked = {id(one) for one in (*taken[start::2], *others[start::2])}
        rest = tuple(one for one in examples if id(one) not in asked)
        found.append(Half(tuple(taken[start::2]), tuple(others[start::2]), rest))
    return found


def _others_of(fresh: Sequence[Example]) -> list[Example]:
    """Return all papers that were turned down, and a random sample of those that nobody listed."""
    rejected = [one for one in fresh if not one.sections and one.rejected]
    unlisted = [one for one in fresh if not one.sections and not one.rejected]
    drawn = np.random.default_rng(0).permutation(len(unlisted))[: 2 * _OTHERS]
    return [*rejected, *(unlisted[place] for place in sorted(drawn))]


def _came(example: Example, decided: Mapping[str, date]) -> date:
    paper = example.paper
    if example.sections or example.rejected:
        return decided.get(key(paper), date.min)
    return paper.announced or date.min


def scores(half: Half, predict: Predict) -> list[Score]:
    """Return how a model judges a half's taken papers; those turned down count as much as those left unlabelled."""
    predictions = [*predict([one.paper for one in (*half.taken, *half.others)])]
    ours, theirs = predictions[: len(half.taken)], predictions[len(half.taken) :]
    groups = [
        np.array([p.relevance for p, one in zip(theirs, half.others, strict=True) if one.rejected is turned_down])
        for turned_down in (True, False)
    ]
    return [
        Score(
            float(np.mean([_above(p.relevance, group) for group in groups if len(group)] or [0.5])),
            float(bool(p.sections) and p.sections[0].section in one.sections),
        )
        for p, one in zip(ours, half.taken, strict=True)
    ]


def _above(fit: float, others: "np.ndarray[tuple[int], np.dtype[np.float64]]") -> float:
    """Return the share of the others that fits less; equals count half."""
    return float((others < fit).mean() + (others == fit).mean() / 2)


def too_few(asked: Sequence[Half]) -> Promotion | None:
    """Promote the new model where too few papers were taken since to compare the two."""
    taken = sum(len(half.taken) for half in asked)
    if taken >= ENOUGH:
        return None
    return Promotion(True, f"too few papers were taken since the model before it to compare the two ({taken})")


def compare(standing: Sequence[Score], new: Sequence[Score], seed: int = 0) -> Promotion:
    """Promote the new model unless it ranks, or places, the same papers worse: paired bootstrap, 5 % one-sided."""
    rank = (_values(standing, "rank"), _values(new, "rank"))
    right = (_values(standing, "right"), _values(new, "right"))
    ranks, places = (f"{100 * one.mean():.1f} %" for one in rank), (f"{one.sum():.0f}" for one in right)
    words = (
        "of {0} papers taken since, it ranks each above {2} of the others ({1} before)"
        " and puts {4} into the right section ({3} before)"
    ).format(len(new), *ranks, *places)
    worse = any(_worse(*pair, seed) for pair in (rank, right))
    return Promotion(not worse, words)


def _values(some: Iterable[Score], name: str) -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
    return np.array([getattr(one, name) for one in some])


def _worse(
    before: "np.ndarray[tuple[int], np.dtype[np.float64]]",
    after: "np.ndarray[tuple[int], np.dtype[np.float64]]",
    seed: int,
) -> bool:
    """Tell whether the mean difference is below zero in all but 5 % of the resamples (Efron & Tibshirani 1993)."""
    difference = after - before
    draws = np.random.default_rng(seed).integers(len(difference), size=(_DRAWS, len(difference)))
    return bool(np.quantile(difference[draws].mean(axis=1), 1 - _LEVEL) < 0)
