"""List text → Survey: sections, and the entries in bullets, numbers, tables and paragraphs."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from curator.identity import canonical_id
from curator.records import Entry, Section, SectionKind, SectionPath, Span, Survey
from curator.survey import dates, inline, outline, titles
from curator.survey.blocks import Block, blocks, lines_of
from curator.survey.inline import Link
from curator.survey.unit import Unit
from curator.survey.words import is_generic, word_set, words


@dataclass(slots=True)
class Document:
    """One file of a list, read in full."""

    text: str
    lines: list[str]
    blocks: list[Block]
    headings: list[outline.Heading]
    units: list[Unit]
    title: str = ""


def read(text: str, prefix: SectionPath = ()) -> Document:
    """Read any text; what is no list of papers has no units."""
    lines = lines_of(text)
    found = blocks(text, lines)
    headings = outline.outline(found, len(lines), prefix)
    units = _Reader(lines, found, headings).run()
    document = Document(text, lines, found, headings, units)
    _leave_out_title(document, prefix)
    return document


def _leave_out_title(document: Document, prefix: SectionPath) -> None:
    counts = Counter(unit.heading for unit in document.units)
    document.title = outline.document_title(document.headings, [counts[n] for n in range(len(document.headings))])
    cut = len(prefix)
    for heading in document.headings[1:] if document.title else ():
        if heading.root == 1 and heading.path[cut:][:1] == (document.title,):
            heading.path = (*prefix, *heading.path[cut + 1 :]) or (document.title,)


def parse(text: str, file: str = "README.md", prefix: SectionPath = ()) -> Survey:
    """Return the survey of one file of any text; section paths start with `prefix`."""
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
        Entry(unit.arxiv_id, unit.name, document.headings[unit.heading].path, unit.span, _addresses(unit), unit.date)
        for unit in document.units
    )
    return Survey(document.text, sections, entries, file, prefix)


def _kind(heading: outline.Heading, holding: set[SectionPath]) -> SectionKind:
    if heading.contents:
        return "contents"
    if heading.group and heading.path in holding:
        return "group"
    return "entries" if heading.path in holding else "prose"


def _addresses(unit: Unit) -> tuple[str, ...]:
    hrefs = (unit.text[link.href[0] : link.href[1]] for link in unit.links if not link.image)
    return tuple(dict.fromkeys(href for href in hrefs if "://" in href))


def _stem(name: str) -> str:
    base = name.rpartition("/")[2]
    return base.rpartition(".")[0] or base


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


_LOWER = re.compile(r"[\s*_]*(?:,\s*)?[a-z]{2,}\s+[a-z]{2,}")
_PIPE = re.compile(r"(?<!\\)\|")


class _Reader:
    """Finds the units among the blocks of one file."""

    def __init__(self, lines: Sequence[str], found: Sequence[Block], headings: Sequence[outline.Heading]) -> None:
        self.lines = lines
        self.blocks = found
        self.headings = headings
        self.units: list[Unit] = []
        self.weak: list[Unit] = []
        self.inside: dict[int, list[int]] = {}
        for n, block in enumerate(found):
            if block.parent >= 0:
                self.inside.setdefault(block.parent, []).append(n)

    def run(self) -> list[Unit]:
        """Return the units in order."""
        starts = [heading.start for heading in self.headings]
        at = 0
        by_heading: dict[int, list[int]] = {}
        for n, block in enumerate(self.blocks):
            while at + 1 < len(starts) and starts[at + 1] <= block.start:
                at += 1
            if block.parent < 0 and not block.quoted:
                by_heading.setdefault(at, []).append(n)
        for at, members in by_heading.items():
            if not self.headings[at].prose and not self.headings[at].contents:
                self._section(at, members)
        return sorted(self.units, key=lambda unit: unit.span.start)

    def _section(self, at: int, members: Sequence[int]) -> None:
        before = len(self.units)
        if self._is_contents(members):
            return
        for n in members:
            block = self.blocks[n]
            self._join_links(block)
            if block.kind == "item":
                self._item(at, n)
            elif block.kind == "row":
                self._row(at, block)
            elif block.kind == "paragraph":
                self._paragraph(at, block, strict=True)
        if len(self.units) == before:
            weak = [self.blocks[n] for n in members if self.blocks[n].kind == "paragraph"]
            for block in weak if len(weak) >= 2 else ():
                self._paragraph(at, block, strict=False)
        if len(self.units) > before:
            self.units += self.weak
        self.weak = []
        self._details(before)

    def _join_links(self, block: Block) -> None:
        """Let a paragraph that is only a title reach down to the links that stand apart from it."""
        if block.kind != "paragraph" or self._links(block.start, block.end) or len(words(block.content)) < 3:
            return
        for other in self._after(block)[:3]:
            links = self._links(other.start, other.end)
            if other.kind == "paragraph" and links and self._only_links(other, links):
                block.end = other.end
                return
            if other.kind != "other" or not self.lines[other.start].lstrip().startswith("<!--"):
                return

    def _links(self, start: int, end: int) -> list[Link]:
        return [link for link in inline.links(self._source(start, end)) if not link.image]

    def _only_links(self, block: Block, links: Sequence[Link]) -> bool:
        text = self._source(block.start, block.end)
        labels = [inline.plain(text[link.label[0] : link.label[1]]) for link in links]
        return is_generic(inline.plain(text)) or (all(map(is_generic, labels)) and len(words(inline.plain(text))) <= 12)

    def _is_contents(self, members: Sequence[int]) -> bool:
        anchors = others = 0
        for n in members:
            block = self.blocks[n]
            if block.kind in {"item", "row"}:
                text = "".join(self.lines[block.start : block.end])
                hrefs = [text[link.href[0] : link.href[1]] for link in inline.links(text) if not link.image]
                others += sum("://" in href for href in hrefs)
                anchors += sum(len(href) > 1 and "://" not in href for href in hrefs)
        return anchors > others

    def _source(self, start: int, end: int) -> str:
        return "".join(self.lines[start:end])

    def _item(self, at: int, n: int) -> bool:
        """Read an item as one entry, or as a label over the entries inside it."""
        block = self.blocks[n]
        paragraphs = [self.blocks[m] for m in self.inside.get(n, ()) if self.blocks[m].kind == "paragraph"]
        inner = [m for m in self.inside.get(n, ()) if self.blocks[m].kind == "item"]
        own = self._unit(at, block, block.start, min(block.own, paragraphs[0].end if paragraphs else block.own))
        first_end = own.span.end
        if _reads_as_entry(own):
            self._with_details(own, paragraphs[1:], inner)
            return True
        if self._parent_of_links(own, block):
            return True
        if own.arxiv_id or _names_link(own):
            self.weak.append(own)
            return True
        found = False
        for paragraph in paragraphs[1:]:
            found |= self._paragraph(at, paragraph, strict=True)
        for m in self.inside.get(n, ()):
            if self.blocks[m].kind == "item":
                found |= self._item(at, m)
            elif self.blocks[m].kind == "row":
                self._row(at, self.blocks[m])
                found = True
        return found and first_end > 0

    def _with_details(self, own: Unit, paragraphs: Sequence[Block], inner: Sequence[int]) -> None:
        """Add an entry with the lines under it that are about it; what links another paper there stands for itself."""
        end, mine = own.span.end, {own.arxiv_id, ""}
        rest: list[tuple[int, Block]] = [(-1, paragraph) for paragraph in paragraphs] + [
            (m, self.blocks[m]) for m in inner
        ]
        self.units.append(own)
        open_end = True
        for m, part in sorted(rest, key=lambda pair: pair[1].start):
            text = self._source(part.start, part.end)
            if own.arxiv_id and _linked(text, inline.links(text)) not in mine:
                open_end = False
                if m >= 0:
                    self._item(own.heading, m)
                else:
                    self._paragraph(own.heading, part, strict=False)
            elif open_end:
                end = part.end
        if end > own.span.end:
            self._stretch(own, end)

    def _stretch(self, unit: Unit, end: int) -> None:
        unit.text = self._source(unit.span.start, end)
        unit.links = inline.links(unit.text)
        unit.span = Span(unit.span.start, end)
        unit.arxiv_id = unit.arxiv_id or _linked(unit.text, unit.links)
        unit.date = unit.date or _date(unit)

    def _parent_of_links(self, own: Unit, block: Block) -> bool:
        """Read an item whose paper is linked in the lines under it: a title above, "Paper" and "Code" below."""
        if own.links or own.span.end >= block.end or len(words(own.name)) < 3:
            return False
        below = self._source(own.span.end, block.end)
        links = [link for link in inline.links(below) if not link.image]
        labels = [inline.plain(below[link.label[0] : link.label[1]]) for link in links]
        ids = {found for link in links if (found := canonical_id(below[link.href[0] : link.href[1]]))}
        if not links or len(ids) > 1 or not all(is_generic(label) or "://" in label for label in labels):
            return False
        self._stretch(own, block.end)
        self.units.append(own)
        return True

    def _unit(self, at: int, block: Block, start: int, end: int) -> Unit:
        text = self._source(start, end)
        while end > start + 1 and not self.lines[end - 1].strip():
            end -= 1
        text = self._source(start, end)
        found = inline.links(text)
        unit = Unit(text, Span(start, end), titles.find(text, found, titles.marker_end(text)), found, at, block)
        unit.arxiv_id, unit.date = _linked(unit.text, unit.links), _date(unit)
        return unit

    def _row(self, at: int, block: Block) -> None:
        text = self._source(block.start, block.end)
        found = inline.links(text)
        if not any(not link.image and "://" in text[link.href[0] : link.href[1]] for link in found):
            return
        cells = cells_of(text)
        column = _title_column(block.head, [text[a:b] for a, b in cells])
        if column >= len(cells):
            return
        a, b = cells[column]
        local = [
            Link(x.start - a, x.end - a, (x.label[0] - a, x.label[1] - a), (x.href[0] - a, x.href[1] - a), x.image)
            for x in found
            if a <= x.start and x.end <= b
        ]
        start, end = titles.find(text[a:b], local)
        unit = Unit(text, Span(block.start, block.end), (a + start, a + end), found, at, block, cells=tuple(cells))
        unit.arxiv_id, unit.date = _linked(unit.text, unit.links), _date(unit)
        if unit.name:
            self.units.append(unit)
        elif unit.arxiv_id:
            self.weak.append(unit)

    def _paragraph(self, at: int, block: Block, *, strict: bool) -> bool:
        """Read a paragraph as entries, one after another, or as prose."""
        found = False
        for start, end in self._pieces(block):
            unit = self._unit(at, block, start, end)
            if _reads_as_entry(unit) and (_stands_first(unit) if strict else unit.arxiv_id):
                self.units.append(unit)
                found = True
        return found

    def _pieces(self, block: Block) -> list[tuple[int, int]]:
        """Split a paragraph's lines where another entry starts: a line that begins as the first did, after a link."""
        lead = _lead(self.lines[block.start])
        cuts = [block.start]
        for n in range(block.start + 1, block.end):
            if (
                lead
                and _lead(self.lines[n]) == lead
                and "](" in self._source(cuts[-1], n)
                and _reads_as_entry(self._unit(0, block, n, block.end))
                and _stands_first(self._unit(0, block, n, n + 1))
            ):
                cuts.append(n)
        return list(zip(cuts, [*cuts[1:], block.end], strict=True))

    def _details(self, before: int) -> None:
        """Join the bullets under a paragraph that is an entry to it when they are no entries themselves."""
        units = self.units[before:]
        starts = {unit.span.start for unit in units}
        for unit in units:
            if unit.block.kind != "paragraph" or unit.block.parent >= 0 or unit.span.end != unit.block.end:
                continue
            end = unit.span.end
            for block in self._after(unit.block):
                if block.kind != "item" or block.start in starts or any(block.start <= s < block.end for s in starts):
                    break
                end = block.end
            if end > unit.span.end:
                self._stretch(unit, end)

    def _after(self, block: Block) -> list[Block]:
        at = self.blocks.index(block)
        return [other for other in self.blocks[at + 1 : at + 60] if other.parent < 0]


def _lead(line: str) -> str:
    match = re.match(r"\s*(\*\*|\[|\d|\w|[^\s\w])", line)
    return match[1] if match and match[1] in {"**", "["} else ""


def _linked(text: str, links: Sequence[Link]) -> str:
    """Return the first arXiv id that `links` lead to."""
    ids = (canonical_id(text[link.href[0] : link.href[1]]) for link in links if not link.image)
    return next(filter(None, ids), "")


def _date(unit: Unit) -> str:
    """Return the fullest date written in an entry, outside its title and its addresses."""
    text = unit.text
    hidden = [unit.title] + [link.href for link in unit.links if not link.image]
    out = list(text)
    for a, b in hidden:
        out[a:b] = " " * (b - a)
    found = dates.find("".join(out))
    return max((date.iso for date in found), key=len, default="")


def _reads_as_entry(unit: Unit) -> bool:
    a, b = unit.title
    return b > a and any(not link.image and "://" in unit.text[link.href[0] : link.href[1]] for link in unit.links)


def _names_link(unit: Unit) -> bool:
    """Tell whether an entry leaves room for a link that leads nowhere yet."""
    labels = [inline.plain(unit.text[link.label[0] : link.label[1]]) for link in unit.links if not link.image]
    return bool(labels) and all(map(is_generic, labels)) and len(words(unit.name)) >= 3


def _stands_first(unit: Unit) -> bool:
    """Tell whether a paragraph opens with its title and goes on as an entry does, not as a sentence does."""
    a, b = unit.title
    before = unit.text[:a]
    labelled = any(not link.image and link.label[0] <= a and b <= link.label[1] for link in unit.links)
    named = labelled or any(mark in before for mark in ("**", "__", '"', "<b>"))
    after = unit.text[b:]
    tail = re.match(r"[\"”*_\]]*(?:\([^()\s]*\))?", after)
    return named and is_generic(_visible(before, unit, a)) and not _LOWER.match(after[tail.end() if tail else 0 :])


def _visible(before: str, unit: Unit, end: int) -> str:
    out = list(before)
    for link in unit.links:
        if link.image and link.start < end:
            out[link.start : min(link.end, end)] = " " * (min(link.end, end) - link.start)
    return re.sub(r"\]\([^)]*\)|<[^>]*>", " ", "".join(out))


def cells_of(row: str) -> list[titles.Span]:
    """Return the places of a row's cells between its pipes."""
    line = row.rstrip("\r\n")
    bars = [m.start() for m in _PIPE.finditer(line)]
    edge = len(line) - len(line.lstrip())
    starts = ([] if bars and bars[0] == edge else [edge - 1]) + bars
    ends = [*starts[1:], len(line)]
    cells = [(a + 1, b) for a, b in zip(starts, ends, strict=True)]
    if cells and not line[cells[-1][0] : cells[-1][1]].strip() and bars and bars[-1] == len(line.rstrip()) - 1:
        cells.pop()
    return cells


_TITLE_COLUMNS = (
    (word_set("title titles"), 1),
    (word_set("paper papers article articles work works publication publications"), 2),
    (word_set("name names dataset datasets benchmark benchmarks model models method methods project projects"), 1),
)


def _title_column(head: Sequence[str], cells: Sequence[str]) -> int:
    """Return which cell holds the title: by its header's words, or the one with most words that is no list of names."""
    names = [words(inline.plain(cell)) for cell in head]
    for wanted, least in _TITLE_COLUMNS:
        for n, name in enumerate(names[: len(cells)]):
            if wanted & set(name) and len(words(_long(cells[n]))) >= least:
                return n
    return max(range(len(cells)), key=lambda n: _weight(names[n] if n < len(names) else [], cells[n]), default=0)


def _long(cell: str) -> str:
    read = inline.plain(cell)
    return "" if is_generic(read) else read


_OTHER = word_set(
    """
    author authors institution institutions affiliation abstract summary tldr description introduction intro
    keywords tags task tasks contribution notes code github venue date year
    """
)


def _weight(name: Sequence[str], cell: str) -> float:
    count = len(words(_long(cell)))
    return min(count, 20) * (0.1 if _OTHER & set(name) else 1.0) * (1.5 if "](" in cell else 1.0)
