"""arXiv's announcements: fetched over HTTP, or read from a saved feed."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import quote

from curator.config import ArxivTable
from curator.errors import CuratorError, FeedError
from curator.papers.arxiv import seen
from curator.papers.arxiv.announcements import (
    Reading,
    Recovery,
    announce,
    belongs,
    first_seen,
    own,
    recover,
    remember,
    split,
)
from curator.papers.arxiv.client import Client, Politeness
from curator.papers.arxiv.oai import changed_since
from curator.papers.arxiv.parser import QueryError, parse
from curator.papers.arxiv.seen import Seen, Validators
from curator.storage.files import read_text, write_text
from curator.types import Announcement

_SLACK = timedelta(days=2)  # a record's date is that of its last change, the evening before or earlier


@dataclass(frozen=True, slots=True)
class _Feed:
    """One feed as it was read; `validators` of a feed that was whole and held something."""

    url: str
    readings: list[Reading]
    validators: Validators | None


class ArxivFeed:
    """Announce what arXiv's feeds hold and was not seen before, and make up for days that were missed.

    What was seen is stored in the file `state`, which changes only when `mark_seen` is called. `together` are the
    categories that are asked for in one feed, where those of the settings are not all that it is read for.
    """

    def __init__(
        self, settings: ArxivTable, state: Path, client: Client | None = None, together: Sequence[str] = ()
    ) -> None:
        self._settings = settings
        self._together = tuple(together or settings.categories)
        self._state = state
        self._client = client or Client(Politeness(settings.contact, settings.delay))
        self._after: Seen | None = None

    def fetch(self) -> Announcement:
        """Return the new papers, with the state that the fetch came to; it never raises for what arXiv does."""
        self._after = None
        try:
            before = seen.read(read_text(self._state), str(self._state)) if self._state.exists() else Seen()
            return self._read(before)
        except CuratorError as error:
            return Announcement((), "failed", str(error))

    def seen(self, announcement: Announcement) -> str:
        """Return what counts as seen with the announcement that was fetched last; empty for one stale or failed."""
        told = announcement.state in {"new", "quiet", "partial"}
        return seen.write(self._after) if told and self._after is not None else ""

    def mark_seen(self, announcement: Announcement) -> None:
        """Remember what `seen` says."""
        if text := self.seen(announcement):
            write_text(self._state, text)

    def _read(self, before: Seen) -> Announcement:
        feeds, trouble = self._feeds(before)
        readings = [reading for feed in feeds for reading in feed.readings]
        if not readings:
            raise FeedError(" ".join(trouble))
        recoveries, unrecovered = self._recoveries(before, readings)
        after = remember(before, readings, recoveries, self._settings.days_back + 7)
        self._after = replace(after, feeds={feed.url: feed.validators for feed in feeds if feed.validators})
        return announce(before, readings, recoveries, trouble + unrecovered)

    def _feeds(self, before: Seen) -> tuple[list[_Feed], list[str]]:
        """Read all categories in one feed, or each in its own where arXiv refuses or cuts the one."""
        categories = tuple(self._settings.categories)
        feeds: list[_Feed] = []
        trouble: list[str] = []
        if len(self._together) > 1:
            with suppress(QueryError):
                together = self._ask(before, self._together)
                if not together.readings[0].cut:
                    return [together], []
        for category in categories:
            try:
                feeds.append(self._ask(before, (category,)))
            except FeedError as error:
                trouble.append(f"{category}: {error}")
        return feeds, trouble

    def _ask(self, before: Seen, asked: tuple[str, ...]) -> _Feed:
        url = f"{self._settings.feed_url.rstrip('/')}/{quote('+'.join(asked), safe='+')}"
        categories = asked if len(asked) == 1 else tuple(self._settings.categories)
        known = before.feeds.get(url)
        answer = self._client.get(url, parse, known=known)
        if answer.value is None:
            return _Feed(url, [Reading(category) for category in categories], known)
        readings = split(answer.value, categories)
        if {*asked} != {*categories}:
            readings = [*map(own, readings)]
        whole = all(one.whole and not one.is_stale(before) for one in readings)
        return _Feed(url, readings, answer.validators if whole else None)

    def _recoveries(self, before: Seen, readings: Iterable[Reading]) -> tuple[list[Recovery], list[str]]:
        """Look up what the categories announced on days for which there is no batch."""
        recoveries: list[Recovery] = []
        trouble: list[str] = []
        for reading in readings:
            if missed := reading.missed(before, self._settings.days_back):
                try:
                    recoveries.append(self._recovery(before, reading, missed))
                except FeedError as error:
                    trouble.append(f"{reading.category}, {missed[0]} to {missed[-1]}: {error}")
        return recoveries, trouble

    def _recovery(self, before: Seen, reading: Reading, missed: tuple[date, ...]) -> Recovery:
        records = changed_since(self._client, self._settings.oai_url, reading.category, missed[0] - _SLACK)
        return recover(before, reading, missed, records)


class FileFeed:
    """Announce the papers of one saved feed, every time anew, without a network; the file `state` notes its days."""

    def __init__(self, path: Path, settings: ArxivTable, state: Path) -> None:
        self._path = path
        self._settings, self._state = settings, state

    def fetch(self) -> Announcement:
        """Return the papers of the feed; the state is new, quiet, or failed with the reason in its note."""
        try:
            papers = parse(self._path.read_bytes()).papers
        except OSError as error:
            return Announcement((), "failed", f"{self._path}: cannot be read: {error.strerror}")
        except FeedError as error:
            return Announcement((), "failed", f"{self._path}: {error}")
        return Announcement(papers, "new" if first_seen(papers) else "quiet")

    def seen(self, announcement: Announcement) -> str:
        """Return the days and the categories of the papers as for a night that asked arXiv; empty without any."""
        known = seen.read(read_text(self._state), str(self._state)) if self._state.exists() else Seen()
        days = sorted({paper.announced for paper in announcement.papers if paper.announced})
        for category in self._settings.categories:
            mine = [paper for paper in announcement.papers if belongs(paper, category)]
            for day in days:
                ids = first_seen(paper for paper in mine if paper.announced == day)
                known = known.with_batch(category, day, ids, self._settings.days_back + 7)
        return seen.write(known) if days else ""

    def mark_seen(self, announcement: Announcement) -> None:
        """Remember what `seen` says."""
        if text := self.seen(announcement):
            write_text(self._state, text)
