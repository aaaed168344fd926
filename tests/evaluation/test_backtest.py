from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.config import ArxivTable, RulesTable, SuggestTable
from curator.evaluation import metrics
from curator.evaluation.backtest import Replay, Trial, Week
from curator.evaluation.past import Past, Version, days, opening, periods, renamed, version
from curator.papers.arxiv.announcements import eligibility
from curator.types import NO_ID, AnnounceType, Label, Paper, PaperId
from tests import corpus

CUT = date(2025, 9, 1)
LATER = [
    Paper(PaperId(f"2509.{n:05}"), old.title, old.abstract, ("A",), ("cs.LG",), CUT + timedelta(days=n))
    for n, old in enumerate([corpus.listed(400 + k, corpus.SECTIONS[k % 3]) for k in range(6)])
]
OTHERS = [
    Paper(PaperId(f"2509.{n:05}"), old.title, old.abstract, ("A",), ("cs.LG",), CUT + timedelta(days=n % 20))
    for n, old in enumerate([corpus.other(4000 + k) for k in range(100, 140)], 100)
]
BEFORE = Version(CUT, tuple(corpus.labels(60)), corpus.SECTIONS)
ADDED = tuple(Label(p.id, p.title, (corpus.SECTIONS[n % 3],)) for n, p in enumerate(LATER[:4]))
AFTER = Version(CUT + timedelta(days=30), BEFORE.labels + ADDED, corpus.SECTIONS)
BACKGROUND = [p for p in corpus.papers(60, 300) if p.announced and p.announced < CUT]


SUGGEST = SuggestTable(pace=3, section_confidence=0.5)


def past(*versions: Version) -> Past:
    def at(day: date) -> Version:
        return max((one for one in versions if one.day <= day), key=lambda one: one.day)

    return Past(at, versions[0].day, versions[-1].day)


def weeks(*more: Paper, until: Version = AFTER, suggest: SuggestTable = SUGGEST) -> list[Week]:
    papers = [*BACKGROUND, *LATER, *OTHERS, *more]
    return [*Replay(past(BEFORE, until), suggest).period(BEFORE.day, until.day, papers)]


def shown(*more: Paper, until: Version = AFTER, suggest: SuggestTable = SUGGEST) -> list[Trial]:
    return [one for week in weeks(*more, until=until, suggest=suggest) for one in week.shown]


def test_each_paper_announced_in_the_period_and_not_yet_listed_is_ranked_in_its_week() -> None:
    assert [week.announced for week in weeks()] == [
        sum(week <= paper.announced < min(week + timedelta(days=7), AFTER.day) for paper in [*LATER, *OTHERS])  # type: ignore[operator]
        for week in (CUT + timedelta(days=days) for days in (0, 7, 14, 21, 28))
    ]


def test_no_paper_is_shown_twice() -> None:
    ids = [one.id for one in shown(suggest=SUGGEST.model_copy(update={"pace": 40.0}))]
    assert len(ids) == len({*ids}) >= len(LATER)


def test_what_the_maintainer_went_on_to_add_is_known_with_its_section_and_taken_when_shown() -> None:
    assert {one.id for week in weeks() for one in week.added} == {label.id for label in ADDED}
    found = {one.id: one for one in shown()}
    assert {one.id for one in found.values() if one.taken} == {label.id for label in ADDED}
    assert all(found[label.id].right for label in ADDED)
    assert not found[LATER[5].id].right


def test_papers_that_were_added_stand_higher_than_the_rest() -> None:
    every = Label(OTHERS[0].id, OTHERS[0].title, (corpus.SECTIONS[0],)), *ADDED
    until = Version(AFTER.day, (*BEFORE.labels, *every), corpus.SECTIONS)
    scores = {one.id: one.score for week in weeks(until=until) for one in week.added}
    assert min(scores[label.id] for label in ADDED) > scores[OTHERS[0].id]


def test_nothing_of_a_period_reaches_its_own_model() -> None:
    odd = Paper(
        PaperId("2509.09999"), "Quantization of galaxy", "quantization bits " * 9, announced=CUT + timedelta(days=40)
    )
    assert weeks(odd) == weeks()


def test_answers_set_the_chances_of_the_weeks_that_follow() -> None:
    def last(*labels: Label) -> float:
        until = Version(AFTER.day, (*BEFORE.labels, *labels), corpus.SECTIONS)
        return shown(until=until, suggest=SuggestTable(pace=1))[-1].fit

    everything = [Label(paper.id, paper.title, (corpus.SECTIONS[0],)) for paper in [*LATER, *OTHERS]]
    assert last() < last(*everything)


def test_what_was_decided_is_learnt_in_the_next_period() -> None:
    replay = Replay(past(BEFORE, AFTER), SUGGEST)
    papers = [*BACKGROUND, *LATER, *OTHERS]
    half = CUT + timedelta(days=14)
    first = [*replay.period(CUT, half, papers)]
    taken = {one.id for week in first for one in week.shown if one.taken}
    assert taken
    rest = [one for week in replay.period(half, AFTER.day, papers) for one in week.shown]
    assert not taken.intersection(one.id for one in rest)


def test_a_replay_that_is_resumed_goes_on_as_if_it_had_not_stopped() -> None:
    papers, half = [*BACKGROUND, *LATER, *OTHERS], CUT + timedelta(days=14)
    whole, again = Replay(past(BEFORE, AFTER), SUGGEST), Replay(past(BEFORE, AFTER), SUGGEST)
    first = [*whole.period(CUT, half, papers)]
    again.resume(first)
    assert [*whole.period(half, AFTER.day, papers)] == [*again.period(half, AFTER.day, papers)]


def test_rules_decide_what_is_shown_and_their_record_is_kept() -> None:
    wanted, unwanted = OTHERS[0], LATER[0]
    rules = RulesTable(always=[wanted.title], never=[unwanted.title])
    papers = [*BACKGROUND, *LATER, *OTHERS]
    found = [*Replay(past(BEFORE, AFTER), SUGGEST, rules=rules).period(BEFORE.day, AFTER.day, papers)]
    ids = {one.id for week in found for one in week.shown}
    assert (wanted.id in ids, unwanted.id in ids) == (True, False)
    assert unwanted.id in {one.id for week in found for one in week.added}
    assert metrics.summary(found, past(BEFORE, AFTER), SUGGEST)["rules"] == [
        {"rule": wanted.title, "papers": 1, "added": 0},
        {"rule": unwanted.title, "papers": 1, "added": 1},
    ]


def test_others_show_as_many_papers_each_once() -> None:
    found = weeks()
    ids = [one for week in found for one in week.peers["ELAS u4"]]
    assert len(ids) == len({*ids}) == sum(len(week.shown) for week in found)
    assert {label.id for label in ADDED} <= {*ids}
    assert sum(len(week.peers["keywords"]) for week in found) <= len(ids)


@pytest.mark.parametrize(
    ("categories", "types", "eligible"),
    [
        (("cs.LG",), ["new"], True),
        (("cs.LG", "cs.CL"), ["new"], True),
        (("math.CO", "cs.LG"), ["new"], False),
        (("math.CO", "cs.LG"), ["new", "cross"], True),
        (("math.CO",), ["new", "cross"], False),
        ((), ["new"], True),
    ],
)
def test_only_what_the_bot_would_hear_of_is_ranked(
    categories: tuple[str, ...], types: list[AnnounceType], eligible: bool
) -> None:
    paper = replace(LATER[0], categories=categories)
    nights = eligibility(ArxivTable(categories=["cs.LG"], announce_types=types))
    replay = Replay(past(BEFORE, AFTER), SUGGEST, eligible=nights)
    found = [*replay.period(BEFORE.day, AFTER.day, [*BACKGROUND, paper])]
    assert sum(week.announced for week in found) == eligible


def test_a_paper_added_to_a_section_that_was_named_second_was_offered_there_and_not_placed_right() -> None:
    second = next(one for one in shown() if one.id == LATER[0].id).choices[1].section
    until = Version(AFTER.day, (Label(LATER[0].id, "", (second,)),), ())
    (found,) = (one for one in shown(until=until) if one.taken)
    assert (found.right, found.offered) == (False, True)


def moved(label: Label) -> Label:
    return replace(
        label, sections=tuple(("Parts", *path) if path == corpus.SECTIONS[0] else path for path in label.sections)
    )


def test_a_section_that_was_renamed_meanwhile_is_told_by_its_later_name() -> None:
    sections = (("Parts", *corpus.SECTIONS[0]), *corpus.SECTIONS[1:])
    found = shown(until=Version(AFTER.day, tuple(moved(label) for label in AFTER.labels), sections))
    assert {choice.section for one in found for choice in one.choices} <= {*sections}
    assert all(one.right for one in found if one.taken)


def test_a_section_whose_entries_went_here_and_there_keeps_its_name() -> None:
    moved = [
        replace(label, sections=(corpus.SECTIONS[1 + n % 2],) if n % 9 else ())
        for n, label in enumerate(label for label in BEFORE.labels if label.sections == (corpus.SECTIONS[0],))
    ]
    others = [label for label in BEFORE.labels if label.sections != (corpus.SECTIONS[0],)]
    found = shown(until=Version(AFTER.day, (*moved, *others), corpus.SECTIONS[1:]))
    assert {choice.section for one in found for choice in one.choices} == {*corpus.SECTIONS}


def test_a_paper_added_without_id_is_found_by_its_title() -> None:
    by_title = Version(AFTER.day, (*BEFORE.labels, Label(NO_ID, LATER[0].title.upper(), (("Benchmarks",),))), ())
    assert [one.sections for one in shown(until=by_title) if one.taken] == [(("Benchmarks",),)]


def test_a_version_is_read_from_the_lists_text() -> None:
    text = "# List\n\n## Topic\n\n- A Title of a Paper [Paper](https://arxiv.org/abs/2501.00001)\n"
    found = version(CUT, {"README.md": text})
    assert [(label.id, label.sections) for label in found.labels] == [("2501.00001", (("Topic",),))]
    assert found.sections == (("Topic",),)
    assert version(CUT, {}) == Version(CUT, (), ())


def grown(*additions: date) -> Callable[[date], Version]:
    """Return how a list stood on a day that got a paper on each of these days."""
    return lambda day: Version(
        day, tuple(Label(PaperId(str(n)), "", ()) for n, at in enumerate(additions) if at < day), ()
    )


def test_a_replay_opens_half_a_year_back_where_papers_came_all_along() -> None:
    came = [CUT - timedelta(days=5 * n) for n in range(200)]
    assert opening(CUT - timedelta(days=1000), CUT, grown(*came)) == CUT - timedelta(days=182)


def test_a_replay_opens_earlier_where_few_came_of_late_and_never_before_the_list() -> None:
    came = [CUT - timedelta(days=300)] * 20
    assert opening(CUT - timedelta(days=1000), CUT, grown(*came)) == CUT - timedelta(days=364)
    assert opening(CUT - timedelta(days=400), CUT, grown(CUT)) == CUT - timedelta(days=400)
    assert opening(CUT - timedelta(days=10), CUT, grown(CUT)) == CUT - timedelta(days=10)


@given(st.dates(date(2020, 1, 1), date(2026, 1, 1)), st.integers(0, 400), st.integers(1, 90))
def test_periods_cover_the_time_without_gap(first: date, length: int, every: int) -> None:
    last = first + timedelta(days=length)
    found = days(first, last, every)
    assert found[-1] == last
    assert found == sorted(set(found))
    assert length == 0 or found[0] == first


@given(st.dates(date(2020, 1, 1), date(2026, 1, 1)), st.integers(0, 400), st.integers(1, 90))
def test_no_week_but_the_last_is_cut_short_by_a_period(first: date, length: int, every: int) -> None:
    found = periods(first, first + timedelta(days=length), every)
    assert all((day - first).days % 7 == 0 for day in found[:-1])
    assert found[-1] == first + timedelta(days=length)


def test_a_section_is_the_same_one_by_what_it_holds_whatever_it_is_called() -> None:
    new = ("Compression", "Pruning of networks")
    later = tuple(
        replace(label, sections=tuple(new if path == corpus.SECTIONS[0] else path for path in label.sections))
        for label in BEFORE.labels
    )
    names = renamed(BEFORE, Version(AFTER.day, later, (new, *corpus.SECTIONS[1:])))
    assert names == {path: path for path in corpus.SECTIONS} | {corpus.SECTIONS[0]: new}


def test_a_section_without_entries_is_held_to_its_name() -> None:
    empty = Version(CUT, BEFORE.labels, (*corpus.SECTIONS, ("Tools",)))
    assert empty.held[("Tools",)] == frozenset()
    assert renamed(empty, empty)[("Tools",)] == ("Tools",)
