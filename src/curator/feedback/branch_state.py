"""What the bot left on its branch and learnt from it: kept as JSON beside the decisions."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from pydantic import TypeAdapter

from curator.storage import json as kept
from curator.types import Placed


@dataclass(frozen=True, slots=True)
class Standing:
    """The bot's last commit on its branch, the papers it placed there, and those its pull request asks about.

    `proposed` is the day on which the pull request last got new papers. `learnt` is the number of the newest pull
    request whose end was read, `touched` the day on which the open one was opened or a person was last seen to act or
    speak in it, `text` the fingerprint of the body that was written last.
    """

    head: str = ""
    placed: tuple[Placed, ...] = ()
    asked: tuple[str, ...] = ()
    proposed: date | None = None
    learnt: int = 0
    touched: date | None = None
    text: str = ""


NOTHING = Standing()
_STANDING = TypeAdapter(Standing)
_DAYS = {"daily": 0, "weekly": 7, "monthly": 30}


def read(text: str, name: str = "standing.json") -> Standing:
    """Read what `write` gave; `name` stands in the error that any other text raises.

    Raises
    ------
    CuratorError
        The text is not what `write` gave.
    """
    return kept.read(_STANDING, text, name)


def write(standing: Standing) -> str:
    """Write it as readable JSON."""
    return kept.write(_STANDING, standing)


def named(standing: Standing) -> frozenset[str]:
    """Return the ids of the papers that the pull request names."""
    return frozenset((*(one.id for one in standing.placed), *standing.asked))


def is_due(standing: Standing, schedule: Literal["daily", "weekly", "monthly"], today: date) -> bool:
    """Tell whether the schedule lets new papers join today."""
    return standing.proposed is None or today - standing.proposed >= timedelta(days=_DAYS[schedule])
