"""Entries that are numbered: where the number stands, and which comes next."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from curator.lists.reading.unit import Unit

_FEW = 2  # pairs that tell nothing
_IN_CELL = re.compile(r"\s*(\d{1,3})(?=\s*$|[.)]\s)")
_NUMBER = re.compile(
    r"\s*(?:(\d{1,9})[.)](?=\s)|(?:[-*+]\s+)?[*_]{0,3}\[(?P<bracket>\d{1,3})\](?!\()"
    r"|(?:(?:[-*+]\s+)?(?:[*_]{1,3}\[?|\[)|\#{2,6}\s+)(\d{1,3})[.)]\s)"
)


def numbered(unit: Unit) -> tuple[int, int]:
    """Return where an entry's number stands: a list's marker, in brackets, in its first cell or before its title."""
    if unit.cells:
        start, end = unit.cells[0]
        found = _IN_CELL.match(unit.text[start:end])
        return (start + found.start(1), start + found.end(1)) if found else (0, 0)
    match = _NUMBER.match(unit.text)
    return match.span(match.lastindex or 0) if match else (0, 0)


def number(unit: Unit) -> int:
    """Return an entry's number in a numbered list, 0 in any other."""
    digits = unit.text[slice(*numbered(unit))]
    return int(digits) if digits else 0


def is_counted(units: Iterable[Unit]) -> bool:
    """Tell whether entries are numbered: not all with one number that Markdown counts on from, nor as references."""
    known = list(units)
    return any(number(unit) > 1 for unit in known) and not are_references(known)


def are_references(units: Sequence[Unit]) -> bool:
    """Tell whether most numbers in brackets are not the next after those above: they are those of another list."""
    beside = [(one, two) for one, two in pairwise(units) if one.heading == two.heading]
    pairs = [(number(one), number(two)) for one, two in beside if _in_brackets(one) and _in_brackets(two)]
    return 2 * sum(abs(one - two) > 1 for one, two in pairs) > max(_FEW, len(pairs))


def _in_brackets(unit: Unit) -> bool:
    match = None if unit.cells else _NUMBER.match(unit.text)
    return bool(match and match["bracket"])


def counts_down(units: Sequence[Unit]) -> bool:
    """Tell whether the numbers of entries fall."""
    numbers = [number(unit) for unit in units]
    return numbers[0] > numbers[-1]


def next_number(rows: Sequence[Unit], written: int, *, at_top: bool) -> int:
    """Return the number of an entry that goes into `rows` after so many others; one that all have is kept."""
    known = {number(unit) for unit in rows}
    if len(rows) > 1 and len(known) == 1 and known != {0}:
        return known.pop()
    if at_top and not counts_down(rows):
        return number(rows[0]) + written
    return max(map(number, rows)) + 1 + written
