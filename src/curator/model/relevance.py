"""Does a paper belong to the list? Two linear machines: one reads titles, the other titles with abstracts."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from sklearn.svm import LinearSVC

from curator.model.evidence import leading_terms
from curator.model.features import Features, Views
from curator.model.text import Matrix

Floats = npt.NDArray[np.float64]

# ASReview's ELAS u4 (asreview/models): few positives weigh as much as many unlabelled papers.
_COST, _POSITIVE = 0.11, 9.8


@dataclass(frozen=True, slots=True)
class Linear:
    """The weights of one linear machine, float32."""

    weights: npt.NDArray[np.float32]
    intercept: float

    @classmethod
    def fit(cls, matrix: Matrix, member: npt.NDArray[np.bool_], weight: Floats, seed: int) -> "Linear":
        """Separate members from the rest by the squared hinge."""
        machine = LinearSVC(C=_COST, class_weight={False: 1.0, True: _POSITIVE}, random_state=seed)
        machine.fit(matrix, member, sample_weight=weight)
        return cls(machine.coef_[0].astype(np.float32), float(machine.intercept_[0]))

    def score(self, matrix: Matrix) -> Floats:
        """Return one number for each row, above 0 for members."""
        return np.asarray(matrix @ self.weights, np.float64) + self.intercept


@dataclass(frozen=True, slots=True)
class Relevance:
    """Scores papers; `text` is None when no member came with an abstract."""

    title: Linear
    text: Linear | None

    @classmethod
    def fit(cls, views: Views, member: npt.NDArray[np.bool_], weight: Floats, *, seed: int) -> "Relevance":
        """Learn each machine from the papers that have what it reads, so that short texts do not look relevant."""
        title = Linear.fit(views.title, member, weight, seed)
        full = np.flatnonzero(views.abstract)
        if not member[full].any() or member[full].all():
            return cls(title, None)
        return cls(title, Linear.fit(views.text[full], member[full], weight[full], seed))

    def score(self, views: Views) -> Floats:
        """Return one number for each paper, the higher the likelier it belongs to the list."""
        by_title = self.title.score(views.title)
        if self.text is None:
            return by_title
        return np.where(views.abstract, (by_title + self.text.score(views.text)) / 2, by_title)

    def words(self, views: Views, features: Features, count: int = 6) -> list[tuple[str, ...]]:
        """Return for each paper the terms that spoke most for it."""
        reader, matrix, terms = self.title, views.title, features.title
        if self.text is not None:
            reader, matrix, terms = self.text, views.text, features.text
        leading = leading_terms(matrix, reader.weights, count)
        return [tuple(terms.name(column, features.lexicon) for column in columns) for columns in leading]
