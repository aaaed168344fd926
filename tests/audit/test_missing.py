import pytest

from tests.audit.listing import HOST, entry, found, paper

HEAD = "# L\n\n## Methods\n\n"
TITLE = "Learning Human Objectives by Evaluating Hypothetical Behaviors"


def linked(title: str, more: str = "[[Paper]](https://openreview.net/forum?id=x)") -> str:
    return f"- {title} {more}\n"


def test_a_title_that_arxiv_has_wants_a_link_like_the_entrys_own() -> None:
    text = HEAD + linked(TITLE)
    (one,) = found(text, paper("1912.05652", TITLE))
    assert (one.rule, one.level, one.sure) == ("missing-arxiv-link", "note", "likely")
    (edit,) = one.fix
    assert edit.text == f" [[arXiv]]({HOST}1912.05652)"
    assert text[: edit.start].endswith("[[Paper]](https://openreview.net/forum?id=x)")


def test_an_author_who_is_named_makes_it_certain() -> None:
    text = HEAD + linked(TITLE, "[Paper](https://openreview.net/forum?id=x) Siddharth Reddy")
    assert [one.sure for one in found(text, paper("1912.05652", TITLE, authors=("S. Reddy",)))] == ["certain"]


def test_brackets_around_a_link_are_copied_with_it() -> None:
    (one,) = found(HEAD + linked(TITLE, "[[Paper](https://a.org/x)]"), paper("1912.05652", TITLE))
    assert [edit.text for edit in one.fix] == [f" [[arXiv]({HOST}1912.05652)]"]


@pytest.mark.parametrize(
    ("links", "new"),
    [
        ("[Paper](https://a.org/x), [Code](https://b.org)", ", [arXiv]({})"),
        ("[Paper](https://a.org/x) | [Code](https://b.org)", " | [arXiv]({})"),
        ("[[Paper]](https://a.org/x)[[Code]](https://b.org)", "[[arXiv]]({})"),
        ("[Code](https://b.org) [Paper](https://a.org/x) by Ann and Bob. [Page](https://c.org)", " [arXiv]({})"),
        ("[Paper](https://a.org/x)\n  [Code](https://b.org)", " [arXiv]({})"),
    ],
)
def test_a_new_link_is_parted_from_the_papers_own_as_the_next_one_is(links: str, new: str) -> None:
    text = HEAD + linked(TITLE, links)
    (one,) = found(text, paper("1912.05652", TITLE))
    (edit,) = one.fix
    assert edit.text == new.format(f"{HOST}1912.05652")
    assert text[: edit.start].rstrip("])").endswith("https://a.org/x")


def test_in_a_row_a_new_link_opens_no_new_cell() -> None:
    row = f"| {TITLE} | [Paper](https://a.org/x) | [Code](https://b.org) |\n"
    (one,) = found(HEAD + "| Title | Paper | Code |\n|-|-|-|\n" + row, paper("1912.05652", TITLE))
    assert [edit.text for edit in one.fix] == [f" [arXiv]({HOST}1912.05652)"]


@pytest.mark.parametrize(
    "link",
    [
        "[Code](https://a.org/x)",
        "[Project page](https://a.org/x)",
        "[Link](https://github.com/a/b)",
        "<https://openreview.net/forum?id=x>",
        "[Ours](https://openreview.net/forum?id=x)",
        '<a href="https://openreview.net/forum">Paper</a>',
        "[*Pa*per](https://a.org)",
        "![Paper](https://a.org/x.png) [Ours](https://a.org)",
    ],
)
def test_a_link_to_something_else_than_the_paper_is_no_model(link: str) -> None:
    assert [one.fix for one in found(HEAD + linked(TITLE, link), paper("1912.05652", TITLE))] == [()]


def test_what_is_linked_beside_is_not_missing() -> None:
    known = paper("1912.05652", TITLE)
    text = HEAD + entry(TITLE, "1912.05652") + linked(TITLE)
    assert not found(text, known, rule="missing-arxiv-link")
    assert not found(HEAD + linked(TITLE, "[p](https://arxiv.org/pdf/x)"), known, rule="missing-arxiv-link")
    assert not found(HEAD + linked("Deep Nets"), paper("1912.05652", "Deep Nets"))
