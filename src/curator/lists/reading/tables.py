"""Entries in the rows of tables, and those that are HTML."""

from collections.abc import Iterator, Sequence

from curator.lists.reading import html, inline, marks, titles
from curator.lists.reading.blocks import Block
from curator.lists.reading.rows import cells_of, title_column, widest
from curator.lists.reading.unit import Unit, hrefs, id_of, unit_of
from curator.lists.reading.words import words
from curator.types import Span

_LEAST = 3
"""Words that a title has, at least, where no link tells that it is one."""


def of_rows(lines: Sequence[str], blocks: Sequence[Block], heading: int) -> Iterator[Unit]:
    """Yield the rows of one table that link a page, each with the title in the column that holds the titles.

    Where most do, so does a row without a link that has a title and says something else of it.
    """
    sources = ["".join(lines[block.start : block.end]) for block in blocks]
    places = [cells_of(source) for source in sources]
    cells = [[source[a:b] for a, b in row] for source, row in zip(sources, places, strict=True)]
    column = title_column(blocks[0].head, cells)
    linked = [any("://" in href for href in hrefs(source, inline.links(source))) for source in sources]
    most = 2 * sum(linked) > len(linked)
    for block, source, row, said, known in zip(blocks, sources, places, cells, linked, strict=True):
        links = inline.links(source)
        if column < len(row) and (known or (most and _is_unlinked(said, column))):
            cell = row[column if source[slice(*row[column])].strip() else widest(source, row)]
            title = _title(source, links, cell)
            span = Span(block.start, block.end)
            yield Unit(source, span, title, links, heading, block, id_of(source, links), tuple(row))


def _is_unlinked(cells: Sequence[str], column: int) -> bool:
    """Tell whether the cells of a row without a link hold a title, and beside it what is no mark for nothing."""
    beside = [words(inline.plain(cell)) for n, cell in enumerate(cells) if n != column]
    return len(words(inline.plain(cells[column]))) >= _LEAST and any(map(any, beside))


def of_html(lines: Sequence[str], block: Block, heading: int) -> Unit:
    """Return what is HTML as an entry; details are titled by their summary, a row by its cell with most words."""
    unit = unit_of(lines, Span(block.start, block.end), heading, block)
    if block.kind == "details":
        unit.title = _title(unit.text, unit.links, html.summary_of(unit.text))
    elif block.kind == "html row":
        cells = html.cells_of(unit.text)
        counts = [len(words(inline.plain(unit.text[slice(*cell)]))) for cell in cells]
        most = max(counts, default=0)
        wanted = next((n for n, count in enumerate(counts) if count == most or (count > 0 and most < 5)), None)
        unit.title = _title(unit.text, unit.links, cells[wanted] if wanted is not None else (0, 0))
    return unit


def _title(source: str, links: Sequence[inline.Link], cell: marks.Span) -> marks.Span:
    """Return where the title stands in a cell."""
    start, end = cell
    local = [link.moved(-start) for link in links if start <= link.start and link.end <= end]
    a, b = titles.find(source[start:end], local)
    return start + a, start + b
