"""Lines that belong to the entry before them, though Markdown does not say so: a picture, a badge, a quotation."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from curator.lists.reading.blocks import is_between
from curator.lists.reading.parse import Document
from curator.lists.reading.unit import Unit
from curator.types import Span


class Tails:
    """What follows the entries of a document and belongs to them."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._starts = [unit.span.start for unit in document.units]
        self._usual: dict[tuple[int, ...], int] = {}

    def end_of(self, unit: Unit, rows: Sequence[Unit]) -> int:
        """Return the line after an entry and what belongs to it: as many pieces as follow most of its neighbours.

        Where it stands alone, the entries of the whole list tell.
        """
        usual = self._usual_of(rows if len(rows) > 1 else self._alike(unit))
        pieces = list(self._pieces(unit.span.end, self._limit(unit)))
        return pieces[usual - 1].end if 0 < usual <= len(pieces) else unit.span.end

    def _alike(self, unit: Unit) -> list[Unit]:
        return [other for other in self._document.units if other.block.kind == unit.block.kind]

    def _usual_of(self, rows: Sequence[Unit]) -> int:
        """Return how many pieces stand between most entries; none for rows of tables and for HTML."""
        key = (len(rows), rows[0].span.start, rows[-1].span.start)
        if key not in self._usual:
            self._usual[key] = self._counted(rows)
        return self._usual[key]

    def _counted(self, rows: Sequence[Unit]) -> int:
        if any(unit.block.kind not in {"item", "paragraph"} for unit in rows):
            return 0
        counts = Counter(
            len(list(self._pieces(one.span.end, two.span.start)))
            for one, two in pairwise(rows)
            if one.heading == two.heading and self._limit(one) == two.span.start
        )
        count, times = counts.most_common(1)[0] if counts else (0, 0)
        return count if 2 * times > counts.total() else 0

    def _limit(self, unit: Unit) -> int:
        """Return the line where another entry, or another heading, follows."""
        place = bisect_left(self._starts, unit.span.end)
        below = self._starts[place] if place < len(self._starts) else len(self._document.lines)
        return min(below, self._document.headings[unit.heading].end)

    def _pieces(self, start: int, end: int) -> Iterator[Span]:
        """Yield the runs of lines that are neither blank nor rules."""
        first = start
        for at in range(start, end + 1):
            if at == end or is_between(self._document.lines[at]):
                if at > first:
                    yield Span(first, at)
                first = at + 1
