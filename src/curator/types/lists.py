"""What a list consists of."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from curator.types.ids import PaperId
from curator.types.papers import Paper

SectionPath: TypeAlias = tuple[str, ...]
"""Heading texts from the outermost topic to the innermost, the document's title left out."""

SectionKind = Literal["entries", "prose", "contents", "group"]


@dataclass(frozen=True, slots=True)
class Span:
    """Lines of a text, counted from 0: from `start` up to but not including `end`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One paper as it stands in a list; `id` may be empty, `date` is all or part of an ISO date."""

    id: PaperId
    title: str
    section: SectionPath
    span: Span
    links: tuple[str, ...] = ()
    date: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the lines under it, down to the next heading of any level."""

    path: SectionPath
    span: Span
    kind: SectionKind


@dataclass(frozen=True, slots=True)
class Survey:
    """One file of a list: its text to the byte, and what was read from it; all section paths start with `prefix`."""

    text: str
    sections: tuple[Section, ...]
    entries: tuple[Entry, ...]
    file: str = "README.md"
    prefix: SectionPath = ()


def entries_of(surveys: Iterable[Survey]) -> list[Entry]:
    """Return the entries of a list, file by file."""
    return [entry for survey in surveys for entry in survey.entries]


@dataclass(frozen=True, slots=True)
class Placement:
    """A paper and the section it goes to."""

    paper: Paper
    section: SectionPath
