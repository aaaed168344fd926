from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.config import RulesTable
from curator.proposals import pace, queue
from curator.proposals.pace import Acceptance, Pace
from curator.proposals.policy import WINDOW, Budget, decide, missed, opened, positions, rank, triage, verdict
from curator.types import Choice, Decision, Evidence, Impression, Paper, PaperId, Prediction

TODAY = date(2026, 3, 2)
EAGER = Pace(Acceptance(3.0), a_week=5)  # takes nearly all of its first papers
WARY = Pace(Acceptance(-1.0), a_week=5)
BUDGET = Budget(TODAY, TODAY - WINDOW, EAGER, at_most=100, section=0.5)
ONE_WEEK = replace(BUDGET, since=TODAY - timedelta(days=7))

shares = st.floats(0, 1)


def prediction(number: int, fit: float, *sections: float) -> Prediction:
    choices = tuple(Choice((f"S{place}",), probability) for place, probability in enumerate(sections))
    return Prediction(
        Paper(PaperId(f"2501.{number:05}"), f"Paper {number}"), fit, choices, Evidence(("word",), ("near",))
    )


def impression(number: int, score: float, days: int = 1) -> Impression:
    return Impression(PaperId(f"2602.{number:05}"), TODAY - timedelta(days=days), 1.0, score)


predictions = st.lists(st.tuples(shares, shares), max_size=12).map(
    lambda rows: [prediction(number, fit, section) for number, (fit, section) in enumerate(rows)]
)
shown = st.lists(st.builds(impression, st.integers(0, 99), shares, st.integers(0, 40)), max_size=12)
budgets = st.builds(
    Budget,
    st.just(TODAY),
    st.dates(TODAY - timedelta(days=60), TODAY),
    st.builds(Pace, st.builds(Acceptance, st.floats(-4, 4)), shares, st.floats(0.5, 40), st.integers(0, 6)),
    st.integers(0, 12),
    shares,
)


def test_what_is_likely_taken_and_at_home_is_suggested_with_all_that_is_said_of_it() -> None:
    one = prediction(1, 0.9, 0.8, 0.1)
    (line,) = decide([one], [], ONE_WEEK).lines
    assert (line.paper, line.section, line.choices) == (one.paper, ("S0",), one.sections)
    assert (line.evidence, line.score) == (one.evidence, 0.9)
    assert (line.fit, line.position) == (EAGER.curve.chance(1, 0.9), 1)


def test_what_has_no_sure_home_or_is_less_likely_taken_than_not_is_asked_about() -> None:
    homeless = prediction(1, 0.9, 0.3, 0.2)
    (asked,) = decide([homeless], [], ONE_WEEK).questions
    assert (asked.choices, asked.fit, asked.score) == (homeless.sections, EAGER.curve.chance(1, 0.9), 0.9)
    assert decide([prediction(1, 0.9)], [], ONE_WEEK).questions[0].choices == ()
    unlikely = decide([prediction(n, n / 10, 0.9) for n in (1, 2, 3)], [], replace(ONE_WEEK, pace=WARY))
    assert [one.paper.id for one in unlikely.questions] == ["2501.00003", "2501.00002", "2501.00001"]


def test_a_pull_request_is_opened_for_the_paper_most_likely_to_be_taken_where_it_stands() -> None:
    papers = [prediction(1, 0.9, 0.3, 0.2), prediction(2, 0.8, 0.9), prediction(3, 0.7, 0.9)]
    asked = decide(papers, [], replace(ONE_WEEK, pace=WARY))
    assert asked.lines == ()
    assert [one.id for one in queue.papers(opened(asked))] == ["2501.00002", "2501.00001", "2501.00003"]
    (line,) = opened(decide(papers[:1], [], replace(ONE_WEEK, pace=WARY))).lines
    assert (line.paper, line.choices) == (papers[0].paper, papers[0].sections)
    assert (line.fit, line.score) == (asked.questions[0].fit, asked.questions[0].score)
    assert "so that there is something to merge" in line.note


def test_a_pull_request_is_opened_for_no_paper_that_cannot_be_written_or_was_moved_out_of_its_section() -> None:
    asked = decide([prediction(1, 0.4, 0.9), prediction(2, 0.3, 0.9)], [], replace(ONE_WEEK, pace=WARY))
    (line,) = opened(asked, lambda one: one.paper.id != "2501.00001").lines
    assert line.paper.id == "2501.00002"
    assert opened(asked, lambda _: False) == asked
    assert opened(asked, asked={"2501.00001", "2501.00002"}) == asked
    unwritten = opened(opened(asked), lambda one: one.paper.id != "2501.00001")
    assert [one.paper.id for one in unwritten.lines] == ["2501.00001", "2501.00002"]
    split = replace(asked, questions=tuple(replace(one, note="its section was split") for one in asked.questions))
    assert opened(split) == split
    parts = replace(asked, questions=(replace(asked.questions[0], choices=(Choice(("A",), 0.4), Choice(("B",), 0.4))),))
    assert opened(parts) == parts


@given(predictions, shown, budgets)
def test_opening_names_the_same_papers_and_adds_one_line_where_there_was_none(
    found: list[Prediction], before: list[Impression], budget: Budget
) -> None:
    decision = decide(found, before, budget)
    now = opened(decision)
    assert sorted(one.id for one in queue.papers(now)) == sorted(one.id for one in queue.papers(decision))
    likely = any(choice.probability for one in decision.questions for choice in one.choices)
    assert len(now.lines) == (len(decision.lines) or likely)
    assert opened(now) == now


def test_as_many_come_as_the_pace_lets_through_in_the_weeks_that_are_known() -> None:
    papers = [prediction(n, n / 100, 0.9) for n in range(100)]
    assert [len(decide(papers, [], one).lines) for one in (ONE_WEEK, BUDGET)] == [5, 20]
    best = decide(papers, [], ONE_WEEK).lines
    assert [one.paper.id for one in best] == [f"2501.000{n}" for n in (99, 98, 97, 96, 95)]


def test_what_was_shown_before_takes_its_place_in_the_ranking() -> None:
    before = [impression(n, 0.995) for n in range(3)] + [impression(9, 0.1)]
    papers = [prediction(n, n / 100, 0.9) for n in range(100)]
    assert [one.position for one in decide(papers, before, ONE_WEEK).lines] == [4, 5]
    long_ago = [replace(one, on=TODAY - WINDOW) for one in before]
    assert len(decide(papers, long_ago, ONE_WEEK).lines) == 5


def test_no_week_shows_more_than_the_most_whatever_the_pace() -> None:
    papers = [prediction(n, n / 100, 0.9) for n in range(100)]
    budget = replace(BUDGET, pace=replace(EAGER, a_week=40.0))
    assert len(decide(papers, [], budget).lines) == pace.MOST
    before = [impression(n, 0.0, days=6) for n in range(30)]
    assert len(decide(papers, before, budget).lines) == pace.MOST - 30
    assert decide(papers, [impression(n, 0.0) for n in range(45)], budget).lines == ()


def test_what_promises_too_little_is_passed_over_but_for_the_few_that_are_owed() -> None:
    papers = [prediction(n, n / 100, 0.9) for n in range(100)]
    choosy = Pace(Acceptance(0.0), threshold=EAGER.curve.chance(1, 0.5))
    assert decide(papers, [], replace(ONE_WEEK, pace=choosy)).lines == ()
    due = replace(ONE_WEEK, pace=replace(choosy, minimum=3))
    assert len(decide(papers, [], due).lines) + len(decide(papers, [], due).questions) == 3
    before = [impression(1, 0.0, days=13), impression(2, 0.0, days=14)]
    later = decide(papers, before, due)
    assert len(later.lines) + len(later.questions) == 2


def test_of_two_papers_at_one_position_the_one_with_the_higher_score_may_be_worth_more() -> None:
    at = Pace(Acceptance(0.0), threshold=Acceptance(0.0).chance(1, 0.5))
    (good, poor) = (decide([prediction(1, fit, 0.9)], [], replace(ONE_WEEK, pace=at)) for fit in (0.6, 0.4))
    assert good.skipped == 0
    assert poor.skipped == 1


@given(predictions, shown, budgets, st.randoms(use_true_random=False))
def test_the_order_of_predictions_never_matters(found, before, budget, source) -> None:  # type: ignore[no-untyped-def]
    shuffled = source.sample(found, len(found))
    assert decide(found, before, budget) == decide(shuffled, before, budget)


@given(predictions, shown, budgets, st.floats(0.5, 40), shares, shares)
def test_a_slower_pace_a_higher_threshold_or_a_stricter_section_never_adds_a_suggestion(
    found: list[Prediction], before: list[Impression], budget: Budget, a_week: float, threshold: float, section: float
) -> None:
    usual = budget.pace
    strict_pace = replace(usual, a_week=min(a_week, usual.a_week), threshold=max(threshold, usual.threshold))
    strict = replace(budget, pace=strict_pace, section=max(section, budget.section))
    assert {*decide(found, before, strict).lines} <= {*decide(found, before, budget).lines}


@given(predictions, shown, budgets)
def test_every_paper_is_suggested_asked_about_or_skipped(
    found: list[Prediction], before: list[Impression], budget: Budget
) -> None:
    decision = decide(found, before, budget)
    assert len(decision.lines) + len(decision.questions) + decision.skipped == len(found)
    assert len(decision.lines) + len(decision.questions) <= budget.at_most


def test_a_rule_has_papers_asked_about_best_first_as_far_as_a_day_and_a_week_have_room() -> None:
    found = [prediction(number, number / 1000, 0.9) for number in range(60)]
    none = replace(ONE_WEEK, base_rate=1.0)
    assert decide(found, [], none, ["nothing"]).questions == ()
    asked = decide(found, [], none, ["paper"]).questions
    assert [one.paper for one in asked] == [one.paper for one in reversed(found)][: pace.MOST]
    assert len(decide(found, [], replace(none, at_most=3), ["paper"]).questions) == 3
    before = [impression(number, 0.5) for number in range(39)]
    assert [one.paper for one in decide(found, before, none, ["paper"]).questions] == [found[-1].paper]


def test_a_paper_that_a_rule_wants_shown_has_its_position_among_all_papers() -> None:
    found = [prediction(number, number / 1000, 0.9) for number in range(200)]
    (asked,) = decide(found, [], replace(ONE_WEEK, base_rate=1.0), [f"{found[0].paper.title}"]).questions
    assert (asked.paper, asked.position) == (found[0].paper, 200)
    assert asked.fit == EAGER.curve.chance(200, 0.0)


@given(predictions, budgets)
def test_a_verdict_on_a_paper_is_what_a_night_would_do_with_it_had_it_room(
    found: list[Prediction], budget: Budget
) -> None:
    roomy = replace(budget, at_most=100, pace=replace(budget.pace, minimum=0))
    decision = decide(found, [], roomy)
    verdicts = {one.prediction.paper.id: verdict(one, roomy, RulesTable()) for one in positions(found, [], roomy)}
    lines, asked = ({one.paper.id for one in some} for some in (decision.lines, decision.questions))
    assert lines == {paper for paper, said in verdicts.items() if said == "suggest"}
    assert asked == {paper for paper, said in verdicts.items() if said == "unsure"}


def test_a_verdict_goes_by_the_rules() -> None:
    good, bad = rank([prediction(1, 0.9, 0.9), prediction(2, 0.0)], [], 1)
    assert verdict(good, ONE_WEEK, RulesTable()) == "suggest"
    assert verdict(good, ONE_WEEK, RulesTable(never=["paper"])) == "skip"
    assert verdict(bad, ONE_WEEK, RulesTable()) == "skip"
    assert verdict(bad, ONE_WEEK, RulesTable(always=["paper"])) == "unsure"


def test_a_paper_stands_behind_those_shown_before_that_score_as_high() -> None:
    assert rank([prediction(1, 0.9)], [impression(number, 0.9) for number in range(3)], 1)[0].position == 4


@given(predictions, shown, st.floats(1, 4))
def test_a_better_paper_never_stands_further_down(
    found: list[Prediction], before: list[Impression], weeks: float
) -> None:
    ranked = rank(found, before, weeks)
    assert [one.prediction.score for one in ranked] == sorted((one.score for one in found), reverse=True)
    assert [one.position for one in ranked] == sorted(one.position for one in ranked)


percents = st.integers(1, 99).map(lambda one: one / 100)


@given(st.lists(percents, max_size=12), percents, percents)
def test_where_all_odds_fall_those_of_the_list_s_own_entries_too_the_same_papers_are_shown_with_the_same_scores(
    fits: list[float], typical: float, fall: float
) -> None:
    known = [replace(prediction(number, fit, 0.9), typical=typical) for number, fit in enumerate(fits)]
    fallen = [replace(one, relevance=_less(one.relevance, fall), typical=_less(typical, fall)) for one in known]
    assert [one.score for one in known] == pytest.approx([one.score for one in fallen])
    budget = replace(BUDGET, base_rate=-1.0)
    assert names(decide(known, [], budget)) == names(decide(fallen, [], budget))


@given(st.lists(shares, min_size=2, max_size=2, unique=True).map(sorted), st.sampled_from([0.0, 1e-9, 1 - 1e-9, 1.0]))
def test_however_sure_a_model_is_of_the_list_s_own_entries_a_likelier_paper_never_scores_less(
    fits: list[float], typical: float
) -> None:
    worse, better = (replace(prediction(1, fit), typical=typical).score for fit in fits)
    assert 0 <= worse <= better <= 1
    assert worse < better or fits[1] - fits[0] < 1e-6


def _less(probability: float, fall: float) -> float:
    odds = fall * probability
    return odds / (odds + 1 - probability)


def names(decision: Decision) -> list[tuple[PaperId, bool]]:
    """Return which papers a decision shows, and which of them as a line."""
    shown = [(one.paper.id, True) for one in decision.lines]
    return sorted(shown + [(one.paper.id, False) for one in decision.questions])


def test_a_paper_that_fits_no_better_than_papers_do_on_the_whole_is_no_find() -> None:
    budget = replace(ONE_WEEK, base_rate=0.3)
    found = decide([prediction(1, 0.3, 0.9), prediction(2, 0.4, 0.9)], [], budget)
    assert [one.paper.id for one in found.lines] == ["2501.00002"]


def batch(*figures: tuple[float, float], entries: int = 0, weeks: int = 1) -> list[str]:
    days = [TODAY, TODAY - timedelta(weeks=weeks)] + [TODAY] * len(figures)
    papers = [prediction(n, fit, section) for n, (fit, section) in enumerate(figures)]
    dated = [replace(p, paper=replace(p.paper, announced=day)) for p, day in zip(papers, days, strict=False)]
    return [*triage(dated, a_week=2, section=0.5, base_rate=0.1, entries=entries)]


def test_a_batch_is_ranked_among_itself_in_the_weeks_that_it_spans() -> None:
    stream = [(0.9, 0.9), (0.2, 0.9), (0.8, 0.3), *[(0.01, 0.9)] * 9]
    assert batch(*stream)[:3] == ["suggest", "skip", "unsure"]
    assert batch(*stream, weeks=2)[:3] == ["suggest", "suggest", "unsure"]
    assert set(batch(*stream, weeks=9)[3:]) == {"skip"}
    assert triage([], a_week=2, section=0.5, base_rate=0.1, entries=9) == []
    assert triage([prediction(1, 0.9)], a_week=2, section=0.5, base_rate=0.1, entries=0) == ["unsure"]


def test_the_papers_of_a_batch_that_somebody_picked_compete_with_none() -> None:
    picked = [(0.9, 0.9), (0.8, 0.9), (0.7, 0.9), (0.05, 0.9)]
    assert batch(*picked, entries=4) == ["suggest", "suggest", "suggest", "skip"]
    assert batch(*picked, entries=3) == ["suggest", "suggest", "skip", "skip"]


def test_what_a_backfill_showed_of_long_ago_takes_no_place_from_what_is_new() -> None:
    old = [replace(impression(n, 0.995), paper=PaperId(f"2409.{n:05}")) for n in range(3)]
    unknown = replace(impression(4, 0.995), paper=PaperId(""))
    papers = [prediction(n, n / 100, 0.9) for n in range(100)]
    assert decide(papers, old, ONE_WEEK) == decide(papers, [], ONE_WEEK)
    assert decide(papers, [unknown], ONE_WEEK) == decide(papers, [impression(4, 0.995)], ONE_WEEK)


def test_of_many_weeks_all_comes_that_some_night_would_have_shown_and_no_limit_of_a_night_holds() -> None:
    papers = [prediction(n, n / 1000, 0.9) for n in range(1000)]
    found = missed(papers, weeks=100, pace=EAGER, section=0.5, base_rate=0.6)
    assert len(found.lines) == 399
    assert found.skipped == 601
    assert found.lines[0].position == 1 / 100
    assert len(missed(papers, weeks=10, pace=EAGER, section=0.5, base_rate=0.6).lines) == 50
    choosy = replace(EAGER, threshold=EAGER.curve.chance(2.0, 0.98))
    assert len(missed(papers, weeks=10, pace=choosy, section=0.5, base_rate=0.0).lines) == 20


def test_what_was_missed_and_has_no_sure_section_is_a_question() -> None:
    found = missed([prediction(1, 0.9, 0.3, 0.2)], weeks=1, pace=EAGER, section=0.5, base_rate=0.0)
    assert (found.lines, len(found.questions)) == ((), 1)


def test_of_what_was_missed_all_that_a_rule_wants_is_shown() -> None:
    papers = [prediction(number, 0.5) for number in range(1, 9)]
    rule = papers[4].paper.title
    assert not missed(papers, weeks=1, pace=EAGER, section=0.5, base_rate=0.6).questions
    found = missed(papers, weeks=1, pace=EAGER, section=0.5, base_rate=0.6, always=[rule])
    assert queue.papers(found) == [papers[4].paper]
