"""Scores → probabilities that keep their word on papers the classifier has not seen."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize_scalar
from scipy.special import expit, log_softmax, logsumexp, softmax
from sklearn.linear_model import LogisticRegression

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]


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
class Temperature:
    """Softmax over sections with one number to cool it (Guo et al. 2017)."""

    sharpness: float

    @classmethod
    def fit(cls, scores: Floats, truth: Bools) -> "Temperature":
        """Find the sharpness under which the true sections were most likely; 1 when there is nothing to learn from."""
        known = truth.any(axis=1)
        if scores.shape[1] < 2 or not known.any():
            return cls(1.0)

        def loss(log_sharpness: float) -> float:
            logs = log_softmax(np.exp(log_sharpness) * scores[known], axis=1)
            return -float(np.mean(logsumexp(np.where(truth[known], logs, -np.inf), axis=1)))

        return cls(float(np.exp(minimize_scalar(loss, bounds=(-3, 4), method="bounded").x)))

    def __call__(self, scores: Floats) -> Floats:
        """Return papers × sections, each row adding up to 1."""
        return np.asarray(softmax(self.sharpness * scores, axis=1), np.float64)
