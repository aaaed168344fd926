from datetime import timedelta
from typing import Any

import pytest

from curator import standing
from curator.errors import CuratorError
from curator.records import Placed
from tests.fakes import DAY


def test_what_is_written_is_read_again() -> None:
    one = standing.Standing("abc", (Placed("2603.00001", "A title", ("A", "b")),), ("2603.00002",), DAY, 7, DAY)
    assert standing.read(standing.write(one)) == one
    assert standing.read(standing.write(standing.NOTHING)) == standing.NOTHING


def test_a_pull_request_names_what_it_places_and_what_it_asks_about() -> None:
    one = standing.Standing(placed=(Placed("2603.00001", "A title", ("A",)),), asked=("2603.00002",))
    assert standing.named(one) == {"2603.00001", "2603.00002"}


@pytest.mark.parametrize(("schedule", "days"), [("daily", 0), ("weekly", 7), ("monthly", 30)])
def test_new_papers_may_join_once_the_days_of_the_schedule_have_gone_by(schedule: Any, days: int) -> None:
    last = standing.Standing(proposed=DAY)
    due = [standing.is_due(last, schedule, DAY + timedelta(days=day)) for day in range(40)]
    assert due == [day >= days for day in range(40)]
    assert standing.is_due(standing.NOTHING, schedule, DAY)


@pytest.mark.parametrize("text", ["", "[]", '{"learnt": "many"}', '{"placed": [{"arxiv_id": 1}]}'])
def test_anything_else_is_one_line_that_says_what_to_do(text: str) -> None:
    with pytest.raises(CuratorError, match=r"^standing.json: .*: restore the file from git, or delete it$"):
        standing.read(text)
