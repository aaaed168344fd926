"""Where an editor has made the columns of a table even, a new row is as even."""

from tests.lists.writing.added import ARXIV, added

HEAD = "## Topic\n\n| Year |  Venue  | Title                                                            | Stars |\n"
RULE = "|------|:-------:|:-----------------------------------------------------------------|------:|\n"


def row(n: int, title: str, venue: str) -> str:
    return f"| 2024 | {venue:^7} | {f'[{title}]({ARXIV}2401.0000{n})':64} |    {n}0 |\n"


ROWS = row(1, "One Good Title", "ACL") + row(2, "Two Good Titles", "arXiv") + row(3, "Third Title", "arXiv")


def test_a_new_row_is_as_wide_as_the_others_and_aligned_like_its_column() -> None:
    link = f"[A New Work of Ours]({ARXIV}2611.01234)"
    assert added(HEAD + RULE + ROWS) == f"| 2026 |  arXiv  | {link:64} |     - |"


def test_a_cell_that_is_too_long_keeps_a_space_at_its_ends() -> None:
    link = f"[A New Work of Ours That Has a Long Title]({ARXIV}2611.01234)"
    new = added(HEAD + RULE + ROWS, "A New Work of Ours That Has a Long Title")
    assert new == f"| 2026 |  arXiv  | {link} |     - |"


def test_a_row_of_a_table_that_is_not_even_is_written_as_before() -> None:
    rows = ROWS.replace(" |    10", "|    10").replace(" |    20", "  |    20")
    assert "|     - |" not in added(HEAD + RULE + rows)
    alike = "".join(f"| 2024 | arXiv | [One Good Title {n}]({ARXIV}2401.0000{n}) | {n}0 |\n" for n in (1, 2, 3))
    assert added(HEAD + RULE + alike) == f"| 2026 | arXiv | [A New Work of Ours]({ARXIV}2611.01234) | - |"


def test_a_row_of_a_new_group_is_as_wide_as_those_of_the_group_beside_it() -> None:
    text = HEAD.replace("## Topic", "## Topic\n\n### 2024") + RULE + ROWS
    new = f"| 2026 |  arXiv  | {f'[A New Work of Ours]({ARXIV}2611.01234)':64} |     - |"
    assert added(text).split("\n") == ["### 2026", new]
