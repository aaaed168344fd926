import numpy as np
import pytest

from curator.model.lesson import Lesson, Rows
from curator.model.rehearsal import lowest_sure, split
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


def test_the_lowest_sure_threshold_keeps_the_promise_on_average_and_no_lower_one_does() -> None:
    probability, weight = np.array([0.9, 0.8, 0.4, 0.1]), np.ones(4)
    assert lowest_sure(probability, weight, 0.7) == 0.4
    assert lowest_sure(probability, np.array([1, 1, 9, 1]), 0.7) == 0.7


def test_a_promise_that_the_past_cannot_back_is_asked_of_every_paper() -> None:
    assert lowest_sure(np.array([0.2, 0.1]), np.ones(2), 0.7) == 0.7
    assert lowest_sure(np.array([]), np.ones(0), 0.7) == 0.7
