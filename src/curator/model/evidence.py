"""Why a prediction came out as it did: the terms that weighed most, and the nearest entries of the list."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix, diags_array
from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

from curator.model.features import Features, PaperFeatures
from curator.model.relevance import Relevance
from curator.model.tfidf import Matrix
from curator.papers.identity import title_key

_NEAREST = 3
_LEADING, _NAMED = 16, 4  # terms that weighed most, and those of them that a person is shown

_COMMON = 0.1
"""A share of the papers: a term that more of their texts hold is no reason."""


@dataclass(frozen=True, slots=True)
class Entries:
    """The list's entries: their titles, the sections each stands in, and their terms, one row each."""

    titles: tuple[str, ...]
    belongs: npt.NDArray[np.bool_]
    text: Matrix

    def nearest(self, text: Matrix, section: npt.NDArray[np.intp], titles: Sequence[str]) -> list[tuple[str, ...]]:
        """Return for each row the titles of its section's entries that share most terms with it, nearest first.

        `titles` are those of the rows' papers: a paper that the list holds is not near to itself. An entry that is a
        link alone, whose paper nobody has described, has no title that would tell a person anything.
        """
        keys = [title_key(title) for title in self.titles]
        named = np.array([bool(title) for title in self.titles], np.bool_)
        found: list[tuple[str, ...]] = [()] * text.shape[0]
        for number in np.unique(section):
            asked, inside = np.flatnonzero(section == number), np.flatnonzero(self.belongs[:, number] & named)
            likeness = (text[asked] @ self.text[inside].T).toarray()
            for row, near in zip(asked.tolist(), inside[np.argsort(-likeness, axis=1, kind="stable")], strict=True):
                own = title_key(titles[row])
                others = (self.titles[entry] for entry in near if keys[entry] != own)
                found[row] = tuple(islice(others, _NEAREST))
        return found


def words(
    relevance: Relevance, X: Features, features: PaperFeatures, *, against: bool = False
) -> list[tuple[str, ...]]:
    """Return for each paper the terms that spoke most for it, or `against` it, each saying what no other did.

    A term that stands in many papers of any list, as "language" or "efficient", tells a person nothing.
    """
    terms = features.text_
    telling = terms.idf_ > 1 - np.log(_COMMON)
    weights = relevance.text_.coef_[: len(terms.terms_)] * telling * (-1 if against else 1)
    leading = leading_terms(X.text, weights, _LEADING)
    known = np.unique(np.array([column for columns in leading for column in columns], np.int64))
    name = dict(zip(known.tolist(), terms.names(known), strict=True))
    return [_without_repetition([name[column] for column in columns]) for columns in leading]


def leading_terms(text: Matrix, weights: npt.NDArray[np.float32], count: int) -> list[tuple[int, ...]]:
    """Return for each row the columns that spoke most for it, strongest first."""
    spoken = csr_matrix(text @ diags_array(weights))
    found = []
    for start, end in zip(spoken.indptr[:-1], spoken.indptr[1:], strict=True):
        values, columns = spoken.data[start:end], spoken.indices[start:end]
        order = np.lexsort((columns, -values))[:count]
        found.append(tuple(int(columns[n]) for n in order if values[n] > 0))
    return found


def _without_repetition(terms: Sequence[str]) -> tuple[str, ...]:
    named: list[str] = []
    for term in terms:
        parts = term.split()
        words = {word for other in named for word in other.split()}
        if not (ENGLISH_STOP_WORDS.intersection((parts[0], parts[-1])) or words.issuperset(parts)):
            named.append(term)
    return tuple(named[:_NAMED])
