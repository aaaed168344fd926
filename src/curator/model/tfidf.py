"""Texts → sparse TF-IDF rows of words and word pairs: scikit-learn's figures at twice its speed."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, repeat
from typing import Self, TypeAlias

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.utils.validation import check_is_fitted

from curator.model import hyperparameters as hyper

Matrix: TypeAlias = csr_matrix
"""One row for each text, one column for each term, float32."""

Integers = npt.NDArray[np.int64]

TOKEN_PATTERN = r"[^\W_]{2,}"  # noqa: S105 - a regular expression
_TOKEN = re.compile(TOKEN_PATTERN)


def tokenize(text: str) -> list[str]:
    """Return the words of a text in lower case, in order."""
    return _TOKEN.findall(text.lower())


@dataclass(frozen=True, slots=True)
class _Tokens:
    """Texts as numbers of words: `ids` one after the other, -1 between and for unknown words; `rows` says whose."""

    ids: Integers
    rows: Integers
    count: int


class Tfidf(TransformerMixin, BaseEstimator):
    """Weigh the words and pairs of neighbouring words of each text, in rows of length 1.

    The same matrix as `TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, token_pattern=TOKEN_PATTERN)` with the
    same `min_df` (texts) and `max_df` (share of the texts), its columns in another order: single words first. It takes
    half the time, since pairs are numbers here and never strings.

    Attributes
    ----------
    vocabulary_ : the words that stand in `min_df` texts, in alphabetical order, each with its number
    terms_ : sorted numbers of the terms, a word's own or (left + 1) · words + right for a pair
    idf_ : what each term weighs, float32
    """

    def __init__(self, *, min_df: int = hyper.MIN_DF, max_df: float = 1.0) -> None:
        self.min_df = min_df
        self.max_df = max_df

    def fit(self, X: Sequence[str], y: object = None) -> Self:
        """Learn terms and weights from texts."""
        self.fit_transform(X)
        return self

    def fit_transform(self, X: Sequence[str], y: object = None) -> Matrix:
        """Learn terms and weights from texts, and return these texts as rows."""
        self.vocabulary_ = _vocabulary(X, self.min_df)
        tokens = self._encode(X)
        keys, rows = self._occurrences(tokens)
        found, columns = np.unique(keys, return_inverse=True)
        counted = csr_matrix((np.ones(len(keys), bool), (rows, columns)), shape=(tokens.count, len(found)))
        counted.sum_duplicates()
        texts = np.bincount(counted.indices, minlength=len(found))
        frequent = (texts >= self.min_df) & (texts <= self.max_df * tokens.count)
        self.terms_: Integers = found[frequent]
        self.idf_ = (np.log((1 + tokens.count) / (1 + texts[frequent])) + 1).astype(np.float32)
        return self._weigh(tokens)

    def transform(self, X: Sequence[str]) -> Matrix:
        """Return texts as rows; a text without known terms has a row of zeros."""
        check_is_fitted(self)
        return self._weigh(self._encode(X))

    @property
    def n_words_(self) -> int:
        """Return how many of the columns, the first ones, are single words."""
        return int(np.searchsorted(self.terms_, len(self.vocabulary_)))

    def get_feature_names_out(self, input_features: object = None) -> npt.NDArray[np.object_]:
        """Return all terms as people write them, in the order of the columns."""
        return np.array(self.names(np.arange(len(self.terms_))), object)

    def names(self, columns: Integers) -> list[str]:
        """Return the terms of some columns as people write them."""
        words = list(self.vocabulary_)
        left, right = np.divmod(self.terms_[columns], max(1, len(words)))
        return [f"{words[a - 1]} {words[b]}" if a else words[b] for a, b in zip(left, right, strict=True)]

    def __sklearn_tags__(self) -> object:
        """Say that texts are what is read."""
        tags = super().__sklearn_tags__()
        tags.input_tags.string, tags.input_tags.two_d_array = True, False
        return tags

    def _encode(self, texts: Sequence[str]) -> _Tokens:
        """Return the texts as numbers, each followed by a -1, so that no pair of words spans two texts."""
        number = self.vocabulary_.get
        numbers = [[*map(number, tokenize(text), repeat(-1)), -1] for text in texts]
        lengths = np.fromiter(map(len, numbers), np.int64, len(numbers))
        ids = np.fromiter(chain.from_iterable(numbers), np.int64, int(lengths.sum()))
        return _Tokens(ids, np.repeat(np.arange(len(numbers)), lengths), len(numbers))

    def _occurrences(self, tokens: _Tokens) -> tuple[Integers, Integers]:
        """Return the keys of all words and pairs of neighbouring words, and the rows where they stand."""
        ids, rows = tokens.ids, tokens.rows
        single = ids >= 0
        double = single[:-1] & single[1:]
        pairs = (ids[:-1] + 1) * len(self.vocabulary_) + ids[1:]
        return np.concatenate([ids[single], pairs[double]]), np.concatenate([rows[single], rows[:-1][double]])

    def _weigh(self, tokens: _Tokens) -> Matrix:
        keys, rows = self._occurrences(tokens)
        columns = np.searchsorted(self.terms_, keys)
        columns[columns == len(self.terms_)] = 0
        known = self.terms_[columns] == keys if len(self.terms_) else np.zeros(len(keys), bool)
        columns, rows = columns[known], rows[known]
        shape = (tokens.count, len(self.terms_))
        matrix = csr_matrix((np.ones(len(rows), np.float32), (rows, columns)), shape=shape)
        matrix.sum_duplicates()
        matrix.data = (1 + np.log(matrix.data)) * self.idf_[matrix.indices]
        lengths = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
        matrix.data /= np.repeat(np.maximum(lengths, 1e-12), np.diff(matrix.indptr)).astype(np.float32)
        return matrix


def _vocabulary(texts: Iterable[str], min_df: int) -> dict[str, int]:
    seen: Counter[str] = Counter()
    for text in texts:
        seen.update(set(tokenize(text)))
    return {word: number for number, word in enumerate(sorted(word for word, n in seen.items() if n >= min_df))}


def batches(size: int, length: int) -> Iterator[slice]:
    """Cut `length` items into slices of `size`."""
    return (slice(start, min(start + size, length)) for start in range(0, length, size))
