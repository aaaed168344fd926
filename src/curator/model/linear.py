"""Linear classifiers whose fitted state is a few arrays: one against the unlisted, and one for each section."""

from typing import Self, TypeAlias

import numpy as np
import numpy.typing as npt
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.linear_model import LogisticRegression
from sklearn.multiclass import OneVsRestClassifier
from sklearn.svm import LinearSVC
from sklearn.utils.multiclass import check_classification_targets
from sklearn.utils.validation import check_is_fitted, validate_data

from curator.model import hyperparameters as hyper
from curator.model.tfidf import Matrix

Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]
Rows: TypeAlias = Matrix | npt.NDArray[np.float32]

_DTYPES = [np.float32, np.float64]


class LinearScorer(ClassifierMixin, BaseEstimator):  # type: ignore[misc]
    """Tell two classes apart by scores on one scale: 0 on average for what is not of the second class, give or take 1.

    So scores of scorers that read different things can be averaged.

    Parameters
    ----------
    loss : "squared_hinge" for `LinearSVC`, "log_loss" for `LogisticRegression`
    C : inverse strength of the regularisation
    positive_weight : how often an example of the second class counts
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
            return LogisticRegression(C=self.C, class_weight=weights, max_iter=500)
        return LinearSVC(C=self.C, class_weight=weights, random_state=self.random_state)

    def fit(self, X: object, y: object, sample_weight: Floats | None = None) -> Self:
        """Learn from examples × features and the class of each."""
        rows, classes = validate_data(self, X, y, accept_sparse="csr", dtype=_DTYPES)
        check_classification_targets(classes)
        self.classes_ = np.unique(classes)
        if len(self.classes_) != 2:
            raise ValueError(f"Two classes are needed to tell apart, y has {len(self.classes_)} class(es)")
        positive = classes == self.classes_[1]
        fitted = self.unscaled().fit(rows, positive, sample_weight=sample_weight)
        outside = fitted.decision_function(rows[np.flatnonzero(~positive)])
        scale = max(float(outside.std()), 1e-6)
        self.coef_ = (fitted.coef_[0] / scale).astype(np.float32)
        self.intercept_ = float((fitted.intercept_[0] - outside.mean()) / scale)
        return self

    def decision_function(self, X: object) -> Floats:
        """Return one number for each row, the higher the likelier of the second class."""
        check_is_fitted(self)
        rows = validate_data(self, X, accept_sparse="csr", dtype=_DTYPES, reset=False)
        return np.add(rows @ self.coef_, self.intercept_, dtype=np.float64)

    def predict(self, X: object) -> npt.NDArray[np.generic]:
        """Return the class of each row, as if both were as frequent as they were learnt."""
        return np.asarray(self.classes_[(self.decision_function(X) > 0).astype(int)])

    def __sklearn_tags__(self) -> object:
        """Say that two classes are all it tells apart."""
        tags = super().__sklearn_tags__()
        tags.classifier_tags.multi_class = False
        tags.input_tags.sparse = True
        return tags


class OneVsRest(BaseEstimator):  # type: ignore[misc]
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
        if y.shape[1] > 1:
            one = LinearSVC(C=self.C, class_weight="balanced", tol=self.tol, random_state=self.random_state)
            fitted = OneVsRestClassifier(one).fit(X[:, self.columns_], y.astype(int))
            self.coef_ = np.stack([part.coef_[0] for part in fitted.estimators_], axis=1).astype(np.float32)
            self.intercept_ = np.array([float(part.intercept_[0]) for part in fitted.estimators_])
        return self

    def decision_function(self, X: Matrix) -> Floats:
        """Return rows × sections, the higher the likelier."""
        return np.asarray(X[:, self.columns_] @ self.coef_, np.float64) + self.intercept_
