from dataclasses import replace
from datetime import date

from curator.lists import parse, parse_all
from curator.papers.identity import key
from curator.site import records
from curator.types import Paper, PaperId
from tests.audit.listing import entry

TEXT = "# L\n\n## Methods\n\n" + entry("Pruning Large Models", "2401.00001")
TEXT += "- Rivers and Lakes of the World [Paper](https://a.org/x) (2020)\n"
TEXT += "\n## Benchmarks\n\n" + entry("Pruning Large Models", "2401.00001")


def test_each_paper_comes_once_with_all_its_sections_in_the_order_of_the_list() -> None:
    first, second = records([parse(TEXT)])
    assert (first.id, first.title, first.sections) == (
        "2401.00001",
        "Pruning Large Models",
        (("Methods",), ("Benchmarks",)),
    )
    assert (second.id, second.url, second.published) == ("", "https://a.org/x", "2020")
    assert first.url == "https://arxiv.org/abs/2401.00001"


def test_what_is_known_of_a_paper_counts_before_what_the_list_writes() -> None:
    known = [
        Paper(PaperId("2401.00001"), "Pruning **Large** Models", "Abstract", announced=date(2024, 1, 3)),
        Paper(PaperId("2002.00001"), "Rivers and lakes of the world", "Water"),
    ]
    first, second = records([parse(TEXT)], known)
    assert (first.title, first.paper.abstract, first.published) == (
        "Pruning **Large** Models",
        "Abstract",
        "2024-01-03",
    )
    assert (second.id, second.paper.abstract, second.published) == ("", "Water", "2020-02")


def test_a_title_is_read_as_text_and_one_that_is_missing_is_the_address() -> None:
    survey = parse(TEXT)
    first, second, _ = survey.entries
    maths, nameless = replace(first, title=r"A$^2$: \textit{Rivers}"), replace(second, title="")
    lost = replace(nameless, links=("docs/x.pdf",))
    names = [records([replace(survey, entries=(one,))])[0].title for one in (maths, nameless, lost)]
    assert names == ["A²: Rivers", "a.org/x", "Untitled"]


def test_a_day_long_after_the_month_of_the_id_is_of_a_later_version() -> None:
    known = [Paper(PaperId("2401.00001"), "Pruning Large Models", announced=date(2026, 8, 1))]
    assert records([parse(TEXT)], known)[0].published == "2024-01"


def test_the_day_that_a_paper_came_to_the_list_is_found_by_its_entry() -> None:
    survey = parse(TEXT)
    days = {key(survey.entries[1]): date(2025, 1, 1)}
    assert [one.added for one in records([survey], (), days)] == [None, date(2025, 1, 1)]


def test_an_address_that_is_no_web_page_is_left_out() -> None:
    survey = parse(TEXT)
    bad = replace(survey.entries[1], links=("javascript://a.org/alert", 'https://a.org/"x'))
    assert records([replace(survey, entries=(bad,))])[0].url == ""


def test_papers_of_several_files_stand_in_sections_of_their_own() -> None:
    (first, *_) = records(parse_all({"a.md": TEXT, "b.md": TEXT}))
    assert first.sections == (("a", "Methods"), ("a", "Benchmarks"), ("b", "Methods"), ("b", "Benchmarks"))
