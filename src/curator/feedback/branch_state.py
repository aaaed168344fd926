"""What the bot left on its branch and learnt from it: stored as JSON beside the decisions."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from pydantic import TypeAdapter

from curator.lists.identity import Counterparts
from curator.storage.json import Schema
from curator.types import Placed

Schedule = Literal["daily", "weekly", "monthly"]


@dataclass(frozen=True, slots=True)
class BranchState:
    """The bot's last commit on its branch, the papers it placed there, and those its pull request asks about.

    `proposed` is the day on which the pull request last got new papers. `learnt` is the number of the newest pull
    request whose end was read, `touched` the day on which the open one was opened or a person was last seen to act or
    speak in it, `text` the fingerprint of the body that was written last. `branch` is the branch that all this is of,
    `elsewhere` names papers that were merged into another branch than the list's. `base` is the list's own branch in a
    local repository, empty where none was checked out; a server knows its own.
    """

    head: str = ""
    placed: tuple[Placed, ...] = ()
    asked: tuple[str, ...] = ()
    proposed: date | None = None
    learnt: int = 0
    touched: date | None = None
    text: str = ""
    branch: str = ""
    elsewhere: tuple[str, ...] = ()
    base: str = ""


NOTHING = BranchState()
_SCHEMA = Schema(TypeAdapter(BranchState), "standing.json")
read, write = _SCHEMA.read, _SCHEMA.write
_DAYS = {"daily": 0, "weekly": 7, "monthly": 30}


def renamed(state: BranchState, counterparts: Counterparts) -> BranchState:
    """Return it in the names that sections have now."""
    placed = (replace(one, section=counterparts.same(one.section) or one.section) for one in state.placed)
    return replace(state, placed=tuple(placed))


def named(state: BranchState) -> frozenset[str]:
    """Return the ids of the papers that the pull request names."""
    return frozenset((*(one.id for one in state.placed), *state.asked))


def is_due(state: BranchState, schedule: Schedule, today: date) -> bool:
    """Tell whether the schedule lets new papers join today."""
    return state.proposed is None or today - state.proposed >= timedelta(days=_DAYS[schedule])
