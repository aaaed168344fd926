"""How well the model does on papers it has not seen: fitted on earlier entries, asked about later ones."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from curator.records import Example

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Rows = npt.NDArray[np.int64]

_ID_MONTH = re.compile(r"(?P<year>\d\d)(?P<month>\d\d)\.|[a-z-]+/(?P<old_year>\d\d)(?P<old_month>\d\d)")
_ENOUGH = 20  # fewer entries than this are too few to set a quarter aside by time
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


def split(examples: Sequence[Example], member: Bools, seed: int) -> Iterator[tuple[Rows, Rows]]:
    """Yield rows to fit on and rows to ask about.

    The newest quarter of the entries is set aside with a random quarter of the others; of few entries every part is
    set aside in turn; a single entry is asked about although it was learned, for want of another.
    """
    source = np.random.default_rng(seed)
    entries, others = np.flatnonzero(member), source.permutation(np.flatnonzero(~member))
    by_age = np.array(sorted(source.permutation(entries).tolist(), key=lambda row: age(examples[row])))
    parts = 4 if len(entries) >= _ENOUGH else min(len(entries), _FOLDS)
    if parts < 2 or len(others) < parts:
        rows = np.arange(len(examples))
        yield rows, rows
        return
    for entry_part, other_part in zip(np.array_split(by_age, parts)[::-1], np.array_split(others, parts), strict=True):
        asked = np.concatenate([entry_part, other_part])
        yield np.setdiff1d(np.arange(len(examples)), asked), np.sort(asked)
        if parts == 4 and len(entries) >= _ENOUGH:
            return


def age(example: Example) -> tuple[int, int]:
    """Return day numbers to sort by: when the entry came into the list, when its paper came to arXiv; 0 unknown."""
    added = example.added.toordinal() if example.added else 0
    if example.paper.announced:
        return added, example.paper.announced.toordinal()
    match = _ID_MONTH.match(example.paper.arxiv_id)
    if match is None:
        return added, 0
    year, month = int(match["year"] or match["old_year"]), int(match["month"] or match["old_month"])
    return added, date(year + (1900 if year > 90 else 2000), min(max(month, 1), 12), 15).toordinal()


def lowest_sure(probability: Floats, weight: Floats, promise: float) -> float:
    """Return the lowest threshold above which the probabilities average at least `promise`."""
    order = np.argsort(-probability, kind="stable")
    sorted_probability, sorted_weight = probability[order], weight[order]
    average = np.cumsum(sorted_probability * sorted_weight) / np.cumsum(sorted_weight)
    kept = np.flatnonzero(average >= promise)
    return float(min(promise, sorted_probability[kept[-1]])) if len(kept) else promise
