"""Paragraphs: which are entries, which are about the entry above, which are prose."""

import pytest

from curator.lists import parse
from tests.lists.reading import A, B, C, entries

_PLAIN = "".join(
    f"Grains of Sand Number {n}. Author, Writer. https://arxiv.org/pdf/2401.0000{n}.pdf\n\n" for n in range(4)
)


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


def test_lines_are_entries_whatever_anchor_stands_above_the_first() -> None:
    lines = f"**One Good Title** (ICML 2024) [[paper]]({A})\n**Two Good Titles** (arXiv 2024) [[paper]]({B})\n"
    for anchor in ("", '<a id="topic"></a>\n', '<a name="one"></a>\n<a name="two"></a>\n'):
        assert entries(f"## Topic\n{anchor}{lines}") == [
            ("2401.00001", "One Good Title", "Topic"),
            ("2401.00002", "Two Good Titles", "Topic"),
        ]


def test_the_paper_that_a_list_comes_with_is_no_entry_of_it() -> None:
    text = f"# A Survey of Trees\n\nRead [A survey of trees]({A}).\n\n## Oaks\n\n- [One Good Title]({B})\n"
    assert entries(text) == [("2401.00002", "One Good Title", "Oaks")]
    assert len(entries(f"{text}- [A Survey of Trees]({C})\n")) == 2


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


def test_details_under_a_paragraph_belong_to_it_unless_they_are_entries() -> None:
    text = (
        f"## Topic\n\n[One Good Title]({A})\n\n- It is good.\n\n[Two Good Titles]({B})\n\n- [Three Good Titles]({C})\n"
    )
    assert [(entry.id[-1], entry.span.start, entry.span.end) for entry in parse(text).entries] == [
        ("1", 2, 5),
        ("2", 6, 7),
        ("3", 8, 9),
    ]


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


def test_the_date_of_an_entry_is_not_that_of_a_note_below_it() -> None:
    text = f"## Sand\n\n1. **Grains of Sand.** arXiv, 2019. [paper]({A})\n\n   *Ann Smith*\n\nRead on 2020-02-23.\n"
    found = parse(f"{text}\n2. **Stones.** arXiv, 2018. [paper]({B})\n").entries
    assert [(entry.date, entry.span.end) for entry in found] == [("2019", 7), ("2018", 9)]


def test_a_strong_title_reaches_down_over_the_fields_that_link_it_on_arxiv_or_not() -> None:
    page, code = "https://page.org/paper.pdf", "https://github.com/ann/some-long-name-of-code-that-goes-on-and-on"
    below = [
        f"- 论文：{page}\n\n- 代码（coming soon）：{code}",
        f"- ICML 2024 Oral\n\n- Paper: {A}\n- Code: {code}",
        f"论文：{B}\n\n代码：{code}",
        f"- 论文：暂无\n- 代码：{code}",
    ]
    text = "# Topic\n\n" + "\n\n".join(f"**Good Title Number {n}**\n\n{one}" for n, one in enumerate(below))
    found = parse(f"{text}\n").entries
    assert [(entry.id, entry.title) for entry in found] == [
        ("", "Good Title Number 0"),
        ("2401.00001", "Good Title Number 1"),
        ("2401.00002", "Good Title Number 2"),
        ("", "Good Title Number 3"),
    ]
    assert [code in entry.links for entry in found] == [True] * 4


@pytest.mark.parametrize(
    "below", ["- Website: https://a.org\n- Docs: https://a.org/docs", "- Code: https://a.org/code"]
)
def test_a_strong_name_over_links_of_which_none_is_said_to_be_of_a_paper_is_no_title(below: str) -> None:
    assert entries(
        f"# Topic\n\n**The Good Old Tool**\n{below}\n\n**One Good Title**\n- Paper: https://a.org/1.pdf\n"
    ) == [("", "One Good Title", "Topic")]


def test_a_strong_label_over_titles_is_no_title() -> None:
    text = f"# Topic\n\n**Some Strong Label**\n\n- One Good Title: {A.replace('arxiv', 'page')}\n- Oral\n"
    assert [title for _, title, _ in entries(text)] == ["One Good Title"]


def test_a_sentence_before_a_link_in_double_brackets_is_no_title() -> None:
    more = f"**Refer for more details to** [[some-list-of-papers]]({A.replace('arxiv', 'lists')})\n"
    text = f"## Topic\n{more}1. [2024 ICML] **One Good Title** [[paper]]({A})\n"
    assert entries(text) == [("2401.00001", "One Good Title", "Topic")]


def test_a_strong_label_over_works_that_begin_with_their_names_is_no_title() -> None:
    links = f"[\\[Paper\\]]({A}) [\\[official code\\]](https://github.com/a/b)"
    items = f"* OakNet: A Flexible Model for Trees and All That Grows, in *CVPR* 2021. {links}\n"
    items += f"* Growing Old Oaks, in *arXiv* 2023. [\\[Paper\\]]({B})\n"
    text = f"## Topic\n\n**Recurrent Nets of Trees**\n\n{items}"
    assert [title for _, title, _ in entries(text)] == [
        "OakNet: A Flexible Model for Trees and All That Grows",
        "Growing Old Oaks",
    ]


def test_a_remark_in_brackets_and_small_words_are_no_titles() -> None:
    remarks = "* or write [to me](https://a.org) (ann [AT] a.org);\n* [](https://a.org/x). by . \n"
    assert entries(f"# Topic\n\n{remarks}* [One Good Title]({A})\n") == [("2401.00001", "One Good Title", "Topic")]
    text = "# Topic\n\n- [(A) Title of (Old) Trees](https://a.org)\n"
    assert [title for _, title, _ in entries(text)] == ["(A) Title of (Old) Trees"]
