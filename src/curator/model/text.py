"""Texts → sparse TF-IDF matrices of words and word pairs, quicker than scikit-learn's and in the same terms."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, repeat
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix

Matrix: TypeAlias = csr_matrix
"""One row for each text, one column for each term, float32."""

_WORD = re.compile(r"[^\W_]{2,}")


def words(text: str) -> list[str]:
    """Return the words of a text in lower case, in order."""
    return _WORD.findall(text.lower())


@dataclass(frozen=True, slots=True)
class Tokens:
    """Texts as numbers of words: `ids` one after the other, -1 between and for unknown words; `rows` says whose."""

    ids: npt.NDArray[np.int64]
    rows: npt.NDArray[np.int64]
    count: int


class Lexicon:
    """The words that models know, each with a number."""

    def __init__(self, known: Sequence[str]) -> None:
        self.words = tuple(known)
        self._number = {word: number for number, word in enumerate(self.words)}

    @classmethod
    def learn(cls, texts: Iterable[str], at_least: int = 2) -> "Lexicon":
        """Keep the words that stand in at least `at_least` texts, in alphabetical order."""
        seen: Counter[str] = Counter()
        for text in texts:
            seen.update(set(words(text)))
        return cls(sorted(word for word, count in seen.items() if count >= at_least))

    def encode(self, texts: Sequence[str]) -> Tokens:
        """Return the texts as numbers, each followed by a -1, so that no pair of words spans two texts."""
        numbers = [self._numbers(text) for text in texts]
        lengths = np.fromiter(map(len, numbers), np.int64, len(numbers))
        ids = np.fromiter(chain.from_iterable(numbers), np.int64, int(lengths.sum()))
        return Tokens(ids, np.repeat(np.arange(len(numbers)), lengths), len(numbers))

    def _numbers(self, text: str) -> list[int]:
        return [*map(self._number.get, words(text), repeat(-1)), -1]

    def __len__(self) -> int:
        """Return how many words there are."""
        return len(self.words)


@dataclass(frozen=True, slots=True)
class Terms:
    """The words and pairs of words that one model looks at: sorted `keys`, and the weight `idf` of each."""

    keys: npt.NDArray[np.int64]
    idf: npt.NDArray[np.float32]
    base: int

    @classmethod
    def learn(cls, tokens: Tokens, lexicon: Lexicon, at_least: int = 2, at_most: float = 1.0) -> "Terms":
        """Keep the terms that stand in at least `at_least` texts and in no more than the share `at_most` of them."""
        keys, rows = _occurrences(tokens, len(lexicon))
        found, columns = np.unique(keys, return_inverse=True)
        matrix = csr_matrix((np.ones(len(keys), bool), (rows, columns)), shape=(tokens.count, len(found)))
        matrix.sum_duplicates()
        counts = np.bincount(matrix.indices, minlength=len(found))
        kept = (counts >= at_least) & (counts <= at_most * tokens.count)
        idf = np.log((1 + tokens.count) / (1 + counts[kept])) + 1
        return cls(found[kept], idf.astype(np.float32), len(lexicon))

    def transform(self, tokens: Tokens) -> Matrix:
        """Return sublinear TF-IDF rows of length 1; a text without known terms has a row of zeros."""
        keys, rows = _occurrences(tokens, self.base)
        columns = np.searchsorted(self.keys, keys)
        columns[columns == len(self.keys)] = 0
        known = self.keys[columns] == keys if len(self.keys) else np.zeros(len(keys), bool)
        columns, rows = columns[known], rows[known]
        shape = (tokens.count, len(self.keys))
        matrix = csr_matrix((np.ones(len(rows), np.float32), (rows, columns)), shape=shape)
        matrix.sum_duplicates()
        matrix.data = (1 + np.log(matrix.data)) * self.idf[matrix.indices]
        return _unit(matrix)

    @property
    def single_words(self) -> int:
        """Return how many of the columns, the first ones, are single words."""
        return int(np.searchsorted(self.keys, self.base))

    def name(self, column: int, lexicon: Lexicon) -> str:
        """Return a term as people write it."""
        left, right = divmod(int(self.keys[column]), self.base)
        return f"{lexicon.words[left - 1]} {lexicon.words[right]}" if left else lexicon.words[right]

    def __len__(self) -> int:
        """Return how many terms there are."""
        return len(self.keys)


def _occurrences(tokens: Tokens, base: int) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Return the keys of all words and pairs of neighbouring words, and the rows where they stand."""
    ids, rows = tokens.ids, tokens.rows
    single = ids >= 0
    double = single[:-1] & single[1:]
    pairs = (ids[:-1] + 1) * base + ids[1:]
    return np.concatenate([ids[single], pairs[double]]), np.concatenate([rows[single], rows[:-1][double]])


def _unit(matrix: Matrix) -> Matrix:
    lengths = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    matrix.data /= np.repeat(np.maximum(lengths, 1e-12), np.diff(matrix.indptr)).astype(np.float32)
    return matrix


def batches(size: int, length: int) -> Iterator[slice]:
    """Cut `length` items into slices of `size`."""
    return (slice(start, min(start + size, length)) for start in range(0, length, size))
