"""One paper twice in one section; in two sections it may stand, that is a list's policy."""

from collections.abc import Iterator, Sequence

from curator.audit.findings import Edit, Finding
from curator.audit.identity import is_title, title_of
from curator.audit.index import PaperIndex
from curator.audit.items import Item
from curator.lists.reading import inline
from curator.lists.reading.words import is_generic, words
from curator.papers.identity import title_key

_WORDS = 4
"""A shorter title may be shared by two papers."""

_LONG = 6
"""So may one that is shorter than this where no id and no address says that they are one."""

_EITHER = "the paper stands twice, or another id is meant"


def duplicates(items: Sequence[Item], index: PaperIndex) -> Iterator[Finding]:
    """Find entries whose paper stands further up in the same section, by id and title, or by title alone.

    One id under two titles may be a wrong id, and is no repeat. A line that repeats another to the letter is removed by
    the fix.
    """
    first: dict[tuple[object, ...], Item] = {}
    for _, item in _listed(items):
        key = title_key(item.entry.title)
        before = first.setdefault((item.file, item.entry.section, key), item)
        if key and before is not item and _same(before, item, index) and not _told_apart(before, item):
            why = f'"{item.entry.title}" stands in line {before.line} already'
            yield item.finding("duplicate", why, fix=_fix(before, item))


def retitled(items: Sequence[Item], wrong: set[int]) -> Iterator[Finding]:
    """Find entries that link the paper of one further up in the same section, under a title that is alike.

    Items numbered in `wrong` are left out: there the id is in doubt.
    """
    first: dict[tuple[object, ...], Item] = {}
    for number, item in _listed(items):
        if number in wrong or len(item.ids) != 1 or not is_title(title_of(item)):
            continue
        before = first.setdefault((item.file, item.entry.section, item.entry.id), item)
        one, other = title_of(before), title_of(item)
        if title_key(one) != title_key(other) and not _told_apart(before, item):
            why = f'"{other}" links {item.entry.id}, as "{one}" in line {before.line} does: {_EITHER}'
            yield item.finding("duplicate", why, "likely")


def _listed(items: Sequence[Item]) -> list[tuple[int, Item]]:
    """Return numbered entries; where papers are headings, what stands below says something of them, and is no entry."""
    headed = {(item.file, item.unit.heading) for item in items if _is_heading(item)}
    named = [_is_heading(item) or (item.file, item.unit.heading) not in headed for item in items]
    return [(number, item) for number, item in enumerate(items) if named[number]]


def _is_heading(item: Item) -> bool:
    return item.text.lstrip().startswith("#")


def _same(one: Item, other: Item, index: PaperIndex) -> bool:
    """Tell whether two entries of one title mean one paper: papers of one title have ids of their own.

    A short title may be a word that several papers go by; lines of one id that are the same to the letter are one.
    """
    if one.entry.id and _repeats(one, other):
        return True
    ids, length = {item.entry.id for item in (one, other)} - {""}, len(words(one.entry.title))
    if len(ids) == 2:
        known = [arxiv_id for arxiv_id in ids if arxiv_id in index.by_id]
        titled = [paper for paper in index.titled(one.entry.title) if paper.id in ids]
        return length >= _WORDS and len(known) == 2 and len(titled) == 1
    return length >= (_WORDS if ids or {*one.entry.links} & {*other.entry.links} else _LONG)


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


def _repeats(before: Item, item: Item) -> bool:
    """Tell whether an entry is the same lines again below the same heading."""
    return before.text.strip() == item.text.strip() and before.unit.heading == item.unit.heading


def _fix(before: Item, item: Item) -> tuple[Edit, ...]:
    """Return the edit that takes out a repeat of the same lines; under two years, say, one may be the right place."""
    if not _repeats(before, item):
        return ()
    if not item.text.endswith("\n") or item.unit.block.kind == "paragraph":
        return ()
    return (item.edit(0, len(item.text), ""),)
