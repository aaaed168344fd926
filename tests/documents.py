"""The commands that README.md and docs/ show: lines of their blocks of shell, and words between backticks."""

import re
import shlex
from pathlib import Path

from tests import ROOT

DOCUMENTS = [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]


def text(document: Path) -> str:
    """Return a document's text."""
    return document.read_text(encoding="utf8")


def lines(document: Path) -> list[list[str]]:
    """Return the words after `curator` of each line of the blocks of shell, in order, comments left out."""
    blocks = re.findall(r"^```sh\n(.*?)^```", text(document), re.MULTILINE | re.DOTALL)
    words = [shlex.split(line, comments=True) for block in blocks for line in block.splitlines()]
    return [one[1:] for one in words if one[:1] == ["curator"]]


def mentions(document: Path) -> list[list[str]]:
    """Return the words after `curator` of each command between backticks."""
    return [shlex.split(words) for words in re.findall(r"`curator\s([^`]+)`", text(document))]
