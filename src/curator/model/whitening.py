"""Latent semantics in which what all entries of a list have in common is played down."""

from typing import Self

import numpy as np
import numpy.typing as npt
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.covariance import shrunk_covariance
from sklearn.preprocessing import normalize

from curator.model import hyperparameters as hyper

Floats32 = npt.NDArray[np.float32]


class Whitening(TransformerMixin, BaseEstimator):
    """Move and turn directions so that entries vary alike along each, and give every row the length one.

    The covariance is that of all entries, whatever their section, so this is no linear discriminant analysis; as there
    are fewer entries than directions, it is shrunk towards a sphere (Friedman 1989; `shrunk_covariance`).

    Parameters
    ----------
    shrinkage : share of the sphere in the covariance
    """

    def __init__(self, *, shrinkage: float = hyper.WHITENING_SHRINKAGE) -> None:
        self.shrinkage = shrinkage

    def fit(self, X: Floats32, y: object = None) -> Self:
        """Learn from entries × directions."""
        self.mean_ = X.mean(axis=0)
        apart = (X - self.mean_).astype(np.float64)
        values, vectors = np.linalg.eigh(shrunk_covariance(apart.T @ apart / len(X), shrinkage=self.shrinkage))
        self.whitening_ = (vectors / np.sqrt(np.maximum(values, 1e-9))).astype(np.float32)
        return self

    def transform(self, X: Floats32) -> Floats32:
        """Return the rows whitened, each of length one."""
        return np.asarray(normalize((X - self.mean_) @ self.whitening_), np.float32)
