"""Scores → probabilities that keep their word on papers the classifier has not seen."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from scipy.special import expit, log_softmax, logsumexp, softmax
from sklearn.linear_model import LogisticRegression

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

_STRENGTH = 1.0


@dataclass(frozen=True, slots=True)
class Sigmoid:
    """Platt's scaling (1999): probability = 1 / (1 + exp(-(slope · score + intercept)))."""

    slope: float
    intercept: float

    @classmethod
    def fit(cls, scores: Floats, truth: Bools, weight: Floats) -> "Sigmoid":
        """Find the most likely slope and intercept; a slope that would turn the order round is no slope."""
        machine = LogisticRegression(C=1e3).fit(scores[:, None], truth, sample_weight=weight)
        return cls(max(float(machine.coef_[0, 0]), 1e-6), float(machine.intercept_[0]))

    def __call__(self, scores: Floats) -> Floats:
        """Return a probability for each score."""
        return np.asarray(expit(self.slope * scores + self.intercept), np.float64)


@dataclass(frozen=True, slots=True)
class Opinions:
    """A softmax over sections of weighed opinions (conditional logit, McFadden 1974)."""

    weights: tuple[float, ...]

    @classmethod
    def fit(cls, opinions: Floats, truth: Bools, usual: Sequence[float]) -> "Opinions":
        """Find the weights under which the true sections are most likely, not far from the `usual` ones.

        `opinions` has papers × sections × opinions, `truth` papers × sections. What other lists taught counts as
        much as a few papers of this one.
        """
        known = truth.any(axis=1)
        seen, true, start = opinions[known], truth[known], np.asarray(usual, np.float64)

        def loss(weights: Floats) -> tuple[float, Floats]:
            logs = log_softmax(seen @ weights, axis=1)
            of_true = logsumexp(np.where(true, logs, -np.inf), axis=1)
            likely, wanted = np.exp(logs), np.where(true, np.exp(logs - of_true[:, None]), 0)
            slope = np.einsum("ps,pso->o", likely - wanted, seen) + 2 * _STRENGTH * (weights - start)
            return float(_STRENGTH * np.sum((weights - start) ** 2) - of_true.sum()), slope

        found = minimize(loss, start, jac=True, bounds=[(0, None)] * len(start), method="L-BFGS-B")
        return cls(tuple(float(weight) for weight in found.x))

    def sharpened(self, times: float) -> "Opinions":
        """Return the same opinions held more firmly: the odds between sections to the power of `times`."""
        return Opinions(tuple(weight * times for weight in self.weights))

    def __call__(self, opinions: Floats) -> Floats:
        """Return papers × sections, each row adding up to 1."""
        return np.asarray(softmax(opinions @ np.asarray(self.weights), axis=1), np.float64)
