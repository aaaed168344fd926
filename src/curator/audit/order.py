"""Entries outside the order that their section keeps."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby

from curator.audit.findings import Finding
from curator.audit.items import Item
from curator.lists.reading import dates, inline
from curator.lists.reading.words import words
from curator.lists.writing.numbers import number

_ENTRIES, _STRAYS, _MONTHS = 12, 0.02, 6
"""A section this long keeps an order where one entry, or so small a share, is outside it, and by more months than that.

With 10 % outside, what was found were mostly places that somebody had chosen for another reason, such as a venue.
"""

_YEAR, _MONTH = len("2026"), len("2026-01")

_TITLE = 4
"""Words of a title that was read well enough to speak of its place."""


def disorder(items: Sequence[Item]) -> Iterator[Finding]:
    """Find entries that stand elsewhere than an order by title or by date would have them, which all others keep.

    Dates are those that the entries write, where most do, or else those of their ids. Numbered entries say nothing:
    somebody chose their places; nor does an entry that suits its place by another date it writes, as that of a venue.
    """
    for _, group in groupby(items, key=lambda item: (item.file, item.entry.section, item.unit.heading)):
        section = [item for item in group if not number(item.unit)]
        found = _by_title(section) or _by_date(section)
        yield from (_finding(item, order) for item, order in found if len(words(item.entry.title)) >= _TITLE)


def _by_title(section: Sequence[Item]) -> list[tuple[Item, str]]:
    titles = [" ".join(words(item.entry.title)) for item in section]
    ranks = {title: rank for rank, title in enumerate(sorted(titles))}
    return [(section[at], "by title") for at in strays([ranks[title] for title in titles])]


def _by_date(section: Sequence[Item]) -> list[tuple[Item, str]]:
    length = _MONTH if _write_months(section) else _YEAR
    known = [(item, month) for item, month in zip(section, _months(section), strict=True) if month]
    for sign, order in ((1, "oldest first"), (-1, "newest first")):
        months = [sign * month for _, month in known]
        if found := [at for at in strays(months) if _far(at, months)]:
            return [(known[at][0], order) for at in found if not _suits([item for item, _ in known], at, length)]
    return []


def _suits(section: Sequence[Item], at: int, length: int) -> bool:
    """Tell whether an entry says a date that lies between those which the entries beside it say, venues' years too."""
    beside = sorted(date for n in (at - 1, at + 1) if 0 <= n < len(section) for date in _said(section[n], length))
    return bool(beside) and any(beside[0] <= date <= beside[-1] for date in _said(section[at], length))


def _said(item: Item, length: int) -> set[str]:
    """Return the years or, with `length` 7, the months that an entry writes outside title and addresses, or its id."""
    hidden = [item.unit.title, *(link.href for link in item.unit.links if not link.image)]
    written = {date.iso[:length] for date in dates.find(inline.blanked(item.text, hidden, "")) if not date.unsure}
    day = item.entry.id.month if length == _YEAR else None
    return {date for date in written if len(date) == length} | ({f"{day:%Y}"} if day else set())


def _finding(item: Item, order: str) -> Finding:
    return item.finding("order", f'"{item.entry.title}" stands outside the order, {order}', "likely")


def _write_months(section: Sequence[Item]) -> bool:
    return 2 * sum(len(item.entry.date) >= _MONTH for item in section) > len(section)


def _months(section: Sequence[Item]) -> list[int]:
    """Return the entries' months, 0 where one is not known."""
    if _write_months(section):
        written = [item.entry.date for item in section]
        return [int(date[:4]) * 12 + int(date[5:7]) if len(date) >= _MONTH else 0 for date in written]
    days = [item.entry.id.month if len(item.ids) == 1 else None for item in section]
    return [day.year * 12 + day.month if day else 0 for day in days]


def strays(keys: Sequence[int]) -> list[int]:
    """Return the places that break an order which all the others keep; none where there is no such order."""
    if len(keys) < _ENTRIES or len(set(keys)) < _ENTRIES / 2:
        return []
    out = sorted({*range(len(keys))} - _longest(keys))
    return out if len(out) <= max(1, _STRAYS * len(keys)) else []


def _far(at: int, months: Sequence[int]) -> bool:
    """Tell whether a month is far from both that stand beside it."""
    beside = [months[n] for n in (at - 1, at + 1) if 0 <= n < len(months)]
    return min(abs(month - months[at]) for month in beside) > _MONTHS


def _longest(keys: Sequence[int]) -> set[int]:
    """Return the places of a longest run of keys that never falls (Fredman 1975)."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for at, key in enumerate(keys):
        length = bisect_right(tails, key)
        before.append(ends[length - 1] if length else -1)
        tails[length : length + 1], ends[length : length + 1] = [key], [at]
    kept: set[int] = set()
    at = ends[-1]
    while at >= 0:
        kept.add(at)
        at = before[at]
    return kept
