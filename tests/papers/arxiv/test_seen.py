from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.errors import CuratorError
from curator.papers.arxiv import seen
from curator.papers.arxiv.seen import Seen, Validators

MONDAY = date(2031, 5, 5)
IDS = st.sampled_from(["3105.00001", "3105.00002", "3104.99999", "0704.0001", "cond-mat/0702661"])
BATCHES = st.dictionaries(st.dates(), st.frozensets(IDS), max_size=4)
SEEN = st.builds(
    Seen,
    st.dictionaries(st.sampled_from(["cs.CL", "hep-th"]), BATCHES),
    st.dictionaries(st.just("http://127.0.0.1/atom"), st.builds(Validators, st.text(), st.text())),
)


def day(number: int) -> date:
    return MONDAY + timedelta(days=number)


@given(SEEN)
def test_what_is_written_is_read_again(state: Seen) -> None:
    assert seen.read(seen.write(state), "seen.json") == state


def test_the_file_has_one_line_a_batch_in_the_order_of_days_and_ids() -> None:
    state = Seen().with_batch("cs.CL", day(1), ["3105.10000", "3105.9999"], 5).with_batch("cs.CL", MONDAY, [], 5)
    lines = seen.write(replace(state, feeds={"http://a/": Validators("e")})).splitlines()
    assert [line.strip(" ,") for line in lines if "2031" in line] == [
        '"2031-05-05": ""',
        '"2031-05-06": "3105.9999 3105.10000"',
    ]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{",
        '{"categories": {"cs.CL": {"yesterday": ""}}}',
        '{"categories": {"cs.CL": {"2031-05-05": "no-id"}}}',
        '{"categories": {"cs.CL": {"2031-05-05": ["3105.00001"]}}}',
        '{"feeds": {"http://a/": {"etag": 5}}}',
        '{"other": 1}',
        "[" * 100_000,
    ],
)
def test_a_file_that_is_broken_is_an_error_in_one_line(text: str) -> None:
    with pytest.raises(CuratorError, match=r"^data/seen\.json: [^\n]*delete it$"):
        seen.read(text, "data/seen.json")


def test_a_file_of_the_form_without_a_number_is_read_and_gets_one() -> None:
    before = '{"categories": {"cs.CL": {"2031-05-05": "3105.00001"}}, "feeds": {}}'
    state = seen.read(before, "seen.json")
    assert state.ids(["cs.CL"]) == {"3105.00001"}
    assert '"version": 1' in seen.write(state)


def test_of_each_category_the_last_days_stay() -> None:
    state = Seen()
    for number in (3, 0, 1, 2):
        state = state.with_batch("cs.CL", day(number), [f"3105.0000{number}"], 2)
    assert state.batches["cs.CL"].keys() == {day(2), day(3)}


def test_a_second_batch_of_a_day_adds_to_the_first() -> None:
    state = Seen().with_batch("cs.CL", MONDAY, ["3105.00001"], 5).with_batch("cs.CL", MONDAY, ["3105.00002"], 5)
    assert state.ids(["cs.CL"]) == {"3105.00001", "3105.00002"}


def test_ids_of_other_categories_are_not_seen() -> None:
    state = Seen().with_batch("cs.CL", MONDAY, ["3105.00001"], 5)
    assert state.ids(["cs.LG"]) == frozenset()


@pytest.mark.parametrize(
    ("known", "until", "days_back", "missed"),
    [
        ([], 3, 7, []),
        ([0], 1, 7, []),
        ([0], 3, 7, [1, 2]),
        ([-3], 0, 7, []),
        ([-3], 1, 7, [0]),
        ([-20], 0, 7, [-7, -6, -5, -4, -3]),
        ([0], 3, 0, []),
        ([5], 3, 7, []),
        ([0, 1, 3], 4, 7, [2]),
    ],
)
def test_working_days_without_a_batch_since_the_first_one_were_missed(
    known: list[int], until: int, days_back: int, missed: list[int]
) -> None:
    state = Seen()
    for number in known:
        state = state.with_batch("cs.CL", day(number), [], 99)
    assert state.missed("cs.CL", day(until), days_back) == tuple(map(day, missed))


def test_the_watermark_is_the_middle_of_the_last_batch_that_held_something() -> None:
    state = Seen().with_batch("cs.CL", MONDAY, ["3105.00001", "3105.00300", "3199.99999"], 9)
    state = state.with_batch("cs.CL", day(1), [], 9).with_batch("cs.CL", day(3), ["3105.02000"], 9)
    assert state.watermark("cs.CL", day(2)) == seen.order("3105.00300")


def test_without_a_batch_the_watermark_is_the_begin_of_the_month() -> None:
    assert seen.order("3104.99999") < Seen().watermark("cs.CL", MONDAY) < seen.order("3105.00001")


def test_ids_are_ordered_by_when_they_were_given_out() -> None:
    ids = ["3105.10000", "0704.0001", "3105.9999", "cond-mat/0702661", "1412.99999", "1501.00001"]
    ordered = ["cond-mat/0702661", "0704.0001", "1412.99999", "1501.00001", "3105.9999", "3105.10000"]
    assert sorted(ids, key=seen.order) == ordered
