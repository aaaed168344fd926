from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.proposals import pace
from curator.proposals.pace import Acceptance
from curator.types import Answer, Impression, Paper, PaperId, Prediction, Response

TODAY = date(2026, 3, 2)

answers = st.lists(
    st.builds(
        lambda n, days, position, taken: answer(n, days, position, taken=taken),
        st.integers(0, 999),
        st.integers(0, 300),
        st.floats(0.25, 40),
        st.booleans(),
    ),
    max_size=60,
)


def answer(
    number: int = 1, days: int = 3, position: float = 2.0, *, taken: bool = True, right: bool = False, sure: float = 0.8
) -> Answer:
    shown = Impression(PaperId(f"2602.{number:05}"), TODAY - timedelta(days=days), position, 0.5, ("A",), sure)
    return Answer(shown, taken, right)


figures = st.tuples(st.floats(0.25, 40), st.floats(0, 1))


@given(st.floats(-6, 6), figures, figures)
def test_a_paper_further_down_and_with_a_lower_score_is_never_likelier_to_be_taken(
    intercept: float, one: tuple[float, float], other: tuple[float, float]
) -> None:
    curve = Acceptance(intercept)
    best, worst = (min(one[0], other[0]), max(one[1], other[1])), (max(one[0], other[0]), min(one[1], other[1]))
    assert 0 < curve.chance(*worst) <= curve.chance(*best) < 1


@given(st.floats(0.01, 0.99), st.floats(0.01, 0.99), st.floats(0.25, 40))
def test_before_any_answer_a_chance_follows_from_the_probability_whatever_that_of_the_typical_entry(
    fit: float, typical: float, position: float
) -> None:
    prediction = Prediction(Paper(PaperId("2602.00001"), "A Paper"), fit, (), typical=typical)
    assert pace.usual(3, typical).chance(position, prediction.score) == pytest.approx(
        pace.usual(3).chance(position, fit)
    )


@given(st.integers(0, 99), st.integers(0, 99))
def test_the_more_was_missed_the_less_a_paper_must_promise_within_bounds(shown: int, missed: int) -> None:
    fewer, same, more = (
        pace.threshold(shown, missed + 1),
        pace.threshold(shown, missed),
        pace.threshold(shown + 1, missed),
    )
    assert 0.05 <= fewer <= same <= more <= pace.SHARED.threshold


def test_where_six_of_ten_were_shown_or_more_or_nothing_is_known_a_paper_is_worth_the_usual() -> None:
    assert pace.threshold(6, 4) == pytest.approx(pace.SHARED.threshold)
    assert pace.threshold(9, 0) == pytest.approx(pace.SHARED.threshold)
    assert pace.threshold(0, 0) == pytest.approx(pace.SHARED.threshold)


def test_a_list_is_shown_as_many_as_it_adds_in_its_first_four_weeks_and_one_in_two_weeks_later() -> None:
    def shown(days: int) -> list[Impression]:
        return [answer(days=days).impression]

    assert [pace.minimum(3, [], TODAY), pace.minimum(3, shown(27), TODAY), pace.minimum(3, shown(28), TODAY)] == [
        6,
        6,
        1,
    ]
    assert [pace.minimum(own, [], TODAY) for own in (0, 1, 99)] == [2, 2, 40]


@given(answers, st.floats(0, 60), st.tuples(st.integers(0, 9), st.integers(0, 9)))
def test_a_number_of_papers_a_week_that_was_asked_for_is_what_is_shown(
    known: list[Answer], own: float, added: tuple[int, int]
) -> None:
    response = Response((), tuple(known), *added)
    asked = pace.current(6.0, own, response, TODAY)
    assert (asked.a_week, asked.threshold, asked.minimum) == (6.0, 0.0, 0)
    auto = pace.current(None, own, response, TODAY)
    assert (auto.a_week, auto.threshold) == (pace.MOST, pace.threshold(*added))
    assert asked.curve == auto.curve


@given(answers, st.floats(0.25, 40))
def test_one_more_paper_taken_never_slows_the_pace_and_one_turned_down_never_quickens_it(
    known: list[Answer], position: float
) -> None:
    before = pace.acceptance(known, pace.usual(3), TODAY).intercept
    more = pace.acceptance([*known, answer(position=position)], pace.usual(3), TODAY).intercept
    fewer = pace.acceptance([*known, answer(position=position, taken=False)], pace.usual(3), TODAY).intercept
    assert fewer <= before + 1e-9
    assert before <= more + 1e-9


def test_without_answers_the_chances_follow_what_the_list_takes() -> None:
    paces = [pace.acceptance([], pace.usual(own), TODAY).intercept for own in (0, 1, 3, 10, 20, 50)]
    assert paces == sorted(paces)
    assert paces[0] == paces[1]
    assert paces[-1] == paces[-2]


def test_ten_answers_move_the_chance_a_little_and_a_hundred_decide() -> None:
    def stated(count: int, every: int) -> float:
        known = [answer(n, taken=n % every == 0) for n in range(count)]
        return pace.acceptance(known, pace.usual(1), TODAY).chance(2.0, 0.5)

    assert stated(0, 1) < stated(10, 2) < stated(100, 2)
    assert stated(100, 2) == pytest.approx(0.5, abs=0.05)
    assert stated(100, 4) == pytest.approx(0.25, abs=0.05)


def test_an_old_answer_counts_less_than_a_new_one() -> None:
    old, new = (pace.acceptance([answer(days=days)], pace.usual(3), TODAY).intercept for days in (200, 2))
    assert pace.usual(3).intercept < old < new


def test_a_lists_own_pace_is_its_busiest_of_three_six_and_twelve_months() -> None:
    lately = [TODAY - timedelta(days=day) for day in range(13 * 7)]
    assert pace.own_pace(lately, TODAY) == pytest.approx(7)
    before = [TODAY - timedelta(days=200 + day) for day in range(52)]
    assert pace.own_pace(before, TODAY) == pytest.approx(1)
    assert pace.own_pace([TODAY + timedelta(days=1)], TODAY) == 0


def test_sections_that_were_righter_than_stated_need_less_and_others_more() -> None:
    good = [answer(n, right=True, sure=0.5) for n in range(50)]
    bad = [answer(n, right=False) for n in range(50)]
    untaken = [answer(n, taken=False) for n in range(50)]
    assert pace.section_threshold(0.6, good) < 0.6 < pace.section_threshold(0.6, bad) <= 0.95
    assert pace.section_threshold(0.6, untaken) == pace.section_threshold(0.6, []) == pytest.approx(0.6)


def test_the_pace_is_told_in_one_line() -> None:
    known = tuple(answer(n, taken=n < 9, days=8) for n in range(14))
    seen = tuple(one.impression for one in known)
    assert pace.describe(Response(seen, known), TODAY) == "Pace: 12.2 papers a week lately; 9 of the last 14 taken."
    assert (
        pace.describe(Response(seen, missed=2), TODAY)
        == "Pace: 12.2 papers a week lately; 2 added by hand that were not shown."
    )
    assert pace.describe(Response(), TODAY) == ""
    long_ago = answer(days=40)
    assert (
        pace.describe(Response((long_ago.impression,), (long_ago,)), TODAY)
        == "Pace: no paper in the last four weeks; 1 of the last 1 taken."
    )


def test_the_first_night_after_a_replay_goes_by_what_the_replay_ended_with() -> None:
    assert pace.current(None, 3, Response(), TODAY, Acceptance(0.7)).curve == Acceptance(0.7)
    later = pace.current(None, 3, Response(answers=(answer(taken=False),)), TODAY, Acceptance(0.7)).curve
    assert later.intercept < 0.7
