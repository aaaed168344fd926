"""The boxes of a pull request's body, as a maintainer sees them."""

import re
from dataclasses import dataclass

from curator.proposals import checkboxes
from curator.types import SectionPath


def key_of(section: SectionPath) -> str:
    """Return what stands for a section in the mark of a box."""
    return checkboxes.place("x", section).split()[1]


NOWHERE = key_of(checkboxes.NOWHERE)
"""The key of the box that says that a paper is not for the list."""

_BOX = re.compile(
    r"^- \[(?P<tick>[ x])\] .*<!-- curator: (?P<paper>\S+) (?P<key>\w{12})(?P<ours> ticked)? -->$", re.MULTILINE
)


@dataclass(frozen=True)
class Box:
    """A box: the paper, the section's key, whether it is ticked, and whether curator ticked it."""

    line: str
    paper: str
    key: str
    ticked: bool
    ours: bool

    def turned(self, body: str) -> str:
        """Return a body in which the box is ticked if it was empty, empty if it was ticked."""
        new = self.line.replace("[x]", "[ ]", 1) if self.ticked else self.line.replace("[ ]", "[x]", 1)
        return body.replace(self.line, new)


def boxes(body: str) -> list[Box]:
    """Return the boxes of a body that stand for a paper in a section."""
    return [Box(one[0], one["paper"], one["key"], one["tick"] == "x", bool(one["ours"])) for one in _BOX.finditer(body)]
