"""Entries of a list and what is known of their papers → one record for each paper."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from curator.papers import tex
from curator.papers.identity import key, title_key
from curator.types import Entry, Paper, PaperId, SectionPath, Survey, entries_of

_SAFE = re.compile(r"https?://[^\s\"'<>\\]+")

_UNNAMED = "Untitled"
"""A link wants a name, also that of an entry whose title could not be read."""

_OF_FIRST = timedelta(days=31)
"""From the middle of the month that an id names; what was announced later is a new version."""


@dataclass(frozen=True, slots=True)
class Record:
    """A paper as the list holds it.

    `published` is when it came out, all or part of an ISO date, `added` when it came to the list.
    """

    id: PaperId
    title: str
    url: str
    sections: tuple[SectionPath, ...]
    paper: Paper
    published: str = ""
    added: date | None = None


def records(
    surveys: Sequence[Survey], papers: Iterable[Paper] = (), added: Mapping[str, date] | None = None
) -> list[Record]:
    """Return a list's papers in the order of the list, each once with all its sections.

    `papers` describe those of the list; `added` says when they came to it, by `key`.
    """
    known = {paper.id: paper for paper in papers}
    titled = {title_key(paper.title): paper for paper in known.values()}
    days, found = added or {}, dict[str, Record]()
    for entry in entries_of(surveys):
        name = key(entry)
        paper = known.get(entry.id) or titled.get(title_key(entry.title)) or Paper(entry.id, entry.title)
        before = found.get(name) or _record(entry, paper, days.get(name))
        found[name] = replace(before, sections=tuple(dict.fromkeys([*before.sections, entry.section])))
    return [*found.values()]


def _record(entry: Entry, paper: Paper, added: date | None) -> Record:
    links = [link for link in entry.links if _SAFE.fullmatch(link)]
    url = entry.id.url if entry.id else next(iter(links), "")
    title = tex.plain(paper.title) or url.partition("://")[2] or _UNNAMED
    return Record(entry.id, title, url, (), paper, _date(entry, paper), added)


def _date(entry: Entry, paper: Paper) -> str:
    """Return when a paper came out: the day of its first version where that is known, or what id or entry say."""
    month, day = entry.id.month or paper.id.month, paper.announced
    if day and (month is None or abs(day - month) < _OF_FIRST):
        return day.isoformat()
    return f"{month:%Y-%m}" if month else entry.date
