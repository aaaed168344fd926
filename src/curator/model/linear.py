"""Linear classifiers whose fitted state is a few arrays: the list against the rest, and each section against it."""

from typing import Self, TypeAlias

import numpy as np
import numpy.typing as npt
from sklearn.base import BaseEstimator, clone
from sklearn.linear_model import LogisticRegression
from sklearn.multiclass import OneVsRestClassifier
from sklearn.svm import LinearSVC

from curator.model import hyperparameters as hyper
from curator.model.tfidf import Matrix

Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]
Rows: TypeAlias = Matrix | npt.NDArray[np.float32]


class LinearScorer(BaseEstimator):
    """Score papers so that those outside the list have 0 on average, give or take 1.

    So scores of scorers that read different things can be averaged. The scale is no decision: where the line is drawn,
    calibration says.

    Parameters
    ----------
    loss : "squared_hinge" for `LinearSVC`, "log_loss" for `LogisticRegression`
    C : inverse strength of the regularisation
    positive_weight : how often an entry counts

    Attributes
    ----------
    coef_, intercept_ : one float32 for each feature; one number
    """

    def __init__(
        self, loss: str = "squared_hinge", *, C: float = 1.0, positive_weight: float = 1.0, random_state: int = 0
    ) -> None:
        self.loss = loss
        self.C = C
        self.positive_weight = positive_weight
        self.random_state = random_state

    def unscaled(self) -> LinearSVC | LogisticRegression:
        """Return scikit-learn's classifier behind the scores, to be fitted on truths."""
        weights = {False: 1, True: self.positive_weight}
        if self.loss == "log_loss":
            return LogisticRegression(C=self.C, class_weight=weights, max_iter=500, tol=hyper.LSA_TOLERANCE)
        return LinearSVC(C=self.C, class_weight=weights, random_state=self.random_state)

    def fit(self, X: Rows, y: Bools, sample_weight: Floats | None = None) -> Self:
        """Learn from papers × features, and which papers are listed; some must be, and some not."""
        fitted = self.unscaled().fit(X, y, sample_weight=sample_weight)
        self.coef_, self.intercept_ = fitted.coef_[0].astype(np.float32), float(fitted.intercept_[0])
        return self.standardized(X[np.flatnonzero(~y)])

    def standardized(self, X: Rows) -> Self:
        """Move and scale the scores so that those of these papers have 0 on average, give or take 1."""
        scores = self.decision_function(X)
        scale = max(float(scores.std()), 1e-6)
        self.coef_ = (self.coef_ / scale).astype(np.float32)
        self.intercept_ = float((self.intercept_ - scores.mean()) / scale)
        return self

    def blended(self, other: "LinearScorer", share: float) -> "LinearScorer":
        """Return the fitted scorer whose scores are `share` of this one's, and the rest of another's."""
        both: LinearScorer = clone(self)
        both.coef_ = (share * self.coef_ + (1 - share) * other.coef_).astype(np.float32)
        both.intercept_ = share * self.intercept_ + (1 - share) * other.intercept_
        return both

    def decision_function(self, X: Rows) -> Floats:
        """Return one number for each row, the higher the likelier to be listed."""
        return np.asarray(np.add(X @ self.coef_, self.intercept_, dtype=np.float64))


class OneVsRest(BaseEstimator):
    """Tell each section from all others by a linear support vector machine (`OneVsRestClassifier`).

    Attributes
    ----------
    columns_ : the terms that occur in the list; no other can weigh anything
    coef_, intercept_ : terms × sections, float32; one number for each section
    """

    def __init__(
        self, *, C: float = hyper.SECTION_C, tol: float = hyper.SECTION_TOLERANCE, random_state: int = 0
    ) -> None:
        self.C = C
        self.tol = tol
        self.random_state = random_state

    def fit(self, X: Matrix, y: Bools) -> Self:
        """Learn from entries (rows) and the sections each stands in (columns of `y`)."""
        self.columns_ = np.unique(X.indices).astype(np.int64)
        self.coef_ = np.zeros((len(self.columns_), y.shape[1]), np.float32)
        self.intercept_ = np.zeros(y.shape[1])
        if y.shape[1] > 1 and len(self.columns_):
            one = LinearSVC(C=self.C, class_weight="balanced", tol=self.tol, random_state=self.random_state)
            fitted = OneVsRestClassifier(one).fit(X[:, self.columns_], y.astype(int))
            self.coef_ = np.stack([part.coef_[0] for part in fitted.estimators_], axis=1).astype(np.float32)
            self.intercept_ = np.array([float(part.intercept_[0]) for part in fitted.estimators_])
        return self

    def decision_function(self, X: Matrix) -> Floats:
        """Return rows × sections, the higher the likelier."""
        return np.asarray(X[:, self.columns_] @ self.coef_, np.float64) + self.intercept_
