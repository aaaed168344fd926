"""Lines that belong to the entry before them, though Markdown does not say so: a picture, a badge, a quotation."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from curator.lists.reading.parse import Document
from curator.lists.reading.unit import Unit
from curator.types import Span


def end_of(document: Document, unit: Unit, rows: Sequence[Unit]) -> int:
    """Return the line after an entry and what belongs to it: as many pieces as follow most of its neighbours.

    Where it stands alone, the entries of the whole list tell.
    """
    alike = [other for other in document.units if other.block.kind == unit.block.kind]
    usual = _usual(document, rows if len(rows) > 1 else alike)
    pieces = list(_pieces(document, unit.span.end, _limit(document, unit)))
    return pieces[usual - 1].end if 0 < usual <= len(pieces) else unit.span.end


def _usual(document: Document, rows: Sequence[Unit]) -> int:
    """Return how many pieces stand between most entries; none for rows of tables and for HTML."""
    if any(unit.block.kind not in {"item", "paragraph"} for unit in rows):
        return 0
    counts = Counter(
        len(list(_pieces(document, one.span.end, two.span.start)))
        for one, two in pairwise(rows)
        if one.heading == two.heading and _limit(document, one) == two.span.start
    )
    count, times = counts.most_common(1)[0] if counts else (0, 0)
    return count if 2 * times > counts.total() else 0


def _limit(document: Document, unit: Unit) -> int:
    """Return the line where another entry, or another heading, follows."""
    below = (other.span.start for other in document.units if other.span.start >= unit.span.end)
    return min(next(below, len(document.lines)), document.headings[unit.heading].end)


def _pieces(document: Document, start: int, end: int) -> Iterator[Span]:
    """Yield the runs of lines that are neither blank nor rules."""
    first = start
    for at in range(start, end + 1):
        if at == end or set(document.lines[at].strip()) <= set("-*_"):
            if at > first:
                yield Span(first, at)
            first = at + 1
