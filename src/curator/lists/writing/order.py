"""Where in a section a new entry goes: newest first, newest last, or by its title."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any, Literal

from curator.lists.reading import dates
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


def is_counted(units: Iterable[Unit]) -> bool:
    """Tell whether entries are numbered, and not all with one number that Markdown counts on from."""
    return any(number(unit) > 1 for unit in units)


def next_number(rows: Sequence[Unit], order: Order, written: int) -> int:
    """Return the number of an entry that goes into `rows` after so many others; one that all have is kept."""
    numbers = [number(unit) for unit in rows]
    if order == "newest first" and numbers[0] <= numbers[-1]:
        return numbers[0] + written
    return max(numbers) + 1 + written


def order_of(rows: Sequence[Unit], usual: Order = "newest last") -> Order:
    """Return the order in which entries stand; where they do not tell, a list grows at its end when it has numbers.

    Without numbers it is as `usual` in the list.
    """
    titles = [title_key(unit.name) for unit in rows]
    if len(titles) >= 5 and _rising(pairwise(titles)) >= 0.9:
        return "alphabetical"
    share = _share(_ages(rows))
    if is_counted(rows):
        return "newest first" if len(rows) >= 4 and share <= 0.3 else "newest last"
    return usual if share == 0.5 else "newest first" if share < 0.5 else "newest last"


def usual_of(sections: Iterable[Sequence[Unit]]) -> Order:
    """Return the order in which most sections of a list stand."""
    shares = [_share(_ages(rows)) for rows in sections]
    falling, rising = sum(share < 0.5 for share in shares), sum(share > 0.5 for share in shares)
    return "newest first" if falling > rising else "newest last"


Age = tuple[int, ...]
"""When a paper came, as closely as it is known: its year, its month, its number in the month."""


def _ages(rows: Sequence[Unit]) -> list[Age]:
    """Return when the papers came, by their ids or by the dates that entries write, whichever is more in order."""
    written = [_written(unit) or age_of(unit.id) for unit in rows]
    by_id, by_date = ([age for age in ages if age] for ages in ([age_of(unit.id) for unit in rows], written))
    if all(len(_written(unit)) > 1 for unit in rows):
        return by_date
    return by_date if abs(_share(by_date) - 0.5) * len(by_date) > abs(_share(by_id) - 0.5) * len(by_id) else by_id


def age_of(arxiv_id: str) -> Age:
    """Return when a paper came, by its id; nothing for an id without a month."""
    year, month = dates.of_id(arxiv_id)
    figures = arxiv_id.rpartition(".")[2]
    return (year, month, int(figures)) if year and "/" not in arxiv_id and figures.isdigit() else ()


def _written(unit: Unit) -> Age:
    return tuple(map(int, unit.date.split("-")[:2])) if unit.date else ()


def _share(ages: Sequence[Age]) -> float:
    """Return which share of neighbours rises, of those that can be told apart."""
    return _rising((one[: len(two)], two[: len(one)]) for one, two in pairwise(ages))


def _rising(pairs: Iterable[tuple[Any, Any]]) -> float:
    rises = [one < two for one, two in pairs if one != two]
    return sum(rises) / len(rises) if rises else 0.5


def neighbour(rows: Sequence[Unit], paper: Paper, order: Order) -> tuple[Unit, bool]:
    """Return the entry beside which a paper goes, and whether it goes in front of it."""
    if order == "alphabetical":
        key = title_key(paper.title)
        after = next((unit for unit in rows if title_key(unit.name) > key), None)
        return (after, True) if after else (rows[-1], False)
    down = order == "newest first"
    ages = _ages(rows)
    if len(rows) >= 5 and not 0.1 < _share(ages) < 0.9 and not is_counted(rows):
        return _sorted(rows, paper, down=down)
    return (rows[0], True) if down else (rows[-1], False)


def _sorted(rows: Sequence[Unit], paper: Paper, *, down: bool) -> tuple[Unit, bool]:
    """Return the place that keeps a list in the order of its papers' ages."""
    age = age_of(paper.id)
    older = [unit for unit in rows if _is_older(_written(unit) or age_of(unit.id), age)]
    if down:
        return (older[0], True) if older else (rows[-1], False)
    return (older[-1], False) if older else (rows[0], True)


def _is_older(one: Age, other: Age) -> bool:
    return bool(one) and one[: len(other)] < other[: len(one)]
