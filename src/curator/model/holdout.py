"""How well the model does on papers it has not seen, and what follows from that."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class HoldOut:
    """Out-of-sample probabilities and what was true: of all papers, and of the entries' likeliest sections.

    `weight` says how many announced papers each one stands for, `weekly` how many are announced in a week.
    """

    relevance: Floats
    member: Bools
    weight: Floats
    section: Floats
    right: Bools
    weekly: float

    @property
    def rate(self) -> float:
        """Return the share of the announced papers that belongs to the list."""
        return float(np.average(self.member, weights=self.weight))

    @property
    def typical(self) -> float:
        """Return how likely the median entry was said to belong."""
        return float(np.median(self.relevance[self.member]))

    def fit_threshold(self, a_week: float) -> float:
        """Return the probability that so many papers a week would have reached: the best one's for fewer than one."""
        order = np.argsort(-self.relevance, kind="stable")
        papers = np.cumsum(self.weight[order]) / self.weight.sum() * self.weekly
        return float(self.relevance[order][max(0, int(np.searchsorted(papers, a_week, side="right")) - 1)])
