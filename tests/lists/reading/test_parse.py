import gc

import pytest

from curator.lists import parse
from tests.lists.reading import A, B, C, entries


@pytest.mark.parametrize(
    "text",
    [
        f"# List\nOur survey is [One Good Title]({A}), please cite it.\n",
        f"[One Good Title]({A}) describes the field in detail.\n",
        f"[![arXiv](https://img.shields.io/badge/arXiv-x-red)]({A})\n",
        f"**Note** that this is [not one]({A}).\n",
        "- [Topic](#topic)\n- [Other](other.md)\n",
        "- no link at all here\n",
        f"> - [One Good Title]({A})\n",
        f"<!-- - [One Good Title]({A}) -->\n",
        f"## Star History\n- [One Good Title]({A})\n",
        f"## Glossary\n- Words of Art: as [they]({A}) say\n",
        "## Project Maintainers & Contributors\n- Ann Bee ([@annbee](https://github.com/annbee))\n",
        f"## Quick Links\n- [One Good Title]({A})\n",
        "| a | b |\n|---|---|\n| no | link |\n",
        f"- [Paper]({A})\n",
    ],
)
def test_prose_contents_news_and_badges_are_no_entries(text: str) -> None:
    assert entries(text) == []


def test_entries_are_read_in_every_form() -> None:
    text = f"""## Topic
* One Good Title
  - Authors: Ann Smith
  - [Paper]({A})
* [Two Good Titles]({B})
  Ann Smith, Bo Li

  A summary of its own.
* A label over others
  * [Three Good Titles]({C})
    * follow-up: [Four Good Titles]({A.replace("00001", "00004")})
    * and more
"""
    survey = parse(text)
    assert [(entry.id[-1], entry.title, entry.span.start, entry.span.end) for entry in survey.entries] == [
        ("1", "One Good Title", 1, 4),
        ("2", "Two Good Titles", 4, 8),
        ("3", "Three Good Titles", 9, 10),
        ("4", "follow-up: Four Good Titles"[11:], 10, 11),
    ]


def test_an_entry_without_id_link_or_title_is_one_among_others_only() -> None:
    alone = "## Topic\n- One Good Title [[Paper]](#)\n"
    assert entries(alone) == []
    assert entries(alone + f"- [Two Good Titles]({B})\n- [pdf]({C})\n") == [
        ("", "One Good Title", "Topic"),
        ("2401.00002", "Two Good Titles", "Topic"),
        ("2401.00003", "", "Topic"),
    ]
    table = f"## Topic\n| Title | Link |\n|---|---|\n| | [x]({A}) |\n| Two Good Titles | [x]({B}) |\n| short |\n"
    assert [arxiv_id for arxiv_id, _, _ in entries(table)] == ["2401.00001", "2401.00002"]


@pytest.mark.parametrize(
    "line",
    [
        "- One Good Title (ICML 2020)",
        "* ***One Good Title (ICML 2020)***",
        "1. One Good Title, ICML 2020.",
        "- Smith et al. **One Good Title.** arXiv, 2020.",
        "- One Good Title (SIGMOD-Companion ’20)",
        "- **One Good Title (ICML 2020)**",
        "- One Good Title, ICCV 20",
    ],
)
def test_a_title_with_venue_and_year_is_an_entry_though_nobody_linked_it(line: str) -> None:
    assert entries(f"## Topic\n{line}\n") == [("", "One Good Title", "Topic")]


@pytest.mark.parametrize(
    "line",
    [
        "- One good remark of many words",
        "- The deadline for all submissions: December 2023",
        "- One Good Title (2020 submissions are more than we can list here)",
        "- Ann Smith and Bo Li and Cy Wu. *CVPR 2018*",
        "- ICML 2020",
        "- Some Good Titles (ICML 2020)\n  - of which we say no more",
    ],
)
def test_a_line_without_link_that_is_no_title_is_no_entry(line: str) -> None:
    assert entries(f"## Topic\n{line}\n") == []


def test_links_of_any_name_below_a_title_with_its_venue_are_its_own() -> None:
    below = f"  - Ann Smith, Bo Li\n  - [[Paper]]({A})\n  - [[Python Reference]](https://github.com/a/b)\n"
    text = f"## Topic\n- **One Good Title (ICML 2020)**\n{below}"
    assert entries(text) == [("2401.00001", "One Good Title", "Topic")]
    assert parse(text).entries[0].span.end == 5


def test_an_entry_without_id_may_hold_another_paper_that_has_one() -> None:
    text = f"## Topic\n- [One Good Title](https://journal.org/1)\n  - [A Second Title of Ours]({B})\n"
    assert entries(text) == [("", "One Good Title", "Topic"), ("2401.00002", "A Second Title of Ours", "Topic")]
    text = f"## Topic\n- [One Good Title](https://journal.org/1)\n  - [Preprint]({B})\n"
    assert entries(text) == [("2401.00002", "One Good Title", "Topic")]


@pytest.mark.parametrize("tag", ["**Good Methods**, ", "**dataset perspective**: "])
def test_a_tag_in_bold_may_stand_before_a_linked_title(tag: str) -> None:
    text = f"## Topic\n\n{tag}[One Good Title]({A}), arXiv 2024/01\n\n[Two Good Titles]({B}), arXiv 2024/02\n"
    assert entries(text) == [("2401.00001", "One Good Title", "Topic"), ("2401.00002", "Two Good Titles", "Topic")]


def test_addresses_in_angle_brackets_lead_outside() -> None:
    text = f"## Topic\n\n1. **One Good Title**.\n\n   *Ann Smith*. ACL 2024 [[pdf](<{A}>)]\n"
    assert entries(text) == [("2401.00001", "One Good Title", "Topic")]


def test_a_long_comment_is_read_as_what_it_hides() -> None:
    text = f"# List\n## Topic\n<!--\n## Hidden\n- [One Good Title]({A})\n-->\n- [Two Good Titles]({B})\n"
    assert [(title, section) for _, title, section in entries(text)] == [
        ("One Good Title", "Hidden"),
        ("Two Good Titles", "Hidden"),
    ]


def test_links_and_the_fullest_date_are_those_outside_the_title() -> None:
    text = (
        f"## T\n- [In 2019 One Good Title]({A}) ![](https://img.shields.io/badge/pdf-2024.01-red) 2023 [c](http://b)\n"
    )
    (entry,) = parse(text).entries
    assert entry.links == (A, "http://b")
    assert entry.date == "2024-01"


def test_lines_that_are_no_entry_do_not_become_one() -> None:
    text = f"""## Topic
- [One Good Title]({A})

  - a note of it

| Title | Link |
|---|---|
| | [x](https://x.org) |

[Two Good Titles]({B})
[not] an entry of its own
[Three Good Titles]({C}) Ann Smith
"""
    assert [title for _, title, _ in entries(text)] == ["One Good Title", "Two Good Titles", "Three Good Titles"]


@pytest.mark.parametrize("collecting", [True, False])
def test_the_garbage_collector_is_left_as_it_was(collecting: bool) -> None:
    (gc.enable if collecting else gc.disable)()
    try:
        parse("# Made anew\n")
        assert gc.isenabled() is collecting
    finally:
        gc.enable()


@pytest.mark.parametrize("line", ["&nbsp;" * 4_000, "_" * 5_000 + ': "Words"', " " * 50_000 + "x", "A, " * 20_000])
def test_a_line_of_one_sign_over_and_over_is_read_and_hides_no_other(line: str) -> None:
    found = entries(f"## Topic\n\n- {line} [[paper]]({A})\n- [Two Good Titles]({B})\n")
    assert found[-1] == ("2401.00002", "Two Good Titles", "Topic")


@pytest.mark.parametrize("words", ["PROCEEDINGS OF THE CONFERENCE " * 20, "一二三四五六七八九十" * 20])
def test_a_long_line_in_capitals_before_a_link_is_read_as_any_other(words: str) -> None:
    (entry,) = parse(f"## Topic\n\n- {words}/2025: **[One Good Title]({A})**\n").entries
    assert entry.id == "2401.00001"
    assert not parse(f"## Topic\n\n{words}/2025: **[One Good Title]({A})** as they say\n").entries


def test_items_without_links_are_titles_beside_more_that_have_a_venue_and_year() -> None:
    dated = "* Grains of Sand in Water (ICML 2020)\n* Stones on Every Beach （2021）\n* Dunes in the Wind (Sand 2022)\n"
    bare = "* Dust Storms\n* Sand: A Survey (TKDE)\n"
    assert len(parse(f"## Sand\n\n{dated}{bare}").entries) == 5
    assert len(parse(f"## Sand\n\n{dated}{bare}* Sun and Moon\n").entries) == 3


def test_four_figures_that_an_id_begins_with_are_no_year() -> None:
    text = "## Sand\n\n- [Grains of Sand](https://arxiv.org/abs/2004.00001), arXiv 2004{}\n"
    assert [parse(text.format(end)).entries[0].date for end in ("", "; ECCV 2020")] == ["", "2020"]


def test_a_row_without_a_link_is_an_entry_where_most_rows_have_one() -> None:
    table = "## Trees\n\n| Title | Venue | Paper |\n|--|--|--|\n"
    rows = "".join(f"| Good Title Number {n} | ICML | [pdf](https://arxiv.org/abs/2401.0000{n}) |\n" for n in range(4))
    found = parse(
        f"{table}{rows}| Good Title of Oaks | CVPR | - |\n| Some Other Kind | | |\n| Oaks | CVPR | - |\n"
    ).entries
    assert [entry.title for entry in found[4:]] == ["Good Title of Oaks"]


def test_links_to_files_of_papers_are_entries_and_no_contents() -> None:
    text = "## Trees\n\n- [Good Title of Oaks](papers/oaks.pdf), ICML 2020\n- [Good Title of Elms](./elms.PDF), 2021\n"
    assert [entry.title for entry in parse(text).entries] == ["Good Title of Oaks", "Good Title of Elms"]
    assert not parse(text.replace(".pdf", ".md").replace(".PDF", ".md")).entries
