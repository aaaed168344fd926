"""One paper twice in one section; in two sections it may stand, that is a list's policy."""

from collections.abc import Iterator, Sequence

from curator.audit.findings import Edit, Finding
from curator.audit.index import PaperIndex
from curator.audit.items import Item
from curator.lists.reading import inline
from curator.lists.reading.words import is_generic, words
from curator.papers.identity import title_key

_WORDS = 4
"""A shorter title may be shared by two papers."""


def duplicates(items: Sequence[Item], index: PaperIndex) -> Iterator[Finding]:
    """Find entries whose paper stands further up in the same section, by id and title, or by title alone.

    One id under two titles may be a wrong id, and is no repeat. A line that repeats another to the letter is removed by
    the fix.
    """
    first: dict[tuple[object, ...], Item] = {}
    for item in items:
        key = title_key(item.entry.title)
        if not key or len(words(item.entry.title)) < _WORDS:
            continue
        before = first.setdefault((item.file, item.entry.section, key), item)
        if before is not item and _same(before, item, index) and not _told_apart(before, item):
            why = f'"{item.entry.title}" stands in line {before.line} already'
            yield item.finding("duplicate", why, fix=_fix(before, item))


def _same(one: Item, other: Item, index: PaperIndex) -> bool:
    """Tell whether two entries of one title mean one paper: papers of one title have ids of their own."""
    ids = {item.entry.id for item in (one, other)} - {""}
    return len(ids) < 2 or not all(_titled(arxiv_id, one, index) for arxiv_id in ids)


def _titled(arxiv_id: str, item: Item, index: PaperIndex) -> bool:
    return any(paper.id == arxiv_id for paper in index.titled(item.entry.title)) or arxiv_id not in index.by_id


def _told_apart(one: Item, other: Item) -> bool:
    """Tell whether two entries differ on purpose: rows filed under two words, or two programs of one name."""
    if "" == one.entry.id == other.entry.id and all("github.com/" in href for href in one.entry.links):
        return not {*one.entry.links} & {*other.entry.links}
    return _filed(one) != _filed(other)


def _filed(item: Item) -> list[list[str]]:
    """Return the words of a row's cells that are neither its title, nor linked, nor a venue or a date."""
    cells = [item.text[a:b] for a, b in item.unit.cells if not a <= item.unit.title[0] < b]
    shown = [inline.plain(cell) for cell in cells if "](" not in cell and "://" not in cell]
    return [words(cell) for cell in shown if not is_generic(cell)]


def _fix(before: Item, item: Item) -> tuple[Edit, ...]:
    """Return the edit that takes out a repeat of the same lines."""
    if before.text.strip() != item.text.strip() or not item.text.endswith("\n") or item.unit.block.kind == "paragraph":
        return ()
    return (item.edit(0, len(item.text), ""),)
