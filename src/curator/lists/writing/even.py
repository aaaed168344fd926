"""Rows of a table whose columns are each of one width, as an editor makes them: a new row is made as wide."""

from collections import Counter
from collections.abc import Sequence

from curator.lists.reading.rows import cells_of
from curator.lists.reading.unit import Unit

_MOST, _PAD = 0.9, "  "


def evened(row: str, rows: Sequence[Unit], rule: str) -> str:
    """Return a row as wide as the others of its table, where they are even; `rule` is the line below the head."""
    widths = _widths(rows)
    places, signs = cells_of(row), [rule[start:end].strip() for start, end in cells_of(rule)]
    if not widths or not len(places) == len(signs) == len(widths):
        return row
    out, at = "", 0
    for (start, end), width, sign in zip(places, widths, signs, strict=True):
        out += row[at:start] + _padded(row[start:end].strip(), width, sign)
        at = end
    return out + row[at:]


def _widths(rows: Sequence[Unit]) -> list[int]:
    """Return the width of each column, none where rows differ or where no cell is filled up."""
    if not any(_PAD in unit.text.strip() for unit in rows):
        return []
    columns = zip(*(unit.cells for unit in rows), strict=False)
    counts = [Counter(end - start for start, end in column) for column in columns]
    common = [count.most_common(1)[0] for count in counts]
    return [width for width, _ in common] if all(times >= _MOST * len(rows) for _, times in common) else []


def _padded(cell: str, width: int, sign: str) -> str:
    """Return a cell as its column is aligned; one that is too long keeps a space at both ends."""
    room = max(width - 2, len(cell))
    if sign.endswith(":"):
        left = (room - len(cell)) // 2 if sign.startswith(":") else room - len(cell)
        cell = " " * left + cell
    return f" {cell.ljust(room)} "
