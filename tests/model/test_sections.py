import numpy as np
import pytest

from curator.model import hyperparameters as hyper
from curator.model.features import PaperFeatures
from curator.model.sections import BLOCKS, Headings, SectionScores
from curator.model.training_set import TrainingSet
from curator.types import NO_ID, Example, Paper, PaperId, SectionPath
from tests import corpus

TEXT, TITLE, HEADING, CENTROID, NEAREST, RECENCY = range(6)
Learned = tuple[PaperFeatures, SectionScores, tuple[SectionPath, ...]]


def learned(examples: list[Example], *more: SectionPath) -> Learned:
    entries = TrainingSet.of([*examples, *corpus.examples(0, 1)], [*corpus.SECTIONS, *more])
    entries = entries.take(np.flatnonzero(entries.member))
    papers = [example.paper for example in entries.examples]
    features = PaperFeatures().fit([*papers, *corpus.papers(0, 50)])
    headings = Headings.of(entries.paths, features)
    fitted = SectionScores().fit(features.transform(papers), entries.belongs, headings=headings, age=entries.age)
    return features, fitted, entries.paths


def test_texts_titles_centroids_and_nearest_entries_speak_for_the_section_they_resemble() -> None:
    features, sections, _ = learned(corpus.examples(30, 0))
    new = [corpus.listed(900 + number, section) for number, section in enumerate(corpus.SECTIONS)]
    scores = sections.decision_function(features.transform(new))
    assert scores.shape == (3, 3, len(BLOCKS) - 1)
    for block in (TEXT, TITLE, CENTROID, NEAREST):
        assert scores[:, :, block].argmax(axis=1).tolist() == [0, 1, 2]


def test_a_headings_words_speak_for_it_even_without_entries() -> None:
    features, sections, _ = learned(corpus.examples(30, 0), ("Galaxy",))
    scores = sections.decision_function(features.transform([Paper(NO_ID, "A galaxy")]))[0]
    assert scores[:, HEADING].argmax() == 3


def test_a_section_without_a_heading_is_scored_too() -> None:
    features, sections, _ = learned(corpus.examples(30, 0), ())
    assert np.isfinite(sections.decision_function(features.transform([Paper(NO_ID, "A galaxy")]))).all()


def test_recency_speaks_for_the_section_that_grew_last() -> None:
    old, new = corpus.papers(2, 0)
    old, new = sorted((old, new), key=lambda paper: paper.announced or corpus.START)
    examples = [Example(old, (("Old",),))] + [
        Example(Paper(PaperId(f"2608.{n:05}"), new.title), (("New",),)) for n in range(40)
    ]
    _, sections, paths = learned(examples)
    recency = dict(zip(paths, sections.recency_, strict=True))
    assert recency["New",] > recency["Old",] > recency[corpus.SECTIONS[0]]


def test_an_entry_counts_half_as_much_after_so_many_that_came_since(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hyper, "HALF_LIFE", 3)
    entries = [
        Example(Paper(PaperId(f"25{n:02}.00001"), f"{e.paper.title}"), (("Old",) if n == 1 else ("New",),))
        for n, e in enumerate(corpus.examples(4, 0), 1)
    ]
    _, sections, paths = learned(entries)
    assert np.exp(sections.recency_[paths.index(("Old",))]) == pytest.approx(0.5 + 0.3)
