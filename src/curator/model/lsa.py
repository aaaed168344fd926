"""Terms → a few hundred numbers that papers on the same matter share (latent semantic analysis, Deerwester 1990)."""

from typing import Any, Self

import numpy as np
import numpy.typing as npt
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.decomposition import TruncatedSVD
from sklearn.preprocessing import normalize
from sklearn.utils.validation import check_is_fitted, validate_data

from curator.model import hyperparameters as hyper

Floats32 = npt.NDArray[np.float32]


class LSA(TransformerMixin, BaseEstimator):
    """Project TF-IDF rows on the directions in which frequent terms vary together, to rows of length 1.

    Parameters
    ----------
    n_components : directions at most; there are fewer where there are fewer texts or terms
    min_df : texts in which a term must stand

    Attributes
    ----------
    columns_ : the terms that are frequent enough
    components_ : terms × directions; float16, since more digits change no likeness and would double the model's size
    """

    def __init__(
        self,
        *,
        n_components: int = hyper.LSA_DIRECTIONS,
        min_df: int = hyper.LSA_MIN_DF,
        n_iter: int = hyper.LSA_ITERATIONS,
        random_state: int = 0,
    ) -> None:
        self.n_components = n_components
        self.min_df = min_df
        self.n_iter = n_iter
        self.random_state = random_state

    def fit(self, X: object, y: object = None) -> Self:
        """Find the directions from texts × terms, sparse or not."""
        rows = validate_data(self, X, accept_sparse="csr", dtype=[np.float32, np.float64])
        texts = np.asarray((rows != 0).sum(axis=0)).ravel()
        self.columns_ = np.flatnonzero(texts >= min(self.min_df, texts.max(initial=1)))
        size = min(self.n_components, len(self.columns_) - 1, rows.shape[0] - 1)
        if size < 1:
            self.columns_, self.components_ = self.columns_[:0], np.zeros((0, 1), np.float16)
            return self
        svd = TruncatedSVD(size, n_iter=self.n_iter, random_state=self.random_state)
        svd.fit(normalize(rows[:, self.columns_]))
        self.components_ = svd.components_.T.astype(np.float16)
        return self

    def transform(self, X: object) -> Floats32:
        """Return texts × directions, each row of length 1, or 0 when no term is known."""
        check_is_fitted(self)
        rows = validate_data(self, X, accept_sparse="csr", dtype=[np.float32, np.float64], reset=False)
        if not len(self.columns_):
            return np.zeros((rows.shape[0], 1), np.float32)
        terms = normalize(rows[:, self.columns_])
        return np.asarray(normalize(terms @ self.components_.astype(np.float32)), np.float32)

    def __sklearn_tags__(self) -> Any:
        """Say that sparse rows are welcome, and that likenesses are float32 whatever they come from."""
        tags = super().__sklearn_tags__()
        tags.input_tags.sparse = True
        tags.transformer_tags.preserves_dtype = ["float32"]
        return tags
