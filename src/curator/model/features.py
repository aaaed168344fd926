"""Papers → Views: what the classifiers see of a paper, made once and shared by relevance and sections."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from curator.model.text import Lexicon, Matrix, Terms
from curator.records import Paper


@dataclass(frozen=True, slots=True)
class Views:
    """A paper in each row: the terms of its `title`, of title and abstract as one `text`, and whether it has one."""

    title: Matrix
    text: Matrix
    abstract: npt.NDArray[np.bool_]

    def rows(self, chosen: npt.NDArray[np.int64]) -> "Views":
        """Return some of the papers."""
        return Views(self.title[chosen], self.text[chosen], self.abstract[chosen])


@dataclass(frozen=True, slots=True)
class Features:
    """The terms learned from many papers, and how to see any paper in them."""

    lexicon: Lexicon
    title: Terms
    text: Terms

    @classmethod
    def learn(cls, papers: Sequence[Paper]) -> "Features":
        """Learn words and pairs of words, and how rare each is; labels play no part in it."""
        titles, texts = _titles(papers), _texts(papers)
        lexicon = Lexicon.learn(texts)
        return cls(
            lexicon,
            Terms.learn(lexicon.encode(titles), lexicon),
            Terms.learn(lexicon.encode(texts), lexicon, at_most=0.95),
        )

    def transform(self, papers: Sequence[Paper]) -> Views:
        """Return the papers as rows, in the order given."""
        title = self.title.transform(self.lexicon.encode(_titles(papers)))
        text = self.text.transform(self.lexicon.encode(_texts(papers)))
        return Views(title, text, np.array([bool(paper.abstract) for paper in papers], dtype=bool))


def _titles(papers: Sequence[Paper]) -> list[str]:
    return [paper.title for paper in papers]


def _texts(papers: Sequence[Paper]) -> list[str]:
    return [f"{paper.title}\n{paper.abstract}" for paper in papers]
