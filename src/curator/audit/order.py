"""Entries outside the order that their section keeps."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby

from curator.audit.findings import Finding
from curator.audit.items import Item
from curator.lists.writing.order import number
from curator.papers.identity import title_key

_ENTRIES, _STRAYS, _MONTHS = 12, 0.02, 3
"""A section this long keeps an order where one entry, or so small a share, is outside it, and by more months than that.

With 10 % outside, what was found were mostly places that somebody had chosen for another reason, such as a venue.
"""


def disorder(items: Sequence[Item]) -> Iterator[Finding]:
    """Find entries that stand elsewhere than titles in order of the alphabet, or ids in order of time, would have them.

    Numbered entries and tables with less than all in order say nothing: somebody chose their places.
    """
    for _, group in groupby(items, key=lambda item: (item.file, item.entry.section, item.unit.heading)):
        section = [item for item in group if not number(item.unit)]
        if not (found := [*_of(section, [title_key(item.entry.title) for item in section], "by title")]):
            dated = [item for item in section if item.entry.id.month]
            months = [_months(item) for item in dated]
            found = [*_of(dated, months, "oldest first")] or [*_of(dated, [-month for month in months], "newest first")]
        yield from found


def _months(item: Item) -> int:
    month = item.entry.id.month
    return month.year * 12 + month.month if month else 0


def _of(section: Sequence[Item], keys: Sequence[str] | Sequence[int], said: str) -> Iterator[Finding]:
    if len(section) < _ENTRIES or len(set(keys)) < _ENTRIES / 2:
        return
    kept = rising(keys)
    if len(kept) == len(keys) or len(keys) - len(kept) > max(1, _STRAYS * len(keys)):
        return
    for at in sorted({*range(len(keys))} - kept):
        if _far(at, keys, kept):
            yield section[at].finding("order", f'"{section[at].entry.title}" stands outside the order, {said}', "likely")


def _far(at: int, keys: Sequence[str] | Sequence[int], kept: set[int]) -> bool:
    """Tell whether months are far enough from those that stand beside; of titles every one is."""
    key = keys[at]
    if isinstance(key, str):
        return True
    beside = [other for n in kept if isinstance(other := keys[n], int) and (n > at) != (other > key) and other != key]
    return max((abs(other - key) for other in beside), default=0) > _MONTHS


def rising(keys: Sequence[str] | Sequence[int]) -> set[int]:
    """Return the places of a longest run of keys that never falls (Fredman 1975)."""
    tails: list[str | int] = []
    ends: list[int] = []
    before: list[int] = []
    for at, key in enumerate(keys):
        length = bisect_right(tails, key)  # type: ignore[type-var]  # all are of one kind
        before.append(ends[length - 1] if length else -1)
        tails[length:], ends[length:] = [key, *tails[length + 1 :]], [at, *ends[length + 1 :]]
    kept: set[int] = set()
    at = ends[-1] if ends else -1
    while at >= 0:
        kept.add(at)
        at = before[at]
    return kept
