"""Does a paper belong to the list? Three linear machines, which read texts, meanings and titles, and its category."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS
from sklearn.linear_model import LogisticRegression
from sklearn.svm import LinearSVC

from curator.model.evidence import leading_terms
from curator.model.features import Features, Views
from curator.model.text import Matrix

Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]
Rows: TypeAlias = Matrix | npt.NDArray[np.float32]

_FOLDS = 3
_LEADING, _TOLD = 16, 4  # terms that spoke most, and those of them that a person is told
_SVM = (0.5, 3.0)  # cost, and how often a member counts
_TITLE_SVM = (0.11, 9.8)  # as ASReview's ELAS u4 has them
_DOUBTFUL = 0.8  # an unlisted paper that looks more like the list than this share of the entries teaches nothing
_TITLE, _CATEGORY = 0.2, 0.32  # what they count for beside a text
_USUAL = 20.0  # entries' worth of doubt that a category is as common in the list as everywhere


@dataclass(frozen=True, slots=True)
class Linear:
    """The weights of one linear machine, scaled so that papers outside the list score 0 on average, give or take 1."""

    weights: npt.NDArray[np.float32]
    shift: float

    @classmethod
    def of(cls, machine: LinearSVC | LogisticRegression, matrix: Rows, member: Bools) -> "Linear":
        """Take over a fitted machine; `matrix` and `member` are what it was fitted on."""
        outside = machine.decision_function(matrix[np.flatnonzero(~member)])
        scale = max(float(outside.std()), 1e-6)
        weights = (machine.coef_[0] / scale).astype(np.float32)
        return cls(weights, float((machine.intercept_[0] - outside.mean()) / scale))

    def score(self, matrix: Rows) -> Floats:
        """Return one number for each row, the higher the likelier a member."""
        return np.add(matrix @ self.weights, self.shift, dtype=np.float64)


@dataclass(frozen=True, slots=True)
class Relevance:
    """Scores papers; `text` and `meaning` are None when no entry came with an abstract.

    `papers_of` counts the listed papers of each author, `category` is how much likelier each is in the list, in logs.
    """

    title: Linear
    text: Linear | None
    meaning: Linear | None
    papers_of: Mapping[str, int]
    category: Mapping[str, float]

    @classmethod
    def fit(cls, views: Views, member: Bools, weight: Floats, *, seed: int) -> "Relevance":
        """Learn each machine from the papers that have what it reads, so that short texts do not look relevant."""
        papers_of = Counter(name for row in np.flatnonzero(member).tolist() for name in set(views.authors[row]))
        written = _written(views, papers_of, member)
        title = Linear.of(_svm(views.title, member, weight, seed, _TITLE_SVM), views.title, member)
        category = _category(views.primary, member)
        full = np.flatnonzero(views.abstract)
        if not member[full].any() or member[full].all():
            return cls(title, None, None, papers_of, category)
        kept = full[~_doubtful(written[full], member[full], weight[full], seed)]
        text, inside, heavy = written[kept], member[kept], weight[kept]
        reader = Linear.of(_svm(text, inside, heavy, seed), text, inside)
        meaning = LogisticRegression(C=1, class_weight={False: 1, True: 10}, max_iter=500)
        meaning.fit(views.meaning[full], member[full], weight[full])
        return cls(title, reader, Linear.of(meaning, views.meaning[full], member[full]), papers_of, category)

    def score(self, views: Views) -> Floats:
        """Return one number for each paper, the higher the likelier it belongs to the list."""
        by_title = self.title.score(views.title)
        by_category = _CATEGORY * np.array([self.category.get(name, 0.0) for name in views.primary])
        if self.text is None or self.meaning is None:
            return by_title + by_category
        by_text, by_meaning = self.text.score(_written(views, self.papers_of)), self.meaning.score(views.meaning)
        by_all = np.average([by_text, by_meaning, by_title], axis=0, weights=[1, 1, _TITLE])
        return np.where(views.abstract, by_all, by_title) + by_category

    def words(self, views: Views, features: Features) -> list[tuple[str, ...]]:
        """Return for each paper the terms that spoke most for it, each saying what those before it did not."""
        reader, matrix, terms = self.title, views.title, features.title
        if self.text is not None:
            reader, matrix, terms = self.text, views.text, features.text
        leading = leading_terms(matrix, reader.weights[: len(terms)], _LEADING)
        return [_telling([terms.name(column, features.lexicon) for column in columns]) for columns in leading]


def _telling(terms: Sequence[str]) -> tuple[str, ...]:
    told: list[str] = []
    for term in terms:
        words = term.split()
        said = {word for other in told for word in other.split()}
        if not (ENGLISH_STOP_WORDS.intersection((words[0], words[-1])) or said.issuperset(words)):
            told.append(term)
    return tuple(told[:_TOLD])


def _svm(matrix: Matrix, member: Bools, weight: Floats, seed: int, setting: tuple[float, float] = _SVM) -> LinearSVC:
    """Separate members from the rest by the squared hinge."""
    cost, favour = setting
    machine = LinearSVC(C=cost, class_weight={False: 1, True: favour}, random_state=seed)
    return machine.fit(matrix, member, sample_weight=weight)


def _doubtful(text: Matrix, member: Bools, weight: Floats, seed: int) -> Bools:
    """Return the unlisted papers that, not learned from, look like members: the list may just not have met them yet."""
    part = np.random.default_rng(seed).integers(0, _FOLDS, len(member))
    score = np.full(len(member), -np.inf)
    for number in range(_FOLDS):
        asked, known = part == number, part != number
        if member[known].any() and not member[known].all():
            machine = _svm(text[known], member[known], weight[known], seed)
            score[asked] = machine.decision_function(text[asked]) if asked.any() else []
    listed = score[member & np.isfinite(score)]
    if not len(listed):
        return np.zeros(len(member), bool)
    doubtful = ~member & (score >= np.quantile(listed, _DOUBTFUL)) & (weight <= 1)
    return doubtful if (~member & ~doubtful).any() else np.zeros(len(member), bool)


def _written(views: Views, papers_of: Mapping[str, int], member: Bools | None = None) -> Matrix:
    """Return texts with one more column: how many listed papers the busiest author has, 3 or more being 1.

    A member's own paper does not count.
    """
    own = member if member is not None else np.zeros(len(views.authors), bool)
    most = np.array([_most(names, papers_of) for names in views.authors], np.float64) - own
    familiar = np.minimum(1, np.log1p(np.maximum(most, 0)) / np.log(4))
    return csr_matrix(hstack([views.text, csr_matrix(familiar.astype(np.float32)[:, None])]))


def _category(primary: Sequence[str], member: Bools) -> dict[str, float]:
    """Return how much likelier each category is in the list than outside, as a logarithm; few entries say little."""
    inside, outside = (
        Counter(name for name, listed in zip(primary, member, strict=True) if name and listed == wanted)
        for wanted in (True, False)
    )
    names = sorted(inside | outside)
    others, entries = outside.total() + len(names), inside.total() + _USUAL
    usual = {name: (outside[name] + 1) / others for name in names}
    return {name: float(np.log((inside[name] / share + _USUAL) / entries)) for name, share in usual.items()}


def _most(names: Sequence[str], papers_of: Mapping[str, int]) -> int:
    return max((papers_of.get(name, 0) for name in names), default=0)
