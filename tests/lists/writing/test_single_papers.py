"""What tells of one paper is not written of another."""

from datetime import date

import pytest

from curator.lists import insert, parse
from curator.types import Paper, Placement
from tests.lists.writing.added import ARXIV, ID, added

PROJECT = "Our page is https://gadgets.github.io/."


def written(text: str, abstract: str = "") -> str:
    return added(text, abstract=abstract, authors=("Ann Smith", "Bo Li"))


def test_the_name_of_an_attribute_is_no_venue() -> None:
    badge = '<img alt="Paper" src="https://img.shields.io/badge/Paper-red">'
    text = "## Topic\n\n" + "".join(
        f'- **One Good Title {n}**. <a href="{ARXIV}240{n}.00001">{badge}</a>\n' for n in (1, 2)
    )
    assert written(text) == f'- **A New Work of Ours**. <a href="{ARXIV}2611.01234">{badge}</a>'


def test_an_anchor_of_another_paper_is_not_written_again() -> None:
    text = "## Topic\n\n" + "".join(
        f'- <a {name}="Young{n}"></a>Young, C., Wu, D., *[One Good Title {n}]({ARXIV}240{n}.00001)*, arXiv, 2024.\n'
        for n, name in ((1, "name"), (2, "id"))
    )
    assert written(text) == f"- Smith, A., Li, B., *[A New Work of Ours]({ARXIV}2611.01234)*, arXiv, 2026."


@pytest.mark.parametrize("icons", [(":game_die:", ":camera:", ":game_die:"), ("🎲", "📷", "🎲")])
def test_a_legend_s_sign_is_not_written(icons: tuple[str, ...]) -> None:
    text = "## Topic\n\n" + "\n".join(
        f"{icon} <b>One Good Title {n}</b> [[Paper]]({ARXIV}240{n}.00001)\n" for n, icon in enumerate(icons, 1)
    )
    assert written(text) == f"<b>A New Work of Ours</b> [[Paper]]({ARXIV}2611.01234)"


@pytest.mark.parametrize("head", ["Project Page", "Website"])
def test_a_column_of_pages_is_known_by_its_head(head: str) -> None:
    rows = "".join(
        f"| One Good Title {n} | [arXiv]({ARXIV}240{n}.00001) | [Link](https://lab{n}.mpg.de/a) |\n" for n in (1, 2)
    )
    text = f"## Topic\n\n| Title | arXiv | {head} |\n|---|---|---|\n{rows}"
    line = f"| A New Work of Ours | [arXiv]({ARXIV}2611.01234) |"
    assert written(text, PROJECT) == f"{line} [Link](https://gadgets.github.io) |"


@pytest.mark.parametrize(
    ("old", "new"), [("ARXIV24", "ARXIV26"), ("arXiv19", "arXiv26"), ("Preprint 24'", "Preprint 26'")]
)
def test_a_year_that_is_written_short_is_that_of_the_paper(old: str, new: str) -> None:
    year = old.strip("'")[-2:]
    text = "## Topic\n\n" + "".join(f"- ({old}) One Good Title {n} [p]({ARXIV}{year}0{n}.00001)\n" for n in (1, 2))
    assert written(text) == f"- ({new}) A New Work of Ours [p]({ARXIV}2611.01234)"


def test_a_badge_of_a_venue_is_no_badge_of_a_page() -> None:
    text = "## Topic\n\n" + "".join(
        f'+ [One Good Title {n}]({ARXIV}240{n}.00001) <img src="https://img.shields.io/badge/{what}-green.svg">\n'
        for n, what in enumerate(("Science-2024", "MICRO-2024", "Science-2023", "CGO-2023"), 1)
    )
    assert "Science" not in written(text)


def test_words_that_half_of_the_entries_share_are_not_written_of_any_paper() -> None:
    notes = ("two-qubit gate error", "two-qubit gate error", "state error", "entangled error")
    text = "## Topic\n\n" + "".join(
        f"- [One Good Title {n}]({ARXIV}160{n}.00032) (2016) - 0.000{n} on ion traps, {note}\n"
        for n, note in enumerate(notes, 1)
    )
    assert "error" not in written(text)


def test_a_link_to_code_names_no_framework() -> None:
    text = "## Topic\n\n" + "".join(
        f"- [One Good Title {n}]({ARXIV}240{n}.00001) [[{what}](https://github.com/a/{n})]\n"
        for n, what in ((3, "pytorch"), (2, "tensorflow"), (1, "tensorflow"))
    )
    line = f"- [A New Work of Ours]({ARXIV}2611.01234) [[code](https://github.com/zeta/flow)]"
    assert written(text, "Code is at https://github.com/zeta/flow.") == line


def test_the_year_of_a_publisher_is_not_written_without_it() -> None:
    text = (
        f"## Topic\n\n- [One Good Title]({ARXIV}2401.16452)\n  - Ziqi Zhang, Jing Xu\n  - Key: DT\n"
        f"- [Two Good Titles]({ARXIV}2307.02484)\n  - Yueh-Hua Wu, Xiao Wang\n  - Publisher: NeurIPS 2023\n"
    )
    assert written(text) == f"- [A New Work of Ours]({ARXIV}2611.01234)\n  - Ann Smith, Bo Li"


@pytest.mark.parametrize(("third", "day"), [("9 Apr 2016", "2 Nov 2026"), ("09 Apr 2016", "02 Nov 2026")])
def test_days_are_padded_where_the_list_pads_them(third: str, day: str) -> None:
    rows = (("1602.08465", "26 Feb 2016"), ("1604.02532", third), ("1611.07715", "23 Nov 2016"))
    text = "## Topic\n\n| Paper | Date |\n|---|---|\n" + "".join(
        f"| [One Good Title {n}]({ARXIV}{number}) | {written_on} |\n" for n, (number, written_on) in enumerate(rows)
    )
    paper = Paper(ID, "A New Work", announced=date(2026, 11, 3))
    assert f"| [A New Work]({ARXIV}2611.01234) | {day} |" in insert(parse(text), [Placement(paper, ("Topic",))])


def test_a_link_to_a_citation_is_no_link_to_code() -> None:
    text = "## Pose\n\n" + "".join(
        f"- [One Good Title {n}]({ARXIV}201{n}.05877), Arxiv 2020 | [bibtex](https://github.com/a/b/blob/main/{n}.bib)\n"
        for n in (1, 2, 3)
    )
    assert "github.com/zeta" not in written(text, "Code is at https://github.com/zeta/flow.")
