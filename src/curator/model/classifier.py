"""Examples → Model → Predictions."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from curator.decide import Thresholds
from curator.errors import ModelError
from curator.model.calibration import Opinions, Sigmoid
from curator.model.evidence import Entries
from curator.model.features import Features, Views
from curator.model.lesson import Lesson
from curator.model.rehearsal import Rehearsal, split
from curator.model.relevance import Relevance
from curator.model.sections import Sections
from curator.model.text import batches
from curator.records import Choice, Evidence, Example, Paper, Prediction, SectionPath

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

_BATCH = 4096
_CHOICES = 3
_ENOUGH = 8  # entries with abstract that can speak for all
_USUAL = (3.2, 1.3, 1.4, 1.8, 0.2)  # what text, title, heading's words, heading's meaning and habit count for elsewhere


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
    """What was learned from one list; every part is a value that can be saved by itself."""

    features: Features
    relevance: Relevance
    sections: Sections
    sigmoid: Sigmoid
    opinions: Opinions
    entries: Entries
    rehearsal: Rehearsal
    counts: Counts

    def predict(self, papers: Sequence[Paper], *, evidence: bool = True) -> list[Prediction]:
        """Return a prediction for each paper, in order; without `evidence` where only the figures count."""
        return [
            prediction
            for part in batches(_BATCH, len(papers))
            for prediction in self._predict(papers[part], evidence=evidence)
        ]

    def _predict(self, papers: Sequence[Paper], *, evidence: bool) -> Iterable[Prediction]:
        views = self.features.transform(papers)
        relevance = self.sigmoid(self.relevance.score(views))
        belongs = self.opinions(self.sections.opinions(views))
        best = np.argsort(-belongs, axis=1, kind="stable")[:, :_CHOICES]
        why = self._evidence(views, best[:, 0]) if evidence else [Evidence()] * len(papers)
        for row, paper in enumerate(papers):
            choices = tuple(Choice(self.sections.paths[s], float(belongs[row, s])) for s in best[row])
            yield Prediction(paper, float(relevance[row]), choices, why[row])

    def _evidence(self, views: Views, section: npt.NDArray[np.intp]) -> list[Evidence]:
        words = self.relevance.words(views, self.features)
        neighbours = self.entries.nearest(views.text, section)
        return [Evidence(*both) for both in zip(words, neighbours, strict=True)]

    def for_batch(self, predictions: Sequence[Prediction]) -> list[Prediction]:
        """Return the predictions as they are for papers that somebody picked, when most of them look like the list.

        The relevance of a paper in arXiv's stream takes into account how rare entries are there. In a batch of which
        more than half looks more like the list than not, they are not rare: even odds take the place of arXiv's
        (Saerens et al. 2002, with a prior that is read off the batch's median).
        """
        usual = float(np.average(self.rehearsal.member, weights=self.rehearsal.weight))
        found = np.array([prediction.relevance for prediction in predictions])
        if not len(found) or np.median(found) <= usual:
            return [*predictions]
        even = found * (1 - usual) / (found * (1 - usual) + (1 - found) * usual)
        return [replace(one, relevance=share) for one, share in zip(predictions, even.tolist(), strict=True)]

    def thresholds(self, precision: float, section_confidence: float) -> Thresholds:
        """Return what to ask of a prediction so that both promises would have held on the list's own past."""
        tried = self.rehearsal
        return Thresholds(tried.relevance_threshold(precision), tried.section_threshold(section_confidence))


def fit(examples: Sequence[Example], sections: Sequence[SectionPath], *, seed: int = 0) -> Model:
    """Learn a list from its entries, from what was turned down and from a sample of what nobody listed.

    `sections` are all topical sections of the list, with or without entries. Raise ModelError when there is nothing
    to tell apart.
    """
    lesson = Lesson.of(examples, sections)
    features, views = Features.learn([example.paper for example in examples])
    if not len(features.title):
        raise ModelError("No word stands in two titles, so nothing can be learnt; train with more of arXiv's papers")
    sigmoid, opinions, rehearsal = _rehearse(lesson, views, features, seed)
    relevance, placement = _learn(lesson, views, features, np.arange(len(examples)), seed)
    rows = np.flatnonzero(lesson.member)
    entries = Entries(tuple(examples[row].paper.title for row in rows.tolist()), lesson.belongs[rows], views.text[rows])
    rejected = sum(example.rejected for example in examples)
    counts = Counts(len(rows), rejected, len(examples) - len(rows) - rejected, len(lesson.paths), seed)
    return Model(features, relevance, placement, sigmoid, opinions, entries, rehearsal, counts)


def _learn(
    lesson: Lesson, views: Views, features: Features, rows: npt.NDArray[np.int64], seed: int
) -> tuple[Relevance, Sections]:
    entries = rows[lesson.member[rows]]
    relevance = Relevance.fit(views.rows(rows), lesson.member[rows], lesson.weight[rows], seed=seed)
    placement = Sections.fit(views.rows(entries), lesson.rows(entries), features, seed=seed)
    return relevance, placement


def _rehearse(lesson: Lesson, views: Views, features: Features, seed: int) -> tuple[Sigmoid, Opinions, Rehearsal]:
    """Fit on earlier papers, ask about later ones, and calibrate what comes out."""
    scores, placed, asked = [], [], []
    for known, later in split(lesson, seed):
        relevance, placement = _learn(lesson, views, features, known, seed)
        scores.append(relevance.score(views.rows(later)))
        placed.append(placement.opinions(views.rows(later[lesson.member[later]])))
        asked.append(later)
    rows, score, place = np.concatenate(asked), np.concatenate(scores), np.concatenate(placed)
    member = lesson.member[rows]
    weight = lesson.population(rows)
    full = views.abstract[rows] if views.abstract[rows[member]].sum() >= _ENOUGH else np.ones(len(rows), bool)
    sigmoid = Sigmoid.fit(score[full], member[full], weight[full])
    truth = lesson.belongs[rows[member]]
    opinions = Opinions.fit(place, truth, _USUAL)
    likely = opinions(place)
    best = likely.argmax(axis=1)
    right = truth[np.arange(len(best)), best]
    return sigmoid, opinions, Rehearsal(sigmoid(score[full]), member[full], weight[full], likely.max(axis=1), right)
