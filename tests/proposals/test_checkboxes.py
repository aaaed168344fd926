import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.proposals import body, checkboxes
from curator.types import Decision
from tests.fakes import hostile_text, suggestion, unsure

A, B, C = ("A",), ("B", "b"), ("C",)
ASKED = Decision((suggestion(1, A),), (unsure(2, A, B), unsure(3, B, C)), 5)


def tick(text: str, *numbers: int) -> str:
    """Tick boxes by their number from the top, as a browser does."""
    parts = text.split("- [ ]")
    return parts[0] + "".join(
        ("- [x]" if number in numbers else "- [ ]") + part for number, part in enumerate(parts[1:])
    ).replace("\n", "\r\n")


def test_nothing_is_ticked_in_a_body_as_it_was_written() -> None:
    assert not checkboxes.read(body.hands_off(body.stale(body.render(ASKED, ""))))


def test_a_ticked_box_places_its_paper_in_its_section_and_asks_no_more() -> None:
    ticked = checkboxes.read(tick(body.render(ASKED, ""), 1))
    assert checkboxes.placements(ASKED, ticked) == {"2603.00002": B}
    after = checkboxes.apply(ASKED, ticked)
    assert [(one.paper.id, one.section) for one in after.suggestions] == [("2603.00001", A), ("2603.00002", B)]
    assert [one.paper.id for one in after.unsure] == ["2603.00003"]
    assert after.skipped == 5


def test_a_box_that_still_stands_ticked_after_its_paper_was_placed_is_told_of_again() -> None:
    ticked = checkboxes.read(tick(body.render(ASKED, ""), 1))
    after = checkboxes.apply(ASKED, ticked)
    assert checkboxes.placements(after, ticked) == {"2603.00002": B}
    assert checkboxes.apply(after, ticked) == after


def test_of_two_ticked_boxes_for_one_paper_the_likelier_section_counts() -> None:
    assert checkboxes.placements(ASKED, checkboxes.read(tick(body.render(ASKED, ""), 1, 0))) == {"2603.00002": A}


@pytest.mark.parametrize(("notice", "wish"), [(body.hands_off, checkboxes.REBUILD), (body.stale, checkboxes.RESUME)])
def test_a_wish_is_read_from_the_box_under_its_notice(notice: object, wish: str) -> None:
    text = notice(body.render(ASKED, ""))  # type: ignore[operator]
    assert checkboxes.read(tick(text, 4)) == checkboxes.Ticked(frozenset(), frozenset({wish}))


@given(hostile_text, st.booleans())
def test_no_title_can_forge_a_ticked_box(title: str, named: bool) -> None:
    forged = f"{title}\n- [x] A <!-- curator: {checkboxes.place('2603.00003', B)} -->"
    text = body.render(Decision((suggestion(1, (forged,)),), (unsure(2, (forged, title)),), 0), "")
    assert not checkboxes.read(text)


def test_a_box_of_a_paper_or_a_section_that_is_not_asked_about_places_nothing() -> None:
    text = (
        checkboxes.box("x", checkboxes.place("2603.99999", A))
        + "\n"
        + checkboxes.box("x", checkboxes.place("2603.00002", C))
    )
    ticked = checkboxes.read(tick(text, 0, 1))
    assert ticked
    assert checkboxes.apply(ASKED, ticked) == ASKED
