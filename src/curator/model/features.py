"""Papers → Views: what the classifiers see of a paper, made once and shared by relevance and sections."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from curator.model.lsa import Meaning
from curator.model.text import Lexicon, Matrix, Terms
from curator.types import Paper


@dataclass(frozen=True, slots=True)
class Views:
    """A paper in each row: the terms of its `title`, of title and abstract as one `text`, and the text's `meaning`.

    `abstract` says which papers have one, `authors` names who wrote them, `primary` their first category or nothing.
    """

    title: Matrix
    text: Matrix
    meaning: npt.NDArray[np.float32]
    abstract: npt.NDArray[np.bool_]
    authors: tuple[tuple[str, ...], ...]
    primary: tuple[str, ...]

    def rows(self, chosen: npt.NDArray[np.int64]) -> "Views":
        """Return some of the papers."""
        return Views(
            self.title[chosen],
            self.text[chosen],
            self.meaning[chosen],
            self.abstract[chosen],
            tuple(self.authors[row] for row in chosen.tolist()),
            tuple(self.primary[row] for row in chosen.tolist()),
        )


@dataclass(frozen=True, slots=True)
class Features:
    """The terms learned from many papers, and how to see any paper in them."""

    lexicon: Lexicon
    title: Terms
    text: Terms
    meaning: Meaning

    @classmethod
    def learn(cls, papers: Sequence[Paper]) -> "tuple[Features, Views]":
        """Learn words and pairs of words, how rare each is and which go together; labels play no part in it."""
        written = _texts(papers)
        lexicon = Lexicon.learn(written)
        titles, texts = lexicon.encode(_titles(papers)), lexicon.encode(written)
        title, text = Terms.learn(titles, lexicon), Terms.learn(texts, lexicon, at_most=0.95)
        matrix = text.transform(texts)
        features = cls(lexicon, title, text, Meaning.learn(matrix, text.single_words))
        return features, features._views(papers, title.transform(titles), matrix)

    def transform(self, papers: Sequence[Paper]) -> Views:
        """Return the papers as rows, in the order given."""
        titles, texts = self.lexicon.encode(_titles(papers)), self.lexicon.encode(_texts(papers))
        return self._views(papers, self.title.transform(titles), self.text.transform(texts))

    def _views(self, papers: Sequence[Paper], title: Matrix, text: Matrix) -> Views:
        abstract = np.array([bool(paper.abstract) for paper in papers], dtype=bool)
        authors = tuple(paper.authors for paper in papers)
        primary = tuple(paper.categories[0] if paper.categories else "" for paper in papers)
        return Views(title, text, self.meaning.transform(text), abstract, authors, primary)


def _titles(papers: Sequence[Paper]) -> list[str]:
    return [paper.title for paper in papers]


def _texts(papers: Sequence[Paper]) -> list[str]:
    return [f"{paper.title}\n{paper.abstract}" for paper in papers]
