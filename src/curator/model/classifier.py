"""Examples → Model → Predictions."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from curator.errors import ModelError
from curator.model.calibration import Opinions, Sigmoid
from curator.model.evidence import Entries
from curator.model.features import Features, Views
from curator.model.holdout import Rehearsal, eras, split
from curator.model.relevance import Relevance
from curator.model.sections import Sections
from curator.model.text import batches
from curator.model.training_set import Lesson
from curator.types import Choice, Evidence, Example, Paper, Prediction, SectionPath, Thresholds

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

_BATCH = 4096
_CHOICES = 3
_ENOUGH = 8  # entries with abstract that can speak for all
_USUAL = (1.1, 1.4, 0.9, 8.0, 0.5)  # what text, title, heading's words, centre and habit count for elsewhere
_SURER = 1.15  # how much surer of a section one is who has learnt from all entries and not from the older ones alone


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
        found = np.array([prediction.fit for prediction in predictions])
        if not len(found) or np.median(found) <= usual:
            return [*predictions]
        even = found * (1 - usual) / (found * (1 - usual) + (1 - found) * usual)
        return [replace(one, fit=share) for one, share in zip(predictions, even.tolist(), strict=True)]

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
        raise ModelError(
            "No word stands in two titles, so nothing can be learnt; run `curator papers fetch`, then train again"
        )
    every = np.arange(len(examples))
    rows = every[lesson.member]
    sigmoid, said, member, weight = _rehearse_relevance(lesson, views, seed)
    opinions, likeliest, right = _rehearse_sections(lesson, views, features, seed)
    relevance = Relevance.fit(views, lesson.member, lesson.weight, seed=seed)
    placement = Sections.fit(views.rows(rows), lesson.rows(rows), features, seed=seed)
    rehearsal = Rehearsal(said, member, weight, likeliest, right)
    entries = Entries(tuple(examples[row].paper.title for row in rows.tolist()), lesson.belongs[rows], views.text[rows])
    rejected = sum(example.rejected for example in examples)
    counts = Counts(len(rows), rejected, len(examples) - len(rows) - rejected, len(lesson.paths), seed)
    return Model(features, relevance, placement, sigmoid, opinions.sharpened(_SURER), entries, rehearsal, counts)


def _rehearse_relevance(lesson: Lesson, views: Views, seed: int) -> tuple[Sigmoid, Floats, Bools, Floats]:
    """Fit on earlier papers, ask about later ones; return how scores become probabilities, and what came out.

    That is the probability of each paper asked about, whether it is listed, and how many papers it stands for.
    """
    scores, asked = [], []
    for known, later in split(lesson, seed):
        machines = Relevance.fit(views.rows(known), lesson.member[known], lesson.weight[known], seed=seed)
        scores.append(machines.score(views.rows(later)))
        asked.append(later)
    rows, score = np.concatenate(asked), np.concatenate(scores)
    member, weight = lesson.member[rows], lesson.population(rows)
    full = views.abstract[rows] if views.abstract[rows[member]].sum() >= _ENOUGH else np.ones(len(rows), bool)
    sigmoid = Sigmoid.fit(score[full], member[full], weight[full])
    return sigmoid, sigmoid(score[full]), member[full], weight[full]


def _rehearse_sections(lesson: Lesson, views: Views, features: Features, seed: int) -> tuple[Opinions, Floats, Bools]:
    """Fit on earlier entries, ask about later ones; return what the opinions weigh, and what came out.

    That is the probability of each entry's likeliest section, and whether it stands there.
    """
    said, true = [], []
    for known, later in eras(lesson, seed):
        sections = Sections.fit(views.rows(known), lesson.rows(known), features, seed=seed)
        said.append(sections.opinions(views.rows(later)))
        true.append(lesson.belongs[later])
    truth, place = np.concatenate(true), np.concatenate(said)
    opinions = Opinions.fit(place, truth, _USUAL)
    likely = opinions(place)
    right = truth[np.arange(len(likely)), likely.argmax(axis=1)]
    return opinions, likely.max(axis=1), right
