import numpy as np
import pytest

from curator.model.holdout import HoldOut


def held_out(relevance: list[float], member: list[bool], weight: float = 1.0) -> HoldOut:
    known = np.array(member)
    heavy = np.where(known, 1.0, weight)
    return HoldOut(np.array(relevance), known, heavy, np.array(relevance), known, float(heavy.sum()))


def test_the_fit_threshold_is_what_so_many_papers_a_week_reach() -> None:
    known = held_out([0.1, 0.9, 0.7, 0.3], [False, True, False, False])
    assert [known.fit_threshold(a_week) for a_week in (0.5, 1, 2, 3.5, 99)] == pytest.approx([0.9, 0.9, 0.7, 0.3, 0.1])


def test_a_paper_counts_for_as_many_as_it_stands_for() -> None:
    assert held_out([0.9, 0.5, 0.1], [True, False, False], weight=10).fit_threshold(15) == pytest.approx(0.5)


def test_the_typical_entry_is_the_median_one_whatever_is_said_of_other_papers() -> None:
    assert held_out([0.9, 0.2, 0.4, 0.8], [True, True, True, False]).typical == pytest.approx(0.4)


def test_the_rate_is_the_share_of_entries_among_the_papers_they_stand_for() -> None:
    assert held_out([0.5] * 4, [True, False, False, False], weight=3).rate == pytest.approx(0.1)
