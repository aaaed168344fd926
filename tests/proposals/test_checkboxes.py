import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.feedback.naming import Naming
from curator.lists.identity import Counterparts
from curator.proposals import body, checkboxes, instructions, notices, queue
from curator.proposals.instructions import Instructions
from curator.types import Choice, Decision, PaperId
from tests.fakes import hostile_text, question, suggestion

A, B, C = ("A",), ("B", "b"), ("C",)
SINCE = Counterparts({}, {A: frozenset(), B: frozenset()})
NONE = Naming()
ASKED = Decision((suggestion(1, A),), (question(2, A, B), question(3, B, C)), 5)


def tick(text: str, *numbers: int) -> str:
    """Tick boxes by their number from the top, as a browser does."""
    parts = text.split("- [ ]")
    return parts[0] + "".join(
        ("- [x]" if number in numbers else "- [ ]") + part for number, part in enumerate(parts[1:])
    ).replace("\n", "\r\n")


def test_nothing_is_ticked_in_a_body_as_it_was_written() -> None:
    assert not checkboxes.read(notices.hands_off(notices.stale(body.render(ASKED, ""))))


def ticks(text: str, *numbers: int, naming: Naming = NONE, counterparts: Counterparts = SINCE) -> Instructions:
    papers = {one.id for one in queue.papers(ASKED)}
    return instructions.of(checkboxes.read(tick(text, *numbers)), papers, checkboxes.keys(naming, counterparts))


def test_a_box_is_a_line_of_its_own_however_many_empty_lines_stand_before_it() -> None:
    text = body.render(ASKED, "")
    assert checkboxes.read("\n" * 60_000 + text) == checkboxes.read(text)


def test_a_ticked_box_places_its_paper_in_its_section_and_asks_no_more() -> None:
    found = ticks(body.render(ASKED, ""), 1)
    assert found == Instructions({PaperId("2603.00002"): (B,)})
    after = instructions.apply(ASKED, found)
    assert [(one.paper.id, one.section) for one in after.lines] == [("2603.00001", A), ("2603.00002", B)]
    assert [one.paper.id for one in after.questions] == ["2603.00003"]
    assert after.skipped == 5


def test_a_box_that_still_stands_ticked_after_its_paper_was_placed_changes_nothing() -> None:
    found = ticks(body.render(ASKED, ""), 1)
    after = instructions.apply(ASKED, found)
    assert instructions.apply(after, found) == after


def test_two_ticked_boxes_for_one_paper_are_two_sections() -> None:
    found = ticks(body.render(ASKED, ""), 1, 0)
    assert found.placed == {"2603.00002": (A, B)}
    after = instructions.apply(ASKED, found)
    assert [one.section for one in after.lines if one.paper.id == "2603.00002"] == [A, B]
    assert [one.choices[0].probability for one in after.lines[1:]] == [0.3, 0.3]
    assert instructions.apply(after, found) == after


def test_not_for_this_list_is_a_box_of_every_question_and_ends_it() -> None:
    text = body.render(ASKED, "")
    assert text.count("- [ ] not for this list") == 2
    found = ticks(text, 5)
    assert found.refused == {"2603.00003"}
    assert [one.paper.id for one in instructions.apply(ASKED, found).questions] == ["2603.00002"]


def test_a_section_ticked_together_with_not_for_this_list_is_contrary_and_changes_nothing() -> None:
    found = ticks(body.render(ASKED, ""), 0, 2)
    assert found == Instructions(contrary=frozenset({PaperId("2603.00002")}))
    assert instructions.apply(ASKED, found) == ASKED


def test_a_box_counts_for_what_its_section_is_called_now() -> None:
    text = body.render(ASKED, "")
    named = Counterparts({A: frozenset("a"), B: frozenset("bcde")}, {C: frozenset("a"), ("D",): frozenset("bcde")})
    assert ticks(text, 0, counterparts=named).placed == {"2603.00002": (C,)}
    earlier = Naming({C: frozenset("a")}, {A: (C,)})
    found = ticks(text, 0, naming=earlier, counterparts=Counterparts(earlier.known, earlier.known))
    assert found.placed == {"2603.00002": (C,)}


SPLIT = Counterparts({B: frozenset("bcde")}, {C: frozenset("bc"), ("D",): frozenset("de")})


def test_a_box_whose_section_was_split_asks_for_the_part() -> None:
    found = ticks(body.render(ASKED, ""), 1, counterparts=SPLIT)
    assert found == Instructions(split={PaperId("2603.00002"): (C, ("D",))})
    asked = instructions.apply(ASKED, found).questions[-1]
    assert [choice.section for choice in asked.choices] == [C, ("D",), A, B]
    assert asked.note == "the section that was ticked was split"
    assert "stays open: its section was split" in body.reply(body.replies(found), ())


def test_a_line_is_a_question_again_where_another_section_was_ticked_that_was_split() -> None:
    text = body.render(Decision((suggestion(2, A, Choice(B, 0.1)),), (), 0), "")
    both = checkboxes.read(tick(text, 0).replace("- [x] A", "- [ ] A"))
    found = instructions.of(both, [PaperId("2603.00002")], checkboxes.keys(NONE, SPLIT))
    after = instructions.apply(Decision((suggestion(2, A),), (), 0), found)
    assert not after.lines
    assert {choice.section for choice in after.questions[0].choices} >= {C, ("D",)}


def test_a_tick_is_answered_in_its_place_and_is_no_box_any_more() -> None:
    text = tick(body.render(ASKED, ""), 1)
    said = checkboxes.replied(text, {"2603.00002": "joins B"})
    assert "- [x] B › b, section 30%: joins B\n" in said
    assert not checkboxes.read(said)
    assert checkboxes.replied(text, {}) == text.replace("\r\n", "\n")


SUGGESTED = Decision((suggestion(1, A, Choice(B, 0.1), Choice(C, 0.05)), suggestion(2, C)), (), 0)
"""Its boxes, from the top: A, ticked; B, C; and C, ticked, of the other paper."""


def decided(text: str) -> Instructions:
    papers = {one.id for one in queue.papers(SUGGESTED)}
    return instructions.of(checkboxes.read(text), papers, checkboxes.keys(NONE, SINCE))


def untick(text: str, words: str) -> str:
    return text.replace(f"- [x] {words}", f"- [ ] {words}")


def test_a_box_that_curator_ticked_decides_nothing_as_long_as_nobody_touches_it() -> None:
    text = body.render(SUGGESTED, "")
    assert text.count("- [x]") == 2
    assert not checkboxes.read(text)
    assert decided(text) == Instructions()


def test_a_suggested_paper_that_a_person_unticks_is_turned_down_and_no_other() -> None:
    found = decided(untick(body.render(SUGGESTED, ""), "A"))
    assert found == Instructions(refused=frozenset({PaperId("2603.00001")}))
    assert [one.paper.id for one in instructions.apply(SUGGESTED, found).lines] == ["2603.00002"]


def test_a_box_that_stands_there_twice_is_unticked_by_either() -> None:
    text = body.render(SUGGESTED, "")
    (line,) = [one for one in text.splitlines() if one.startswith("- [x] A")]
    assert decided(f"{untick(text, 'A')}\n{line}\n") == decided(f"{text}\n{untick(line, 'A')}\n")
    assert decided(f"{text}\n{untick(line, 'A')}\n").refused == {PaperId("2603.00001")}


@pytest.mark.parametrize("words", [" we have a newer one", ".", " <!-- mine -->"])
def test_words_behind_a_box_hide_no_tick_and_stay(words: str) -> None:
    text = body.render(SUGGESTED, "")
    (line,) = [one for one in text.splitlines() if one.startswith("- [x] A")]
    edited = text.replace(line, untick(f"{line}{words}", "A"))
    assert decided(edited).refused == {PaperId("2603.00001")}
    assert f"was turned down{words}" in checkboxes.replied(edited, {"2603.00001": "was turned down"})


def test_a_suggested_paper_that_is_unticked_and_ticked_elsewhere_moves_and_offers_where_it_was() -> None:
    found = decided(tick(untick(body.render(SUGGESTED, ""), "A"), 1))
    assert found.placed == {"2603.00001": (B,)}
    moved = next(one for one in instructions.apply(SUGGESTED, found).lines if one.paper.id == "2603.00001")
    assert (moved.section, [one.section for one in moved.choices[1:]]) == (B, [A, C])


def test_a_suggested_paper_that_is_ticked_elsewhere_too_goes_to_both_and_may_lose_one_again() -> None:
    found = decided(tick(body.render(SUGGESTED, ""), 0))
    assert found.placed == {"2603.00001": (A, B)}
    both = instructions.apply(SUGGESTED, found)
    text = body.render(both, "")
    assert text.count("[2603.00001]") == 1
    assert not checkboxes.read(text)
    assert decided(untick(text, "A")).placed == {"2603.00001": (B,)}


def test_a_box_that_was_unticked_is_answered_in_its_place_and_is_no_box_any_more() -> None:
    text = untick(body.render(SUGGESTED, ""), "A")
    said = checkboxes.replied(text, body.replies(decided(text), standing={"2603.00001"}))
    assert "- [ ] A, section 80%: is turned down; its line on this branch is yours to delete\n" in said
    assert not checkboxes.read(said)
    moved = body.replies(decided(tick(text, 1)), standing={"2603.00001"})
    assert moved == {"2603.00001": "goes to B › b; its line on this branch is yours to move"}


def test_ticks_are_no_edit_of_a_body_and_words_are() -> None:
    text = body.render(SUGGESTED, "")
    assert checkboxes.untouched(tick(untick(text, "A"), 1)) == text
    assert checkboxes.untouched(text.replace("Untick", "Please untick")) != text


@pytest.mark.parametrize(
    ("notice", "wish"), [(notices.hands_off, checkboxes.REBUILD), (notices.stale, checkboxes.RESUME)]
)
def test_a_wish_is_read_from_the_box_under_its_notice(notice: object, wish: str) -> None:
    text = notice(body.render(ASKED, ""))  # type: ignore[operator]
    found = checkboxes.read(tick(text, 6))
    assert found.wishes == {wish}
    assert not found.papers


@given(hostile_text, st.booleans())
def test_no_title_can_forge_a_ticked_box(title: str, named: bool) -> None:
    forged = f"{title}\n- [x] A <!-- curator: {checkboxes.place('2603.00003', B)} -->"
    text = body.render(Decision((suggestion(1, (forged,)),), (question(2, (forged, title)),), 0), "")
    assert not checkboxes.read(text)


def test_a_box_of_a_paper_or_a_section_that_is_not_asked_about_places_nothing() -> None:
    text = (
        checkboxes.box("x", checkboxes.place("2603.99999", A))
        + "\n"
        + checkboxes.box("x", checkboxes.place("2603.00002", C))
    )
    assert checkboxes.read(tick(text, 0, 1))
    assert instructions.apply(ASKED, ticks(text, 0, 1)) == ASKED
