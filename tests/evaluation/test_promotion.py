"""A new model takes the place of the standing one unless it is worse on what neither has seen."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.evaluation import promotion
from curator.evaluation.promotion import Half, Score
from curator.papers.identity import title_key
from curator.types import Choice, Example, Paper, PaperId, Prediction
from tests.fakes import DAY, paper

HERE, THERE = ("Here",), ("There",)
SINCE = DAY
LATER, BEFORE = DAY + timedelta(days=1), DAY - timedelta(days=1)


def taken(number: int, title: str = "") -> Example:
    return Example(paper(number, title), (HERE,))


def rejected(number: int) -> Example:
    return Example(paper(number), (), rejected=True)


def passed_over(number: int, announced: date | None = LATER) -> Example:
    return Example(paper(number, announced=announced), ())


def says(**fits: float) -> promotion.Predict:
    """Give a model that knows the fit of each paper by its number, and puts odd ones in the wrong section."""

    def predict(papers: Sequence[Paper]) -> list[Prediction]:
        numbers = [int(one.id[-5:]) for one in papers]
        return [
            Prediction(one, fits[f"p{number}"], (Choice(HERE if number % 2 else THERE, 0.9),))
            for one, number in zip(papers, numbers, strict=True)
        ]

    return predict


def test_only_what_came_after_the_standing_model_is_asked_about() -> None:
    examples = [
        taken(1),
        taken(2),
        rejected(3),
        rejected(4),
        passed_over(5),
        passed_over(6, BEFORE),
        passed_over(7, None),
    ]
    days = {"2603.00001": LATER, "2603.00002": SINCE, "2603.00003": LATER}
    first, second = promotion.halves(examples, days, SINCE)
    asked = {one.paper.id[-5:] for half in (first, second) for one in (*half.taken, *half.others)}
    assert asked == {"00001", "00003", "00005"}


def test_a_paper_without_an_id_is_known_by_its_title() -> None:
    nameless = Example(Paper(PaperId(""), "Some title"), (HERE,))
    halves = promotion.halves([nameless], {title_key("Some title"): LATER}, SINCE)
    assert sum(len(half.taken) for half in halves) == 1


def test_all_that_was_turned_down_counts_among_ever_so_many_that_nobody_listed() -> None:
    unlisted = [passed_over(number) for number in range(1, 5001)]
    refused = [rejected(number) for number in range(6000, 6040)]
    days = {str(one.paper.id): LATER for one in refused}
    halves = promotion.halves([*unlisted, *refused], days, SINCE)
    assert [sum(one.rejected for one in half.others) for half in halves] == [20, 20]
    numbers = [int(one.paper.id[5:]) for half in halves for one in half.others if not one.rejected]
    assert len(numbers) == 2000
    assert 2000 < sum(numbers) / len(numbers) < 3000


@given(st.lists(st.sampled_from(["taken", "rejected", "passed over"]), max_size=20))
def test_no_paper_is_asked_of_a_model_that_learnt_from_it(kinds: list[str]) -> None:
    made = {"taken": taken, "rejected": rejected, "passed over": passed_over}
    examples = [made[kind](number) for number, kind in enumerate(kinds, 1)]
    days = {str(one.paper.id): LATER for one in examples}
    halves = promotion.halves(examples, days, SINCE)
    for half in halves:
        assert not {one.paper.id for one in half.rest} & {one.paper.id for one in (*half.taken, *half.others)}
    asked = [one.paper.id for half in halves for one in (*half.taken, *half.others)]
    assert sorted(asked) == sorted(one.paper.id for one in examples)


def test_a_score_is_the_share_of_the_others_that_fit_less_and_equals_count_half() -> None:
    half = Half((taken(1), taken(2)), (passed_over(3), passed_over(4)), ())
    assert promotion.scores(half, says(p1=0.5, p2=0.1, p3=0.4, p4=0.5)) == [Score(0.75, 1.0), Score(0.0, 0.0)]


def test_the_few_that_were_turned_down_count_as_much_as_the_many_left_unlabelled() -> None:
    half = Half((taken(1),), (rejected(2), *(passed_over(n) for n in range(3, 6))), ())
    assert promotion.scores(half, says(p1=0.5, p2=0.9, p3=0.1, p4=0.1, p5=0.1))[0].rank == pytest.approx(0.5)


def test_without_others_nothing_is_told_apart() -> None:
    assert promotion.scores(Half((taken(1),), (), ()), says(p1=0.9)) == [Score(0.5, 1.0)]


def test_few_decisions_keep_no_new_model_out() -> None:
    few = [Half((taken(1), taken(2)), (), ()), Half((taken(3), taken(4)), (), ())]
    found = promotion.too_few(few)
    assert found
    assert found.promoted
    assert "(4)" in found.why
    assert promotion.too_few([*few, Half((taken(5),), (), ())]) is None


def test_the_same_scores_promote() -> None:
    some = [Score(0.9, 1.0)] * 6
    assert promotion.compare(some, some).promoted


@pytest.mark.parametrize(
    "new", [[Score(0.6, 1.0)] * 8, [Score(0.9, 0.0)] * 8], ids=["ranks them lower", "puts them elsewhere"]
)
def test_a_model_that_is_worse_on_all_is_refused_with_the_figures(new: list[Score]) -> None:
    found = promotion.compare([Score(0.9, 1.0)] * 8, new)
    assert not found.promoted
    assert "90.0 % before" in found.why
    assert "(8 before)" in found.why


def test_one_paper_that_is_ranked_lower_refuses_nothing() -> None:
    standing = [Score(0.9, 1.0)] * 8
    assert promotion.compare(standing, [*standing[1:], Score(0.2, 1.0)]).promoted


@given(st.lists(st.floats(0, 1), min_size=5, max_size=30))
def test_a_model_that_is_nowhere_worse_is_promoted(ranks: list[float]) -> None:
    standing = [Score(rank, 0.0) for rank in ranks]
    assert promotion.compare(standing, [Score(one.rank, 1.0) for one in standing]).promoted
