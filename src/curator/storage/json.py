"""Values stored as readable JSON between runs, and checked in full when read: anyone may have edited them."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeAlias, TypeVar

from pydantic import TypeAdapter, ValidationError

from curator.errors import CuratorError

T = TypeVar("T")
Upgrade: TypeAlias = Callable[[dict[str, Any]], Mapping[str, Any]]
FROM_GIT = "restore the file from git, or delete it"
_VERSION = "version"


@dataclass(frozen=True, slots=True)
class Schema(Generic[T]):
    """A kind of object with the number of its form: the first (1; 0 or none as well), one more for each upgrade.

    `file` is what files of it are called; `check` raises ValueError for a value that its kind allows, and that is wrong
    all the same; `remedy` is what to do about a file that is wrong.
    """

    kind: TypeAdapter[T]
    file: str
    upgrades: tuple[Upgrade, ...] = ()
    check: Callable[[T], None] = lambda _: None
    remedy: str = FROM_GIT

    def read(self, text: str, name: str = "") -> T:
        """Return what `write` wrote, now or in an older form; errors call it `name`, or else as files of it are called.

        Raises
        ------
        CuratorError
            The text is not what `write` gave.
        """
        name = name or self.file
        known = json.dumps(self._upgraded(text, name)) if _is_object(text) else text
        value = read(self.kind, known, name, self.remedy)
        try:
            self.check(value)
        except ValueError as error:
            raise CuratorError(f"{name}: {error}: {self.remedy}") from error
        return value

    def _upgraded(self, text: str, name: str) -> Mapping[str, Any]:
        facts: dict[str, Any] = json.loads(text)
        version = facts.pop(_VERSION, 0)
        if version not in range(len(self.upgrades) + 2):
            raise CuratorError(f"{name}: form {version!r} is of a newer curator: update curator")
        try:
            for upgrade in self.upgrades[max(version, 1) - 1 :]:
                facts = dict(upgrade(facts))
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise CuratorError(f"{name}: not in form {version}, as it says: {self.remedy}") from error
        return facts

    def write(self, value: T) -> str:
        """Write a value as readable JSON, the number of its form first."""
        facts = {_VERSION: len(self.upgrades) + 1} | self.kind.dump_python(value, mode="json")
        return json.dumps(facts, indent=1, ensure_ascii=False) + "\n"


def _is_object(text: str) -> bool:
    try:
        return isinstance(json.loads(text), dict)
    except (ValueError, RecursionError):
        return False


def read(kind: TypeAdapter[T], text: str, name: str, remedy: str) -> T:
    """Return what a text holds; `name` and `remedy` stand in the error that any other text raises.

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
        raise CuratorError(": ".join(filter(None, (name, place, problem["msg"], remedy)))) from error
