"""What a paper brings into a list of raw HTML builds nothing there and reads as it is."""

import pytest

from curator.lists import insert, is_written, parse
from curator.papers.identity import title_key
from curator.types import Paper, PaperId, Placement
from tests.lists.writing.added import ARXIV, added

ITEMS = "## Topic\n\n<ul>\n" + "".join(
    f'<li><b>(ArXiv 2025)</b> <a href="https://arxiv.org/abs/240{n}.00001">One Good Title {n}</a>, Zhao et al.</li>\n'
    for n in (1, 2)
)


@pytest.mark.parametrize(
    ("title", "read"),
    [
        ("Look <img src=https://evil.example/t.png>", "Look &lt;img src=https://evil.example/t.png&gt;"),
        ("Fine </a></li></ul><h1>Owned</h1>", "Fine &lt;/a&gt;&lt;/li&gt;&lt;/ul&gt;&lt;h1&gt;Owned&lt;/h1&gt;"),
        ("Rest <!-- hidden", "Rest &lt;!-- hidden"),
        ("A* Search for B_1 & C[2] ~ `x`", "A* Search for B_1 &amp; C[2] ~ `x`"),
        ('Don\'t Say "Yes"', 'Don\'t Say "Yes"'),
    ],
)
def test_a_title_in_a_list_of_raw_html_is_escaped_as_html(title: str, read: str) -> None:
    survey = parse(ITEMS + "</ul>\n")
    paper = Paper(PaperId("2611.01234"), title, authors=("Ann <b>Smith</b>", "Bo Li"))
    new = insert(survey, [Placement(paper, ("Topic",))])
    (line,) = [line for line in new.splitlines() if "2611.01234" in line]
    assert f'<a href="https://arxiv.org/abs/2611.01234">{read}</a>' in line
    assert "<b>Smith" not in line
    (entry,) = [entry for entry in parse(new).entries if entry.id == "2611.01234"]
    assert title_key(entry.title) == title_key(title)


def test_a_space_that_is_written_as_an_entity_is_a_space() -> None:
    text = "## Topic\n\n" + "".join(
        f"- &nbsp;&nbsp; [paper](https://arxiv.org/abs/240{n}.00001) &nbsp; One Good Title {n}\n" for n in (1, 2)
    )
    survey = parse(text)
    assert [entry.title for entry in survey.entries] == ["One Good Title 1", "One Good Title 2"]
    new = insert(survey, [Placement(Paper(PaperId("2611.01234"), "A New Work"), ("Topic",))])
    assert "- &nbsp;&nbsp; [paper](https://arxiv.org/abs/2611.01234) &nbsp; A New Work\n" in new


def test_entities_are_read_as_what_they_stand_for() -> None:
    (entry,) = parse("## T\n\n- [Rank &amp; Sort&#39;s Loss](https://arxiv.org/abs/2401.00001)\n").entries
    assert entry.title == "Rank & Sort's Loss"


def row(n: int, name: str, venue: str, code: str) -> str:
    return (
        f'    <tr>\n      <td align="left"><a href="https://arxiv.org/abs/2401.0000{n}"><b>{name}</b></a></td>\n'
        f"      <td>{venue}</td>\n      <td>0{n}/2024</td>\n      <td>{code}</td>\n    </tr>\n"
    )


TABLE = (
    "## Topic\n\n<table>\n  <thead>\n    <tr>\n      <th>Title</th>\n    </tr>\n  </thead>\n  <tbody>\n"
    + row(1, "One Good Title of Rows", "CVPR 2024", '<a href="https://github.com/a/b"><code>Code</code></a>')
    + row(2, "Another Good Title of Rows", "arXiv 2024", "-")
    + row(3, "Third Good Title of Rows", "arXiv 2024", '<a href="https://github.com/c/d"><code>Code</code></a>')
    + "  </tbody>\n</table>\n"
)


@pytest.mark.parametrize(
    ("abstract", "code"),
    [
        ("Code is at https://github.com/zeta/flow.", '<a href="https://github.com/zeta/flow"><code>Code</code></a>'),
        ("", "-"),
    ],
)
def test_a_row_of_an_html_table_is_written_as_the_others_are(abstract: str, code: str) -> None:
    survey = parse(TABLE)
    paper = Paper(PaperId("2611.01234"), "Rows & Columns: A New Work", abstract=abstract)
    new = insert(survey, [Placement(paper, ("Topic",))])
    added = (
        '    <tr>\n      <td align="left"><a href="https://arxiv.org/abs/2611.01234">'
        f"<b>Rows &amp; Columns: A New Work</b></a></td>\n      <td>arXiv 2026</td>\n      <td>11/2026</td>\n"
        f"      <td>{code}</td>\n    </tr>\n"
    )
    assert new == TABLE.replace("  </tbody>", added + "  </tbody>")
    assert is_written(survey, ("Topic",))


def test_an_entry_that_closes_a_tag_which_another_line_opened_is_no_form_of_a_new_one() -> None:
    text = "## Topic\n\n<div>\n\n" + "".join(f"- [One Good Title {n}]({ARXIV}240{n}.00001)</div>\n" for n in (1, 2, 3))
    assert added(text) == f"- [A New Work of Ours]({ARXIV}2611.01234)"
