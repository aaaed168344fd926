from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from curator.feedback.branch_state import BranchState, Schedule
from curator.proposals import body, checkboxes, notices, pull_request
from curator.proposals.checkboxes import Ticked
from curator.proposals.pull_request import Situation
from curator.types import Decision, PaperId, Placed, Proposal, PullRequest
from tests.fakes import DAY, suggestion

TEXT = body.render(Decision((suggestion(1),), (), 0), "")
PULL = PullRequest(4, "open", "title", TEXT, "abc", "where")
PLACED = Placed(PaperId("2603.00001"), "One", ("Methods",))
STATE = BranchState("abc", (PLACED,), text=body.fingerprint(TEXT), touched=DAY, proposed=DAY)
NOW = Situation(STATE, PULL, checkboxes.NOTHING, "abc", foreign=False, today=DAY)
LONG = replace(NOW, today=DAY + timedelta(days=31))
REBUILD, RESUME = (Ticked(wishes=frozenset({wish})) for wish in (checkboxes.REBUILD, checkboxes.RESUME))
CLOSED = replace(PULL, state="closed")
PROPOSAL = Proposal("branch", "title", TEXT, "message", (), (PLACED,))


def now(base: Situation = NOW, **changes: Any) -> Situation:
    return replace(base, **changes)


@pytest.mark.parametrize(
    ("situation", "step"),
    [
        (NOW, "update"),
        (now(pull=None, state=BranchState(), tip=""), "update"),
        (now(tip="other"), "leave as it stands"),
        (now(tip="other", foreign=True), "leave to people"),
        (now(tip="other", ticked=REBUILD), "update"),
        (now(tip="other", state=BranchState()), "leave as it stands"),
        (now(tip="other", state=BranchState(), foreign=True), "leave to people"),
        (now(pull=CLOSED), "update"),
        (now(pull=replace(CLOSED, head="other"), tip="other", foreign=True), "update"),
        (now(pull=CLOSED, tip="other", foreign=True), "refuse"),
        (now(pull=None, tip="other", foreign=True), "refuse"),
        (LONG, "stop updating"),
        (now(LONG, ticked=RESUME), "update"),
        (now(LONG, pull=CLOSED), "update"),
        (now(LONG, state=replace(STATE, touched=None)), "update"),
        (now(LONG, tip="other", foreign=True), "leave to people"),
    ],
)
def test_each_situation_has_one_step(situation: Situation, step: str) -> None:
    assert pull_request.step(situation) == step


@pytest.mark.parametrize(
    ("situation", "may"),
    [
        (NOW, True),
        (now(pull=None), False),
        (now(pull=CLOSED), False),
        (now(pull=replace(PULL, body="mine")), False),
        (now(tip="other"), False),
    ],
)
def test_a_pull_request_is_the_bot_s_to_close_as_long_as_nobody_edited_it(situation: Situation, may: bool) -> None:
    assert pull_request.may_close(situation) is may


def test_a_body_is_left_when_it_says_the_same_and_carries_neither_tick_nor_notice() -> None:
    assert pull_request.says_the_same(NOW, PROPOSAL)
    other = body.render(Decision((suggestion(2),), (), 0), "")
    ticked, noticed = now(ticked=RESUME), now(pull=replace(PULL, body=notices.stale(TEXT)))
    for situation in (now(pull=CLOSED), now(pull=replace(PULL, body=other)), ticked, noticed):
        assert not pull_request.says_the_same(situation, PROPOSAL)


def test_what_will_stand_is_the_proposal_on_its_commit() -> None:
    later = now(today=DAY + timedelta(days=2))
    assert pull_request.after(later, PROPOSAL, "def", TEXT) == replace(STATE, head="def", branch="branch")
    more = replace(PROPOSAL, asked=("2603.00002",), body="other")
    state = pull_request.after(later, more, "def", more.body)
    assert (state.asked, state.proposed, state.touched) == (more.asked, later.today, DAY)
    assert state.text == body.fingerprint("other")


@pytest.mark.parametrize("situation", [now(LONG, ticked=RESUME), now(LONG, pull=CLOSED), now(LONG, pull=None)])
def test_a_tick_and_a_new_pull_request_count_as_touched_today(situation: Situation) -> None:
    assert pull_request.after(situation, PROPOSAL, "def", TEXT).touched == situation.today


WAITING = Decision((suggestion(1), suggestion(2)), (), 0)


def due(situation: Situation, schedule: Schedule = "daily", waiting: Decision = WAITING) -> list[str]:
    return [one.paper.id for one in pull_request.due(waiting, situation, schedule).lines]


def test_all_that_waits_is_due_on_the_schedule_s_day_and_before_it_what_the_pull_request_names() -> None:
    assert due(NOW) == ["2603.00001", "2603.00002"]
    assert due(NOW, "weekly") == ["2603.00001"]
    assert due(now(today=DAY + timedelta(days=7)), "weekly") == ["2603.00001", "2603.00002"]


@pytest.mark.parametrize("situation", [LONG, now(tip="other"), now(tip="other", foreign=True)])
def test_nothing_new_is_due_on_a_pull_request_that_is_left_alone(situation: Situation) -> None:
    assert due(situation) == ["2603.00001"]


def test_before_its_day_a_pull_request_that_could_not_be_opened_is_due_and_one_that_ended_is_not() -> None:
    assert due(now(pull=None), "weekly") == ["2603.00001"]
    assert due(now(pull=CLOSED, state=replace(STATE, touched=None)), "weekly") == []


def test_a_branch_of_people_without_a_pull_request_is_due_so_that_it_is_named_as_the_reason() -> None:
    assert due(now(pull=None, tip="other", foreign=True)) == ["2603.00001", "2603.00002"]


def test_what_was_merged_into_another_branch_is_due_on_no_day() -> None:
    assert due(now(state=replace(STATE, elsewhere=("2603.00002",)))) == ["2603.00001"]
