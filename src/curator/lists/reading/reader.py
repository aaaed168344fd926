"""Finds the entries among the blocks of one file."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from curator.lists.reading import endings, inline, tables
from curator.lists.reading.apart import Apart
from curator.lists.reading.blocks import Block
from curator.lists.reading.outline import Heading
from curator.lists.reading.unit import (
    Unit,
    breaks_off,
    follows_year,
    id_of,
    is_bracketed,
    is_entry,
    is_reference,
    is_unlinked,
    is_within_sentence,
    linked_id,
    may_be_entry,
    may_be_note,
    names_links_only,
    stands_first,
    unit_of,
)
from curator.lists.reading.words import words
from curator.types import Span

_LINKED = re.compile(r"\]\(|://")
_HEADED = re.compile(r"#+ ")
_LABELS = re.compile(r"[:：][*_]*$|^\*\*.*\*\*$|^__.*__$")
_INSIDE = re.compile(r"\]\((?!\(?<?https?:|mailto:)[^)\s]{2,}(?<!\.pdf)\)", re.IGNORECASE)

_NEAR = 20  # lines that an entry of several in one paragraph has, at most
_TAGS = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)
_OUTSIDE = re.compile(r"\]\((?:\(?<?http|[^)\s]+\.pdf\))|href=\"http", re.IGNORECASE)
_PLACE = re.compile(r"\]\((https?://github\.com/[\w.-]+/[\w.-]+)/?#(?!readme\b)([^)\s]+)\)", re.IGNORECASE)


def units(lines: Sequence[str], blocks: Sequence[Block], headings: Sequence[Heading]) -> list[Unit]:
    """Return the entries of a file in order; under headings that announce news, citations and the like are none."""
    reader = _Reader(lines, blocks)
    for at, (heading, members) in enumerate(zip(headings, _by_heading(blocks, headings), strict=True)):
        if not heading.prose and not heading.contents:
            reader.section(at, _below_contents(lines, members))
    return sorted(reader.found, key=lambda unit: unit.span.start)


def _by_heading(blocks: Sequence[Block], headings: Sequence[Heading]) -> Iterator[list[Block]]:
    """Yield the outermost blocks under each heading, quotations left out."""
    outermost = (block for block in blocks if block.parent < 0 and not block.quoted)
    rest = iter(sorted(outermost, key=lambda block: block.start))
    block = next(rest, None)
    for heading in headings:
        members: list[Block] = []
        while block and block.start < heading.end:
            members.append(block)
            block = next(rest, None)
        yield members


def _below_contents(lines: Sequence[str], members: Sequence[Block]) -> Sequence[Block]:
    """Return the blocks under a heading without a table of contents, which may stand above headings that are titles."""
    first = next((n for n, block in enumerate(members) if _HEADED.match(block.content)), len(members))
    return members[first:] if _is_contents(lines, members[:first]) else members


def _is_contents(lines: Sequence[str], members: Sequence[Block]) -> bool:
    """Tell whether most links lead to other places of the list: a table of contents, its address written out or not."""
    listed = (block for block in members if block.kind not in {"paragraph", "other"})
    text = "".join("".join(lines[block.start : block.end]) for block in listed)
    found = set(_PLACE.findall(text))
    places = len(found) if len(found) > 1 and len({page for page, _ in found}) == 1 else 0
    return len(_INSIDE.findall(text)) + places > len(_OUTSIDE.findall(text)) - places


class _Reader:
    """Collects the entries of one section after another; `weak` ones count beside others of their kind."""

    def __init__(self, lines: Sequence[str], blocks: Sequence[Block]) -> None:
        self.lines = lines
        self.found: list[Unit] = []
        self.weak: list[Unit] = []
        self.bare: list[Unit] = []
        self.cited: list[Unit] = []
        self.at = 0
        self.inside: dict[int, list[Block]] = {}
        for block in blocks:
            if block.parent >= 0:
                self.inside.setdefault(id(blocks[block.parent]), []).append(block)
        self.apart = Apart(lines, self.inside)

    def section(self, at: int, members: Sequence[Block]) -> None:
        """Read the blocks under the heading with the number `at`."""
        self.at, self.weak, self.bare, self.cited = at, [], [], []
        before = len(self.found)
        self.apart.join(members)
        self._blocks(members)
        read = {unit.span.start for unit in self.found[before:]}
        rest = [block for block in members if block.kind == "paragraph" and block.start not in read]
        for block in rest if len(rest) > max(1, len(read)) else ():
            self._paragraph(block, strict=False)
        unlinked = Counter(_marker(unit) for unit in self.found[before:] if not unit.links)
        bare = [unit for unit in self.bare if _marker(unit) in unlinked]
        if unlinked.total() > max(1, len(bare)):
            self.found += bare
        if len(self.cited) > 1:
            self.found += self.cited
        kinds = {unit.block.kind for unit in self.found[before:]}
        self.found += [one for one in self.weak if one.block.kind in kinds or (kinds and "html" not in one.block.kind)]
        self._join_details(members, {unit.span.start: unit for unit in self.found[before:]})

    def _blocks(self, members: Sequence[Block]) -> None:
        rows: dict[int, list[Block]] = {}
        for block in members:
            if block.kind == "row":
                rows.setdefault(block.table, []).append(block)
            elif block.kind == "item":
                self._item(block)
            elif block.kind == "paragraph":
                self._paragraph(block, strict=True)
            elif block.kind in {"html item", "html row", "details"}:
                self._add(tables.of_html(self.lines, block, self.at))
        for some in rows.values():
            for unit in tables.of_rows(self.lines, some, self.at):
                self._add(unit)

    def _add(self, unit: Unit) -> None:
        """Add an entry in a row or in HTML; one without its title, or HTML without an id, counts beside others."""
        if unit.name and (unit.id or unit.block.kind == "row"):
            self.found.append(unit)
        elif unit.id or (is_entry(unit) and len(words(unit.name)) >= 3 and not endings.are_authors(unit.name)):
            self.weak.append(unit)

    def _source(self, start: int, end: int) -> str:
        return "".join(self.lines[start:end])

    def _unit(self, block: Block, start: int, end: int) -> Unit:
        return unit_of(self.lines, Span(start, end), self.at, block)

    def _stretch(self, unit: Unit, end: int) -> None:
        """Let an entry reach down to line `end`."""
        unit.text = self._source(unit.span.start, end)
        unit.links = inline.links(unit.text)
        unit.span = Span(unit.span.start, end)
        unit.id = id_of(unit.text, unit.links) or unit.id

    def _item(self, block: Block) -> None:
        """Read an item as one entry, or as a label over the entries inside it."""
        inside = self.inside.get(id(block), [])
        paragraphs = [inner for inner in inside if inner.kind == "paragraph"]
        about = [inner for inner in inside[1:] if inner.kind in {"paragraph", "item"}]
        own = self._unit(block, block.start, min(block.own, paragraphs[0].end) if paragraphs else block.own)
        if breaks_off(own) or is_within_sentence(own) or is_bracketed(own):
            self._blocks(inside[1:])
        elif is_entry(own):
            self._entry(own, about, self.found)
        elif self.apart.linked_below(own, block):
            self._stretch(own, block.end)
            self.found.append(own)
        elif (is_unlinked(own) or follows_year(own)) and not _LINKED.search(self._source(own.span.end, block.end)):
            self._entry(own, about, self.found if is_unlinked(own) and own.span.end == block.end else self.weak)
        elif own.span.end == block.end and not own.links and len(words(own.name)) > 1:
            self.bare.append(own)
        elif own.id or names_links_only(own):
            self._entry(own, about, self.weak)
        else:
            self._blocks(inside[1:])

    def _entry(self, own: Unit, inside: Sequence[Block], read: list[Unit]) -> None:
        """Add an entry with the lines under it that are about it; what links another paper there stands for itself."""
        end = own.span.end
        others: list[Block] = []
        for block in inside:
            text = self._source(block.start, block.end)
            another = linked_id(text, inline.links(text)) not in {own.id, ""}
            if others or (another and (own.id or self.apart.is_titled(block))):
                others.append(block)
            else:
                end = block.end
        read.append(own)
        if end > own.span.end:
            self._stretch(own, end)
        self._blocks(others)

    def _paragraph(self, block: Block, *, strict: bool) -> None:
        """Read a paragraph as entries, one after another, or as prose."""
        for start, end in self._pieces(block):
            unit = self._unit(block, start, end)
            if is_entry(unit) and (stands_first(unit) if strict else may_be_entry(unit)):
                self.found.append(unit)
            elif strict and is_reference(unit):
                self.cited.append(unit)

    def _pieces(self, block: Block) -> list[tuple[int, int]]:
        """Split a paragraph's lines where another entry starts.

        That is a line that begins as the first did, after a link, or with the number of a reference as the first.
        """
        first = next((n for n in range(block.start, block.end) if _TAGS.sub("", self.lines[n]).strip()), block.start)
        lead = _lead(self.lines[first])
        cuts = [block.start]
        numbered = endings.NUMBERED.match(self.lines[first])
        for n in range(block.start + 1, block.end):
            if numbered and endings.NUMBERED.match(self.lines[n]):
                cuts.append(n)
            elif _lead(self.lines[n]) == lead and lead != "[[" and "](" in self._source(cuts[-1], n):
                unit = self._unit(block, n, min(n + _NEAR, block.end))
                if is_entry(unit) and stands_first(unit):
                    cuts.append(n)
        return list(zip(cuts, [*cuts[1:], block.end], strict=True))

    def _join_details(self, members: Sequence[Block], entries: dict[int, Unit]) -> None:
        """Join what stands below an entry to it: all where papers are headings, else what is no entry.

        That is bullets below a paragraph, and plain paragraphs below a bullet where a section begins with its entries
        and some stand between them.
        """
        kinds = [block.kind for block in members if block.start <= max(entries, default=0)]
        described = "paragraph" in kinds and next(kind for kind in kinds if kind not in {"heading", "other"}) == "item"
        headed = {block.start for block in members if block.content.startswith("#")} & entries.keys()
        items = [unit for unit in entries.values() if unit.block.kind == "item"] if headed else []
        below = [unit for unit in items if may_be_note(unit)]
        if 0 < len(below) <= len(headed):
            self.found = [unit for unit in self.found if unit not in below]
            entries = {start: unit for start, unit in entries.items() if unit not in below}
        last: Unit | None = None
        for block in members:
            if block.kind != "other" and (inside := [n for n in range(block.start, block.end) if n in entries]):
                last = entries[inside[-1]]
            elif last and self._is_about(last, block, headed, described):
                known = last.id if last.span.start in headed and last.links else None
                self._stretch(last, block.end)
                last.id = last.id if known is None else known  # a note may link another paper
            elif not last or block.kind != "other" or last.span.start not in headed:
                last = None

    def _is_about(self, last: Unit, block: Block, headed: set[int], described: bool) -> bool:
        """Tell whether a block that is no entry is about the one above it."""
        if last.span.start in headed:
            return not _INSIDE.search(self._source(block.start, block.end)) and block.kind != "other"
        if block.kind == "paragraph" and last.block.kind == "item":
            apart = self._source(last.span.end, block.start).strip() or _LINKED.search(block.content)
            return described and not apart and not _LABELS.search(block.content)
        return block.kind == "item" and last.block.kind == "paragraph"


def _marker(unit: Unit) -> str:
    """Return the sign that an item starts with, whatever its number: "-", "*", "." and so on."""
    return unit.block.marker.lstrip("0123456789")


def _lead(line: str) -> str:
    """Return the sign that a line starts with."""
    line = line.lstrip()
    return line[:2] if line[:2] in {"**", "[["} else line[:1]
