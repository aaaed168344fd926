from dataclasses import replace

import pytest

from curator.errors import CuratorError
from curator.feedback import branch_state
from curator.proposals import handover, queue
from curator.proposals.upgrades import UNKNOWN
from curator.types import Choice, Decision, Evidence, Paper, PaperId, Placed, Suggestion, Unsure
from tests import GOLDEN
from tests.fakes import DAY, paper

STATE = GOLDEN / "state"
METHODS, DATA = ("Methods",), ("Data",)
FIRST = paper(1, abstract="About rewards.", authors=("A. Author",), categories=("cs.CL",))
EVIDENCE = Evidence(("reward",), ("Reward models",))
WAITING = Decision(
    (
        Suggestion(FIRST, UNKNOWN, METHODS, 0.8, (Choice(DATA, 0.1),), EVIDENCE),
        Suggestion(Paper(PaperId("2603.00002"), "Paper number 2"), UNKNOWN, METHODS, 0.9),
    ),
    (Unsure(paper(3), 0.24, (Choice(METHODS, 0.4), Choice(DATA, 0.3))),),
    12,
)


def test_what_waited_under_an_older_curator_waits_on_with_its_fit_unknown() -> None:
    text = (STATE / "pending.0.json").read_text()
    assert queue.read(text) == WAITING
    assert queue.read(queue.write(WAITING)) == WAITING


def test_a_hand_over_of_an_older_curator_is_read() -> None:
    text = '{"decision": ' + (STATE / "pending.0.json").read_text() + ', "announced": 15, "days": ["2026-03-02"]}'
    assert handover.read(text) == handover.Handover(WAITING, 15, (DAY,))


def test_what_an_older_curator_left_on_its_branch_is_known() -> None:
    placed = Placed(PaperId("2603.00001"), "Paper number 1", METHODS)
    state = branch_state.read((STATE / "standing.0.json").read_text())
    assert state == branch_state.BranchState("abc", (placed,), ("2603.00003",), DAY, 3, DAY, "0123456789abcdef")
    assert replace(state, learnt=4) == branch_state.read(branch_state.write(replace(state, learnt=4)))


@pytest.mark.parametrize(
    "text", ['{"suggestions": [3]}', '{"suggestions": [{"paper": 3}], "unsure": [], "skipped": 0}']
)
def test_what_is_in_no_form_is_left_for_the_check_to_find(text: str) -> None:
    with pytest.raises(CuratorError, match=r"^pending.json: suggestions.0"):
        queue.read(text)
