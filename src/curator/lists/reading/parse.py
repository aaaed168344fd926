"""List text → Survey: sections, and the entries in bullets, numbers, tables and paragraphs."""

import gc
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property, lru_cache

from curator.lists.reading import outline, reader
from curator.lists.reading.blocks import Block, blocks, lines_of
from curator.lists.reading.bullets import lift_topics
from curator.lists.reading.summaries import with_topics
from curator.lists.reading.unit import Unit
from curator.papers.identity import title_key
from curator.types import Entry, Section, SectionKind, SectionPath, Span, Survey

_UNTITLED = "Papers"


@dataclass
class Document:
    """One file of a list, read in full."""

    text: str
    lines: list[str]
    blocks: list[Block]
    headings: list[outline.Heading]
    units: list[Unit]
    title: str = ""

    def section_of(self, unit: Unit) -> SectionPath:
        """Return the path of the section that an entry stands in."""
        return self.headings[unit.heading].path

    @cached_property
    def sections(self) -> dict[SectionPath, list[Unit]]:
        """The entries of each section that has any."""
        found: dict[SectionPath, list[Unit]] = {}
        for unit in self.units:
            found.setdefault(self.section_of(unit), []).append(unit)
        return found


@lru_cache(maxsize=4)
def read(text: str, prefix: SectionPath = ()) -> Document:
    """Read any text; what is no list of papers has no units. The last few are remembered: nobody changes them."""
    lines = lines_of(text)
    found = with_topics(blocks(text, lines), lines)
    lift_topics(found, lines)
    headings = outline.outline(found, len(lines), prefix)
    units = reader.units(lines, found, headings)
    document = Document(text, lines, found, headings, units)
    _leave_out_title(document, prefix)
    _leave_out_itself(document)
    return document


@contextmanager
def _uncollected() -> Iterator[None]:
    """Pause the garbage collector: it would walk a long list's blocks again and again, and none of them is garbage."""
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()


def _leave_out_title(document: Document, prefix: SectionPath) -> None:
    """Take the document's title out of all paths, and name by it what stands under no topic."""
    counts = Counter(unit.heading for unit in document.units)
    document.title = outline.document_title(document.headings, [counts[n] for n in range(len(document.headings))])
    cut = len(prefix)
    for heading in document.headings[1:] if document.title else ():
        if heading.root == 1 and heading.path[cut:][:1] == (document.title,):
            heading.path = (*prefix, *heading.path[cut + 1 :]) or (document.title,)
    for n, heading in enumerate(document.headings):
        if not heading.path and (n or counts[n]):
            heading.path = (document.title or _UNTITLED,)


def _leave_out_itself(document: Document) -> None:
    """Take out the paper that the list comes with: its title is the list's own, and it stands under no topic."""
    title = title_key(document.title)
    document.units = [
        unit
        for unit in document.units
        if document.section_of(unit)[-1:] != (document.title,) or title_key(unit.name) != title
    ]


def parse(text: str, file: str = "README.md", prefix: SectionPath = ()) -> Survey:
    """Return the survey of one file of any text; section paths start with `prefix`."""
    with _uncollected():
        return survey_of(read(text, prefix), file, prefix)


def survey_of(document: Document, file: str, prefix: SectionPath = ()) -> Survey:
    """Return a document as the nouns that other rooms know."""
    counts = Counter(unit.heading for unit in document.units)
    holding = {heading.path for n, heading in enumerate(document.headings) if counts[n]}
    sections = tuple(
        Section((*heading.path, *heading.group), Span(heading.start, heading.end), _kind(heading, holding))
        for heading in document.headings
        if heading.level or heading.end
    )
    entries = tuple(
        Entry(unit.id, unit.name, document.section_of(unit), unit.span, unit.addresses, unit.date)
        for unit in document.units
    )
    return Survey(document.text, sections, entries, file, prefix)


def _kind(heading: outline.Heading, holding: set[SectionPath]) -> SectionKind:
    if heading.contents:
        return "contents"
    if heading.group and heading.path in holding:
        return "group"
    return "entries" if heading.path in holding else "prose"


def _stem(name: str) -> str:
    base = name.rpartition("/")[2]
    return base.rpartition(".")[0] or base


def name_of(files: Mapping[str, str], folder: str) -> str:
    """Return a list's title; one without is called by its file, or by its folder where that is a README, or several."""
    if title := next(filter(None, (read(text).title for text in files.values())), ""):
        return title
    stems = [_stem(name) for name in files]
    return stems[0] if len(stems) == 1 and stems[0].casefold() != "readme" else folder


def parse_all(files: Mapping[str, str]) -> tuple[Survey, ...]:
    """Return the surveys of all files of a list.

    With more than one file every section path starts with the file's own title, or its stem, so that paths stay unique.
    """
    if len(files) == 1:
        return tuple(parse(text, name) for name, text in files.items())
    surveys: list[Survey] = []
    taken: set[str] = set()
    for name, text in files.items():
        title = read(text).title or _stem(name)
        if title in taken:
            title = name
        taken.add(title)
        surveys.append(parse(text, name, (title,)))
    return tuple(surveys)
