"""An entry that no maintainer writes ends no night, and takes no more time than others."""

import pytest

from tests.lists.writing.added import ARXIV, added


@pytest.mark.parametrize("junk", ["(", "*", '"a ', "[]", "()", "(**)", "`<b></b>", "\\(", "《》"])
@pytest.mark.parametrize("times", [300, 3_000])
def test_marks_without_end_are_text_and_teach_nothing(junk: str, times: int) -> None:
    half = len(junk) // 2
    opened, closed = (junk[:half] * times, junk[half:] * times) if half else (junk * times, "")
    text = (
        f"## Topic\n\n- [One Good Title]({ARXIV}2401.00001) {opened}{closed}\n- [Two Good Titles]({ARXIV}2401.00002)\n"
    )
    assert added(text) == f"- [A New Work of Ours]({ARXIV}2611.01234)"
