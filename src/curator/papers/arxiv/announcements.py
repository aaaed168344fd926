"""What one night's feeds and records come to: what is new, which outcome that is, what to remember."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from curator.config import ArxivTable
from curator.errors import FeedError
from curator.papers.arxiv import seen
from curator.papers.arxiv.parser import Batch
from curator.papers.arxiv.seen import Seen
from curator.types import Announcement, AnnounceType, FeedState, Paper

FEED_LIMIT = 2000
"""Entries at which arXiv cuts a feed."""

_FIRST = frozenset({"new", "cross"})


@dataclass(frozen=True, slots=True)
class Reading:
    """One category of a feed: its papers, and its day, none when the server said that nothing had changed.

    `entries` counts what is in the whole feed, of all categories.
    """

    category: str
    papers: tuple[Paper, ...] = ()
    day: date | None = None
    entries: int = 0

    @property
    def cut(self) -> bool:
        """Tell whether there may have been more entries than arXiv gives."""
        return self.entries >= FEED_LIMIT

    @property
    def whole(self) -> bool:
        """Tell whether this is all of a day; a feed without any entry may be an outage."""
        return bool(self.entries) and not self.cut

    def is_stale(self, before: Seen) -> bool:
        """Tell whether there is nothing here but what was seen before."""
        ids = set(first_seen(self.papers))
        return self.day is None or (bool(ids) and ids <= before.ids([self.category]))

    def missed(self, before: Seen, days_back: int) -> tuple[date, ...]:
        """Return the days before this one for which the category has no batch; none while it is stale."""
        if self.day is None or self.is_stale(before):
            return ()
        return before.missed(self.category, self.day, days_back)


@dataclass(frozen=True, slots=True)
class Recovery:
    """What a category announced on days that were missed."""

    category: str
    days: tuple[date, ...]
    papers: tuple[Paper, ...]


def split(batch: Batch, categories: Sequence[str]) -> list[Reading]:
    """Share a feed out among its categories.

    Its day is that of its entries: the feed may have been put together after midnight in another part of the world.
    """
    day = next((paper.announced for paper in batch.papers if paper.announced), batch.updated)
    if day is None:
        raise FeedError("arXiv's feed does not say of which day it is. Try again later.")
    return [
        Reading(category, tuple(one for one in batch.papers if belongs(one, category)), day, len(batch.papers))
        for category in categories
    ]


def own(reading: Reading) -> Reading:
    """Return a reading as the feed of its category alone would be: there, what is new elsewhere is a cross-list."""
    papers = (
        replace(one, announce_type=_kind(one, reading.category)) if one.announce_type in _FIRST else one
        for one in reading.papers
    )
    return replace(reading, papers=tuple(papers))


def recover(before: Seen, reading: Reading, missed: tuple[date, ...], records: Iterable[Paper]) -> Recovery:
    """Pick the papers announced on the days missed from all records that changed since.

    They have ids that were not seen, and greater than those of the last batch: arXiv gives ids out at announcement,
    while dates of submission can be days older and dates of change days younger.
    """
    known = before.ids([reading.category]) | {paper.id for paper in reading.papers}
    watermark = before.watermark(reading.category, missed[0])
    papers = (paper for paper in records if paper.id not in known and seen.order(paper.id) > watermark)
    own = (replace(paper, announce_type=_kind(paper, reading.category)) for paper in papers)
    return Recovery(reading.category, missed, tuple(own))


def announce(
    before: Seen, readings: Sequence[Reading], recoveries: Sequence[Recovery], trouble: Sequence[str]
) -> Announcement:
    """Return what was not seen before in any category, with the outcome and, in the note, its reasons."""
    stale = [reading.category for reading in readings if reading.is_stale(before)]
    known = before.ids(reading.category for reading in readings)
    parts: tuple[Sequence[Reading | Recovery], ...] = (readings, recoveries)
    found = [paper for part in parts for one in part for paper in one.papers if paper.id not in known]
    papers = {paper.id: paper for paper in found}
    papers |= {paper.id: paper for paper in found if paper.announce_type == "new"}  # and a cross-list elsewhere
    problems = [*trouble, *(_cut(reading.category) for reading in readings if reading.cut)]
    note = [*problems, *map(_late, stale), *map(_made_up, recoveries)]
    state: FeedState = (
        "partial" if problems else "new" if first_seen(papers.values()) else "stale" if stale else "quiet"
    )
    return Announcement(tuple(papers.values()), state, " ".join(note))


def remember(before: Seen, readings: Sequence[Reading], recoveries: Sequence[Recovery], keep: int) -> Seen:
    """Return what is seen after this night: no category that is stale, no feed that was not whole."""
    after = replace(before, feeds={})
    for recovery in recoveries:
        *empty, last = recovery.days
        for day in empty:
            after = after.with_batch(recovery.category, day, (), keep)
        after = after.with_batch(recovery.category, last, first_seen(recovery.papers), keep)
    for reading in readings:
        if reading.day and reading.whole and not reading.is_stale(before):
            after = after.with_batch(reading.category, reading.day, first_seen(reading.papers), keep)
    return after


def first_seen(papers: Iterable[Paper]) -> list[str]:
    """Return the ids of those that a category shows for the first time: replacements come again and again."""
    return [paper.id for paper in papers if paper.announce_type in _FIRST]


def belongs(paper: Paper, category: str) -> bool:
    """Tell whether a paper is in a category or, of an archive such as `math`, in one of its categories."""
    return any(_within(name, category) for name in paper.categories)


def eligibility(settings: ArxivTable) -> Callable[[Paper], bool]:
    """Return a test whether a night of these settings hears of a paper; of one without categories, it may."""
    return lambda paper: (
        not paper.categories
        or any(belongs(paper, name) and _kind(paper, name) in settings.announce_types for name in settings.categories)
    )


def _within(name: str, category: str) -> bool:
    return f"{name}.".startswith(f"{category}.")


def _kind(paper: Paper, category: str) -> AnnounceType:
    """Tell new papers from cross-lists as the feed of a category does: by the category that comes first."""
    return "new" if any(_within(name, category) for name in paper.categories[:1]) else "cross"


def _cut(category: str) -> str:
    return f"The feed of {category} is cut at {FEED_LIMIT:,} entries; its day is looked up again next time."


def _late(category: str) -> str:
    return f"{category} shows only what was seen before; it is read again next time."


def _made_up(recovery: Recovery) -> str:
    return f"Made up for {', '.join(map(str, recovery.days))} in {recovery.category}: {len(recovery.papers)} papers."
