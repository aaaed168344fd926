"""How well the model does on papers it has not seen: fitted on earlier entries, asked about later ones."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from curator.model.training_set import Lesson

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Rows = npt.NDArray[np.int64]

_ENOUGH = 30  # fewer entries than this are too few to set a part aside by time
_PARTS = 6
_FEW = 20  # unlisted papers' worth of evidence that a stated probability brings along
_BAND = (0.3, 0.2)  # how far below the promised average the threshold of sections lies
_FOLDS = 5


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """Out-of-sample probabilities and what was true: of all papers, and of the entries' likeliest sections.

    `weight` says how many announced papers each one stands for.
    """

    relevance: Floats
    member: Bools
    weight: Floats
    section: Floats
    right: Bools

    def relevance_threshold(self, precision: float) -> float:
        """Return the lowest threshold above which the promise was kept.

        What was true counts; where few papers say it, what was stated does, as much as a few papers would.
        A paper that is stated surer than half-way from the promise to certainty is never too doubtful.
        """
        order = np.argsort(-self.relevance, kind="stable")
        weight, member = self.weight[order], self.member[order]
        papers = np.cumsum(weight)
        stated = np.cumsum(weight * self.relevance[order]) / papers
        few = _FEW * float(np.max(self.weight, where=~self.member, initial=0))
        kept = (np.cumsum(weight * member) + few * stated) / (papers + few) >= precision
        return min(_last(self.relevance[order], kept, 1.0), (1 + precision) / 2)

    def section_threshold(self, confidence: float) -> float:
        """Return the lowest threshold above which the stated probabilities average at least the promise.

        What lies above a threshold averages well over it; a few entries cannot move the threshold out of that band.
        """
        stated = _lowest(self.section, np.ones(len(self.section)), confidence)
        low, high = (confidence - below for below in _BAND)
        return min(max(stated, low), high)


def split(lesson: Lesson, seed: int) -> Iterator[tuple[Rows, Rows]]:
    """Yield rows to fit on and rows to ask about.

    The newest part of the entries is set aside, with a random part of the others; of few entries every part is set
    aside in turn; a single entry is asked about although it was learned, for want of another.
    """
    source = np.random.default_rng(seed)
    entries, others = (source.permutation(np.flatnonzero(chosen)) for chosen in (lesson.member, ~lesson.member))
    timed = len(entries) >= _ENOUGH
    rows = np.arange(len(lesson.examples))
    parts = _parts(lesson, entries)
    if len(parts) < 2 or len(others) < len(parts):
        yield rows, rows
        return
    for inside, outside in zip(parts, np.array_split(others, len(parts)), strict=True):
        asked = np.sort(np.concatenate([inside, outside]))
        yield np.setdiff1d(rows, asked), asked
        if timed:
            return


def eras(lesson: Lesson, seed: int) -> Iterator[tuple[Rows, Rows]]:
    """Yield entries to fit on and entries to ask about: the newest half, part by part, each after what came before.

    Few entries are split as for `split`.
    """
    entries = np.random.default_rng(seed).permutation(np.flatnonzero(lesson.member))
    parts = _parts(lesson, entries)
    if len(parts) < 2:
        yield entries, entries
        return
    timed = len(entries) >= _ENOUGH
    for number, asked in enumerate(parts[: _PARTS // 2] if timed else parts):
        known = parts[number + 1 :] if timed else parts[:number] + parts[number + 1 :]
        yield np.sort(np.concatenate(known)), np.sort(asked)


def _parts(lesson: Lesson, entries: Rows) -> list[Rows]:
    """Cut entries into parts, the newest first.

    Entries with and without abstract are parted alike: where only the newest have one, there would be none left to
    learn from.
    """
    newest_first = entries[np.argsort(-lesson.age[entries], kind="stable")]
    full = np.array([bool(lesson.examples[row].paper.abstract) for row in newest_first.tolist()])
    place = np.where(full, np.cumsum(full) - 1, np.cumsum(~full) - 1) / np.where(full, full.sum(), (~full).sum())
    by_place = newest_first[np.argsort(place, kind="stable")]
    return np.array_split(by_place, _PARTS if len(entries) >= _ENOUGH else min(len(entries), _FOLDS))


def _lowest(probability: Floats, weight: Floats, promise: float) -> float:
    """Return the lowest threshold above which the probabilities average at least `promise`."""
    order = np.argsort(-probability, kind="stable")
    highest_first, sorted_weight = probability[order], weight[order]
    average = np.cumsum(highest_first * sorted_weight) / np.cumsum(sorted_weight)
    return min(promise, _last(highest_first, average >= promise, promise))


def _last(highest_first: Floats, kept: Bools, otherwise: float) -> float:
    """Return the lowest of the values that are kept, together with all that equal them."""
    ends = np.append(highest_first[1:] < highest_first[:-1], True)[: len(highest_first)]
    found = np.flatnonzero(kept & ends)
    return float(highest_first[found[-1]]) if len(found) else otherwise
