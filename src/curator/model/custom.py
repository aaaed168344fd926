"""Another estimator in the place of curator's own: any scikit-learn classifier that reads texts."""

import importlib
from collections.abc import Iterable
from typing import Any, Self

import numpy as np
import numpy.typing as npt
from sklearn.base import BaseEstimator, clone
from sklearn.utils.validation import has_fit_parameter

from curator.errors import ModelError
from curator.model.calibration import ConditionalLogit
from curator.model.features import Features
from curator.model.sections import Headings

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

_LEAST = 1e-6  # a probability is never stated smaller than this, so that it has a logarithm


def estimator(name: str) -> Any:
    """Return the unfitted classifier that a factory `package.module:function` makes; None for an empty name.

    The name comes from the list's own settings and is trusted as its code is: it is imported only by commands that
    train or load a model, in jobs without a right to write. Raise ModelError when there is no such factory, or when
    what it makes is no classifier of texts.
    """
    if not name:
        return None
    module, _, function = name.partition(":")
    try:
        made = getattr(importlib.import_module(module), function)()
        clone(made)
    except ModuleNotFoundError as cause:
        raise ModelError(f"[model] estimator is {name!r}: {cause}; install that module beside curator") from cause
    except Exception as cause:
        said = " ".join(str(cause).split()).rstrip(".")
        raise ModelError(
            f"[model] estimator is {name!r}: {said}; name a function without arguments, as package.module:function, "
            "that returns a scikit-learn classifier"
        ) from cause
    if not (hasattr(made, "predict_proba") or hasattr(made, "decision_function")):
        raise ModelError(f"[model] estimator is {name!r}: it makes {type(made).__name__}, which predicts no likelihood")
    return made


def _fitted(estimator: Any, texts: Iterable[str], y: Any, **weights: Floats | None) -> Any:
    """Return a clone of a classifier that has learnt from texts; raise ModelError when it cannot."""
    try:
        return clone(estimator).fit([*texts], y, **weights)
    except Exception as cause:
        said = " ".join(str(cause).split())
        raise ModelError(
            f"[model] estimator: {type(estimator).__name__} cannot learn from texts: {said}; return a pipeline whose "
            "first step makes numbers of them, as docs/classifier.md says"
        ) from cause


class TextRelevance(BaseEstimator):
    """Ask a classifier of texts whether a paper belongs to the list; stands in the place of `Relevance`."""

    def __init__(self, estimator: Any) -> None:
        self.estimator = estimator

    def fit(self, X: Features, y: Bools, sample_weight: Floats | None = None) -> Self:
        """Learn from papers, and which of these are listed; weights count where the classifier takes them."""
        weighed = sample_weight is not None and has_fit_parameter(self.estimator, "sample_weight")
        self.estimator_ = _fitted(self.estimator, X.raw, y, **({"sample_weight": sample_weight} if weighed else {}))
        return self

    def decision_function(self, X: Features) -> Floats:
        """Return one number for each paper, the higher the likelier it belongs to the list."""
        if hasattr(self.estimator_, "decision_function"):
            return np.asarray(self.estimator_.decision_function(list(X.raw)), np.float64)
        share = np.clip(self.estimator_.predict_proba(list(X.raw))[:, 1], _LEAST, 1 - _LEAST)
        return np.asarray(np.log(share / (1 - share)), np.float64)


class TextSections(BaseEstimator):
    """Ask a classifier of texts for a paper's section; stands in the place of `SectionScores`, with a single score.

    An entry of two sections is an example of both, and a heading is one more example of its section.
    """

    def __init__(self, estimator: Any) -> None:
        self.estimator = estimator

    @property
    def stacking(self) -> ConditionalLogit:
        """The unfitted estimator that scales the single score."""
        return ConditionalLogit(prior=(1.0,))

    def fit(self, X: Features, y: Bools, *, headings: Headings, age: Floats) -> Self:
        """Learn from entries, the sections each stands in, and the sections' headings."""
        rows, sections = np.nonzero(y)
        texts = [X.raw[row] for row in rows.tolist()] + list(headings.whole.raw)
        self.sections_ = y.shape[1]
        if self.sections_ > 1:
            self.estimator_ = _fitted(self.estimator, texts, np.append(sections, np.arange(self.sections_)))
        return self

    def decision_function(self, X: Features) -> Floats:
        """Return papers × sections × 1, the higher the likelier."""
        if self.sections_ == 1:
            return np.zeros((len(X), self.sections_, 1))
        if hasattr(self.estimator_, "predict_proba"):
            scores = np.log(np.maximum(self.estimator_.predict_proba(list(X.raw)), _LEAST))
        else:
            scores = np.asarray(self.estimator_.decision_function(list(X.raw)), np.float64)
            scores = scores if scores.ndim == 2 else np.stack([-scores, scores], axis=1)
        return np.asarray(scores[:, :, None], np.float64)
