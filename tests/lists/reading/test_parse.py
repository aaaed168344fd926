import gc

import pytest

from curator.errors import SurveyError
from curator.lists import parse, parse_all, resolve, topical
from curator.types import Survey

A, B, C = (f"https://arxiv.org/abs/2401.0000{n}" for n in (1, 2, 3))


def entries(text: str) -> list[tuple[str, str, str]]:
    """Return what is read: id, title and section of every entry."""
    return [(entry.id, entry.title, " / ".join(entry.section)) for entry in parse(text).entries]


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


def test_paragraphs_are_entries_one_after_another() -> None:
    text = f"""## Topic
**One Good Title** \\
[[Website]({A})]
**Two Good Titles** \\
[[Website]({B})]

**Three Good Titles** \\
<!-- [[ICCV](https://x.org)] -->
[[Website]({C})]

**Four** is no title.

Plain words about nothing

"""
    assert [title for _, title, _ in entries(text)] == ["One Good Title", "Two Good Titles", "Three Good Titles"]


def test_plain_paragraphs_are_entries_where_a_section_has_nothing_else() -> None:
    text = f"## Topic\n\nOne Good Title, Ann Smith. [pdf]({A})\n\nTwo Good Titles, Bo Li. [pdf]({B})\n"
    assert [arxiv_id for arxiv_id, _, _ in entries(text)] == ["2401.00001", "2401.00002"]


def test_a_paragraph_that_mentions_a_paper_is_no_entry() -> None:
    remark = f"This tells of trees. It makes use of [odd networks]({B}), with more layers."
    text = f"## Topic\n\n**One Good Title** [[paper]({A})]\n\n{remark}\n"
    assert entries(text) == [("2401.00001", "One Good Title", "Topic")]
    alone = f"## Topic\n\nWe also list the papers on [odd networks]({B}) for those who care.\n"
    assert entries(alone) == []


def test_a_line_above_a_title_is_not_joined_to_it() -> None:
    titles = f"**One Good Title** [[paper]({A})]\n\n**Two Good Titles** [[paper]({B})]\n"
    text = f"## Topic\n\nThese tell how to do it.\n\n{titles}"
    assert entries(text) == [("2401.00001", "One Good Title", "Topic"), ("2401.00002", "Two Good Titles", "Topic")]
    assert [entry.span.start for entry in parse(text).entries] == [4, 6]


def test_paragraphs_inside_an_item_are_entries_of_their_own_and_tables_too() -> None:
    text = f"""## Topic
- A kind of work

  [One Good Title]({A})

  [Two Good Titles]({B})

- Another kind

  | Title | Link |
  |---|---|
  | Three Good Titles | [link]({C}) |
"""
    assert [title for _, title, _ in entries(text)] == ["One Good Title", "Two Good Titles", "Three Good Titles"]


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


def test_details_under_a_paragraph_belong_to_it_unless_they_are_entries() -> None:
    text = (
        f"## Topic\n\n[One Good Title]({A})\n\n- It is good.\n\n[Two Good Titles]({B})\n\n- [Three Good Titles]({C})\n"
    )
    assert [(entry.id[-1], entry.span.start, entry.span.end) for entry in parse(text).entries] == [
        ("1", 2, 5),
        ("2", 6, 7),
        ("3", 8, 9),
    ]


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


def files() -> tuple[Survey, ...]:
    one = f"# Vision\n## Topic\n- [One Good Title]({A})\n"
    return parse_all(
        {"README.md": one, "docs/b.md": one.replace(A, B), "docs/more.md": f"- [Three Good Titles]({C})\n"}
    )


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


@pytest.mark.parametrize("line", ["&nbsp;" * 20_000, "_" * 5_000 + ': "Words"', " " * 50_000 + "x", "A, " * 20_000])
def test_a_line_of_one_sign_over_and_over_is_read_and_hides_no_other(line: str) -> None:
    found = entries(f"## Topic\n\n- {line} [[paper]]({A})\n- [Two Good Titles]({B})\n")
    assert found[-1] == ("2401.00002", "Two Good Titles", "Topic")


@pytest.mark.parametrize("words", ["PROCEEDINGS OF THE CONFERENCE " * 20, "一二三四五六七八九十" * 20])
def test_a_long_line_in_capitals_before_a_link_is_read_as_any_other(words: str) -> None:
    (entry,) = parse(f"## Topic\n\n- {words}/2025: **[One Good Title]({A})**\n").entries
    assert entry.id == "2401.00001"
    assert not parse(f"## Topic\n\n{words}/2025: **[One Good Title]({A})** as they say\n").entries


def test_a_topic_over_one_paper_is_no_title_of_it() -> None:
    text = (
        f"## Surveys\n\n- **Conditional Image Making**\n  - Year 2024\n    - A Survey of Good Titles [[Paper]]({A})\n"
        f"- **Guided Image Editing**\n  - Two good titles and a survey [[Paper]]({B})\n"
        f"- A Title of a Paper\n  - Ann Smith, Bo Li, Cy Wu, Dan Kim [[Paper]]({C})\n"
    )
    assert [title for _, title, _ in entries(text)] == [
        "A Survey of Good Titles",
        "Two good titles and a survey",
        "A Title of a Paper",
    ]


@pytest.mark.parametrize(
    "below",
    [
        "Tianyi Zhang et al., arXiv 2020",
        "Ann Smith, Bo Li and the Gemini Team",
        "Ann Smith, Bo Li, Cy Wu",
        "NeurIPS 2020",
    ],
)
def test_a_title_over_a_line_of_authors_is_the_title(below: str) -> None:
    text = f"## Topic\n\n- **Contrastive Learning of Features**\n  - {below} [[pdf]]({A}) [[code]](https://github.com/a/b)\n"
    assert [title for _, title, _ in entries(text)] == ["Contrastive Learning of Features"]


def test_a_topic_over_titles_that_have_their_links_below_is_no_title() -> None:
    text = (
        '## Trees\n\n- ***Generalize the algorithm***\n  - **"Extracting fuzzy features"**, NAFIPS, 1999\n'
        "    - Ann Smith\n    - [[Paper]](https://x.org/a)\n"
        f'  - **"An Explainable Network of Trees"**, arXiv, 2022\n    - Bo Li\n    - [[Paper]]({A})\n'
    )
    assert [title for _, title, _ in entries(text)] == ["Extracting fuzzy features", "An Explainable Network of Trees"]


_PLAIN = "".join(
    f"Grains of Sand Number {n}. Author, Writer. https://arxiv.org/pdf/2401.0000{n}.pdf\n\n" for n in range(4)
)


def test_paragraphs_of_plain_words_are_entries_where_most_are() -> None:
    assert [entry.title for entry in parse(f"## Sand\n\n{_PLAIN}").entries] == [
        f"Grains of Sand Number {n}" for n in range(4)
    ]


@pytest.mark.parametrize(
    "prose",
    [
        "For more on this, please read the paper: [A Survey of Sand](https://arxiv.org/abs/2401.00009).",
        "We collect all that is known of sand, and follow our [survey](https://arxiv.org/abs/2401.00009).",
        "For most of what is new on stones, see [Stones](https://example.org) [[paper](https://arxiv.org/abs/2401.00009)].",
        "Sand, also known as [tiny stones](https://arxiv.org/abs/2401.00009) or grit.",
        "This list has [all grains](#sand), as the [survey](https://arxiv.org/abs/2401.00009) has them.",
        "- There is an odd [tale of grains](https://arxiv.org/abs/2401.00009) that says more of them.",
    ],
)
def test_a_paragraph_that_links_a_paper_within_a_sentence_is_none(prose: str) -> None:
    text = f"# List\n\n{prose}\n\nMore on sand is in every desert.\n\n## Sand\n\n{_PLAIN}{prose}\n"
    assert [entry.id for entry in parse(text).entries] == [f"2401.0000{n}" for n in range(4)]


@pytest.mark.parametrize(
    "item", ["- Made by [Ann Smith](https://example.org)", "\n**Look at this** [page](https://x.org)"]
)
def test_a_line_whose_words_break_off_at_a_link_is_no_entry(item: str) -> None:
    text = f"## Sand\n\n- [Grains of Sand]({A})\n- Grains to Live With [[Blog]](https://example.org/blog)\n{item}\n"
    assert [entry.title for entry in parse(text).entries] == ["Grains of Sand", "Grains to Live With"]


@pytest.mark.parametrize(
    "title", ["Hats for Virtual Try-On", "Long Sand in Questions & A", "Sand: Where It Comes From"]
)
def test_a_title_may_end_in_what_only_looks_like_a_word_that_wants_another(title: str) -> None:
    assert [entry.title for entry in parse(f"## Sand\n\n- {title} [paper]({A})\n").entries] == [title]


def test_where_papers_are_headings_all_below_one_is_about_it_and_names_no_other_paper() -> None:
    titles = ("Grains of Sand in Water", "Stones on Every Beach", "Dunes in the Wind")
    headings = [f"#### [{title}](https://arxiv.org/abs/2401.0000{n})" for n, title in enumerate(titles)]
    headings.append("#### [A Grain of Another House](https://example.org/grain)")
    old = "follows [Old Sand](https://arxiv.org/abs/2301.00001)"
    notes = f"\n\nSome Venue 2024\n\n```\n@misc{{x}}\n```\n\n1. counts\n2. {old}\n\n"
    text = f"## Sand\n\n### Wet\n\n{notes.join(headings)}{notes}[(back to top)](#sand)\n\n### Dry\n\n- [Dust]({A})\n"
    found = parse(text).entries
    assert [(entry.title, entry.id) for entry in found[:3]] == [(t, f"2401.0000{n}") for n, t in enumerate(titles)]
    assert [(entry.title, entry.id) for entry in found[3:]] == [
        ("A Grain of Another House", ""),
        ("Dust", "2401.00001"),
    ]
    assert [(entry.span.end - entry.span.start, entry.date) for entry in found[:4]] == [(10, "2024")] * 4


@pytest.mark.parametrize(
    ("between", "end"), [("", 5), ("More sand:\n\n", 3), ("> quoted\n\n", 3), (f"[Sand]({B})\n\n", 3)]
)
def test_a_plain_paragraph_below_a_bullet_is_about_it_among_entries(between: str, end: int) -> None:
    items = f"* [Grains of Sand]({A})\n\n{between}Sand is many grains.\n\n* [Stones on Every Beach]({C})\n"
    assert [entry.span.end for entry in parse(f"## Sand\n\n{items}").entries if entry.id == "2401.00001"] == [end]
    assert [entry.span.end for entry in parse(f"## Sand\n\nAll of it.\n\n{items}").entries][:1] == [5]
    assert parse(f"## Sand\n\n* [Grains of Sand]({A})\n\nMore elsewhere.\n").entries[0].span.end == 3


def test_items_without_links_are_titles_beside_more_that_have_a_venue_and_year() -> None:
    dated = "* Grains of Sand in Water (ICML 2020)\n* Stones on Every Beach （2021）\n* Dunes in the Wind (Sand 2022)\n"
    bare = "* Dust Storms\n* Sand: A Survey (TKDE)\n"
    assert len(parse(f"## Sand\n\n{dated}{bare}").entries) == 5
    assert len(parse(f"## Sand\n\n{dated}{bare}* Sun and Moon\n").entries) == 3


def test_a_second_heading_called_as_contents_are_is_a_topic_where_it_has_sections() -> None:
    text = f"# List\n## Contents\n- [x](#x)\n## Index\n### Trees\n- [One Good Title]({A})\n## Links\n- [Two]({B})\n"
    assert entries(text) == [("2401.00001", "One Good Title", "Index / Trees")]


def test_the_date_of_an_entry_is_not_that_of_a_note_below_it() -> None:
    text = f"## Sand\n\n1. **Grains of Sand.** arXiv, 2019. [paper]({A})\n\n   *Ann Smith*\n\nRead on 2020-02-23.\n"
    found = parse(f"{text}\n2. **Stones.** arXiv, 2018. [paper]({B})\n").entries
    assert [(entry.date, entry.span.end) for entry in found] == [("2019", 7), ("2018", 9)]


def test_four_figures_that_an_id_begins_with_are_no_year() -> None:
    text = "## Sand\n\n- [Grains of Sand](https://arxiv.org/abs/2004.00001), arXiv 2004{}\n"
    assert [parse(text.format(end)).entries[0].date for end in ("", "; ECCV 2020")] == ["", "2020"]
