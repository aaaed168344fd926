"""Finds the entries among the blocks of one file."""

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from curator.lists.reading import endings, inline, tables
from curator.lists.reading.blocks import Block
from curator.lists.reading.outline import Heading
from curator.lists.reading.unit import (
    Unit,
    breaks_off,
    follows_year,
    id_of,
    is_entry,
    is_field,
    is_unlinked,
    is_within_sentence,
    linked_id,
    may_be_entry,
    may_be_note,
    names_links_only,
    only_generic,
    stands_first,
    unit_of,
)
from curator.lists.reading.words import words
from curator.types import Span

_LINKED = re.compile(r"\]\(|://")
_CODE = re.compile(r"[*_]{0,2}(?:Code|Project|Github|Repo\w*)[*_]{0,2}\s*[:：].{0,200}$", re.IGNORECASE)
_LABELS = re.compile(r"[:：][*_]*$|^\*\*.*\*\*$|^__.*__$")
_NAMED_LINK = re.compile(r"\[[^\[\]:]*\]+\(")
_INSIDE = re.compile(r"\]\((?!\(?<?https?:|mailto:)[^)\s]{2,}\)")

_NEAR = 20  # lines that an entry of several in one paragraph has, at most
_TAGS = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)
_OUTSIDE = re.compile(r"\]\(\(?<?http|href=\"http")
_PLACE = re.compile(r"\]\((https?://github\.com/[\w.-]+/[\w.-]+)/?#(?!readme\b)([^)\s]+)\)", re.IGNORECASE)


def units(lines: Sequence[str], blocks: Sequence[Block], headings: Sequence[Heading]) -> list[Unit]:
    """Return the entries of a file in order; under headings that announce news, citations and the like are none."""
    reader = _Reader(lines, blocks)
    for at, (heading, members) in enumerate(zip(headings, _by_heading(blocks, headings), strict=True)):
        if not heading.prose and not heading.contents and not _is_contents(lines, members):
            reader.section(at, members)
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
        self.at = 0
        self.inside: dict[int, list[Block]] = {}
        for block in blocks:
            if block.parent >= 0:
                self.inside.setdefault(id(blocks[block.parent]), []).append(block)

    def section(self, at: int, members: Sequence[Block]) -> None:
        """Read the blocks under the heading with the number `at`."""
        self.at, self.weak, self.bare = at, [], []
        before = len(self.found)
        self._join_titles(members)
        self._blocks(members)
        read = {unit.span.start for unit in self.found[before:]}
        rest = [block for block in members if block.kind == "paragraph" and block.start not in read]
        for block in rest if len(rest) > max(1, len(read)) else ():
            self._paragraph(block, strict=False)
        if sum(not unit.links for unit in self.found[before:]) > max(1, len(self.bare)):
            self.found += self.bare
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
        if breaks_off(own) or is_within_sentence(own):
            self._blocks(inside[1:])
        elif is_entry(own):
            self._entry(own, about, self.found)
        elif self._linked_below(own, block):
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
            if others or (another and (own.id or self._is_titled(block))):
                others.append(block)
            else:
                end = block.end
        read.append(own)
        if end > own.span.end:
            self._stretch(own, end)
        self._blocks(others)

    def _linked_below(self, own: Unit, block: Block) -> bool:
        """Tell whether an item is a title whose paper is linked in the lines under it: "Paper", "Code"."""
        if any(not link.image for link in own.links) or own.span.end >= block.end or len(words(own.name)) < 3:
            return False
        if any(self._is_titled(inner) for inner in self.inside.get(id(block), []) if inner.kind == "item"):
            return False
        below = self._source(own.span.end, block.end)
        links = inline.links(below)
        ids = {linked_id(below, [link]) for link in links} - {""}
        return bool(links) and len(ids) <= 1 and (only_generic(below, links) or is_unlinked(own))

    def _is_titled(self, block: Block) -> bool:
        """Tell whether an item, or one inside it, has a title of its own before its link."""
        unit = self._unit(block, block.start, block.own)
        if is_entry(unit) and len(words(unit.name)) > 3 and not endings.begin_with_name(unit.name):
            return True
        inside = [inner for inner in self.inside.get(id(block), []) if inner.kind == "item"]
        return any(map(self._is_titled, inside)) or self._linked_below(unit, block)

    def _paragraph(self, block: Block, *, strict: bool) -> None:
        """Read a paragraph as entries, one after another, or as prose."""
        for start, end in self._pieces(block):
            unit = self._unit(block, start, end)
            if is_entry(unit) and (stands_first(unit) if strict else may_be_entry(unit)):
                self.found.append(unit)

    def _pieces(self, block: Block) -> list[tuple[int, int]]:
        """Split a paragraph's lines where another entry starts: a line that begins as the first did, after a link."""
        first = next((n for n in range(block.start, block.end) if _TAGS.sub("", self.lines[n]).strip()), block.start)
        lead = _lead(self.lines[first])
        cuts = [block.start]
        for n in range(block.start + 1, block.end):
            if _lead(self.lines[n]) == lead and lead != "[[" and "](" in self._source(cuts[-1], n):
                unit = self._unit(block, n, min(n + _NEAR, block.end))
                if is_entry(unit) and stands_first(unit):
                    cuts.append(n)
        return list(zip(cuts, [*cuts[1:], block.end], strict=True))

    def _join_titles(self, members: Sequence[Block]) -> None:
        """Let a paragraph that is only a title reach down to the links that stand apart from it."""
        for n, block in enumerate(members):
            headed = block.content.startswith("#")
            linked = not headed and bool(_LINKED.search(block.content))
            if block.kind != "paragraph" or linked or len(words(block.content)) < 3:
                continue
            rest = [other for other in members[n + 1 : n + 12] if not self._is_comment(other)]
            beside = [other for other in rest[:1] if other.kind == "paragraph" and not other.content.startswith("#")]
            joined = [
                other for other in beside if self._only_links(other) and (headed or not self._opens_with_title(other))
            ]
            if not joined and headed:
                joined = [other for other in beside if _CODE.match(other.content)]
            if not joined and block.content.startswith(("**", "__", "#")):
                joined = self._details(rest)
            if joined:
                block.end = block.own = joined[-1].end
                for other in joined:
                    other.kind = "other"

    def _details(self, rest: Sequence[Block]) -> list[Block]:
        """Return the items under a title that name its links and facts: "- arxiv: https://...", of one paper."""
        below = list(takewhile(lambda other: other.kind == "item" and self._is_detail(other), rest))
        text = "".join(self._source(other.start, other.end) for other in below)
        links = inline.links(text)
        return below if len({linked_id(text, [link]) for link in links} - {""}) == 1 else []

    def _is_detail(self, block: Block) -> bool:
        """Tell whether an item names links, or a fact in a field; a title of its own may begin as a field does."""
        if self._only_links(block):
            return not (_NAMED_LINK.search(self.lines[block.start]) and self._is_titled(block))
        return is_field(self.lines[block.start])

    def _opens_with_title(self, block: Block) -> bool:
        """Tell whether a paragraph opens with a title of its own."""
        unit = self._unit(block, block.start, block.end)
        return is_entry(unit) and stands_first(unit)

    def _is_comment(self, block: Block) -> bool:
        return block.kind == "other" and self.lines[block.start].lstrip().startswith("<!--")

    def _only_links(self, block: Block) -> bool:
        text = self._source(block.start, block.end)
        links = inline.links(text)
        return bool(links) and only_generic(text, links) and len(words(inline.plain(text))) <= 12

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


def _lead(line: str) -> str:
    """Return the sign that a line starts with."""
    line = line.lstrip()
    return line[:2] if line[:2] in {"**", "[["} else line[:1]
