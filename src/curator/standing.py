"""What the bot left on its branch and learnt from it: kept as JSON beside the decisions."""

from dataclasses import dataclass
from datetime import date

from pydantic import TypeAdapter

from curator import kept
from curator.records import Placed


@dataclass(frozen=True, slots=True)
class Standing:
    """The bot's last commit on its branch, and the papers it placed there.

    `learnt` is the number of the newest pull request whose end was read, `touched` the day on which the open one was
    opened or a person was last seen to tick a box in it, `text` the fingerprint of the body that was written last.
    """

    head: str = ""
    placed: tuple[Placed, ...] = ()
    learnt: int = 0
    touched: date | None = None
    text: str = ""


NOTHING = Standing()
_STANDING = TypeAdapter(Standing)


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
