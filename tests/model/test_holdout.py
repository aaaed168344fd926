import numpy as np
import pytest

from curator.model.holdout import HoldOut


def held_out(relevance: list[float], member: list[bool], weight: float = 1.0) -> HoldOut:
    known = np.array(member)
    heavy = np.where(known, 1.0, weight)
    return HoldOut(np.array(relevance), known, heavy, np.array(relevance), known)


def test_the_relevance_threshold_keeps_the_promise() -> None:
    kept = held_out([0.9] * 50 + [0.7] * 50 + [0.1] * 100, [True] * 90 + [False] * 110)
    assert kept.relevance_threshold(0.8) == pytest.approx(0.7)
    boasted = held_out([0.9] * 50 + [0.7] * 50 + [0.1] * 100, [True] * 50 + [False] * 150)
    assert boasted.relevance_threshold(0.8) == pytest.approx(0.9)


def test_luck_with_few_papers_lowers_no_threshold() -> None:
    lucky = held_out([0.2, 0.2, 0.1], [True, True, False], weight=10)
    assert lucky.relevance_threshold(0.5) == pytest.approx(0.75)


def test_the_section_threshold_lies_below_the_promised_average_but_not_far() -> None:
    assert held_out([0.99, 0.98, 0.97, 0.4], [True] * 4).section_threshold(0.8) == pytest.approx(0.5)
    assert held_out([0.3, 0.2], [False] * 2).section_threshold(0.8) == pytest.approx(0.6)
    assert held_out([0.9, 0.9, 0.55], [True] * 3).section_threshold(0.75) == pytest.approx(0.55)


def test_the_rate_is_the_share_of_entries_among_the_papers_they_stand_for() -> None:
    assert held_out([0.5] * 4, [True, False, False, False], weight=3).rate == pytest.approx(0.1)
