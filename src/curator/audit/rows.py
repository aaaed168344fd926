"""Table rows with more cells than their header: what stands in the surplus is not shown."""

import re
from collections.abc import Iterator, Sequence

from curator.audit.findings import Edit, Finding
from curator.audit.items import Item
from curator.lists.reading.rows import cells_of

_MATHS = re.compile(r"\$[^$\n]+\$")
_LABEL = re.compile(r"\[[^\]\n]*\]\([^)\s]*\)")
_PIPE = re.compile(r"(?<!\\)\|")


def surplus(items: Sequence[Item]) -> Iterator[Finding]:
    """Find rows with more cells than the header, and say it once where most rows of a table have as many.

    Cells that are empty, or a comment (`[//]: #`), hide nothing.
    """
    tables: dict[tuple[str, int], list[Item]] = {}
    for item in items:
        if item.unit.block.kind == "row":
            tables.setdefault((item.file, item.unit.block.table), []).append(item)
    for rows in tables.values():
        long = [item for item in rows if _hidden(item)]
        if len(long) > 1 and 2 * len(long) > len(rows):
            yield _finding(long[0], f"; so it is in {len(long)} rows of the table")
        else:
            yield from (_finding(item, "") for item in long)


def _hidden(item: Item) -> int:
    """Return how many cells a row has more than its header, 0 where they show nothing."""
    columns = len(item.unit.block.head)
    surplus = [item.text[a:b].strip() for a, b in cells_of(item.text)][columns:]
    return len(surplus) if any(cell and not cell.startswith("[//]:") for cell in surplus) else 0


def _finding(item: Item, more: str) -> Finding:
    columns, hidden = len(item.unit.block.head), _hidden(item)
    why = f"the row has {columns + hidden} cells, its header {columns}: what stands in the last is not shown{more}"
    return item.finding("surplus-cells", why, fix=() if more else _fix(item, hidden))


def _fix(item: Item, surplus: int) -> list[Edit]:
    """Return the edits that escape the pipes inside links and formulas, where just these are the surplus."""
    inside = {
        match.start() + pipe.start()
        for pattern in (_LABEL, _MATHS)
        for match in pattern.finditer(item.text)
        for pipe in _PIPE.finditer(match[0])
    }
    return [item.edit(at, at, "\\") for at in sorted(inside)] if len(inside) == surplus else []
