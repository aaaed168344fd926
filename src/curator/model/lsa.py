"""Terms → a few hundred numbers that papers on the same matter share (latent semantic analysis, Deerwester 1990)."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from sklearn.preprocessing import normalize
from sklearn.utils.extmath import randomized_svd

from curator.model.text import Matrix

_DIMENSIONS = 256
_AT_LEAST = 5  # texts; rarer words have too little company to say what they mean


@dataclass(frozen=True, slots=True)
class Meaning:
    """The words in `columns` of a text matrix, and the directions in which they vary together, float16."""

    columns: npt.NDArray[np.int64]
    directions: npt.NDArray[np.float16]

    @classmethod
    def learn(cls, text: Matrix, single_words: int) -> "Meaning":
        """Find the directions from many texts; the first `single_words` columns are no pairs of words."""
        texts = np.bincount(text.indices, minlength=text.shape[1])[:single_words]
        columns = np.flatnonzero(texts >= min(_AT_LEAST, texts.max(initial=1)))
        size = min(_DIMENSIONS, len(columns) - 1, text.shape[0] - 1)
        if size < 1:
            return cls(columns[:0], np.zeros((0, 1), np.float16))
        directions = randomized_svd(normalize(text[:, columns]), n_components=size, n_iter=2, random_state=0)[2]
        return cls(columns, directions.T.astype(np.float16))

    def transform(self, text: Matrix) -> npt.NDArray[np.float32]:
        """Return texts × directions, each row of length 1, or 0 when no word is known."""
        if not len(self.columns):
            return np.zeros((text.shape[0], 1), np.float32)
        words = normalize(text[:, self.columns])
        return np.asarray(normalize(words @ self.directions.astype(np.float32)), np.float32)
