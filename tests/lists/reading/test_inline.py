"""Links inside the lines of an entry."""

from hypothesis import given
from hypothesis import strategies as st

from curator.lists.reading.inline import links, nested

_SIGNS = ["[", "]", "(", ")", "!", "\\", "`", "a", " ", "\n", "](", "[a](", "[[", "]]", "x)", '"c"']


@given(st.lists(st.sampled_from(_SIGNS), max_size=16).map("".join))
def test_links_are_the_same_whether_sought_at_once_or_sign_by_sign(text: str) -> None:
    assert links(text) == sorted(nested(text))
