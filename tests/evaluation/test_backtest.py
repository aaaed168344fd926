from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.config import ArxivTable, SuggestTable
from curator.evaluation.backtest import Trial, Version, days, opening, promises, replay, version
from curator.papers.arxiv.announcements import hearing
from curator.papers.identity import NO_ID, PaperId
from curator.types import AnnounceType, Label, Paper
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


SUGGEST = SuggestTable(precision=0.3, section_confidence=0.5)


def trials(*more: Paper, until: Version = AFTER, suggest: SuggestTable = SUGGEST) -> list[Trial]:
    papers = [*BACKGROUND, *LATER, *OTHERS, *more]
    return [trial for period in replay([BEFORE, until], lambda: papers, suggest) for trial in period]


def test_each_paper_announced_in_the_period_and_not_yet_listed_is_asked_about_once() -> None:
    asked = [trial.prediction.paper for trial in trials()]
    assert asked == [*LATER, *OTHERS]


def test_what_the_maintainer_went_on_to_add_is_known_with_its_section() -> None:
    found = {trial.prediction.paper.id: trial for trial in trials()}
    assert [i for i, trial in found.items() if trial.added] == [label.id for label in ADDED]
    assert all(found[label.id].right for label in ADDED)
    assert not found[LATER[5].id].right


def test_papers_that_were_added_are_more_relevant_than_the_rest() -> None:
    found = trials()
    assert min(t.prediction.fit for t in found if t.added) > max(
        t.prediction.fit for t in found if t.prediction.paper in OTHERS
    )


def test_nothing_of_a_period_reaches_its_own_model() -> None:
    odd = Paper(
        PaperId("2509.09999"), "Quantization of galaxy", "quantization bits " * 9, announced=CUT + timedelta(days=40)
    )
    assert trials(odd) == trials()


def test_no_day_names_more_papers_than_a_night_would() -> None:
    crowd = [replace(corpus.listed(500 + k, corpus.SECTIONS[0]), id=PaperId(f"2509.{k:05}")) for k in range(200, 206)]
    day = [replace(paper, announced=CUT) for paper in crowd]
    found = trials(*day, suggest=SUGGEST.model_copy(update={"at_most": 2}))
    asked = sorted((t for t in found if t.prediction.paper.announced == CUT), key=lambda t: -t.prediction.fit)
    assert [t.verdict == "skip" for t in asked] == [False] * 2 + [True] * (len(asked) - 2)
    assert sum(t.verdict != "skip" for t in trials(*day) if t.prediction.paper in day) == 6


def test_a_higher_promise_never_names_more() -> None:
    suggest = SUGGEST.model_copy(update={"precision": 0.35})
    found = trials(suggest=suggest)
    assert {t.promise for t in found} <= {0.0, *promises(suggest)}
    for one, other in pairwise(sorted(found, key=lambda t: t.prediction.fit)):
        assert one.promise <= other.promise
    named = {t.prediction.paper for t in found if t.promise >= 0.35}
    assert named == {t.prediction.paper for t in found if t.verdict != "skip"}


@pytest.mark.parametrize(
    ("categories", "types", "heard"),
    [
        (("cs.LG",), ["new"], True),
        (("cs.LG", "cs.CL"), ["new"], True),
        (("math.CO", "cs.LG"), ["new"], False),
        (("math.CO", "cs.LG"), ["new", "cross"], True),
        (("math.CO",), ["new", "cross"], False),
        ((), ["new"], True),
    ],
)
def test_only_what_the_bot_would_hear_of_is_asked_about(
    categories: tuple[str, ...], types: list[AnnounceType], heard: bool
) -> None:
    paper = replace(LATER[0], categories=categories)
    nights = hearing(ArxivTable(categories=["cs.LG"], announce_types=types))
    (found,) = replay([BEFORE, AFTER], lambda: [*BACKGROUND, paper], SUGGEST, heard=nights)
    assert [trial.prediction.paper for trial in found] == [paper] * heard


def test_a_paper_added_to_a_section_that_was_named_second_was_offered_there_and_not_placed_right() -> None:
    second = trials()[0].prediction.sections[1].section
    (found,) = (t for t in trials(until=Version(AFTER.day, (Label(LATER[0].id, "", (second,)),), ())) if t.added)
    assert (found.right, found.offered) == (False, True)


def renamed(label: Label) -> Label:
    return replace(
        label, sections=tuple(("Parts", *path) if path == corpus.SECTIONS[0] else path for path in label.sections)
    )


def test_a_section_that_was_renamed_meanwhile_is_told_by_its_later_name() -> None:
    sections = (("Parts", *corpus.SECTIONS[0]), *corpus.SECTIONS[1:])
    after = Version(AFTER.day, tuple(renamed(label) for label in AFTER.labels), sections)
    found = trials(until=after)
    assert {path for t in found for path in (choice.section for choice in t.prediction.sections)} == {*sections}
    assert all(t.right for t in found if t.added)


def test_a_section_whose_entries_went_here_and_there_keeps_its_name() -> None:
    moved = [
        replace(label, sections=(corpus.SECTIONS[1 + n % 2],) if n % 9 else ())
        for n, label in enumerate(label for label in BEFORE.labels if label.sections == (corpus.SECTIONS[0],))
    ]
    others = [label for label in BEFORE.labels if label.sections != (corpus.SECTIONS[0],)]
    found = trials(until=Version(AFTER.day, (*moved, *others), corpus.SECTIONS[1:]))
    assert {choice.section for t in found for choice in t.prediction.sections} == {*corpus.SECTIONS}


def test_a_paper_added_without_id_is_found_by_its_title() -> None:
    by_title = Version(AFTER.day, (*BEFORE.labels, Label(NO_ID, LATER[0].title.upper(), (("Benchmarks",),))), ())
    assert [t.sections for t in trials(until=by_title) if t.added] == [(("Benchmarks",),)]


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
