"""Titles in the marks of Chinese books, and dates in its words."""

import pytest

from tests.lists.reading import entries
from tests.lists.writing.added import ARXIV, added

TREES = ("Growing Oaks in Deep Nets", "Counting the Rings of Elms", "Reading Leaves with Care")
NAMES = ("Ann Bee", "Cy Dee")


def listing(form: str) -> str:
    return "## 综述\n\n" + "".join(
        form.format(title=title, n=n, link=f"{ARXIV}250{n}.00001") + "\n" for n, title in enumerate(TREES, 1)
    )


@pytest.mark.parametrize(
    ("form", "line"),
    [
        ("- 《{title}》，2025 年 {n} 月。[论文]({link})", "- 《A New Work of Ours》，2026 年 11 月。[论文]({link})"),
        ("- [{title}]({link}) （2025年0{n}月）", "- [A New Work of Ours]({link}) （2026年11月）"),
        ("- 《{title}》, Ann Lee, Bo Kim。[论文]({link})", "- 《A New Work of Ours》, Ann Bee, Cy Dee。[论文]({link})"),
    ],
)
def test_a_new_entry_is_marked_dated_and_closed_as_the_others_are(form: str, line: str) -> None:
    assert added(listing(form), authors=NAMES) == line.format(link=f"{ARXIV}2611.01234")


def test_the_marks_of_a_title_are_no_part_of_it() -> None:
    found = entries(listing("- 《{title}》，2025 年 {n} 月。[论文]({link})"))
    assert [title for _, title, _ in found] == [*TREES]
