"""Values stored as readable JSON between runs, and checked in full when read: anyone may have edited them."""

from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from curator.errors import CuratorError

T = TypeVar("T")
FROM_GIT = "restore the file from git, or delete it"


def read(kind: TypeAdapter[T], text: str, name: str, remedy: str = FROM_GIT) -> T:
    """Return what `write` wrote; `name` and `remedy` stand in the error that any other text raises.

    Raises
    ------
    CuratorError
        The text is no such value; the error names the first place that is wrong.
    """
    try:
        return kind.validate_json(text)
    except ValidationError as error:
        problem = error.errors()[0]
        place = ".".join(str(part) for part in problem["loc"])
        raise CuratorError(f"{name}: {place}: {problem['msg']}: {remedy}") from error


def write(kind: TypeAdapter[T], value: T) -> str:
    """Write a value as readable JSON."""
    return kind.dump_json(value, indent=1).decode() + "\n"
