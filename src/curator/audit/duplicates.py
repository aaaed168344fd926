"""One paper twice in one section; in two sections it may stand, that is a list's policy."""

from collections.abc import Iterator, Sequence

from curator.audit.findings import Edit, Finding
from curator.audit.items import Item
from curator.audit.known import Known
from curator.lists.reading.words import words
from curator.papers.identity import title_key
from curator.types import SectionPath

_WORDS = 4
"""A shorter title may be shared by two papers."""


def duplicates(items: Sequence[Item], known: Known) -> Iterator[Finding]:
    """Find entries whose paper stands further up in the same section, by id and title, or by title alone.

    One id under two titles is a wrong id rather than a repeat, unless both titles have been the paper's: it is left out.
    A line that repeats another to the letter is removed by the fix.
    """
    first: dict[tuple[str, SectionPath, str], Item] = {}
    for item in items:
        key = title_key(item.entry.title)
        place = (item.file, item.entry.section, key)
        if not key or len(words(item.entry.title)) < _WORDS:
            continue
        before = first.setdefault(place, item)
        if before is not item and _same(before, item, known):
            yield item.finding("duplicate", f"{_name(item)} stands in line {before.line} already", fix=_fix(before, item))


def _same(one: Item, other: Item, known: Known) -> bool:
    """Tell whether two entries of one title mean one paper: papers of one title have ids of their own."""
    ids = {item.entry.id for item in (one, other)} - {""}
    return len(ids) < 2 or not all(_titled(arxiv_id, one, known) for arxiv_id in ids)


def _titled(arxiv_id: str, item: Item, known: Known) -> bool:
    return any(paper.id == arxiv_id for paper in known.titled(item.entry.title)) or arxiv_id not in known.by_id


def _name(item: Item) -> str:
    return f'"{item.entry.title}"'


def _fix(before: Item, item: Item) -> tuple[Edit, ...]:
    """Return the edit that takes out a repeat of the same lines."""
    if before.text.strip() != item.text.strip() or not item.text.endswith("\n") or item.unit.block.kind == "paragraph":
        return ()
    return (item.edit(0, len(item.text), ""),)
