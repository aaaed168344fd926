"""What was read from arXiv before: for each category, the ids of its recent batches; text ⇄ Seen."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints, TypeAdapter

from curator.storage.json import Schema


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server said of a feed, to ask it later whether there is a newer one (RFC 9110, section 8.8)."""

    etag: str = ""
    last_modified: str = ""


@dataclass(frozen=True, slots=True)
class Seen:
    """The ids of recent batches by category and day of announcement, and what is known of feeds by address.

    Ids tell what is new. Days tell only where to look again: a working day without a batch was missed.
    """

    batches: Mapping[str, Mapping[date, frozenset[str]]] = field(default_factory=dict)
    feeds: Mapping[str, Validators] = field(default_factory=dict)

    def ids(self, categories: Iterable[str]) -> frozenset[str]:
        """Return all ids that were seen in these categories."""
        return frozenset().union(*(ids for name in categories for ids in self.batches.get(name, {}).values()))

    def missed(self, category: str, until: date, days_back: int) -> tuple[date, ...]:
        """Return the days from Monday to Friday before `until` without a batch, since the first one or `days_back`."""
        known = self.batches.get(category, {})
        first = max(min(known, default=until), until - timedelta(days=days_back))
        days = (first + timedelta(days=number) for number in range((until - first).days))
        return tuple(day for day in days if day.weekday() < 5 and day not in known)

    def watermark(self, category: str, day: date) -> tuple[int, int]:
        """Return the order of the id in the middle of the last batch before `day`; papers announced since are above it.

        Not of its greatest id, since a single odd one would hide all that follows. Where no batch is known, it is that
        of the first id of the month.
        """
        known = self.batches.get(category, {})
        before = [known[earlier] for earlier in sorted(known) if earlier < day and known[earlier]]
        return sorted(map(order, before[-1]))[len(before[-1]) // 2] if before else order(f"{day:%y%m}.0")

    def with_batch(self, category: str, day: date, ids: Collection[str], keep: int) -> "Seen":
        """Return what is known after one more batch; of each category the last `keep` days stay."""
        known = dict(self.batches.get(category, {}))
        known[day] = known.get(day, frozenset()) | frozenset(ids)
        recent = {day: known[day] for day in sorted(known)[-keep:]}
        return replace(self, batches={**self.batches, category: recent})


def order(arxiv_id: str) -> tuple[int, int]:
    """Return a key that sorts ids by when arXiv gave them out; those from before April 2007 come first."""
    month, _, number = arxiv_id.partition(".")
    return (int(month), int(number)) if number else (0, 0)


_Ids = Annotated[str, StringConstraints(pattern=r"^((\d{4}\.\d{4,5}|[a-z-]+/\d{7})( |$))*$")]


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")

    categories: dict[str, dict[date, _Ids]] = {}
    feeds: dict[str, Validators] = {}


_SCHEMA = Schema(TypeAdapter(_File), "seen.json", remedy="take the file from an earlier commit, or delete it")


def read(text: str, name: str) -> Seen:
    """Read what `write` gave; raise as `Schema.read` does."""
    found = _SCHEMA.read(text, name)
    batches = {
        category: {day: frozenset(ids.split()) for day, ids in days.items()}
        for category, days in found.categories.items()
    }
    return Seen(batches, found.feeds)


def write(seen: Seen) -> str:
    """Return readable JSON: one line a batch, so that a night changes two lines of a category."""
    categories = {
        category: {day: " ".join(sorted(ids, key=order)) for day, ids in sorted(days.items())}
        for category, days in sorted(seen.batches.items())
    }
    return _SCHEMA.write(_File(categories=categories, feeds=dict(sorted(seen.feeds.items()))))
