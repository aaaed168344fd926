"""What nobody writes by hand, thousands of times over, is read all the same: no bug, and no hour of waiting."""

import pytest

from curator.lists import parse
from tests.lists.reading import A, entries

MANY = 3_000
LAST = f"\n\n## Other\n\n- [One Good Title]({A})\n"


@pytest.mark.parametrize(
    "text",
    [
        "<!--\n" * MANY,
        "<a href=" * MANY,
        "<a href=x>" * MANY,
        f"<a {'href ' * MANY}",
        "<img src=" * MANY,
        "<summary>" * MANY,
        "".join(f"{'#' * (n % 4 + 3)} H{n}\n" for n in range(MANY)),
    ],
    ids=lambda text: text[:12],
)
def test_what_stands_below_marks_without_end_is_read(text: str) -> None:
    comment = "-->" if text.startswith("<!--") else ""
    assert entries(f"# List\n\n## Topic\n\n{text}\n{comment}{LAST}")[-1] == ("2401.00001", "One Good Title", "Other")


def test_each_of_many_lines_of_one_paragraph_is_an_entry() -> None:
    lines = (f"**One Good Title {n}** [paper](https://arxiv.org/abs/2401.{n})\n" for n in range(10_000, 10_000 + MANY))
    assert len(parse("## Topic\n\n" + "".join(lines)).entries) == MANY


def test_a_comment_inside_a_comment_is_read_as_one() -> None:
    hidden = f"<!--\n- [One Good Title]({A})\n<!-- [demo](https://a.org) -->\n"
    assert entries(f"## Topic\n\n{hidden}") == [("2401.00001", "One Good Title", "Topic")]
