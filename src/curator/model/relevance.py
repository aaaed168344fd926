"""Does a paper belong to the list? Linear scores of text, latent semantics and title, and its category."""

from collections import Counter
from collections.abc import Sequence
from typing import Self

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix, hstack
from sklearn.base import BaseEstimator, TransformerMixin, clone

from curator.model import hyperparameters as hyper
from curator.model.features import Features
from curator.model.linear import LinearScorer
from curator.model.tfidf import Matrix

Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]

BLOCKS = ("text", "lsa", "title", "category")
"""What each of the scores of `Relevance` comes from, in their order."""


class AuthorFamiliarity(TransformerMixin, BaseEstimator):
    """Count how many listed papers the busiest author of each paper has: one column from 0 to 1, on a log scale.

    As scikit-learn's `TargetEncoder`, `fit_transform` does not show a paper its own label: a listed paper itself is not
    counted there, so `fit(X, y).transform(X)` is another column.
    """

    def __init__(self, *, entries: int = hyper.AUTHOR_ENTRIES) -> None:
        self.entries = entries

    def fit(self, X: Sequence[Sequence[str]], y: Bools) -> Self:
        """Learn from the authors of each paper, and which papers are listed."""
        self.listed_ = dict(Counter(name for row in np.flatnonzero(y).tolist() for name in dict.fromkeys(X[row])))
        return self

    def fit_transform(self, X: Sequence[Sequence[str]], y: Bools) -> Matrix:
        """Learn from papers, and return the column of these papers as if each had not been listed itself."""
        self.fit(X, y)
        return self._column(X, y)

    def transform(self, X: Sequence[Sequence[str]]) -> Matrix:
        """Return the column of other papers."""
        return self._column(X, np.zeros(len(X), bool))

    def _column(self, authors: Sequence[Sequence[str]], own: Bools) -> Matrix:
        most = np.array([max((self.listed_.get(name, 0) for name in names), default=0) for names in authors], float)
        familiar = np.minimum(1, np.log1p(np.maximum(most - own, 0)) / np.log1p(self.entries))
        return csr_matrix(familiar.astype(np.float32)[:, None])


class CategoryLogOdds(TransformerMixin, BaseEstimator):
    """Say how much likelier each category is in the list than outside, as a logarithm; few entries say little."""

    def __init__(self, *, smoothing: float = hyper.CATEGORY_SMOOTHING) -> None:
        self.smoothing = smoothing

    def fit(self, X: Sequence[str], y: Bools) -> Self:
        """Learn from the category of each paper, which may be empty, and which papers are listed."""
        inside, outside = (
            Counter(name for name, listed in zip(X, y, strict=True) if name and listed == wanted)
            for wanted in (True, False)
        )
        names = sorted(inside | outside)
        others, entries = outside.total() + len(names), inside.total() + self.smoothing
        share = {name: (outside[name] + 1) / others for name in names}
        self.log_odds_ = {
            name: float(np.log((inside[name] / share[name] + self.smoothing) / entries)) for name in names
        }
        return self

    def transform(self, X: Sequence[str]) -> Floats:
        """Return one number for each paper; 0 for a category that was never seen."""
        return np.array([self.log_odds_.get(name, 0.0) for name in X], np.float64)


class Relevance(BaseEstimator):
    """Score papers by what their blocks of features say, each read by a linear classifier of its own.

    This is learning from positive and unlabelled examples (Elkan & Noto 2008): what nobody listed is taken for
    negative, but for the unlisted papers that look most like the list, which are left out. What `text` and `lsa` say is
    learnt twice, lest short texts look relevant: from the papers with an abstract, and from all papers as if none had
    one, which counts the less the more entries have one. For a paper without abstract the title says all three.

    Parameters
    ----------
    title_only_entries : how many entries with an abstract count as much as all without theirs
    weights : what each of the scores weighs, in the order of `BLOCKS`

    Attributes
    ----------
    title_, text_, lsa_ : the fitted scorers
    authors_, category_ : the fitted encoders
    """

    def __init__(
        self,
        *,
        title_only_entries: float = hyper.TITLE_ONLY_ENTRIES,
        weights: Sequence[float] = hyper.RELEVANCE_WEIGHTS,
        random_state: int = 0,
    ) -> None:
        self.title_only_entries = title_only_entries
        self.weights = weights
        self.random_state = random_state

    def fit(self, X: Features, y: Bools, sample_weight: Floats | None = None) -> Self:
        """Learn from the features of papers, and which of these are listed."""
        weight = np.ones(len(X)) if sample_weight is None else sample_weight
        title, text, lsa = self._scorers()
        self.authors_ = AuthorFamiliarity()
        self.category_ = CategoryLogOdds().fit(X.category, y)
        self.title_ = title.fit(X.title, y, weight)
        written = csr_matrix(hstack([X.text, self.authors_.fit_transform(X.authors, y)]))
        title_only, full = X.title_only or X, np.flatnonzero(X.has_abstract)
        inside, outside = full[y[full]], full[~y[full]]
        self.text_ = clone(text).fit(_widened(title_only.text, written), y, weight)
        self.lsa_ = clone(lsa).fit(title_only.lsa, y, weight)
        if len(outside):
            self.text_.standardized(written[outside])
            self.lsa_.standardized(X.lsa[outside])
        if len(outside) and len(inside):
            share = len(inside) / (len(inside) + self.title_only_entries)
            reliable = full[~_doubtful(text, written[full], y[full], weight[full], self.random_state)]
            self.text_ = text.fit(written[reliable], y[reliable], weight[reliable]).blended(self.text_, share)
            self.lsa_ = lsa.fit(X.lsa[full], y[full], weight[full]).blended(self.lsa_, share)
        return self

    def _scorers(self) -> tuple[LinearScorer, LinearScorer, LinearScorer]:
        """Return the unfitted scorers of title, text and latent semantics."""
        return (
            LinearScorer(C=hyper.TITLE_C, positive_weight=hyper.TITLE_POSITIVE, random_state=self.random_state),
            LinearScorer(C=hyper.TEXT_C, positive_weight=hyper.TEXT_POSITIVE, random_state=self.random_state),
            LinearScorer("log_loss", C=hyper.LSA_C, positive_weight=hyper.LSA_POSITIVE),
        )

    def scores(self, X: Features) -> Floats:
        """Return papers × `BLOCKS`, each score the higher the likelier the paper belongs to the list."""
        by_title = self.title_.decision_function(X.title)
        written = csr_matrix(hstack([X.text, self.authors_.transform(X.authors)]))
        by_text = np.where(X.has_abstract, self.text_.decision_function(written), by_title)
        by_lsa = np.where(X.has_abstract, self.lsa_.decision_function(X.lsa), by_title)
        return np.column_stack([by_text, by_lsa, by_title, self.category_.transform(X.category)])

    def decision_function(self, X: Features) -> Floats:
        """Return one number for each paper, the higher the likelier it belongs to the list."""
        return np.asarray(self.scores(X) @ np.asarray(self.weights))


def _widened(text: Matrix, like: Matrix) -> Matrix:
    """Return the rows with as many columns as others have, the last ones empty."""
    return csr_matrix((text.data, text.indices, text.indptr), shape=like.shape)


def _doubtful(scorer: LinearScorer, text: Matrix, member: Bools, weight: Floats, seed: int) -> Bools:
    """Return the unlisted papers that, not learned from, look like members: the list may just not have met them yet."""
    part = np.random.default_rng(seed).integers(0, hyper.DOUBTFUL_FOLDS, len(member))
    score = np.full(len(member), -np.inf)
    for number in range(hyper.DOUBTFUL_FOLDS):
        asked, known = part == number, part != number
        if member[known].any() and not member[known].all() and asked.any():
            fitted = scorer.unscaled().fit(text[known], member[known], sample_weight=weight[known])
            score[asked] = fitted.decision_function(text[asked])
    listed = score[member & np.isfinite(score)]
    if not len(listed):
        return np.zeros(len(member), bool)
    doubtful = ~member & (score >= np.quantile(listed, hyper.DOUBTFUL_QUANTILE)) & (weight <= 1)
    return doubtful if (~member & ~doubtful).any() else np.zeros(len(member), bool)
