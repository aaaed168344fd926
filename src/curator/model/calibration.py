"""Scores → probabilities that keep their word on papers that were not learnt from."""

from collections.abc import Sequence
from typing import Self

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from scipy.special import expit, log_softmax, logsumexp, softmax
from sklearn.base import BaseEstimator
from sklearn.linear_model import LogisticRegression

from curator.model import hyperparameters as hyper

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]


class SigmoidCalibration(BaseEstimator):
    """Turn scores into probabilities by a logistic regression on the score.

    Platt's (1999) sigmoid without his smoothing of the targets: the base rate comes in through the weights.
    """

    def __init__(self, *, C: float = hyper.SIGMOID_C) -> None:
        self.C = C

    def fit(self, X: Floats, y: Bools, sample_weight: Floats | None = None) -> Self:
        """Learn from scores and truths; the order of scores is never turned round."""
        fitted = LogisticRegression(C=self.C).fit(X[:, None], y, sample_weight=sample_weight)
        self.slope_ = max(float(fitted.coef_[0, 0]), 1e-6)
        self.intercept_ = float(fitted.intercept_[0])
        return self

    def predict(self, X: Floats) -> Floats:
        """Return a probability for each score."""
        return np.asarray(expit(self.slope_ * X + self.intercept_), np.float64)


class ConditionalLogit(BaseEstimator):
    """Choose among sections by a softmax of weighed scores: a conditional logit (McFadden 1974).

    As the last estimator of a stack it has one weight for each kind of score, the same for all sections.

    Parameters
    ----------
    prior : the weights that other lists taught, none negative; what is learnt stays near them. Where there are fewer
        kinds of score, the first of them count
    most : what each weight may be at most, where anything limits it
    strength : inverse variance of the prior, twice over: it counts as much as a few papers of this list
    power : to which the odds between sections are raised (temperature scaling, Guo et al. 2017)
    """

    def __init__(
        self,
        *,
        prior: Sequence[float] = hyper.STACKING_PRIOR,
        most: Sequence[float | None] | None = None,
        strength: float = 1.0,
        power: float = 1.0,
    ) -> None:
        self.prior = prior
        self.most = most
        self.strength = strength
        self.power = power

    def fit(self, X: Floats, y: Bools) -> Self:
        """Learn from papers × sections × scores and papers × sections; a paper without a section teaches nothing."""
        known, kinds = y.any(axis=1), X.shape[2]
        seen, true, start = X[known], y[known], np.asarray(self.prior[:kinds], np.float64)

        def loss(weights: Floats) -> tuple[float, Floats]:
            logs = log_softmax(seen @ weights, axis=1)
            of_true = logsumexp(np.where(true, logs, -np.inf), axis=1)
            likely, wanted = np.exp(logs), np.where(true, np.exp(logs - of_true[:, None]), 0)
            away = weights - start
            slope = np.einsum("ps,pso->o", likely - wanted, seen) + 2 * self.strength * away
            return float(self.strength * np.sum(away**2) - of_true.sum()), slope

        bounds = [(0, most) for most in (self.most or [None] * kinds)[:kinds]]
        found = minimize(loss, start, jac=True, bounds=bounds, method="L-BFGS-B")
        self.coef_ = np.asarray(found.x, np.float64)
        return self

    def predict_proba(self, X: Floats) -> Floats:
        """Return papers × sections, each row adding up to 1."""
        return np.asarray(softmax(X @ (self.power * self.coef_), axis=1), np.float64)
