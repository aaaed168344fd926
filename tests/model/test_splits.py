import numpy as np
import pytest

from curator.model.splits import NewestHoldOut, RollingOrigin, Rows
from curator.model.training_set import TrainingSet
from tests import corpus


def parts(entries: int, others: int) -> tuple[TrainingSet, list[tuple[Rows, Rows]]]:
    training = TrainingSet.of(corpus.examples(entries, others), corpus.SECTIONS)
    strata = np.ones(len(training.age), bool)
    return training, [*NewestHoldOut(training.age, strata).split(y=training.member)]


def test_of_many_entries_the_newest_part_is_set_aside() -> None:
    training, ((known, asked),) = parts(42, 100)
    newest = training.age[asked][training.member[asked]]
    assert len(newest) == 7
    assert training.age[known][training.member[known]].max() <= newest.min()
    assert not set(known) & set(asked)


def test_of_few_entries_each_is_asked_about_once() -> None:
    training, tries = parts(7, 50)
    asked = np.concatenate([asked for _, asked in tries])
    assert sorted(asked) == list(range(57))
    assert all(training.member[known].any() and not set(known) & set(asked) for known, asked in tries)


@pytest.mark.parametrize(("entries", "others"), [(1, 30), (6, 2)])
def test_what_cannot_be_split_is_asked_about_as_it_was_learned(entries: int, others: int) -> None:
    _, ((known, asked),) = parts(entries, others)
    assert list(known) == list(asked)


def test_entries_with_and_without_abstract_are_parted_alike() -> None:
    age, strata = np.arange(60.0), np.arange(60) >= 30
    _, asked = next(RollingOrigin(age, strata).split())
    assert sorted(asked) == [25, 26, 27, 28, 29, 55, 56, 57, 58, 59]


def rolling(entries: int) -> tuple[np.ndarray, list[tuple[Rows, Rows]]]:
    training = TrainingSet.of(corpus.examples(entries, 1), corpus.SECTIONS)
    age = training.age[training.member]
    return age, [*RollingOrigin(age, np.ones(entries, bool)).split()]


def test_each_part_of_the_newest_half_is_asked_about_after_what_came_before() -> None:
    age, tries = rolling(42)
    assert [(len(known), len(asked)) for known, asked in tries] == [(35, 7), (28, 7), (21, 7)]
    assert all(age[known].max() <= age[asked].min() for known, asked in tries)


def test_of_few_entries_every_one_is_placed_once_after_all_others() -> None:
    _, tries = rolling(7)
    assert sorted(np.concatenate([asked for _, asked in tries])) == list(range(7))
    assert all(sorted([*known, *asked]) == list(range(7)) for known, asked in tries)


def test_a_single_entry_is_placed_although_it_was_learned() -> None:
    _, ((known, asked),) = rolling(1)
    assert list(known) == list(asked)


def test_the_number_of_splits_is_that_of_the_pairs_that_come() -> None:
    age = np.arange(42.0)
    assert RollingOrigin(age, age >= 0).get_n_splits() == 3
    assert NewestHoldOut(age, age >= 0).get_n_splits(y=age >= 7) == 1
