"""What the bot left on its branch and learnt from it: kept as JSON beside the decisions."""

from dataclasses import dataclass
from datetime import date

from pydantic import TypeAdapter, ValidationError

from curator.errors import CuratorError
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
    try:
        return _STANDING.validate_json(text)
    except ValidationError as error:
        problem = error.errors()[0]
        place = ".".join(str(part) for part in problem["loc"])
        raise CuratorError(f"{name}: {place}: {problem['msg']}: restore the file from git, or delete it") from error


def write(standing: Standing) -> str:
    """Write it as readable JSON."""
    return _STANDING.dump_json(standing, indent=1).decode() + "\n"
