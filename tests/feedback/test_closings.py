"""Which rejections a person made by closing a pull request, and which nobody did."""

from datetime import UTC, date, datetime

import pytest

from curator.feedback.closings import closed, doubt
from curator.types import Closing, Label, PaperId, Placed

METHODS, DATA = ("Methods",), ("Data",)
THEN = datetime(2026, 3, 4, tzinfo=UTC)


def rejected(number: int, source: str = "#3 closed", by: str = "bot") -> Label:
    return Label(PaperId(f"2603.0000{number}"), f"Paper {number}", (), date(2026, 3, 4), source, by)


def placed(number: int) -> Placed:
    return Placed(PaperId(f"2603.0000{number}"), f"Paper {number}", METHODS)


def test_rejections_belong_together_that_one_closing_made() -> None:
    other = Label(PaperId("2603.00009"), "Taken", (METHODS,), None, "#3 closed")
    known = [rejected(1), rejected(2, "#12 closed"), rejected(3), rejected(4, "#3 ticked"), rejected(5, ""), other]
    assert closed(known) == {3: [rejected(1), rejected(3)], 12: [rejected(2, "#12 closed")]}


@pytest.mark.parametrize("by", ["bot", ""])
def test_a_closing_by_a_bot_is_nobody_s_decision_though_it_was_learnt_without_a_name(by: str) -> None:
    assert "bot" in doubt(Closing("bot", True, "bot", THEN), [rejected(1, by=by)], [], [METHODS])


def test_what_a_person_decided_stays_though_a_bot_closed_the_pull_request_again() -> None:
    assert not doubt(Closing("bot", True, "bot", THEN), [rejected(1, by="person")], [placed(1)], [METHODS])


@pytest.mark.parametrize("by", ["", "lender"])
@pytest.mark.parametrize("bot", [True, False])
def test_where_no_section_was_left_only_another_person_can_have_closed_it(by: str, bot: bool) -> None:
    closing = Closing(by, bot, "lender", THEN)
    assert "sections" in doubt(closing, [rejected(1)], [placed(1)], [DATA])
    assert "sections" in doubt(closing, [rejected(1)], [placed(1)], [])


def test_a_person_s_closing_is_a_decision_whatever_sections_were_called() -> None:
    assert not doubt(Closing("person", False, "bot", THEN), [rejected(1, by="person")], [placed(1)], [DATA])


def test_where_a_section_was_there_whoever_lent_the_token_may_have_closed_it() -> None:
    assert not doubt(Closing("lender", False, "lender", THEN), [rejected(1)], [placed(1)], [METHODS, DATA])


def test_where_nothing_is_known_of_what_waited_nothing_is_doubted() -> None:
    assert not doubt(Closing("", False, "", THEN), [rejected(1)], [placed(2)], [])
