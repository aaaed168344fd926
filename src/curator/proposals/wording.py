"""Words in a proposal: what papers and lists say, made inert; figures and counts as people read them."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date

from curator.types import SectionPath

_LONGEST = 300
_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
_ACTIVE = re.compile(r"(?<=[@#/:.])(?=\w)|(?<=://)|(?<=GH-)(?=\d)", re.IGNORECASE)
_HASH = re.compile(r"\b[0-9a-f]{7,}\b", re.IGNORECASE)
_SIX = re.compile(r"(.{6})(?=.)")
_JOINER = "\N{WORD JOINER}"


def inert(text: str, longest: int = _LONGEST) -> str:
    """Return text that shows as written and does nothing in GitHub's Markdown or in a commit message.

    Every ASCII punctuation mark is escaped (CommonMark 0.31, 2.4), control and direction marks are dropped, and an
    invisible joiner breaks mentions, references, addresses and commit hashes, which GitHub finds in rendered text.
    """
    return _PUNCTUATION.sub(r"\\\1", unlinked(text, longest))


def unlinked(text: str, longest: int = _LONGEST) -> str:
    """Return text on one line, cut at `longest` characters, in which GitHub finds no mention, reference or address."""
    line = " ".join("".join(" " if letter.isspace() else letter for letter in text if _shown(letter)).split())
    short = line if len(line) <= longest else line[: longest - 1] + "…"
    return _HASH.sub(lambda found: _SIX.sub(rf"\1{_JOINER}", found[0]), _ACTIVE.sub(_JOINER, short))


def _shown(letter: str) -> bool:
    return letter.isspace() or unicodedata.category(letter) not in {"Cc", "Cf", "Cs", "Co", "Cn"}


def visible(markdown: str) -> str:
    """Return about what is seen of a line of ours: no addresses, hidden marks, escapes or joiners."""
    return re.sub(rf"<!--.*?-->|</?\w+>|\]\([^)]*\)|[\\\[*{_JOINER}]", "", markdown).strip()


def heading(path: SectionPath) -> str:
    """Return a section's path as one line of inert text."""
    return " › ".join(inert(level) for level in path)


def percent(probability: float) -> str:
    """Return a probability as whole per cent; never 0 or 100, which nobody can promise."""
    return f"{min(99, max(1, round(100 * probability)))}%"


def count(number: int, noun: str) -> str:
    """Return a number and its noun, in the plural where it is not one."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def provenance(papers: int, announced: Sequence[date]) -> str:
    """Say in words how many papers were read, and of which days."""
    span = f", {announced[0]}" + (f" to {announced[-1]}" if announced[1:] else "") if announced else ""
    return f"Read from arXiv: {count(papers, 'paper')}{span}."
