"""Examples → Model → Predictions."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
from sklearn.base import clone

from curator.errors import ModelError
from curator.model import evidence as reasons
from curator.model import hyperparameters as hyper
from curator.model.calibration import ConditionalLogit, SigmoidCalibration
from curator.model.custom import TextRelevance, TextSections
from curator.model.evidence import Entries
from curator.model.features import Features, PaperFeatures, TextEncoder
from curator.model.holdout import HoldOut
from curator.model.relevance import Relevance
from curator.model.sections import Headings, SectionScores
from curator.model.splits import NewestHoldOut, RollingOrigin
from curator.model.tfidf import batches
from curator.model.training_set import TrainingSet
from curator.types import Choice, Evidence, Example, Paper, Prediction, SectionPath

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
AnyRelevance: TypeAlias = Relevance | TextRelevance
AnySections: TypeAlias = SectionScores | TextSections

_BATCH = 4096
_CHOICES = 3


@dataclass(frozen=True, slots=True)
class Counts:
    """What a model was trained on."""

    entries: int
    rejected: int
    negatives: int
    sections: int
    seed: int


@dataclass(frozen=True, slots=True)
class Model:
    """What was learned from one list; every part is a fitted estimator or a value."""

    features: PaperFeatures
    relevance: AnyRelevance
    calibration: SigmoidCalibration
    sections: AnySections
    stacking: ConditionalLogit
    paths: tuple[SectionPath, ...]
    entries: Entries
    holdout: HoldOut
    counts: Counts
    replayed: float | None = None
    """How the list takes what it is shown, as a replay of its past says: an intercept of `proposals.pace`."""
    encoder: TextEncoder | None = None
    """What embeds the texts for the sections; it was trained elsewhere, and is no part of what is stored."""

    def predict(self, papers: Sequence[Paper], *, evidence: bool = True) -> list[Prediction]:
        """Return a prediction for each paper, in order; without `evidence` where only the figures count."""
        return [
            prediction
            for part in batches(_BATCH, len(papers))
            for prediction in self._predict(papers[part], evidence=evidence)
        ]

    def predict_relevance(self, papers: Sequence[Paper]) -> Floats:
        """Return how likely each paper belongs to the list, in order, without asking where."""
        parts = (self.features.transform(papers[part]) for part in batches(_BATCH, len(papers)))
        return np.concatenate([np.zeros(0), *map(self._relevance, parts)])

    def _relevance(self, X: Features) -> Floats:
        return self.calibration.predict(self.relevance.decision_function(X))

    def _predict(self, papers: Sequence[Paper], *, evidence: bool) -> Iterable[Prediction]:
        X = self.features.transform(papers)
        relevance = self._relevance(X)
        belongs = self.stacking.predict_proba(self.sections.decision_function(X.embedded(self.encoder)))
        best = np.argsort(-belongs, axis=1, kind="stable")[:, :_CHOICES]
        why = (
            self._evidence(X, best[:, 0], [paper.title for paper in papers]) if evidence else [Evidence()] * len(papers)
        )
        typical = self.typical
        for row, paper in enumerate(papers):
            choices = tuple(Choice(self.paths[s], float(belongs[row, s])) for s in best[row])
            yield Prediction(paper, float(relevance[row]), choices, why[row], typical)

    def _evidence(self, X: Features, section: npt.NDArray[np.intp], titles: Sequence[str]) -> list[Evidence]:
        linear = isinstance(self.relevance, Relevance)
        words = reasons.words(self.relevance, X, self.features) if linear else [()] * len(X)
        neighbours = self.entries.nearest(X.text, section, titles)
        return [Evidence(*both) for both in zip(words, neighbours, strict=True)]

    def against(self, papers: Sequence[Paper]) -> list[tuple[str, ...]]:
        """Return for each paper the words that spoke most against it; none of another classifier than curator's own."""
        if not isinstance(self.relevance, Relevance):
            return [()] * len(papers)
        return reasons.words(self.relevance, self.features.transform(papers), self.features, against=True)

    @property
    def base_rate(self) -> float:
        """The share of the announced papers that belongs to the list."""
        return self.holdout.rate

    @property
    def typical(self) -> float:
        """How likely the list's median entry is said to belong by a model that has not seen it."""
        return self.holdout.typical


def fit(
    examples: Sequence[Example],
    sections: Sequence[SectionPath],
    *,
    seed: int = 0,
    estimator: Any = None,
    encoder: TextEncoder | None = None,
) -> Model:
    """Learn a list from its entries, from what was turned down and from a sample of what nobody listed.

    `sections` are all topical sections of the list, with or without entries. An `estimator`, an unfitted scikit-learn
    classifier of texts, takes the place of curator's own for relevance and for sections; what it says is calibrated all
    the same. An `encoder` embeds texts, as one more score of the sections. Raise ModelError when there is nothing to
    tell apart.
    """
    training = TrainingSet.of(examples, sections)
    features = PaperFeatures()
    X = features.fit_transform([example.paper for example in examples])
    if not X.title.shape[1]:
        raise ModelError(
            "No word stands in two titles, so nothing can be learnt; run `curator papers fetch`, then train again"
        )
    relevance = TextRelevance(estimator) if estimator else Relevance(random_state=seed)
    placement = TextSections(estimator) if estimator else SectionScores(random_state=seed)
    rows = np.flatnonzero(training.member)
    listed, entries = X.take(rows).embedded(encoder), training.take(rows)
    headings = Headings.of(training.paths, features, encoder)
    calibration, asked = _hold_out_relevance(relevance, training, X, seed)
    stacking, placed = _hold_out_sections(placement, entries, listed, headings, seed)
    return Model(
        features,
        clone(relevance).fit(X, training.member, training.weight),
        calibration,
        clone(placement).fit(listed, entries.belongs, headings=headings, age=entries.age),
        stacking,
        training.paths,
        Entries(tuple(example.paper.title for example in entries.examples), entries.belongs, listed.text),
        HoldOut(*asked, *placed, training.weekly),
        _counts(examples, len(training.paths), seed),
        encoder=encoder,
    )


def _counts(examples: Sequence[Example], sections: int, seed: int) -> Counts:
    entries = sum(bool(example.sections) for example in examples)
    rejected = sum(example.rejected for example in examples)
    return Counts(entries, rejected, len(examples) - entries - rejected, sections, seed)


def _hold_out_relevance(
    relevance: AnyRelevance, training: TrainingSet, X: Features, seed: int
) -> tuple[SigmoidCalibration, tuple[Floats, Bools, Floats]]:
    """Fit on earlier papers, ask about later ones; return how scores become probabilities, and what came out.

    That is the probability of each paper asked about, whether it is listed, and how many papers it stands for.
    """
    scores, asked = [], []
    for known, later in NewestHoldOut(training.age, X.has_abstract, random_state=seed).split(y=training.member):
        fitted = clone(relevance).fit(X.take(known), training.member[known], training.weight[known])
        scores.append(fitted.decision_function(X.take(later)))
        asked.append(later)
    rows, score = np.concatenate(asked), np.concatenate(scores)
    member, weight = training.member[rows], training.population(rows)
    full = X.has_abstract[rows]
    if full[member].sum() < hyper.MIN_ABSTRACTS:
        full = np.ones(len(rows), bool)
    score, member, weight = score[full], member[full], weight[full]
    calibration = SigmoidCalibration().fit(score, member, weight)
    return calibration, (calibration.predict(score), member, weight)


def _hold_out_sections(
    placement: AnySections, entries: TrainingSet, X: Features, headings: Headings, seed: int
) -> tuple[ConditionalLogit, tuple[Floats, Bools]]:
    """Fit on earlier entries, ask about later ones; return what each score weighs, and what came out.

    That is the probability of each entry's likeliest section, and whether it stands there.
    """
    scores, truths = [], []
    for known, later in RollingOrigin(entries.age, X.has_abstract, random_state=seed).split():
        fitted = clone(placement).fit(X.take(known), entries.belongs[known], headings=headings, age=entries.age[known])
        scores.append(fitted.decision_function(X.take(later)))
        truths.append(entries.belongs[later])
    score, truth = np.concatenate(scores), np.concatenate(truths)
    stacking = placement.stacking.fit(score, truth)
    likely = stacking.predict_proba(score)
    right = truth[np.arange(len(likely)), likely.argmax(axis=1)]
    return stacking, (likely.max(axis=1), right)
