import numpy as np

from curator.model.features import Features
from curator.model.sections import Sections
from curator.model.training_set import Lesson
from curator.papers.identity import NO_ID, PaperId
from curator.types import Example, Paper
from tests import corpus

TEXT, TITLE, NAMED, MEANT, HABIT = range(5)


def learned(examples: list[Example], *more: tuple[str, ...]) -> tuple[Features, Sections]:
    entries = Lesson.of([*examples, *corpus.examples(0, 1)], [*corpus.SECTIONS, *more])
    entries = entries.rows(np.flatnonzero(entries.member))
    papers = [example.paper for example in entries.examples]
    features, _ = Features.learn([*papers, *corpus.papers(0, 50)])
    return features, Sections.fit(features.transform(papers), entries, features, seed=0)


def test_texts_and_titles_speak_for_the_section_they_resemble() -> None:
    features, sections = learned(corpus.examples(30, 0))
    new = [corpus.listed(900 + number, section) for number, section in enumerate(corpus.SECTIONS)]
    opinions = sections.opinions(features.transform(new))
    for voice in (TEXT, TITLE):
        assert opinions[:, :, voice].argmax(axis=1).tolist() == [0, 1, 2]


def test_a_headings_words_speak_for_it_even_without_entries() -> None:
    features, sections = learned(corpus.examples(30, 0), ("Galaxy",))
    opinions = sections.opinions(features.transform([Paper(NO_ID, "A galaxy")]))[0]
    assert opinions[:, NAMED].argmax() == 3


def test_habit_speaks_for_the_section_that_grew_last() -> None:
    old, new = corpus.papers(2, 0)
    old, new = sorted((old, new), key=lambda paper: paper.announced or corpus.START)
    examples = [Example(old, (("Old",),))] + [
        Example(Paper(PaperId(f"2608.{n:05}"), new.title), (("New",),)) for n in range(40)
    ]
    _, sections = learned(examples)
    habit = dict(zip(sections.paths, sections.recent, strict=True))
    assert habit["New",] > habit["Old",] > habit[corpus.SECTIONS[0]]
