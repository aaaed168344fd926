"""What arXiv announces."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from curator.types.ids import PaperId

AnnounceType = Literal["new", "cross", "replace", "replace-cross"]
FeedState = Literal["new", "quiet", "stale", "partial", "failed"]


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper as arXiv announced it; `id` is canonical and carries no version."""

    id: PaperId
    title: str
    abstract: str = ""
    authors: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    announced: date | None = None
    comment: str = ""
    announce_type: AnnounceType = "new"


@dataclass(frozen=True, slots=True)
class Announcement:
    """What the feeds said: the papers, and which of five outcomes it was (docs/arxiv.md); `note` says why."""

    papers: tuple[Paper, ...]
    state: FeedState
    note: str = ""
