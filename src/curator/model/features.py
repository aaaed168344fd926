"""Papers → named blocks of features, made once and shared by relevance and sections."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol, Self

import numpy as np
import numpy.typing as npt
from sklearn.base import BaseEstimator, TransformerMixin

from curator.model import hyperparameters as hyper
from curator.model.lsa import LSA
from curator.model.tfidf import Matrix, Tfidf
from curator.types import Paper

Floats32 = npt.NDArray[np.float32]


class TextEncoder(Protocol):
    """What turns texts into vectors by a network that was trained elsewhere."""

    def encode(self, texts: Sequence[str]) -> Floats32:
        """Return texts × directions, each row of length one."""
        ...


@dataclass(frozen=True, slots=True)
class Features:
    """A paper in each row of every block.

    `title` and `text` (title and abstract) are TF-IDF, `lsa` the text's latent semantics, `raw` the text itself;
    `has_abstract` says which papers have one, `authors` who wrote them, `category` is their first one or nothing;
    `embedding` is what a `TextEncoder` says of the texts, where there is one. `title_only` has the same papers as if
    none had an abstract, in the same terms, where they are learnt from.
    """

    title: Matrix
    text: Matrix
    lsa: Floats32
    raw: tuple[str, ...]
    has_abstract: npt.NDArray[np.bool_]
    authors: tuple[tuple[str, ...], ...]
    category: tuple[str, ...]
    embedding: Floats32 | None = None
    title_only: "Features | None" = None

    def embedded(self, encoder: TextEncoder | None) -> "Features":
        """Return the papers with the embeddings of their texts, where there is an encoder."""
        return replace(self, embedding=encoder.encode(self.raw)) if encoder else self

    def take(self, rows: npt.NDArray[np.int64]) -> "Features":
        """Return some of the papers."""
        chosen = rows.tolist()
        return Features(
            self.title[rows],
            self.text[rows],
            self.lsa[rows],
            tuple(self.raw[row] for row in chosen),
            self.has_abstract[rows],
            tuple(self.authors[row] for row in chosen),
            tuple(self.category[row] for row in chosen),
            None if self.embedding is None else self.embedding[rows],
            self.title_only and self.title_only.take(rows),
        )

    def __len__(self) -> int:
        """Return how many papers there are."""
        return len(self.raw)


class PaperFeatures(TransformerMixin, BaseEstimator):
    """Learn terms, how rare each is and which go together; labels play no part in it.

    A `FeatureUnion` in all but that its blocks keep their names and forms: terms are sparse, latent semantics are not,
    and a block may be learnt from another.
    """

    def fit(self, X: Sequence[Paper], y: object = None) -> Self:
        """Learn from papers."""
        self.fit_transform(X)
        return self

    def fit_transform(self, X: Sequence[Paper], y: object = None) -> Features:
        """Learn from papers, and return the features of these papers, with `title_only`."""
        self.title_, self.text_, self.lsa_ = Tfidf(), Tfidf(max_df=hyper.TEXT_MAX_DF), LSA()
        raw = _raw(X)
        title, text = self.title_.fit_transform(_titles(X)), self.text_.fit_transform(raw)
        if self.text_.n_words_:
            self.lsa_.fit(text[:, : self.text_.n_words_])
        papers = [replace(paper, abstract="") for paper in X]
        titles = _raw(papers)
        title_only = self._features(papers, title, self.text_.transform(titles), titles)
        return replace(self._features(X, title, text, raw), title_only=title_only)

    def transform(self, X: Sequence[Paper]) -> Features:
        """Return the features of papers, in the order given."""
        raw = _raw(X)
        return self._features(X, self.title_.transform(_titles(X)), self.text_.transform(raw), raw)

    def _features(self, papers: Sequence[Paper], title: Matrix, text: Matrix, raw: list[str]) -> Features:
        words = text[:, : self.text_.n_words_]
        lsa = self.lsa_.transform(words) if words.shape[1] and len(papers) else np.zeros((len(papers), 1), np.float32)
        return Features(
            title,
            text,
            lsa,
            tuple(raw),
            np.array([bool(paper.abstract) for paper in papers], dtype=bool),
            tuple(paper.authors for paper in papers),
            tuple(paper.categories[0] if paper.categories else "" for paper in papers),
        )


def _titles(papers: Sequence[Paper]) -> list[str]:
    return [paper.title for paper in papers]


def _raw(papers: Sequence[Paper]) -> list[str]:
    return [f"{paper.title}\n{paper.abstract}" for paper in papers]
