"""Where each section lies among texts: the nearest centroid by cosine, after whitening."""

from typing import Self

import numpy as np
import numpy.typing as npt
from sklearn.base import BaseEstimator
from sklearn.covariance import shrunk_covariance
from sklearn.preprocessing import normalize

from curator.model import hyperparameters as hyper

Bools = npt.NDArray[np.bool_]
Floats32 = npt.NDArray[np.float32]


class Centroids(BaseEstimator):
    """Score each section by the cosine between a text and the mean of the section's entries.

    Both are whitened first: what all entries of the list have in common is played down. The covariance is that of all
    entries, whatever their section, so this is no linear discriminant analysis; as there are fewer entries than
    directions, it is shrunk towards a sphere (Friedman 1989; `shrunk_covariance`).

    Parameters
    ----------
    shrinkage : share of the sphere in the covariance
    heading_weight : entries that a section's heading counts for
    """

    def __init__(
        self, *, shrinkage: float = hyper.CENTROID_SHRINKAGE, heading_weight: float = hyper.HEADING_WEIGHT
    ) -> None:
        self.shrinkage = shrinkage
        self.heading_weight = heading_weight

    def fit(self, X: Floats32, y: Bools, *, headings: Floats32) -> Self:
        """Learn from entries × directions, the sections each stands in, and sections × directions of the headings."""
        self.mean_ = X.mean(axis=0)
        apart = (X - self.mean_).astype(np.float64)
        values, vectors = np.linalg.eigh(shrunk_covariance(apart.T @ apart / len(X), shrinkage=self.shrinkage))
        self.whitening_ = (vectors / np.sqrt(np.maximum(values, 1e-9))).astype(np.float32)
        entries, named = self._whiten(X), self._whiten(headings)
        self.directions_ = normalize(y.T.astype(np.float32) @ entries + self.heading_weight * named)
        return self

    def decision_function(self, X: Floats32) -> npt.NDArray[np.float64]:
        """Return rows × sections, from -1 for opposite to 1 for the same direction."""
        return np.asarray(self._whiten(X) @ self.directions_.T, np.float64)

    def _whiten(self, rows: Floats32) -> Floats32:
        return np.asarray(normalize((rows - self.mean_) @ self.whitening_), np.float32)
