"""Which sections does a paper belong to? What its text, its title, the headings and the list's recent growth say."""

from collections.abc import Sequence
from typing import NamedTuple, Self

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix, vstack
from scipy.stats import rankdata
from sklearn.base import BaseEstimator

from curator.model import hyperparameters as hyper
from curator.model.calibration import ConditionalLogit
from curator.model.features import Features, PaperFeatures, TextEncoder
from curator.model.linear import OneVsRest
from curator.model.nearest import NearestCentroid, NearestEntries
from curator.model.tfidf import Matrix
from curator.model.whitening import Whitening
from curator.types import NO_ID, Paper, SectionPath

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

BLOCKS = ("text", "title", "heading", "centroid", "nearest", "recency", "embedding")
"""What each of the scores of `SectionScores` comes from, in their order; the last only where texts are embedded."""


class Headings(NamedTuple):
    """The sections' headings as if they were papers: whole paths, innermost first, and innermost headings alone."""

    whole: Features
    innermost: Features

    @classmethod
    def of(
        cls, paths: Sequence[SectionPath], features: PaperFeatures, encoder: TextEncoder | None = None
    ) -> "Headings":
        """See the headings in features that were learnt from papers."""
        texts = ([". ".join(reversed(path)) for path in paths], [" ".join(path[-1:]) for path in paths])
        whole, innermost = (features.transform([Paper(NO_ID, text) for text in one]) for one in texts)
        return cls(whole.embedded(encoder), innermost)


class SectionScores(BaseEstimator):
    """Score each pair of a paper and a section in several ways, to be weighed by `calibration.ConditionalLogit`."""

    def __init__(self, *, random_state: int = 0) -> None:
        self.random_state = random_state

    @property
    def stacking(self) -> ConditionalLogit:
        """The unfitted estimator that weighs the scores; what a section grew lately is no more than a hint."""
        return ConditionalLogit(prior=hyper.STACKING_PRIOR, most=hyper.STACKING_MOST, strength=hyper.STACKING_STRENGTH)

    def fit(self, X: Features, y: Bools, *, headings: Headings, age: Floats) -> Self:
        """Learn from entries, the sections each stands in, the sections' headings, and the entries' `age` in order."""
        whole, headed = headings.whole, np.vstack([y, np.eye(y.shape[1], dtype=bool)])
        self.text_ = self._against_rest([X.text, whole.text], headed)
        self.title_ = self._against_rest([X.title, whole.title], headed)
        self.whitening_ = Whitening().fit(X.lsa)
        entries, named = self.whitening_.transform(X.lsa), self.whitening_.transform(whole.lsa)
        self.centroids_ = NearestCentroid().fit(entries, y, headings=named)
        self.nearest_ = NearestEntries().fit(entries, y, headings=named)
        self.heading_title_, self.heading_text_ = headings.innermost.title, headings.innermost.text
        self.embedding_ = None
        if X.embedding is not None and whole.embedding is not None:
            embedded = [csr_matrix(X.embedding), csr_matrix(whole.embedding)]
            self.embedding_ = self._against_rest(embedded, headed, C=hyper.EMBEDDING_C)
        newest_first = rankdata(-age) - 1
        self.recency_ = np.log(0.5 ** (newest_first / hyper.HALF_LIFE) @ y + hyper.RECENCY_FLOOR)
        return self

    def _against_rest(self, rows: Sequence[Matrix], belongs: Bools, *, C: float = hyper.SECTION_C) -> OneVsRest:
        return OneVsRest(C=C, random_state=self.random_state).fit(vstack(rows).tocsr(), belongs)

    def decision_function(self, X: Features) -> Floats:
        """Return papers × sections × `BLOCKS` (as far as there are any), the higher the likelier."""
        heading = (X.title @ self.heading_title_.T + X.text @ self.heading_text_.T).toarray()
        whitened = self.whitening_.transform(X.lsa)
        scores = [
            self.text_.decision_function(X.text),
            self.title_.decision_function(X.title),
            heading,
            self.centroids_.decision_function(whitened),
            self.nearest_.decision_function(whitened),
            np.broadcast_to(self.recency_, heading.shape),
        ]
        if self.embedding_ is not None and X.embedding is not None:
            scores.append(self.embedding_.decision_function(csr_matrix(X.embedding)))
        return np.stack(scores, axis=2)
