import contextlib
from collections import Counter

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from curator.errors import SurveyError
from curator.lists import insert, insert_all, parse, parse_all, resolve
from curator.lists.reading.blocks import lines_of
from curator.types import Paper, PaperId, Placement, SectionPath, Survey
from tests.survey_strategies import ANY_TEXT, PAPERS, PLAIN_TITLES, lists

QUICK = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)


def topical(survey: Survey) -> list[SectionPath]:
    return list(dict.fromkeys(entry.section for entry in survey.entries))


@given(ANY_TEXT)
@QUICK
def test_reading_any_text_and_writing_nothing_gives_it_back_to_the_byte(text: str) -> None:
    survey = parse(text)
    assert survey.text == text
    assert insert(survey, []) == text
    assert insert_all(parse_all({"README.md": text, "more.md": text}), []).files == {}


@given(ANY_TEXT)
@example("-\n<!--\n0\n<!--\n0. Ahttp://0")  # a comment whose lines hold another
@QUICK
def test_lines_joined_are_the_text_again_and_every_span_is_within_them(text: str) -> None:
    lines = lines_of(text)
    assert "".join(lines) == text
    survey = parse(text)
    for span in [entry.span for entry in survey.entries] + [section.span for section in survey.sections]:
        assert 0 <= span.start <= span.end <= len(lines)


@given(ANY_TEXT, PAPERS)
@QUICK
def test_writing_into_any_text_adds_lines_or_raises_survey_error_only(text: str, paper: Paper) -> None:
    survey = parse(text)
    listed = {entry.id for entry in survey.entries}
    for path in topical(survey):
        with contextlib.suppress(SurveyError):
            assert added(text, insert(survey, [Placement(paper, path)])) or paper.id in listed


def added(old: str, new: str) -> list[str]:
    """Return the lines that `new` has more than `old`; fail when any line of `old` is gone or moved."""
    before = [line.rstrip("\r\n") for line in lines_of(old)]
    after = [line.rstrip("\r\n") for line in lines_of(new)]
    rest = iter(after)
    assert all(line in rest for line in before)
    return list((Counter(after) - Counter(before)).elements())


@given(lists(), st.lists(PAPERS, min_size=1, max_size=4, unique_by=lambda paper: paper.id), st.data())
@QUICK
def test_inserting_adds_lines_removes_none_and_reads_back_as_exactly_the_new_entries(
    text: str, papers: list[Paper], data: st.DataObject
) -> None:
    survey = parse(text)
    placements = [Placement(paper, data.draw(st.sampled_from(topical(survey)))) for paper in papers]
    new = insert(survey, placements)
    added(text, new)
    old = {(entry.id, entry.section) for entry in survey.entries}
    wanted = {(place.paper.id, place.section) for place in placements}
    after = parse(new)
    assert {(entry.id, entry.section) for entry in after.entries} == old | wanted
    assert len(after.entries) == len(survey.entries) + len(wanted - old)
    assert [section.path for section in after.sections] == [section.path for section in survey.sections]


@given(lists(), st.lists(PAPERS, min_size=1, max_size=3, unique_by=lambda paper: paper.id))
@QUICK
def test_inserting_twice_is_inserting_once(text: str, papers: list[Paper]) -> None:
    survey = parse(text)
    placements = [Placement(paper, topical(survey)[0]) for paper in papers]
    once = insert(survey, placements)
    assert insert(parse(once), placements) == once
    assert insert(survey, placements + placements) == once


@given(lists(), PAPERS)
@example(
    "## Alpha Topics\n**Sparse Works** \\\n[[Website](https://arxiv.org/abs/2001.00001)]",
    Paper(PaperId("2001.00002"), "A `b"),
)
@QUICK
def test_taking_the_new_lines_out_gives_the_original(text: str, paper: Paper) -> None:
    survey = parse(text)
    new = insert(survey, [Placement(paper, topical(survey)[-1])])
    assert sorted(line.rstrip("\r\n") for line in lines_of(new)) == sorted(
        [line.rstrip("\r\n") for line in lines_of(text)] + added(text, new)
    )
    assert new.endswith(("\n", "\r")) == text.endswith(("\n", "\r"))


@example(
    "## Alpha Topics\r\n\r\n**Search in Models** \\\r\n[[Website](https://arxiv.org/abs/2403.9999)]",
    "Models Models Models",
)
@given(lists(), PLAIN_TITLES)
@QUICK
def test_an_ordinary_title_is_written_as_it_reads_and_read_as_it_was_written(text: str, title: str) -> None:
    survey = parse(text)
    new = parse(insert(survey, [Placement(Paper(PaperId("2699.00001"), title), topical(survey)[0])]))
    assert title in new.text
    assert [entry.title for entry in new.entries if entry.id == "2699.00001"] == [title]


@given(lists())
@QUICK
def test_every_section_is_found_by_its_own_name(text: str) -> None:
    survey = parse(text)
    for path in topical(survey):
        assert resolve([survey], " / ".join(path)) == path
        assert resolve([survey], path) == path


@given(lists())
@QUICK
def test_no_entry_stands_in_a_section_without_a_name(text: str) -> None:
    assert all(entry.section for entry in parse(text).entries)
    without = "".join(line for line in lines_of(text) if not line.lstrip("\ufeff").startswith("#"))
    assert {entry.section for entry in parse(without).entries} <= {("Papers",)}
