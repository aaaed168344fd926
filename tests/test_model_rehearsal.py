from datetime import date

import numpy as np
import pytest

from curator.model.rehearsal import age, lowest_sure, split
from curator.records import Example, Paper
from tests import corpus


def parts(entries: int, others: int):  # type: ignore[no-untyped-def]
    found = corpus.examples(entries, others)
    member = np.array([bool(example.sections) for example in found])
    return found, member, [*split(found, member, 0)]


def test_of_many_entries_the_newest_quarter_is_set_aside() -> None:
    found, member, ((known, asked),) = parts(40, 100)
    asked_entries = [age(found[row]) for row in asked if member[row]]
    assert len(asked_entries) == 10
    assert max(age(found[row]) for row in known if member[row]) <= min(asked_entries)
    assert not set(known) & set(asked)


def test_of_few_entries_each_is_asked_about_once() -> None:
    _, member, tries = parts(7, 50)
    asked = np.concatenate([asked for _, asked in tries])
    assert sorted(asked) == list(range(57))
    assert all(member[known].any() and not set(known) & set(asked) for known, asked in tries)


@pytest.mark.parametrize(("entries", "others"), [(1, 30), (6, 2)])
def test_what_cannot_be_split_is_asked_about_as_it_was_learned(entries: int, others: int) -> None:
    _, _, ((known, asked),) = parts(entries, others)
    assert list(known) == list(asked)


def test_age_is_when_the_entry_came_then_when_its_paper_came_as_arxiv_or_its_id_says() -> None:
    announced = Example(Paper("2501.00001", "A", announced=date(2025, 1, 7)), ())
    assert age(announced) == (0, date(2025, 1, 7).toordinal())
    assert age(Example(announced.paper, (), added=date(2025, 3, 1)))[0] == date(2025, 3, 1).toordinal()
    assert age(Example(Paper("2409.00001", "A"), ())) < age(announced) < age(Example(Paper("2503.00001", "A"), ()))
    assert age(Example(Paper("math/9809136", "A"), ())) < age(Example(Paper("math/0309136", "A"), ()))
    assert age(Example(Paper("2513.00001", "A"), ())) == (0, date(2025, 12, 15).toordinal())
    assert age(Example(Paper("", "A"), ())) == (0, 0)


def test_the_lowest_sure_threshold_keeps_the_promise_on_average_and_no_lower_one_does() -> None:
    probability, weight = np.array([0.9, 0.8, 0.4, 0.1]), np.ones(4)
    assert lowest_sure(probability, weight, 0.7) == 0.4
    assert lowest_sure(probability, np.array([1, 1, 9, 1]), 0.7) == 0.7


def test_a_promise_that_the_past_cannot_back_is_asked_of_every_paper() -> None:
    assert lowest_sure(np.array([0.2, 0.1]), np.ones(2), 0.7) == 0.7
    assert lowest_sure(np.array([]), np.ones(0), 0.7) == 0.7
