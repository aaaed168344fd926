"""arXiv's announcements: fetched over HTTP, or read from a saved feed."""

from collections.abc import Collection, Iterable
from pathlib import Path

from curator.errors import FeedError
from curator.feed import is_withdrawn, parse
from curator.records import Announcement, Paper


class FileFeed:
    """Announce the papers of one saved feed, every time anew: for demonstrations and tests, without a network."""

    def __init__(self, path: Path, announce_types: Collection[str] = ("new",)) -> None:
        self._path = path
        self._types = announce_types

    def fetch(self) -> Announcement:
        """Return the papers of the feed; the state is new, quiet, or failed with the reason in its note."""
        try:
            papers = wanted(parse(self._path.read_bytes()).papers, self._types)
        except (OSError, FeedError) as error:
            return Announcement((), "failed", f"{self._path}: {error}")
        return Announcement(papers, "new" if papers else "quiet")

    def mark_seen(self, announcement: Announcement) -> None:
        """Do nothing: a file is announced again when it is read again."""


def wanted(papers: Iterable[Paper], announce_types: Collection[str]) -> tuple[Paper, ...]:
    """Return the papers announced in one of these ways, each once and none that was withdrawn."""
    kept = (paper for paper in papers if paper.announce_type in announce_types and not is_withdrawn(paper))
    return tuple({paper.arxiv_id: paper for paper in kept}.values())
