from curator.audit.fix import edited
from tests.audit.listing import HOST, found

HEAD = "# L\n\n## Methods\n\n| Title | Link |\n|-|-|\n"
SOUND = f"| Pruning Large Models by Magnitude | [p]({HOST}2401.00001) |\n"


def row(title: str, more: str = "") -> str:
    return f"| {title} | [p]({HOST}2401.00002) |{more}\n"


def test_a_cell_too_many_is_found_and_escaped_where_it_is_part_of_a_formula_or_a_link() -> None:
    text = HEAD + SOUND + row("Estimating $P(a|b)$ for Trees and Forests")
    (one,) = found(text)
    assert (one.rule, one.line, one.level) == ("surplus-cells", 8, "error")
    assert edited(text, one.fix) == text.replace("(a|b)", r"(a\|b)")


def test_a_cell_too_many_that_nobody_can_place_is_only_named() -> None:
    (one,) = found(HEAD + SOUND + row("Trees and Forests of Many Kinds", " code |"))
    assert one.fix == ()
    assert "3 cells, its header 2" in one.why


def test_an_empty_cell_or_a_comment_hides_nothing() -> None:
    assert not found(HEAD + SOUND + row("Trees and Forests of Many Kinds", " |"))
    assert not found(HEAD + SOUND + row("Trees and Forests of Many Kinds", " [//]: #11/08"))


def test_a_header_that_lacks_a_column_is_said_once() -> None:
    text = HEAD + row("Trees and Forests of Many Kinds", " a |") + row("Rivers and Lakes of Many Kinds", " b |")
    (one,) = found(text, rule="surplus-cells")
    assert (one.line, one.fix) == (7, ())
    assert "2 rows" in one.why
