"""Topics that stand in bullets over their papers."""

from textwrap import indent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.lists import insert, parse, topical
from curator.types import Paper, PaperId, Placement, Span
from tests.lists.test_laws import QUICK, added
from tests.survey_strategies import FORMS, IDS, PAPERS, PLAIN_TITLES

NEW = Paper(PaperId("2405.09999"), "Mixing: A New Way to Do It All", authors=("Iris Park", "Jon Quill"))


def sections(text: str) -> list[str]:
    """Return the section of every entry."""
    return [" / ".join(entry.section) for entry in parse(text).entries]


def papers(
    *numbers: int, deep: int = 1, form: str = "- [Good Title Number {n}](https://arxiv.org/abs/2401.0000{n})"
) -> str:
    """Return entries so many levels inside of bullets."""
    return "".join("  " * deep + form.format(n=n) + "\n" for n in numbers)


def under(text: str) -> str:
    return f"# A List\n\n## Papers\n\n{text}\n## Surveys\n\n{papers(9, deep=0)}"


TREES = f"- **Trees**:\n{papers(1, 2)}"
GRAPHS = f"- Graphs\n{papers(3, 4)}"


def test_bullets_over_papers_are_topics_and_so_are_bullets_within_them() -> None:
    inner = f"- Graphs\n{papers(5, 6)}  - Small Graphs\n{papers(3, 4, deep=2)}  - Others\n{papers(7, deep=2)}"
    inner += f"  - Large Graphs\n{papers(7, 8, deep=2)}"
    assert sections(under(f"Some words.\n\n{TREES}\n{inner}")) == [
        "Papers / Trees",
        "Papers / Trees",
        "Papers / Graphs",
        "Papers / Graphs",
        "Papers / Graphs / Small Graphs",
        "Papers / Graphs / Small Graphs",
        "Papers / Graphs / Others",
        "Papers / Graphs / Large Graphs",
        "Papers / Graphs / Large Graphs",
        "Surveys",
    ]


def test_bullets_over_paragraphs_are_topics() -> None:
    form = "\n  [Good Title Number {n}](https://arxiv.org/abs/2401.0000{n})"
    text = under(
        "".join(f"- {name}\n{papers(n, n + 1, deep=0, form=form)}\n" for n, name in [(1, "Trees"), (3, "Graphs")])
    )
    assert sections(text) == ["Papers / Trees"] * 2 + ["Papers / Graphs"] * 2 + ["Surveys"]
    written = insert(parse(text), [Placement(NEW, ("Papers", "Trees"))])
    assert sorted(added(text, written)) == ["", f"  [{NEW.title}](https://arxiv.org/abs/{NEW.id})"]
    assert sections(written).count("Papers / Trees") == 3


def test_where_bullets_are_topics_once_they_need_no_two_papers_on_arxiv_elsewhere() -> None:
    elsewhere = "  - [Good Title of Another Kind](https://openreview.net/forum?id=x)\n"
    text = under(f"- Planning\n{papers(5)}{elsewhere}- Search\n{papers(6)}{elsewhere}")
    assert set(sections(text)) == {"Papers", "Surveys"}
    more = text + f"\n## More Papers\n\n{TREES}{GRAPHS}"
    assert {"Papers / Planning", "Papers / Search", "More Papers / Trees"} <= {*sections(more)}


def test_a_list_without_headings_has_its_bullets_as_sections() -> None:
    assert sections(TREES + GRAPHS) == ["Trees", "Trees", "Graphs", "Graphs"]


def test_a_heading_ends_what_a_bullet_names_however_deep_it_is() -> None:
    assert sections(under(f"{TREES}{GRAPHS}\n##### More of Them\n\n{papers(5, deep=0)}"))[-2:] == [
        "Papers / More of Them",
        "Surveys",
    ]


def test_a_paper_in_front_of_topics_is_of_the_section_that_holds_them() -> None:
    text = under(papers(5, 6, deep=0) + TREES + GRAPHS)
    assert sections(text)[:3] == ["Papers", "Papers", "Papers / Trees"]
    written = insert(parse(text), [Placement(NEW, ("Papers",))])
    assert sections(written) == ["Papers", *sections(text)]
    added(text, written)


def test_a_new_paper_stands_below_its_bullet_as_deep_as_the_others() -> None:
    text = under(TREES + GRAPHS)
    written = insert(parse(text), [Placement(NEW, ("Papers", "Trees"))])
    assert added(text, written) == [f"  - [{NEW.title}](https://arxiv.org/abs/{NEW.id})"]
    assert sections(written) == ["Papers / Trees", *sections(text)]


@pytest.mark.parametrize(
    "text",
    [
        TREES,
        f"{TREES}- Graphs\n{papers(3)}",
        f"{TREES}{GRAPHS}{papers(5, deep=0)}",
        f"{TREES}{papers(5, deep=0)}{GRAPHS}",
        f"{TREES}{GRAPHS}- A Title without a Link (ICML 2020)\n",
        f"{TREES}{GRAPHS}\n**[Good Title Number 5](https://arxiv.org/abs/2401.00005)**\n",
        f"{TREES}- Trees\n{papers(3, 4)}",
        f"{TREES}- May 2023\n{papers(3, 4)}",
        f"{TREES}- News\n{papers(3, 4)}",
        f"{TREES}- Papers\n{papers(3, 4)}",
        f"{TREES}- [Graphs](https://github.com/x/y)\n{papers(3, 4)}",
        f"{TREES}- Graphs,\n  large ones\n{papers(3, 4)}",
        f"{TREES}- All of these are about graphs of one kind or another\n{papers(3, 4)}",
        f"{TREES}- Here are graphs.\n{papers(3, 4)}",
        "".join(f"- {name}\n{papers(1, 1)}" for name in ("PointNet", "GraphNet")),
        "".join(
            f"- {name}\n{papers(n)}  - Code: [A Repository of Ours](https://github.com/x/y)\n"
            for n, name in enumerate(("PointNet", "GraphNet", "TreeNet"), 1)
        ),
        "".join(
            f"- {name} of Ours\n  - [Paper](https://arxiv.org/abs/2402.0000{n})\n{papers(n, n + 1)}"
            for n, name in enumerate(("A Forest", "A Graph", "A Tree"), 1)
        ),
        "".join(f"> {line}\n" for line in (TREES + GRAPHS).splitlines()),
        f"<!--\n{TREES}{GRAPHS}\n-->\n",
    ],
)
def test_bullets_that_may_be_papers_dates_or_beside_other_papers_are_no_topics(text: str) -> None:
    assert set(sections(under(text))) <= {"Papers", "Surveys"}


def test_bullets_in_news_and_in_a_table_of_contents_are_no_topics() -> None:
    text = f"# A List\n\n## News\n\n{TREES}{GRAPHS}\n## Contents\n\n{TREES}{GRAPHS}\n## Surveys\n\n{papers(9, deep=0)}"
    assert sections(f"{text}\n## Changelog\n\n{TREES}{GRAPHS}") == sections(text) == ["Surveys"]


def test_a_bullet_without_papers_beside_topics_ends_none() -> None:
    text = under(f"{TREES}- Notes\n  - of no consequence\n- Code\n\n  ```\n  x = 1\n  ```\n\n- More to come\n{GRAPHS}")
    assert sections(text) == ["Papers / Trees"] * 2 + ["Papers / Graphs"] * 2 + ["Surveys"]


@st.composite
def bulleted(draw: st.DrawFn) -> str:
    """Draw a section whose bullets hold entries of one form."""
    form = draw(st.sampled_from(FORMS))
    deep = draw(st.sampled_from(["    ", "   "]))
    entries = st.lists(st.tuples(PLAIN_TITLES, IDS), min_size=1, max_size=4, unique_by=lambda pair: pair[1])
    text = "# A List\n\n## Papers\n\n"
    for name in ["Alpha Topics", "Beta Topics", "Gamma Topics"][: draw(st.integers(1, 3))]:
        inside = [form.replace("{title}", title).replace("{id}", one) for title, one in draw(entries)]
        text += f"{draw(st.sampled_from(['- ', '1. ']))}{name}\n" + indent("\n".join(inside), deep) + "\n"
    return text


@given(bulleted(), PAPERS, st.data())
@QUICK
def test_writing_below_bullets_adds_lines_and_moves_no_paper(text: str, paper: Paper, data: st.DataObject) -> None:
    survey = parse(text)
    path = data.draw(st.sampled_from(topical([survey])))
    written = insert(survey, [Placement(paper, path)])
    added(text, written)
    old = {(entry.id, entry.section) for entry in survey.entries}
    assert {(entry.id, entry.section) for entry in parse(written).entries} == old | {(paper.id, path)}


def test_an_item_is_a_title_where_the_items_in_it_are_links_and_one_says_to_what() -> None:
    links = "  - [[Paper]](https://a.org/1)\n  - [[Julia Rewriting]](https://github.com/a/b)\n"
    text = f"## Topic\n\n- **One Good Title**\n  - Ann Smith and Bo Li\n{links}"
    assert [(entry.title, entry.span) for entry in parse(text).entries] == [("One Good Title", Span(2, 6))]
    other = text.replace("[[Paper]]", "[[Some Trees]]")
    assert "One Good Title" not in [entry.title for entry in parse(other).entries]


def test_an_item_over_links_of_which_none_is_to_a_paper_is_no_title() -> None:
    text = "## Topic\n\n- Good Courses on Trees\n  - [[Slides]](https://a.org)\n  - [[Oxford]](https://b.org)\n"
    assert "Good Courses on Trees" not in [entry.title for entry in parse(text).entries]


def test_bullets_without_link_or_year_are_no_titles_beside_numbered_references() -> None:
    cited = "".join(f'{n}. A. Smith, "Good Title Number {n}", ICML, 202{n}. (_Tag_)\n' for n in range(1, 5))
    text = f"## Topic\n\nIt is about:\n- [TREE-OAK] Old Oaks and Firs\n- [TREE-ELM] Young Elms\n\n{cited}"
    assert [entry.title for entry in parse(text).entries] == [f"Good Title Number {n}" for n in range(1, 5)]
