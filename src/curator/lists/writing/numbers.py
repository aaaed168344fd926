"""Entries that are numbered: where the number stands, and which comes next."""

import re
from collections.abc import Iterable, Sequence

from curator.lists.reading.unit import Unit

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


def counts_down(units: Sequence[Unit]) -> bool:
    """Tell whether the numbers of entries fall."""
    numbers = [number(unit) for unit in units]
    return numbers[0] > numbers[-1]


def next_number(rows: Sequence[Unit], written: int, *, at_top: bool) -> int:
    """Return the number of an entry that goes into `rows` after so many others; one that all have is kept."""
    if at_top and not counts_down(rows):
        return number(rows[0]) + written
    return max(map(number, rows)) + 1 + written
