"""Headings that are HTML, headings with links, and headings that are papers."""

import time

import pytest

from curator.lists import insert, parse
from curator.lists.reading.outline import group_of, resolve
from curator.types import Paper, PaperId, Placement, Span

ARXIV = "https://arxiv.org/abs/"


def sections(text: str) -> list[tuple[str, str]]:
    """Return the title and the section of every entry."""
    return [(entry.title, " / ".join(entry.section)) for entry in parse(text).entries]


def test_a_heading_in_html_is_a_heading() -> None:
    text = (
        f"# List\n\n## Analysis\n\n- [One Good Title]({ARXIV}2401.00001)\n\n"
        f'<h2 id="technique">Technique</h2>\n\n<h3>Prompting <a href="#list">Top</a></h3>\n\n'
        f"- [Two Good Titles]({ARXIV}2401.00002)\n\n<H2>Data</H2>\n\n- [Three Good Titles]({ARXIV}2401.00003)\n"
    )
    assert sections(text) == [
        ("One Good Title", "Analysis"),
        ("Two Good Titles", "Technique / Prompting"),
        ("Three Good Titles", "Data"),
    ]
    new = insert(parse(text), [Placement(Paper(PaperId("2611.01234"), "A New Work"), ("Data",))])
    assert new.endswith(f"- [Three Good Titles]({ARXIV}2401.00003)\n- [A New Work]({ARXIV}2611.01234)\n")


@pytest.mark.parametrize(
    "back",
    [
        "[top](#list)",
        "([back ↑](#list))",
        "[[Back to Top](#list)]",
        "\\[[top](#list)\\]",
        '<a href="#list">Top</a>',
        "[](#list)",
    ],
)
def test_a_link_behind_a_heading_that_leads_back_into_the_list_is_no_part_of_its_name(back: str) -> None:
    text = f"# List\n\n## Sand {back}\n\n- [One Good Title]({ARXIV}2401.00001)\n"
    assert sections(text) == [("One Good Title", "Sand")]


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("[Sand](#list)", "Sand"),
        ("Sand (see [below](#list))", "Sand (see below)"),
        ("Sand [paper](https://example.org/#top)", "Sand paper"),
        ("[Sand](#sand) and Stones", "Sand and Stones"),
    ],
)
def test_a_link_that_says_what_a_heading_is_about_is_part_of_its_name(heading: str, name: str) -> None:
    text = f"# List\n\n## {heading}\n\n- [One Good Title]({ARXIV}2401.00001)\n"
    assert sections(text) == [("One Good Title", name)]


@pytest.mark.parametrize("name", ["Sand / 2024 [top]", "Sand [back to top] / 2024", "Sand / 2024"])
def test_a_remark_in_brackets_behind_a_name_does_not_count(name: str) -> None:
    text = f"# List\n\n## Sand\n\n### 2024\n\n- [One Good Title]({ARXIV}2401.00001)\n"
    assert resolve([parse(text)], name) == ("Sand",)
    assert group_of([parse(text)], ("Sand",), name) == "2024"


def test_a_headline_among_other_html_is_none() -> None:
    text = f'# List\n\n## Topic\n\n<div align="center"><h2>Words</h2></div>\n\n- [One Good Title]({ARXIV}2401.00001)\n'
    assert sections(text) == [("One Good Title", "Topic")]


def test_headings_that_are_links_to_papers_are_entries() -> None:
    text = "## Attacks\n\n" + "".join(
        f"#### [Good Patch {n}]({ARXIV}1801.0000{n})\n\nIt builds on [Smoothing]({ARXIV}2002.10733).\n\n"
        for n in (1, 2, 3)
    )
    assert sections(text) == [(f"Good Patch {n}", "Attacks") for n in (1, 2, 3)]


def test_headings_over_the_fields_of_a_paper_are_entries() -> None:
    text = "## Papers\n\n### 2018\n\n" + "".join(
        f"#### A Good Title Number {n}\n\n- **Date**: {n} Jan 2018\n- **Arxiv**: {ARXIV}1801.0000{n}\n\n"
        for n in (3, 2, 1)
    )
    assert sections(text) == [(f"A Good Title Number {n}", "Papers") for n in (3, 2, 1)]
    new = insert(parse(text), [Placement(Paper(PaperId("1801.00009"), "A New Work of Ours"), ("Papers",))])
    assert "#### A New Work of Ours" in new
    assert f"- **Arxiv**: {ARXIV}1801.00009" in new


def test_a_line_of_code_below_a_heading_that_is_a_paper_belongs_to_it() -> None:
    text = "## Models\n\n" + "".join(
        f"#### [Good Flow {n}]({ARXIV}210{n}.02409)\nCode: [GMA](https://github.com/a/GMA{n})\n\n" for n in (3, 2, 1)
    )
    assert sections(text) == [(f"Good Flow {n}", "Models") for n in (3, 2, 1)]


def test_headings_over_a_line_of_links_are_entries() -> None:
    text = "## Avatars\n\n" + "".join(
        f"### Good Body {n}: Clothed Human Reconstruction\n[Paper]({ARXIV}2401.0972{n}) | [Code](https://github.com/a/b)\n\n"
        for n in (1, 2, 3)
    )
    assert sections(text) == [(f"Good Body {n}: Clothed Human Reconstruction", "Avatars") for n in (1, 2, 3)]


def test_a_table_of_contents_is_no_topic_of_the_sections_below_it() -> None:
    text = (
        "# A List\n\nThis is a list.\n\n# Table of Contents\n\n- [Planning](#planning)\n- [Search](#search)\n\n"
        f"## Planning\n\n- [One Good Title]({ARXIV}2401.00001)\n\n## Search\n\n- [Two Good Titles]({ARXIV}2401.00002)\n"
    )
    assert sections(text) == [("One Good Title", "Planning"), ("Two Good Titles", "Search")]
    assert resolve([parse(text)], "A List / Table of Contents / Planning") == ("Planning",)
    assert resolve([parse(text)], ("Table of Contents", "Search")) == ("Search",)


def test_a_heading_of_few_words_is_a_title_where_it_names_its_paper_as_the_others_do() -> None:
    names = ["Good Title Number One", "Finding New Skills", "Good Title Number Two", "Good Title Number Three"]
    text = "".join(f"##### {name}\n\n- Paper Link: [arXiv]({ARXIV}2401.0000{n})\n\n" for n, name in enumerate(names))
    assert sections(f"# A List\n\n## Papers\n\n{text}") == [(name, "Papers") for name in names]


def test_headings_among_titles_are_titles_where_nearly_all_are() -> None:
    linked = "".join(
        f"#### \\[2024 CVPR\\] Good Title Number {n} of Many. [\\[PDF\\]]({ARXIV}2401.0000{n})\n\n_Ann Smith_\n\n"
        for n in range(1, 6)
    )
    text = (
        f"## Papers\n\n### Hands\n\n{linked}#### A Title that Nobody Has Linked Yet\n\n_Ann Smith_\n\n"
        "#### Another Title from a Journal of Ours. [\\[PDF\\]](https://journal.org/12)\n\n_Bo Li_\n"
    )
    titles = [f"Good Title Number {n} of Many" for n in range(1, 6)] + ["Another Title from a Journal of Ours"]
    assert sections(text) == [(title, "Hands") for title in titles]


def test_headings_over_links_are_entries_wherever_the_links_lead() -> None:
    below = [f"{ARXIV}2401.00001", f"{ARXIV}2401.00002", f"{ARXIV}2401.00003", "https://journal.org/12"]
    text = "## Papers\n\n" + "".join(
        f"### Good Title Number {n} of Many\n[\\[pdf\\]]({href}) [\\[video\\]](https://a.org/{n})\n\n"
        for n, href in enumerate(below)
    )
    assert sections(text) == [(f"Good Title Number {n} of Many", "Papers") for n in range(4)]


def test_a_title_with_its_link_below_a_heading_that_is_none_stands_for_itself() -> None:
    text = (
        "## Topic\n\n"
        + "".join(f"##### • Good Titles Number {n}. [[PDF]]({ARXIV}1801.0000{n})\n\n" for n in (1, 2, 3))
        + "##### • [EVENT 2018](https://event.org/), together with MEET 2018\n\n"
        + f"- EVENT18: Hands and Methods. [[PDF]]({ARXIV}1801.00009)\n"
    )
    assert sections(text)[3:] == [("EVENT18: Hands and Methods", "Topic")]


def test_an_indented_heading_below_an_item_ends_it() -> None:
    first = f"- **One Good Title Here**\n  - Ann Smith, Bo Li\n  - [[Paper]]({ARXIV}2401.00001)\n"
    second = f"- **Two Good Titles Here**\n  - Cy Wu, Di Ma\n  - [[Paper]]({ARXIV}2301.00002)\n"
    survey = parse(f"## Topic\n### 2024\n{first}  \n  ### 2023\n  \n{second}")
    assert [entry.span for entry in survey.entries] == [Span(2, 5), Span(8, 11)]


@pytest.mark.parametrize("numbers", ["", "{n}. "])
@pytest.mark.parametrize(
    "form",
    [
        "- **Paper**: {link}\n- **Code**: [code](https://github.com/a/b{n})\n",
        "**Paper:** {link}\n\n**Code:** [code](https://github.com/a/b{n})\n",
    ],
)
def test_headings_that_name_works_over_their_titles_are_entries(numbers: str, form: str) -> None:
    names = ("OakNet", "ElmNet", "FirNet")
    titles = [f"{name}: Good Titles of Trees" for name in names]
    text = "# List\n\n## Surveys\n\n" + "\n".join(
        f"### {numbers.format(n=n)}{name}\n\n" + form.format(n=n, link=f"[{title}]({ARXIV}2401.0000{n})")
        for n, (name, title) in enumerate(zip(names, titles, strict=True), 1)
    )
    assert sections(text) == [(title, "Surveys") for title in titles]
    paper = Paper(PaperId("2502.01234"), "LoraNet: Growing Oaks", "Code: https://github.com/ann/lora", (), ("cs.LG",))
    added = insert(parse(text), [Placement(paper, ("Surveys",))]).removeprefix(text)
    link = f"[LoraNet: Growing Oaks]({ARXIV}2502.01234)"
    written = form.format(n="", link=link).replace("https://github.com/a/b", "https://github.com/ann/lora")
    assert added == f"\n### {numbers.format(n=4)}LoraNet\n\n{written}"


@pytest.mark.parametrize("names", [("Speech", "Vision", "Text"), ("Old Oaks", "Elms in Parks", "FIR")])
def test_topics_over_one_title_each_are_sections(names: tuple[str, ...]) -> None:
    text = "# List\n\n" + "\n".join(
        f"### {name}\n- Paper: [Good Titles of Trees {n}]({ARXIV}2401.0000{n})\n- Code: https://github.com/a/b{n}\n"
        for n, name in enumerate(names)
    )
    assert sections(text) == [(f"Good Titles of Trees {n}", name) for n, name in enumerate(names)]


def test_a_table_of_contents_above_headings_that_are_titles_hides_none_of_them() -> None:
    names = ("OakNet", "ElmNet", "FirNet")
    contents = "".join(f"- [{name}](#{name.casefold()})\n" for name in names)
    works = "".join(
        f"\n### {name}\n\nPaper: [{name}: A Good Title]({ARXIV}2401.0000{n})\n" for n, name in enumerate(names)
    )
    assert [title for title, _ in sections(f"# List\n\n{contents}{works}")] == [
        f"{name}: A Good Title" for name in names
    ]


def test_a_heading_over_two_titles_is_a_section_though_others_name_works() -> None:
    names = ("OakNet", "elm2vec", "FIR", "GPT-3", "Trees")
    form = "### {name}\n- Paper: [{name}: Good Title Number {n}]({link}2401.0000{n})\n\n"
    text = "# List\n\n" + "".join(form.format(name=name, n=n, link=ARXIV) for n, name in enumerate(names))
    more = f"- Paper: [One More Good Title]({ARXIV}2401.00009)\n"
    assert sections(text.rstrip() + f"\n{more}")[-2:] == [
        ("Trees: Good Title Number 4", "Trees"),
        ("One More Good Title", "Trees"),
    ]


def test_a_heading_over_a_link_that_is_no_title_is_the_title() -> None:
    text = "## Surveys\n\n" + "\n".join(
        f"### Good Skills {name}\n\n- Paper Link: [arXiv 2401.0000{n}]({ARXIV}2401.0000{n})\n"
        for n, name in enumerate(("of Oaks", "of Elms", "of Firs"))
    )
    assert sections(text)[0] == ("Good Skills of Oaks", "Surveys")


def test_headings_over_facts_with_a_link_to_the_paper_are_entries() -> None:
    text = "## Trees\n\n" + "\n".join(
        f"#### Good Titles of {name} in Parks\n- Authors: Ann Bee\n- [Paper]({ARXIV}2401.0000{n})\n"
        for n, name in enumerate(("Oaks", "Elms", "Firs"))
    )
    assert sections(text) == [(f"Good Titles of {name} in Parks", "Trees") for name in ("Oaks", "Elms", "Firs")]


def test_headings_over_items_that_begin_with_a_link_to_the_paper_are_sections() -> None:
    text = "## Trees\n\n" + "\n".join(
        f"#### The {name} of Old Parks\n- [[Paper]({ARXIV}2401.0000{n})] Good Title Number {n}\n"
        for n, name in enumerate(("Oaks", "Elms", "Firs"))
    )
    assert sections(text)[0] == ("Good Title Number 0", "The Oaks of Old Parks")


@pytest.mark.parametrize("heading", ["Other awesome lists", "Related Lists", "Some other related paper lists"])
def test_a_heading_that_announces_other_lists_is_no_section(heading: str) -> None:
    text = f"# Oaks\n\n## Trees\n\n- [One Good Title]({ARXIV}2401.00001)\n\n## {heading}\n\n- [Awesome Old Trees](https://a.org)\n"
    assert sections(text) == [("One Good Title", "Trees")]


@pytest.mark.parametrize("heading", ["Related Paper List", "More paper list", "Other relevant paper list"])
def test_a_heading_that_announces_one_list_of_papers_is_a_section(heading: str) -> None:
    assert sections(f"# Oaks\n\n## {heading}\n\n- [One Good Title]({ARXIV}2401.00001)\n") == [
        ("One Good Title", heading)
    ]


def test_a_title_may_stand_in_a_field_below_others() -> None:
    works = (
        ("OakNet", "Software: https://github.com/a/oak\n\n"),
        ("ElmNet", ""),
        ("FirNet", "Software: https://a.org\n\n"),
    )
    text = "# List\n\n## Methods\n\n" + "\n".join(
        f"### {name}\n{above}Manuscript: [The Good Trees of {name}](https://doi.org/10.1/{name})\n"
        for name, above in works
    )
    text += "\n### AshNet\n\nSoftware: https://a.org/ash\n"
    text += "\n### YewNet\n\nManuscript: [One More Good Tree](https://a.org/y)\n"
    titles = [f"The Good Trees of {name}" for name, _ in works] + ["AshNet", "One More Good Tree"]
    assert sections(text) == [(title, "Methods") for title in titles]
    new = insert(parse(text), [Placement(Paper(PaperId("2502.01234"), "Growing Oaks"), ("Methods",))])
    assert new.removeprefix(text) == f"\n### Growing Oaks\n\nManuscript: [Growing Oaks]({ARXIV}2502.01234)\n"


def test_headings_over_a_link_to_the_paper_are_entries_wherever_it_leads() -> None:
    icon = '<img src="image/pdf.png">'
    note = "[Reading Note](https://b.org)"
    links = [f"{icon}[Paper](https://a.org/1)", f"{icon}[Paper](./Paper/2.pdf)", f"{note}\n* {icon}[Paper](./3.pdf)"]
    text = "# List\n\n## Surveys\n\n" + "\n".join(
        f"### Trees: {what} of them\n\n* {link}\n\n**Abstract:** We grow trees.\n\n"
        for what, link in zip(("a study", "the story", "state"), links, strict=True)
    )
    assert sections(text) == [(f"Trees: {what} of them", "Surveys") for what in ("a study", "the story", "state")]


def test_what_stands_below_a_heading_is_read_in_time_however_much_blank_space_it_has() -> None:
    started = time.process_time()
    parse("## One Good Title of Trees\n\n- " + "\xa0" * 20_000 + "x\n")
    assert time.process_time() - started < 10
