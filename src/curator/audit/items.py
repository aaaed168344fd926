"""Entries with their source, as the rules look at them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from curator.audit.findings import Edit, Finding, Sure
from curator.lists.reading.blocks import lines_of
from curator.lists.reading.inline import Link
from curator.lists.reading.parse import read
from curator.lists.reading.unit import Unit, hrefs
from curator.types import Entry, PaperId, Survey, canonical_id


@dataclass(frozen=True, slots=True)
class Item:
    """An entry, what it was read from, and where in its file's text that begins."""

    file: str
    entry: Entry
    unit: Unit
    start: int

    @property
    def text(self) -> str:
        """The entry's own lines."""
        return self.unit.text

    @property
    def line(self) -> int:
        """The entry's first line, counted from 1."""
        return self.entry.span.start + 1

    @property
    def ids(self) -> tuple[PaperId, ...]:
        """The arXiv papers that its links lead to, each once."""
        return tuple(dict.fromkeys(filter(None, map(canonical_id, hrefs(self.text, self.unit.links)))))

    def href(self, link: Link) -> str:
        """Return where a link leads."""
        return self.text[link.href[0] : link.href[1]]

    def edit(self, start: int, end: int, text: str) -> Edit:
        """Return an edit of the file, given in offsets of the entry's text."""
        return Edit(self.start + start, self.start + end, text)

    def finding(self, rule: str, why: str, sure: Sure = "certain", fix: Sequence[Edit] = ()) -> Finding:
        """Return a finding about the entry."""
        return Finding(rule, self.file, self.line, max(self.line, self.entry.span.end), why, sure, tuple(fix))


def items(surveys: Sequence[Survey]) -> list[Item]:
    """Return all entries of a list in order."""
    return [item for survey in surveys for item in _items(survey)]


def _items(survey: Survey) -> Iterator[Item]:
    starts = line_starts(survey.text)
    for entry, unit in zip(survey.entries, read(survey.text, survey.prefix).units, strict=True):
        yield Item(survey.file, entry, unit, starts[unit.span.start])


def line_starts(text: str) -> list[int]:
    """Return the offsets at which the lines of a text begin, and where the last one ends."""
    return [0, *accumulate(map(len, lines_of(text)))]


_OF_DECEMBER = 3000
"""Ids below this are given out in the first days of a month, in January to papers that people date back to December."""


def may_be(arxiv_id: PaperId, year: int) -> bool:
    """Tell whether a paper may be said to be of a year: that of its id, or the one beside it at the turn of a year."""
    month = arxiv_id.month
    if month is None or month.year == year:
        return True
    early = month.month == 1 and int(arxiv_id.rpartition(".")[2].rpartition("/")[2]) < _OF_DECEMBER
    return (early and year == month.year - 1) or (month.month == 12 and year == month.year + 1)
