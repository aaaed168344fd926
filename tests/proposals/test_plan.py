from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from curator.errors import HostError
from curator.feedback.branch_state import BranchState
from curator.proposals import body, checkboxes, notices, plan, queue
from curator.proposals.answers import Known
from curator.proposals.checkboxes import Ticked
from curator.proposals.instructions import Instructions
from curator.proposals.plan import Plan
from curator.proposals.pull_request import Situation
from curator.types import Decision, PaperId, Placed, Proposal, PullRequest
from tests.fakes import DAY, question, suggestion

A = ("Agents",)
ONE, TWO, THREE = (PaperId(f"2603.0000{number}") for number in (1, 2, 3))
WAITED = Decision((suggestion(1, A),), (question(2, A), question(3, A)), 0)
TEXT = body.render(WAITED, "")
LINE = Placed(ONE, "Paper number 1", A)
STATE = BranchState("abc", (LINE,), (TWO, THREE), DAY, 3, DAY, body.fingerprint(TEXT), "bot")
PULL = PullRequest(4, "open", "Add 1 paper, ask about 2", TEXT, "abc", "where")
NOW = Situation(STATE, PULL, checkboxes.NOTHING, "abc", foreign=False, today=DAY)
PEOPLE, LOST = replace(NOW, tip="def", foreign=True), replace(NOW, tip="def")
STALE = replace(NOW, today=DAY + timedelta(days=31))
NONE = replace(NOW, pull=None, state=BranchState(branch="bot"), tip="")
TAKEN = replace(NONE, tip="def", foreign=True)
LATE = replace(PULL, number=3, state="closed")
PROPOSAL = Proposal("bot", "Add 2 papers", body.render(replace(WAITED, questions=()), ""), "message", (), (LINE,))
LEFT = [(PEOPLE, notices.hands_off), (LOST, notices.lost), (STALE, notices.stale)]
EACH = [
    *((one, PROPOSAL) for one in (NOW, PEOPLE, LOST, STALE, NONE)),
    *((one, None) for one in (NOW, PEOPLE, LOST, STALE, NONE, TAKEN)),
]


def make(now: Situation, proposal: Proposal | None = PROPOSAL, wanted: Instructions | None = None) -> Plan:
    ticked = {one.number: wanted or Instructions() for one in (now.open, *now.late) if one}
    return plan.make(Known(now, ticked, WAITED, (), (), ()), proposal)


@pytest.mark.parametrize(("now", "proposal"), EACH)
def test_where_the_branch_stays_what_is_known_of_it_stays(now: Situation, proposal: Proposal | None) -> None:
    made = make(now, proposal)
    if made.proposal is None:
        assert (made.state.head, made.state.placed) == (now.state.head, now.state.placed)
    else:
        assert made.state.placed == made.proposal.placed


@pytest.mark.parametrize(("now", "proposal"), EACH)
def test_every_plan_answers_on_pull_requests_that_have_ended(now: Situation, proposal: Proposal | None) -> None:
    assert make(replace(now, late=(LATE,)), proposal).late == (LATE,)


@pytest.mark.parametrize(("now", "notice"), LEFT)
@pytest.mark.parametrize("proposal", [PROPOSAL, None])
def test_what_is_left_alone_says_so_once_whether_there_is_anything_to_propose_or_not(
    now: Situation, notice: Callable[[str], str], proposal: Proposal | None
) -> None:
    once = make(now, proposal)
    assert once == Plan(now.state, (), edits={"title": PULL.title, "body": notice(TEXT)})
    assert make(replace(now, pull=replace(PULL, body=notice(TEXT))), proposal) == Plan(now.state, ())


@pytest.mark.parametrize(("now", "notice"), LEFT)
def test_what_was_answered_on_a_pull_request_left_alone_is_asked_about_no_more(
    now: Situation, notice: Callable[[str], str]
) -> None:
    assert make(now, wanted=Instructions({TWO: (A,)})).state.asked == (THREE,)
    assert make(now, wanted=Instructions(refused=frozenset({THREE}))).state.asked == (TWO,)
    assert make(now, wanted=Instructions(unclear=frozenset({TWO}))).state.asked == (TWO, THREE)


def test_a_proposal_opens_a_pull_request_where_none_is_open() -> None:
    made = make(NONE)
    assert (made.proposal, made.edits) == (PROPOSAL, {})
    assert (made.state.placed, made.state.touched, made.state.branch) == ((LINE,), DAY, "bot")


def test_a_proposal_is_made_on_the_branch_of_the_open_pull_request_whatever_the_settings_say() -> None:
    made = make(NOW, replace(PROPOSAL, branch="other"))
    assert made.proposal == PROPOSAL
    assert made.state.branch == "bot"


def test_a_body_is_written_anew_where_it_says_something_else_and_what_people_wrote_around_it_stays() -> None:
    pull = replace(PULL, title="Mine", body=f"Mine\n\n{TEXT}")
    edits = make(replace(NOW, pull=pull)).edits
    assert edits == {"title": "Mine", "body": f"Mine\n\n{PROPOSAL.body}"}
    same = replace(PROPOSAL, body=TEXT)
    assert make(replace(NOW, pull=pull), same).edits == {}
    assert make(replace(NOW, ticked=Ticked(places=frozenset({(TWO, "x")}))), same).edits["body"] == TEXT


def test_a_branch_of_people_without_a_pull_request_refuses_a_proposal_and_nothing_else() -> None:
    with pytest.raises(HostError, match="branch bot has commits that are not curator's: merge, rename or delete it"):
        make(TAKEN)
    assert make(TAKEN, None) == Plan(TAKEN.state, ())


def test_without_anything_to_propose_a_pull_request_is_closed_and_its_end_decides_nothing() -> None:
    made = make(NOW, None)
    assert made == Plan(replace(STATE, learnt=PULL.number, touched=None), (), edits={"state": "closed"})
    assert make(replace(NOW, ticked=Ticked(frozenset({(TWO, "x")})), late=(LATE,)), None).late == (LATE, PULL)


def test_one_in_which_people_wrote_loses_its_lines_once_instead() -> None:
    written = replace(NOW, pull=replace(PULL, body=f"Mine\n\n{TEXT}"))
    made = make(written, None)
    assert made.proposal
    assert (made.proposal.changes, made.state.placed) == ((), ())
    assert made.edits == {"title": body.title(queue.NOTHING), "body": f"Mine\n\n{made.proposal.body}"}
    again = replace(written, state=replace(made.state, head="def"), tip="def")
    assert make(again, None) == Plan(again.state, ())


@pytest.mark.parametrize("now", [NONE, TAKEN])
def test_without_pull_request_and_proposal_only_what_was_learnt_is_stored(now: Situation) -> None:
    assert make(now, None) == Plan(now.state, ())
