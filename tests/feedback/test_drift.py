from collections.abc import Sequence
from datetime import date, timedelta

import pytest

from curator.feedback import drift
from curator.types import Answer, Impression, PaperId, Response
from tests.fakes import DAY

METHODS, DATA = ("Topics", "Methods"), ("Topics", "Data")


def shown(count: int, on: date, *, score: float = 0.5, section: tuple[str, ...] = METHODS) -> list[Impression]:
    return [Impression(PaperId(f"2603.{n:05}"), on, 1.0, score, section, 0.9) for n in range(count)]


def said(*, seen: Sequence[Impression] = (), answers: Sequence[Answer] = (), found: int = 0, missed: int = 0) -> str:
    return " ".join(drift.notices(Response(tuple(seen), tuple(answers), found, missed), DAY))


def weeks(number: int) -> date:
    return DAY - timedelta(weeks=number)


def test_nothing_is_said_before_there_is_enough_to_say_it_of() -> None:
    assert said() == ""
    assert said(seen=shown(4, weeks(1)), answers=[Answer(one, taken=True) for one in shown(4, DAY)], missed=4) == ""


def test_a_section_whose_papers_all_went_elsewhere_is_named_and_one_that_was_right_is_not() -> None:
    wrong = [Answer(one, taken=True) for one in shown(5, weeks(1))]
    right = [Answer(one, taken=True, right=True) for one in shown(5, weeks(1), section=DATA)]
    assert "“Methods” is nearly always corrected: of 5 papers" in said(answers=[*wrong, *right])
    assert "Data" not in said(answers=[*wrong, *right])


def test_what_was_turned_down_or_had_no_section_says_nothing_of_sections() -> None:
    turned_down = [Answer(one, taken=False) for one in shown(9, weeks(1))]
    nowhere = [Answer(one, taken=True) for one in shown(9, weeks(1), section=())]
    assert said(answers=[*turned_down, *nowhere]) == ""


def test_a_section_that_is_right_every_second_time_is_not_always_corrected() -> None:
    answers = [Answer(one, taken=True, right=n % 2 == 0) for n, one in enumerate(shown(8, weeks(1)))]
    assert said(answers=answers) == ""


def decided(count: int, on: date, *, score: float, taken: int) -> list[Answer]:
    return [Answer(one, taken=n < taken, right=True) for n, one in enumerate(shown(count, on, score=score))]


def test_papers_that_score_less_than_half_and_are_taken_half_as_often_are_far_from_the_list() -> None:
    early = decided(5, weeks(6), score=0.6, taken=3)
    far = said(answers=[*early, *decided(5, weeks(1), score=0.2, taken=1)])
    assert "the median score fell from 0.60 to 0.20, and of 5 papers that were decided on 1 were taken" in far


@pytest.mark.parametrize(("score", "taken"), [(0.4, 0), (0.2, 2)], ids=["score as much", "taken as often"])
def test_either_alone_is_no_drift(score: float, taken: int) -> None:
    early = decided(5, weeks(6), score=0.6, taken=3)
    assert said(answers=[*early, *decided(5, weeks(1), score=score, taken=taken)]) == ""


def test_what_is_decided_on_today_counts_tomorrow_so_that_a_night_that_is_repeated_says_the_same() -> None:
    early = decided(5, weeks(6), score=0.6, taken=3)
    assert said(answers=early) == said(answers=[*early, *decided(5, DAY, score=0.1, taken=0)])


def test_a_list_that_adds_mostly_what_it_was_not_shown_is_told_so() -> None:
    assert "Of 9 papers that were added lately 5 had not been shown" in said(found=4, missed=5)
    assert said(found=5, missed=5) == ""


def test_a_pace_at_its_floor_is_said_once_eight_weeks_are_over() -> None:
    assert "no paper in four weeks" in said(seen=shown(3, weeks(8)))
    assert "1 paper in four weeks" in said(seen=[*shown(3, weeks(8)), *shown(1, weeks(2))])
    assert "2 papers in four weeks" in said(seen=[*shown(3, weeks(8)), *shown(2, weeks(2))])
    assert said(seen=[*shown(3, weeks(8)), *shown(3, weeks(2))]) == ""
    assert said(seen=shown(3, weeks(7))) == ""


def test_a_pace_at_its_ceiling_is_said_with_what_sets_another() -> None:
    assert said(seen=shown(149, weeks(1))) == ""
    assert said(seen=shown(150, weeks(1))) == (
        "150 papers in four weeks are as many as may be shown; [suggest] pace sets fewer."
    )
