"""Which sections does a paper belong to? What its text, its title, the headings and the list's habits say."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import vstack
from scipy.stats import rankdata
from sklearn.svm import LinearSVC

from curator.model.centroids import Centres
from curator.model.features import Features, Views
from curator.model.text import Matrix
from curator.model.training_set import Lesson
from curator.papers.identity import NO_ID
from curator.types import Paper, SectionPath

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

_TOLERANCE = 0.01  # a finer fit takes a fifth longer and places the same
_HALF_LIFE = 20  # entries after which a section's activity counts half


@dataclass(frozen=True, slots=True)
class Machines:
    """One linear machine for each section against the rest; only the terms in `columns` occur in the list."""

    columns: npt.NDArray[np.int64]
    weights: npt.NDArray[np.float32]
    intercepts: Floats

    @classmethod
    def fit(cls, matrix: Matrix, belongs: Bools, seed: int) -> "Machines":
        """Learn from entries (rows) and the sections each stands in (columns of `belongs`)."""
        columns = np.unique(matrix.indices).astype(np.int64)
        narrow = matrix[:, columns]
        fitted = [_against_the_rest(narrow, belongs[:, number], seed) for number in range(belongs.shape[1])]
        weights = np.stack([weight for weight, _ in fitted], axis=1)
        return cls(columns, weights, np.array([intercept for _, intercept in fitted]))

    def score(self, matrix: Matrix) -> Floats:
        """Return rows × sections, the higher the likelier."""
        return np.asarray(matrix[:, self.columns] @ self.weights, np.float64) + self.intercepts


@dataclass(frozen=True, slots=True)
class Sections:
    """Five opinions on each pair of a paper and a section, to be weighed by `calibration.Opinions`."""

    paths: tuple[SectionPath, ...]
    text: Machines
    title: Machines
    headings: Views
    centres: Centres
    recent: Floats

    @classmethod
    def fit(
        cls,
        views: Views,
        lesson: Lesson,
        features: Features,
        *,
        seed: int,
    ) -> "Sections":
        """Learn from entries, a view each: the sections each stands in, and when each came."""
        belongs, paths = lesson.belongs, lesson.paths
        whole = features.transform([Paper(NO_ID, ". ".join(reversed(path))) for path in paths])
        belongs_too = np.vstack([belongs, np.eye(len(paths), dtype=bool)])
        newest_first = rankdata(-lesson.age) - 1
        recent = np.log(0.5 ** (newest_first / _HALF_LIFE) @ belongs + 0.3)
        headings = features.transform([Paper(NO_ID, path[-1]) for path in paths])
        return cls(
            paths,
            Machines.fit(vstack([views.text, whole.text]).tocsr(), belongs_too, seed),
            Machines.fit(vstack([views.title, whole.title]).tocsr(), belongs_too, seed),
            headings,
            Centres.fit(views.meaning, belongs, whole.meaning),
            recent,
        )

    def opinions(self, views: Views) -> Floats:
        """Return papers × sections × opinions, the higher the likelier."""
        named = (views.title @ self.headings.title.T + views.text @ self.headings.text.T).toarray()
        meant = self.centres.score(views.meaning)
        habit = np.broadcast_to(self.recent, named.shape)
        return np.stack([self.text.score(views.text), self.title.score(views.title), named, meant, habit], axis=2)


def _against_the_rest(matrix: Matrix, member: Bools, seed: int) -> tuple[npt.NDArray[np.float32], float]:
    if member.all():
        return np.zeros(matrix.shape[1], np.float32), 0.0
    machine = LinearSVC(C=0.3, class_weight="balanced", tol=_TOLERANCE, random_state=seed).fit(matrix, member)
    return machine.coef_[0].astype(np.float32), float(machine.intercept_[0])
