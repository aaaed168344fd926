from datetime import timedelta
from typing import Any

import pytest

from curator.errors import CuratorError
from curator.feedback import branch_state
from curator.types import PaperId, Placed
from tests.fakes import DAY


def test_what_is_written_is_read_again() -> None:
    one = branch_state.BranchState(
        "abc", (Placed(PaperId("2603.00001"), "A title", ("A", "b")),), ("2603.00002",), DAY, 7, DAY
    )
    assert branch_state.read(branch_state.write(one)) == one
    assert branch_state.read(branch_state.write(branch_state.NOTHING)) == branch_state.NOTHING


def test_a_pull_request_names_what_it_places_and_what_it_asks_about() -> None:
    one = branch_state.BranchState(placed=(Placed(PaperId("2603.00001"), "A title", ("A",)),), asked=("2603.00002",))
    assert branch_state.named(one) == {"2603.00001", "2603.00002"}


@pytest.mark.parametrize(("schedule", "days"), [("daily", 0), ("weekly", 7), ("monthly", 30)])
def test_new_papers_may_join_once_the_days_of_the_schedule_have_gone_by(schedule: Any, days: int) -> None:
    last = branch_state.BranchState(proposed=DAY)
    due = [branch_state.is_due(last, schedule, DAY + timedelta(days=day)) for day in range(40)]
    assert due == [day >= days for day in range(40)]
    assert branch_state.is_due(branch_state.NOTHING, schedule, DAY)


@pytest.mark.parametrize("text", ["", "[]", '{"learnt": "many"}', '{"placed": [{"arxiv_id": 1}]}', '{"placed": [1]}'])
def test_anything_else_is_one_line_that_says_what_to_do(text: str) -> None:
    with pytest.raises(CuratorError, match=r"^standing.json: .*: restore the file from git, or delete it$"):
        branch_state.read(text)
