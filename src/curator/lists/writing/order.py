"""Where in a section a new entry goes: newest first, newest last, or by its title."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Literal

from curator.lists.reading.unit import Unit
from curator.papers.identity import title_key
from curator.types import Paper

Order = Literal["newest first", "newest last", "alphabetical"]


def number(unit: Unit) -> int:
    """Return an entry's number in a numbered list, 0 in any other."""
    digits = unit.block.marker[:-1]
    return int(digits) if digits.isdigit() else 0


def order_of(rows: Sequence[Unit]) -> Order:
    """Return the order in which entries stand; a list in no order, or with numbers, grows at its end."""
    titles = [title_key(unit.name) for unit in rows]
    if len(titles) >= 5 and _share(titles) >= 0.9:
        return "alphabetical"
    if any(number(unit) > 1 for unit in rows):
        return "newest last"
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
