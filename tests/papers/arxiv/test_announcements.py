from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.errors import FeedError
from curator.papers.arxiv.announcements import (
    FEED_LIMIT,
    Reading,
    Recovery,
    announce,
    belongs,
    first_seen,
    recover,
    remember,
    split,
)
from curator.papers.arxiv.parser import Batch
from curator.papers.arxiv.seen import Seen, Validators
from curator.types import AnnounceType, Paper, PaperId

MONDAY, TUESDAY, WEDNESDAY = (date(2031, 5, 5) + timedelta(days=number) for number in range(3))


def paper(number: int, *categories: str, announce_type: AnnounceType = "new") -> Paper:
    return Paper(
        PaperId(f"3105.{number:05}"),
        f"Title {number}",
        categories=categories or ("cs.CL",),
        announce_type=announce_type,
    )


def reading(*papers: Paper, day: date | None = TUESDAY, category: str = "cs.CL", entries: int = 9) -> Reading:
    return Reading(category, papers, day, entries)


BEFORE = Seen(feeds={"http://a/": Validators("e")}).with_batch("cs.CL", MONDAY, ["3105.00001", "3105.00002"], 9)
OLD, NEW = reading(paper(1), paper(2)), reading(paper(2), paper(3))


def test_a_feed_is_shared_out_by_category_and_archive() -> None:
    papers = (paper(1, "cs.CL", "cs.LG"), paper(2, "math.PR", "cs.LG"), paper(3, "mathx.A"))
    shared = split(Batch(papers, updated=MONDAY), ["cs.LG", "math", "hep-th"])
    assert [(one.category, first_seen(one.papers)) for one in shared] == [
        ("cs.LG", ["3105.00001", "3105.00002"]),
        ("math", ["3105.00002"]),
        ("hep-th", []),
    ]
    assert {(one.day, one.entries) for one in shared} == {(MONDAY, 3)}


def test_the_day_of_a_feed_is_that_of_its_entries_whenever_it_was_put_together() -> None:
    (one,) = split(Batch((replace(paper(1), announced=MONDAY),), updated=TUESDAY), ["cs.CL"])
    assert one.day == MONDAY


def test_a_feed_that_does_not_say_its_day_is_an_error() -> None:
    with pytest.raises(FeedError, match="of which day"):
        split(Batch((paper(1),)), ["cs.CL"])


@pytest.mark.parametrize(
    ("category", "inside"), [("cs.CL", True), ("cs", True), ("c", False), ("cs.CLX", False), ("cs.C", False)]
)
def test_a_paper_belongs_to_its_categories_and_their_archives(category: str, inside: bool) -> None:
    assert belongs(paper(1, "cs.CL"), category) is inside


@pytest.mark.parametrize(
    ("readings", "trouble", "state"),
    [
        ([NEW], [], "new"),
        ([OLD], [], "stale"),
        ([reading()], [], "quiet"),
        ([reading(entries=0)], [], "quiet"),
        ([reading(day=None)], [], "stale"),
        ([NEW, OLD], [], "new"),
        ([OLD, reading(category="cs.LG")], [], "stale"),
        ([NEW], ["cs.XX is wrong."], "partial"),
        ([reading()], ["cs.XX is wrong."], "partial"),
        ([replace(NEW, entries=FEED_LIMIT)], [], "partial"),
        ([reading(paper(4, announce_type="replace"))], [], "quiet"),
        ([reading(paper(4, announce_type="cross"))], [], "new"),
    ],
)
def test_every_night_has_one_of_the_outcomes(readings: list[Reading], trouble: list[str], state: str) -> None:
    assert announce(BEFORE, readings, [], trouble).state == state


def test_what_was_seen_in_any_category_is_not_announced_again_and_nothing_comes_twice() -> None:
    before = BEFORE.with_batch("cs.LG", MONDAY, ["3105.00005"], 9)
    both = [reading(paper(3), paper(5)), reading(paper(5), paper(3), category="cs.LG")]
    assert first_seen(announce(before, both, [], []).papers) == ["3105.00003"]


def test_a_paper_that_is_new_in_one_category_is_new_though_a_cross_list_in_another() -> None:
    cross = Recovery("cs.LG", (MONDAY,), (paper(3, announce_type="cross"),))
    for readings in ([NEW], [reading(paper(3, announce_type="cross")), NEW]):
        assert [one.announce_type for one in announce(BEFORE, readings, [cross], []).papers] == ["new"]


def test_the_note_says_what_went_wrong_what_is_late_and_what_was_made_up_for() -> None:
    recovery = Recovery("cs.LG", (MONDAY, TUESDAY), (paper(9),))
    note = announce(BEFORE, [OLD, replace(NEW, entries=FEED_LIMIT)], [recovery], ["cs.XX is wrong."]).note
    assert note == (
        "cs.XX is wrong. The feed of cs.CL is cut at 2,000 entries; its day is looked up again next time. "
        "cs.CL shows only what was seen before; it is read again next time. "
        "Made up for 2031-05-05, 2031-05-06 in cs.LG: 1 papers."
    )


@pytest.mark.parametrize(
    "one",
    [OLD, reading(paper(3), entries=FEED_LIMIT), reading(entries=0), reading(day=None), reading(paper(2), paper(1))],
)
def test_a_category_that_is_stale_cut_or_empty_is_not_remembered(one: Reading) -> None:
    assert remember(BEFORE, [one], [], 9).batches == BEFORE.batches


def test_a_quiet_category_of_a_feed_that_held_something_is_remembered() -> None:
    assert remember(BEFORE, [reading(category="hep-th")], [], 9).batches["hep-th"] == {TUESDAY: frozenset()}


def test_days_that_were_made_up_for_are_no_longer_missed() -> None:
    days, today = (MONDAY + timedelta(days=1), WEDNESDAY), MONDAY + timedelta(days=3)
    after = remember(BEFORE, [reading(paper(9), day=today)], [Recovery("cs.CL", days, (paper(7),))], 9)
    assert after.missed("cs.CL", today, 7) == ()
    assert after.ids(["cs.CL"]) == {f"3105.0000{number}" for number in (1, 2, 7, 9)}


def test_of_all_that_changed_only_what_was_announced_since_is_made_up_for() -> None:
    today = reading(paper(20), day=WEDNESDAY)
    records = [
        paper(0),
        paper(1),
        paper(2),
        paper(5),
        paper(6, "stat.ML", "cs.CL"),
        paper(20),
        Paper(PaperId("math/0309136"), "Old"),
    ]
    found = recover(BEFORE, today, (TUESDAY,), records)
    assert [(one.id, one.announce_type) for one in found.papers] == [
        ("3105.00005", "new"),
        ("3105.00006", "cross"),
    ]


@given(st.permutations([paper(number) for number in range(6)]))
def test_the_order_of_the_feed_changes_nothing(papers: list[Paper]) -> None:
    one = reading(*papers)
    assert announce(BEFORE, [one], [], []).state == "new"
    assert set(first_seen(announce(BEFORE, [one], [], []).papers)) == {f"3105.0000{number}" for number in (0, 3, 4, 5)}
    assert remember(BEFORE, [one], [], 9) == remember(BEFORE, [reading(*map(paper, range(6)))], [], 9)
