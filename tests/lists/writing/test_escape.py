import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from curator.lists.writing import escape
from tests.survey_strategies import HOSTILE_TITLES

GITHUB = MarkdownIt("gfm-like", {"linkify": False})


@pytest.mark.parametrize(
    "title",
    [
        "Self-Refine: Iterative Refinement with Self-Feedback",
        'Does "It" Work? Yes, It Does!',
        "Learning $O(n)$ snake_case Things, Fast",
        "Tom & Jerry: 3 < 4",
        "(Almost) Everything about C++/C# in 2024",
    ],
)
def test_an_ordinary_title_stays_as_it_is(title: str) -> None:
    assert escape.markdown(title) == title


@pytest.mark.parametrize(
    ("text", "inert"),
    [
        ("a\n# b\u2028c\x00", "a # b c"),
        ("\u202eevil\u202c", "evil"),
        ("# heading", "\\# heading"),
        ("1. item", "1\\. item"),
        ("- item", "\\- item"),
        ("[a](http://b)", "\\[a\\](http:\\//b)"),
        ("<b>", "\\<b>"),
        ("&lt;", "\\&lt;"),
        ("a | b", "a \\| b"),
        ("www.x.org", "www\\.x.org"),
        ("arxiv.org/abs/2301.00001", "arxiv.org\\/abs/2301.00001"),
        ("end\\", "end\\\\"),
        ("_x_ a_b", "\\_x\\_ a_b"),
    ],
)
def test_what_markdown_would_act_on_is_escaped(text: str, inert: str) -> None:
    assert escape.markdown(text) == inert


@given(st.one_of(HOSTILE_TITLES, st.text(max_size=40)))
def test_escaped_text_is_one_paragraph_that_reads_as_the_text(text: str) -> None:
    tokens = GITHUB.parse(escape.markdown(text))
    assert {token.type for token in tokens} <= {"paragraph_open", "inline", "paragraph_close"}
    children = [child for token in tokens for child in token.children or ()]
    assert {child.type for child in children} <= {"text", "text_special"}
    assert "".join(child.content for child in children) == escape.one_line(text)


def test_code_cannot_leave_its_backticks_or_its_cell() -> None:
    assert escape.code("a`b|c<d\n") == "a'b/c‹d"
