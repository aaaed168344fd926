"""Sections: which there are, how they are named and found."""

import pytest

from curator.errors import SurveyError
from curator.lists import parse, parse_all, resolve, topical
from curator.types import Survey
from tests.lists.reading import A, B, C, entries


def files() -> tuple[Survey, ...]:
    one = f"# Vision\n## Topic\n- [One Good Title]({A})\n"
    return parse_all(
        {"README.md": one, "docs/b.md": one.replace(A, B), "docs/more.md": f"- [Three Good Titles]({C})\n"}
    )


def test_sections_are_paths_of_headings_without_the_document_s_title() -> None:
    text = f"# List\n\n## Topic\n- [One Good Title]({A})\n### Sub *Topic* [x](y)\n- [Two Good Titles]({B})\n# Other\n"
    assert entries(text) == [
        ("2401.00001", "One Good Title", "Topic"),
        ("2401.00002", "Two Good Titles", "Topic / Sub Topic x"),
    ]


@pytest.mark.parametrize(
    ("text", "section"),
    [
        (f"# Only\n- [One Good Title]({A})\n", "Only"),
        (f"- [One Good Title]({A})\n", "Papers"),
        (f"- [One Good Title]({A})\n# List\n", "List"),
        (f"- [One Good Title]({A})\n## A\n- [Two Good Titles]({B})\n## B\n- [Three Good Titles]({C})\n", "Papers"),
        (f"# First\n- [One Good Title]({A})\n# Second\n- [Two Good Titles]({B})\n", "First"),
        (f"# List\n\n## 2024\n- [One Good Title]({A})\n", "List"),
        (f"## 2024\n- [One Good Title]({A})\n# Late\n", "Papers"),
        (f"### Deep\n- [One Good Title]({A})\n# List\n", "Deep"),
        (f"Title\n=====\n\nTopic\n-----\n- [One Good Title]({A})\n", "Topic"),
        (f"# List\n> ## Quoted\n\n## Topic\n- [One Good Title]({A})\n", "Topic"),
        (f"# List\n## Topic\n```\n# comment\n```\n- [One Good Title]({A})\n", "Topic"),
        (f"# List\n## Topic\n<details>\n<summary>x</summary>\n\n- [One Good Title]({A})\n\n</details>\n", "Topic"),
    ],
)
def test_an_entry_s_section_is_its_topic(text: str, section: str) -> None:
    assert entries(text)[0] == ("2401.00001", "One Good Title", section)


def test_what_each_section_is_shows_in_its_kind() -> None:
    text = (
        f"# List\n## Contents\n- [Topic](#topic)\n## News\n- We wrote [One Good Title]({A})!\n"
        f"## Topic\n### 2024\n- [Two Good Titles]({B})\n## Citation\n```\n@misc{{x}}\n```\n"
    )
    assert [(section.path, section.kind) for section in parse(text).sections] == [
        (("List",), "prose"),
        (("Contents",), "contents"),
        (("News",), "prose"),
        (("Topic",), "entries"),
        (("Topic", "2024"), "group"),
        (("Citation",), "prose"),
    ]
    assert topical([parse(text)]) == [("Topic",)]


def test_sections_of_several_files_start_with_the_file_s_title_or_name() -> None:
    assert topical(files()) == [("Vision", "Topic"), ("docs/b.md", "Topic"), ("more",)]
    assert topical(parse_all({"a.md": files()[0].text})) == [("Topic",)]


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("Vision / Topic", ("Vision", "Topic")),
        ("vision / 🔥 TOPIC!", ("Vision", "Topic")),
        ("A List / Vision / Topic", ("Vision", "Topic")),
        ("docs/b.md / Topic / May 2024", ("docs/b.md", "Topic")),
        ("Vision / Topic / 2024", ("Vision", "Topic")),
        ("more", ("more",)),
    ],
)
def test_a_section_is_found_by_its_words(name: str, path: tuple[str, ...]) -> None:
    assert resolve(files(), name) == path
    assert resolve(files(), path) == path


def test_a_heading_may_hold_a_slash_and_prose_may_take_its_first_entry() -> None:
    survey = parse(f"# List\n## Text / Image\n- [One Good Title]({A})\n## Empty\n\nNothing yet.\n")
    assert resolve([survey], "Text / Image") == ("Text / Image",)
    assert resolve([survey], ("List", "Text / Image")) == ("Text / Image",)
    assert resolve([survey], "Empty") == ("Empty",)


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("A / B List / Text / Image", ("Text / Image",)),
        ("A / B List / Text / Image / 2024", ("Text / Image",)),
        ("Text/Image", ("Text / Image",)),
        ("2023 / Preprint", ("Preprint",)),
        ("3.1 Data [[more]](https://github.com/a/b)", ("3.1 Data [more]",)),
        ("A / B List / Contents / 2020", ("Contents",)),
    ],
)
def test_a_path_copied_from_the_document_is_found(name: str, path: tuple[str, ...]) -> None:
    survey = parse(
        f"# A / B List\n## Text / Image\n### 2024\n- [One Good Title]({A})\n## 2023\n### Preprint\n"
        f"- [Two Good Titles]({B})\n## 3.1 Data [[more]](https://github.com/a/b)\n- [Three Good Titles]({C})\n"
        f"## Contents\n- [Topic](#topic)\n### 2020\n- [Four Good Titles]({C}1)\n"
    )
    assert resolve([survey], name) == path


def test_a_name_of_several_sections_is_an_error_that_lists_them() -> None:
    survey = parse(f"# X\n## One\n### Data\n- [One Good Title]({A})\n## Two\n### Data\n- [Two Good Titles]({B})\n")
    with pytest.raises(SurveyError, match=r'several sections are called "Data": "One / Data", "Two / Data"'):
        resolve([survey], "Data")
    with pytest.raises(SurveyError, match='several sections are called "Topic"'):
        resolve(files(), "Topic")


def test_an_unknown_section_is_an_error_that_names_the_nearest() -> None:
    with pytest.raises(
        SurveyError, match=r'no section is called "Topics of Visions"; the nearest are: "Vision / Topic"'
    ):
        resolve(files(), "Topics of Visions")
    with pytest.raises(SurveyError, match="the list has no section with entries"):
        resolve([parse("")], "Topic")


def test_a_second_heading_called_as_contents_are_is_a_topic_where_it_has_sections() -> None:
    text = f"# List\n## Contents\n- [x](#x)\n## Index\n### Trees\n- [One Good Title]({A})\n## Links\n- [Two]({B})\n"
    assert entries(text) == [("2401.00001", "One Good Title", "Index / Trees")]


def test_places_of_one_page_on_github_are_a_table_of_contents_and_places_of_several_are_none() -> None:
    page = "https://github.com/a/b"
    listed = "- [Graph Papers]({0}#graphs)\n  - [Tree Papers]({0}/#trees)\n".format
    papers = f"## Graphs\n- [One Good Title]({A})\n"
    assert entries(f"# List\n## Overview\n{listed(page)}{papers}") == [("2401.00001", "One Good Title", "Graphs")]
    for others in (
        f"- [Graph Data]({page}#data)\n- [Tree Data](https://github.com/c/d#data)\n",
        f"- [Graph Data]({page}#data)\n",
        f"- [Graph Lists]({page}#readme)\n- [Tree Lists](https://github.com/c/d#readme)\n",
    ):
        assert {section for *_, section in entries(f"# List\n## Resources\n{others}{papers}")} == {
            "Resources",
            "Graphs",
        }
