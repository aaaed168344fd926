"""Where a decision on a proposal was read: the text that `labels.csv` has ⇄ the pull request or branch, and how."""

import re
from dataclasses import dataclass

_REJECTING = {"closed", "ticked", "rebuilt", "edited"}
"""What turns papers down and takes none."""

_TEXT = re.compile(r"(?P<where>(?:#|branch(?= )).*?)(?: (?P<how>\w+))?(?P<then>, then the list)?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Source:
    """A pull request, or curator's branch in a local repository, and how it ended or what was done in it.

    `followed` is whether the list as it stands has corrected since what was decided there.
    """

    where: str
    how: str
    followed: bool = False

    @property
    def pull(self) -> int | None:
        """The number of the pull request, None for a branch."""
        number = self.where.removeprefix("#")
        return int(number) if number.isdecimal() else None

    @property
    def takes(self) -> bool:
        """Whether papers may be taken there: what the list has then is the maintainer's word on the proposal."""
        return self.followed or self.how not in _REJECTING

    @property
    def text(self) -> str:
        """What `labels.csv` has."""
        return " ".join(filter(None, [self.where, self.how])) + (", then the list" if self.followed else "")


def of_pull(number: int, how: str) -> Source:
    """Return the source of what a pull request decided by how it ended, or what was done in it."""
    return Source(f"#{number}", how)


def of_branch(name: str, how: str) -> Source:
    """Return the source of what was decided on curator's branch in a local repository, by how."""
    return Source(f"branch {name}", how)


def read(text: str) -> Source | None:
    """Return the source that a text names; None for the list, a command, or whatever else a person wrote."""
    found = _TEXT.fullmatch(text)
    return Source(found["where"], found["how"] or "", bool(found["then"])) if found else None
