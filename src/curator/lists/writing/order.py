"""Where in a section a new entry goes: newest first, newest last, or by its title."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Literal

from curator.lists.reading.unit import Unit
from curator.papers.identity import title_key
from curator.types import Paper

Order = Literal["newest first", "newest last", "alphabetical"]


_IN_CELL = re.compile(r"\s*(\d{1,3})(?=\s*$|[.)]\s)")
_NUMBER = re.compile(r"\s*(?:(\d{1,9})[.)](?=\s)|(?:[-*+]\s+)?[*_]{0,3}\[(\d{1,3})\](?!\())")


def numbered(unit: Unit) -> tuple[int, int]:
    """Return where an entry's number stands in its source, as a list's marker, in brackets or in its first cell."""
    if unit.cells:
        start, end = unit.cells[0]
        found = _IN_CELL.match(unit.text[start:end])
        return (start + found.start(1), start + found.end(1)) if found else (0, 0)
    match = _NUMBER.match(unit.text)
    return match.span(1 if match[1] else 2) if match else (0, 0)


def number(unit: Unit) -> int:
    """Return an entry's number in a numbered list, 0 in any other."""
    digits = unit.text[slice(*numbered(unit))]
    return int(digits) if digits else 0


def next_number(rows: Sequence[Unit], order: Order, written: int) -> int:
    """Return the number of an entry that goes into `rows` after so many others; one that all have is kept."""
    numbers = [number(unit) for unit in rows]
    if order == "newest first" and numbers[0] <= numbers[-1]:
        return numbers[0] + written
    return max(numbers) + 1 + written


def order_of(rows: Sequence[Unit]) -> Order:
    """Return the order in which entries stand; a list in no order grows at its end when it has numbers."""
    titles = [title_key(unit.name) for unit in rows]
    if len(titles) >= 5 and _share(titles) >= 0.9:
        return "alphabetical"
    if any(number(unit) > 1 for unit in rows):
        return "newest first" if len(_ids(rows)) >= 4 and _share(_ids(rows)) <= 0.3 else "newest last"
    return "newest first" if _share(_ids(rows)) < 0.5 else "newest last"


def _ids(rows: Sequence[Unit]) -> list[str]:
    return [unit.id for unit in rows if unit.id and "/" not in unit.id]


def _share(values: Sequence[str]) -> float:
    """Return which share of neighbours rises."""
    rises = [one < two for one, two in pairwise(values) if one != two]
    return sum(rises) / len(rises) if rises else 0.5


def neighbour(rows: Sequence[Unit], paper: Paper, order: Order) -> tuple[Unit, bool]:
    """Return the entry beside which a paper goes, and whether it goes in front of it."""
    if order == "alphabetical":
        key = title_key(paper.title)
        after = next((unit for unit in rows if title_key(unit.name) > key), None)
        return (after, True) if after else (rows[-1], False)
    down = order == "newest first"
    share = _share(_ids(rows))
    if len(rows) >= 5 and not 0.1 < share < 0.9 and not any(number(unit) > 1 for unit in rows):
        return _sorted(rows, paper, down=down)
    return (rows[0], True) if down else (rows[-1], False)


def _sorted(rows: Sequence[Unit], paper: Paper, *, down: bool) -> tuple[Unit, bool]:
    """Return the place that keeps a list in the order of its ids."""
    if down:
        older = next((unit for unit in rows if unit.id and unit.id < paper.id), None)
        return (older, True) if older else (rows[-1], False)
    older = next((unit for unit in reversed(rows) if unit.id and unit.id < paper.id), None)
    return (older, False) if older else (rows[0], True)
