"""What others would rank by: ASReview's default classifier, and the keywords of a tracker; only for comparison."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.svm import LinearSVC

from curator.types import Example, Paper, SectionPath

Floats = npt.NDArray[np.float64]

_OTHERS = 8_000
"""Unlabelled papers that the classifier is fitted on; more take longer and change little."""

_SHORTEST = 4
"""Letters of a heading that a tracker would search for."""


class ElasU4:
    """ASReview 2's default, ELAS u4: TF-IDF of words and word pairs, and a linear SVM (asreview.ai)."""

    def __init__(self, seed: int = 0) -> None:
        self.seed = seed

    def fit(self, examples: Sequence[Example]) -> "ElasU4":
        """Learn from what is listed, and from a sample of the rest."""
        listed = [example for example in examples if example.sections]
        others = [example for example in examples if not example.sections]
        if len(others) > _OTHERS:
            chosen = np.random.default_rng(self.seed).choice(len(others), _OTHERS, replace=False)
            others = [others[row] for row in chosen.tolist()]
        self.pipeline_: Pipeline = make_pipeline(
            TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, max_df=0.95),
            LinearSVC(C=0.11, class_weight={False: 1, True: 9.8}, random_state=self.seed),
        )
        texts = [_text(example.paper) for example in [*listed, *others]]
        self.pipeline_.fit(texts, np.arange(len(texts)) < len(listed))
        return self

    def decision_function(self, papers: Sequence[Paper]) -> Floats:
        """Return one number for each paper, the higher the likelier it is listed."""
        return np.asarray(self.pipeline_.decision_function([_text(paper) for paper in papers]), np.float64)


class Keywords:
    """What keyword trackers do: a paper matches when its title or abstract holds the name of a section."""

    def fit(self, sections: Sequence[SectionPath]) -> "Keywords":
        """Take the innermost heading of each section as a keyword."""
        names = {path[-1].strip().lower() for path in sections if path}
        self.words_ = sorted(name for name in names if len(name) >= _SHORTEST)
        return self

    def decision_function(self, papers: Sequence[Paper]) -> Floats:
        """Return how many of the keywords each paper holds."""
        texts = [_text(paper).lower() for paper in papers]
        return np.array([sum(word in text for word in self.words_) for text in texts], np.float64)


def _text(paper: Paper) -> str:
    return f"{paper.title} . {paper.abstract}"
