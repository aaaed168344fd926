"""Where each section lies among texts: its centroid, and those of its entries that are nearest."""

from typing import Self

import numpy as np
import numpy.typing as npt
from sklearn.base import BaseEstimator
from sklearn.preprocessing import normalize

from curator.model import hyperparameters as hyper

Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]
Floats32 = npt.NDArray[np.float32]


class NearestCentroid(BaseEstimator):
    """Score each section by the cosine between a text and the mean of the section's entries (Rocchio 1971).

    Parameters
    ----------
    heading_weight : entries that a section's heading counts for
    """

    def __init__(self, *, heading_weight: float = hyper.HEADING_WEIGHT) -> None:
        self.heading_weight = heading_weight

    def fit(self, X: Floats32, y: Bools, *, headings: Floats32) -> Self:
        """Learn from entries × directions, the sections each stands in, and sections × directions of the headings."""
        self.directions_ = normalize(y.T.astype(np.float32) @ X + self.heading_weight * headings)
        return self

    def decision_function(self, X: Floats32) -> Floats:
        """Return rows × sections, from -1 for opposite to 1 for the same direction; every row has the length one."""
        return np.asarray(X @ self.directions_.T, np.float64)


class NearestEntries(BaseEstimator):
    """Score each section by the mean cosine between a text and the entries of that section that are nearest to it.

    These are nearest neighbours in each section by itself (Fix & Hodges 1951): a small section is heard beside a large
    one, and one that holds several topics is near to each of them. The heading is one more entry.

    Parameters
    ----------
    n_neighbors : entries of a section that count; those that it lacks count as unlike any text
    """

    def __init__(self, *, n_neighbors: int = hyper.NEIGHBORS) -> None:
        self.n_neighbors = n_neighbors

    def fit(self, X: Floats32, y: Bools, *, headings: Floats32) -> Self:
        """Learn from entries × directions, the sections each stands in, and sections × directions of the headings."""
        self.entries_ = np.vstack([X, headings])
        self.belongs_ = np.vstack([y, np.eye(y.shape[1], dtype=bool)])
        return self

    def decision_function(self, X: Floats32) -> Floats:
        """Return rows × sections, from -1 for opposite to 1 for the same direction; every row has the length one."""
        cosines = X @ self.entries_.T
        sections = [self._nearest(cosines[:, inside]) for inside in self.belongs_.T]
        return np.stack(sections, axis=1).astype(np.float64)

    def _nearest(self, cosines: Floats32) -> Floats32:
        """Return the mean of each row's largest cosines, with 0 for each that there is too few."""
        first = max(0, cosines.shape[1] - self.n_neighbors)
        return np.asarray(np.partition(cosines, first, axis=1)[:, first:].sum(axis=1) / self.n_neighbors)
