import pytest

from curator.proposals import corrections

BADGE, REPEAT = ("badge", "README.md", "the badge names 2401.00001"), ("duplicate", "README.md", "line 5 already")


def test_a_body_tells_the_corrections_apart_that_it_was_marked_with() -> None:
    both, one = (corrections.marked(f"Text\n{corrections.mark(some)}\n") for some in ([BADGE, REPEAT], [BADGE]))
    assert one < both
    assert len(both) == 2


def test_a_correction_is_the_same_on_another_line() -> None:
    moved = ("duplicate", "README.md", "line 6 already")
    assert corrections.mark([REPEAT]) == corrections.mark([moved])
    assert corrections.mark([REPEAT]) != corrections.mark([("duplicate", "docs/a.md", "line 5 already")])


@pytest.mark.parametrize("body", ["", "<!-- curator: corrections -->", "<!-- curator: corrections x -->"])
def test_a_body_without_marks_holds_none(body: str) -> None:
    assert not corrections.marked(body)
