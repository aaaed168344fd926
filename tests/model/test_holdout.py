import numpy as np
import pytest

from curator.model.holdout import Rehearsal, eras, split
from curator.model.training_set import Lesson, Rows
from tests import corpus


def parts(entries: int, others: int) -> tuple[Lesson, list[tuple[Rows, Rows]]]:
    lesson = Lesson.of(corpus.examples(entries, others), corpus.SECTIONS)
    return lesson, [*split(lesson, 0)]


def test_of_many_entries_the_newest_part_is_set_aside() -> None:
    lesson, ((known, asked),) = parts(42, 100)
    newest = lesson.age[asked][lesson.member[asked]]
    assert len(newest) == 7
    assert lesson.age[known][lesson.member[known]].max() <= newest.min()
    assert not set(known) & set(asked)


def test_of_few_entries_each_is_asked_about_once() -> None:
    lesson, tries = parts(7, 50)
    asked = np.concatenate([asked for _, asked in tries])
    assert sorted(asked) == list(range(57))
    assert all(lesson.member[known].any() and not set(known) & set(asked) for known, asked in tries)


@pytest.mark.parametrize(("entries", "others"), [(1, 30), (6, 2)])
def test_what_cannot_be_split_is_asked_about_as_it_was_learned(entries: int, others: int) -> None:
    _, ((known, asked),) = parts(entries, others)
    assert list(known) == list(asked)


def test_each_part_of_the_newest_half_is_asked_about_after_what_came_before() -> None:
    lesson = Lesson.of(corpus.examples(42, 100), corpus.SECTIONS)
    tries = [*eras(lesson, 0)]
    assert [(len(known), len(asked)) for known, asked in tries] == [(35, 7), (28, 7), (21, 7)]
    for known, asked in tries:
        assert lesson.member[known].all()
        assert lesson.member[asked].all()
        assert lesson.age[known].max() <= lesson.age[asked].min()


def test_of_few_entries_every_one_is_placed_once_after_all_others() -> None:
    lesson = Lesson.of(corpus.examples(7, 50), corpus.SECTIONS)
    tries = [*eras(lesson, 0)]
    assert sorted(np.concatenate([asked for _, asked in tries])) == [*np.flatnonzero(lesson.member)]
    assert all(sorted([*known, *asked]) == [*np.flatnonzero(lesson.member)] for known, asked in tries)


def test_a_single_entry_is_placed_although_it_was_learned() -> None:
    ((known, asked),) = eras(Lesson.of(corpus.examples(1, 30), corpus.SECTIONS), 0)
    assert list(known) == list(asked)


def rehearsed(relevance: list[float], member: list[bool], weight: float = 1.0) -> Rehearsal:
    known = np.array(member)
    heavy = np.where(known, 1.0, weight)
    return Rehearsal(np.array(relevance), known, heavy, np.array(relevance), known)


def test_the_relevance_threshold_keeps_the_promise() -> None:
    kept = rehearsed([0.9] * 50 + [0.7] * 50 + [0.1] * 100, [True] * 90 + [False] * 110)
    assert kept.relevance_threshold(0.8) == 0.7
    boasted = rehearsed([0.9] * 50 + [0.7] * 50 + [0.1] * 100, [True] * 50 + [False] * 150)
    assert boasted.relevance_threshold(0.8) == 0.9


def test_luck_with_few_papers_lowers_no_threshold() -> None:
    lucky = rehearsed([0.2, 0.2, 0.1], [True, True, False], weight=10)
    assert lucky.relevance_threshold(0.5) == 0.75


def test_the_section_threshold_lies_below_the_promised_average_but_not_far() -> None:
    assert rehearsed([0.99, 0.98, 0.97, 0.4], [True] * 4).section_threshold(0.8) == pytest.approx(0.5)
    assert rehearsed([0.3, 0.2], [False] * 2).section_threshold(0.8) == pytest.approx(0.6)
    assert rehearsed([0.9, 0.9, 0.55], [True] * 3).section_threshold(0.75) == pytest.approx(0.55)
