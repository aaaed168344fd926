"""Which sections does a paper belong to? One linear machine for each section against the rest, headings included."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import vstack
from sklearn.svm import LinearSVC

from curator.model.features import Features, Views
from curator.model.text import Matrix
from curator.records import Paper, SectionPath

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

_COST = 0.3


@dataclass(frozen=True, slots=True)
class Sections:
    """Scores papers against each section; only the terms in `columns` occur in the list."""

    paths: tuple[SectionPath, ...]
    columns: npt.NDArray[np.int64]
    weights: npt.NDArray[np.float32]
    intercepts: Floats

    @classmethod
    def fit(
        cls, views: Views, member: Bools, paths: Sequence[SectionPath], features: Features, *, seed: int
    ) -> "Sections":
        """Learn from the entries (rows) and the sections each stands in (columns of `member`)."""
        headings = features.transform([Paper("", ". ".join(reversed(path))) for path in paths])
        text = vstack([views.text, headings.text]).tocsr()
        columns = np.unique(text.indices).astype(np.int64)
        text, belongs = text[:, columns], np.vstack([member, np.eye(len(paths), dtype=bool)])
        fitted = [_against_the_rest(text, belongs[:, number], seed) for number in range(len(paths))]
        weights = np.stack([weight for weight, _ in fitted], axis=1)
        return cls(tuple(paths), columns, weights, np.array([intercept for _, intercept in fitted]))

    def score(self, views: Views) -> Floats:
        """Return papers × sections, the higher the likelier."""
        return np.asarray(views.text[:, self.columns] @ self.weights, np.float64) + self.intercepts


def _against_the_rest(text: Matrix, member: Bools, seed: int) -> tuple[npt.NDArray[np.float32], float]:
    if member.all():
        return np.zeros(text.shape[1], np.float32), 0.0
    machine = LinearSVC(C=_COST, class_weight="balanced", random_state=seed).fit(text, member)
    return machine.coef_[0].astype(np.float32), float(machine.intercept_[0])
