"""How well the model does on papers it has not seen, and which thresholds would have kept its promises there."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from curator.model import hyperparameters as hyper

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class HoldOut:
    """Out-of-sample probabilities and what was true: of all papers, and of the entries' likeliest sections.

    `weight` says how many announced papers each one stands for.
    """

    relevance: Floats
    member: Bools
    weight: Floats
    section: Floats
    right: Bools

    @property
    def rate(self) -> float:
        """Return the share of the announced papers that belongs to the list."""
        return float(np.average(self.member, weights=self.weight))

    def relevance_threshold(self, precision: float) -> float:
        """Return the lowest threshold above which the promise was kept.

        What was true counts; where few papers say it, what was stated does, as much as a few papers would.
        A paper that is stated surer than half-way from the promise to certainty is never too doubtful.
        """
        order = np.argsort(-self.relevance, kind="stable")
        weight, member = self.weight[order], self.member[order]
        papers = np.cumsum(weight)
        stated = np.cumsum(weight * self.relevance[order]) / papers
        few = hyper.FEW * float(np.max(self.weight, where=~self.member, initial=0))
        good = (np.cumsum(weight * member) + few * stated) / (papers + few) >= precision
        return min(_last(self.relevance[order], good, 1.0), (1 + precision) / 2)

    def section_threshold(self, confidence: float) -> float:
        """Return the lowest threshold above which the stated probabilities average at least the promise.

        What lies above a threshold averages well over it; a few entries cannot move the threshold out of that band.
        """
        highest_first = -np.sort(-self.section)
        average = np.cumsum(highest_first) / np.arange(1, len(highest_first) + 1)
        stated = min(confidence, _last(highest_first, average >= confidence, confidence))
        low, high = (confidence - below for below in hyper.SECTION_BAND)
        return min(max(stated, low), high)


def _last(highest_first: Floats, good: Bools, otherwise: float) -> float:
    """Return the lowest of the values that are good, together with all that equal them."""
    ends = np.append(highest_first[1:] < highest_first[:-1], True)[: len(highest_first)]
    found = np.flatnonzero(good & ends)
    return float(highest_first[found[-1]]) if len(found) else otherwise
