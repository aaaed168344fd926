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
    """

    def __init__(
        self,
        *,
        prior: Sequence[float] = hyper.STACKING_PRIOR,
        most: Sequence[float | None] | None = None,
        strength: float = 1.0,
    ) -> None:
        self.prior = prior
        self.most = most
        self.strength = strength

    def fit(self, X: Floats, y: Bools) -> Self:
        """Learn from papers × sections × scores and papers × sections; a paper without a section teaches nothing."""
        kinds = X.shape[2]
        start = np.asarray(self.prior[:kinds], np.float64)

        def loss(weights: Floats) -> tuple[float, Floats]:
            fitted, slope = negative_log_likelihood(weights, X, y)
            away = weights - start
            return self.strength * float(np.sum(away**2)) + fitted, slope + 2 * self.strength * away

        bounds = [(0, most) for most in (self.most or [None] * kinds)[:kinds]]
        found = minimize(loss, start, jac=True, bounds=bounds, method="L-BFGS-B")
        self.coef_ = np.asarray(found.x, np.float64)
        return self

    def predict_proba(self, X: Floats) -> Floats:
        """Return papers × sections, each row adding up to 1."""
        return np.asarray(softmax(X @ self.coef_, axis=1), np.float64)


def negative_log_likelihood(weights: Floats, X: Floats, y: Bools) -> tuple[float, Floats]:
    """Return minus the log-likelihood of the true sections under a softmax of weighed scores, and its gradient.

    `X` is papers × sections × scores, `y` papers × sections; a paper without a section counts nothing.
    """
    known = y.any(axis=1)
    scores, true = X[known], y[known]
    logs = log_softmax(scores @ weights, axis=1)
    of_true = logsumexp(np.where(true, logs, -np.inf), axis=1)
    likely, wanted = np.exp(logs), np.where(true, np.exp(logs - of_true[:, None]), 0)
    return -float(of_true.sum()), np.einsum("ps,pso->o", likely - wanted, scores)
