"""Links and plain text inside the lines of an entry."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.lists.reading.inline import links, nested, plain

_SIGNS = ["[", "]", "(", ")", "!", "\\", "`", "a", " ", "\n", "](", "[a](", "[[", "]]", "x)", '"c"']


@given(st.lists(st.sampled_from(_SIGNS), max_size=16).map("".join))
def test_links_are_the_same_whether_sought_at_once_or_sign_by_sign(text: str) -> None:
    assert links(text) == sorted(nested(text))


@pytest.mark.parametrize(
    ("source", "read"),
    [
        ("[a](b) ![c](d) <i>e</i> **f**", "a e f"),
        ("[![badge](x)](y) text", "text"),
        ("[a [b](c) ![d](e)](f)", "a b"),
        ("snake_case_words and _emphasis_", "snake_case_words and emphasis"),
        ("", ""),
    ],
)
def test_plain_text_is_what_a_reader_sees(source: str, read: str) -> None:
    assert plain(source) == read


@pytest.mark.parametrize(
    ("source", "labels"),
    [
        ("[[paper](http://a)]", ["paper"]),
        ("[![x](http://i)](http://a)", ["![x](http://i)", "x"]),
        ("[a](http://x(y)z)", ["a"]),
        ("[a]( <http://x> 'y')", ["a"]),
        ("`[no](http://a)` [yes](http://b)", ["yes"]),
        ("``[no](http://a) ` `` [yes](http://b)", ["yes"]),
        ("` [yes](http://b)", ["yes"]),
        ("\\[no](http://a)", ["http://a"]),
        ("] [x]", []),
        ("<https://arxiv.org/abs/2401.00001>", ["https://arxiv.org/abs/2401.00001"]),
        ('<img src="http://i.png"> x', [""]),
    ],
)
def test_links_are_found_where_markdown_has_them(source: str, labels: list[str]) -> None:
    assert [source[link.label[0] : link.label[1]] for link in links(source)] == labels


def test_an_arrow_is_no_tag() -> None:
    assert plain("1D <-> 2D <b>nets</b><br/> and<!-- no --> more") == "1D <-> 2D nets and more"
