"""Titles whose links stand apart from them, in the blocks below."""

import re
from collections.abc import Mapping, Sequence
from itertools import takewhile

from curator.lists.reading import endings, inline, titles
from curator.lists.reading.blocks import Block, is_named_field, title_in_field
from curator.lists.reading.unit import (
    Unit,
    is_entry,
    is_field,
    is_linked_field,
    is_unlinked,
    linked_id,
    only_generic,
    stands_first,
    unit_of,
)
from curator.lists.reading.words import is_standing, words
from curator.types import Span

_LINKED = re.compile(r"\]\(|://")
_CODE = re.compile(r"[*_]{0,2}(?:Code|Project|Github|Repo\w*)[*_]{0,2}\s*[:：].{0,200}$", re.IGNORECASE)
_TO_PAPER = re.compile(r"\[[^\w\[\]]*(?:paper|pdf|arxiv)[^\w\[\]]*\]+\(", re.IGNORECASE)
_POINTER = re.compile(r"\s*[-*+]\s+(?:\[{1,2}[^\[\]]{1,30}\]{1,2}\([^()\s]*\)[\s,|]*)+")
_PAPER = re.compile(r"[\W_]*(?:paper|pdf|arxiv|preprint|article|publication|论文|論文|논문)", re.IGNORECASE)
_NAMED_LINK = re.compile(r"\[[^\[\]:]*\]+\(")


class Apart:
    """The titles of a file and what stands below them; `inside` holds the blocks in each item, by its identity."""

    def __init__(self, lines: Sequence[str], inside: Mapping[int, Sequence[Block]]) -> None:
        self._lines = lines
        self._inside = inside

    def linked_below(self, own: Unit, block: Block) -> bool:
        """Tell whether an item is a title whose paper is linked in the lines under it: "Paper", "Code"."""
        if any(not link.image for link in own.links) or own.span.end >= block.end or len(words(own.name)) < 3:
            return False
        if any(self.is_titled(inner) for inner in self._inside.get(id(block), []) if inner.kind == "item"):
            return False
        below = self._source(own.span.end, block.end)
        links = inline.links(below)
        ids = {linked_id(below, [link]) for link in links} - {""}
        if not links or len(ids) > 1:
            return False
        return only_generic(below, links) or is_unlinked(own) or self._points(self._inside[id(block)])

    def _points(self, inside: Sequence[Block]) -> bool:
        """Tell whether the items with links are nothing else, and one is to a paper: "[Paper](...)", "[Julia](...)"."""
        sources = [self._source(item.start, item.own) for item in inside if item.kind == "item"]
        linked = [text for text in sources if inline.links(text)]
        return all(map(_POINTER.fullmatch, linked)) and any(map(_TO_PAPER.search, linked))

    def is_titled(self, block: Block) -> bool:
        """Tell whether an item, or one inside it, has a title of its own before its link."""
        unit = self._unit(block, block.own)
        if is_entry(unit) and len(words(unit.name)) > 3 and not endings.begin_with_name(unit.name):
            return True
        inside = [inner for inner in self._inside.get(id(block), []) if inner.kind == "item"]
        return any(map(self.is_titled, inside)) or self.linked_below(unit, block)

    def join(self, members: Sequence[Block]) -> None:
        """Let a paragraph that is only a title reach down to the links that stand apart from it."""
        for n, block in enumerate(members):
            headed = block.content.startswith("#")
            linked = not headed and bool(_LINKED.search(block.content))
            if block.kind != "paragraph" or linked or len(words(block.content)) < (1 if headed else 3):
                continue
            rest = [other for other in members[n + 1 : n + 12] if not self._is_comment(other)]
            beside = [other for other in rest[:1] if other.kind == "paragraph" and not other.content.startswith("#")]
            joined = (_fields(rest) if headed else []) or [
                other for other in beside if self._only_links(other) and (headed or not self._opens_with_title(other))
            ]
            if not joined and headed:
                joined = [one for one in beside if _CODE.match(one.content) or is_linked_field(one.content)]
            if not joined and block.content.startswith(("**", "__", "#")):
                joined = self._details(rest)
            joined += takewhile(self._is_linked_line, rest[1:]) if joined and joined == beside else ()
            if joined:
                block.end = block.own = joined[-1].end
                for other in joined:
                    other.kind = "other"

    def _details(self, rest: Sequence[Block]) -> list[Block]:
        """Return the items under a title that name its links and facts: "- arxiv: https://...", of one paper.

        Where none is on arXiv, fields name kinds of links, one of them a paper, or stand beside where the paper does.
        """
        below = list(takewhile(lambda other: other.kind == "item" and self._is_detail(other), rest))
        text = "".join(self._source(other.start, other.end) for other in below)
        links = inline.links(text)
        ids = {linked_id(text, [link]) for link in links} - {""}
        kinds = all(is_linked_field(self._lines[other.start]) or _is_standing(other) for other in below)
        paper = any(_PAPER.match(self._lines[other.start]) or _is_standing(other) for other in below)
        return below if len(ids) == 1 or (links and not ids and kinds and paper) else []

    def _is_detail(self, block: Block) -> bool:
        """Tell whether an item names links, a fact in a field, or where a paper stands.

        A title of its own may begin as a field does.
        """
        if self._only_links(block):
            return not (_NAMED_LINK.search(self._lines[block.start]) and self.is_titled(block))
        return (is_field(self._lines[block.start]) and not self._is_named(block)) or _is_standing(block)

    def _is_named(self, block: Block) -> bool:
        """Tell whether a title that begins with the name of its work only looks like a field: "Name: Title [Paper]"."""
        line = self._lines[block.start]
        return not is_linked_field(line) and bool(_TO_PAPER.search(line)) and self.is_titled(block)

    def _is_linked_line(self, block: Block) -> bool:
        """Tell whether a paragraph names links in a field, as "Code: https://..." does."""
        if block.kind != "paragraph" or not is_linked_field(self._lines[block.start]):
            return False
        text = self._source(block.start, block.end)
        return bool(links := inline.links(text)) and only_generic(text, links)

    def _opens_with_title(self, block: Block) -> bool:
        """Tell whether a paragraph opens with a title of its own."""
        unit = self._unit(block, block.end)
        return is_entry(unit) and stands_first(unit)

    def _is_comment(self, block: Block) -> bool:
        return block.kind == "other" and self._lines[block.start].lstrip().startswith("<!--")

    def _only_links(self, block: Block) -> bool:
        text = self._source(block.start, block.end)
        links = inline.links(text)
        return bool(links) and only_generic(text, links) and len(words(inline.plain(text))) <= 12

    def _source(self, start: int, end: int) -> str:
        return "".join(self._lines[start:end])

    def _unit(self, block: Block, end: int) -> Unit:
        return unit_of(self._lines, Span(block.start, end), 0, block)


def _fields(rest: Sequence[Block]) -> list[Block]:
    """Return the fields below a heading that link its work, one of them by a title: "Code: ...", "Paper: [Title]"."""
    below = list(takewhile(lambda one: one.kind in {"item", "paragraph"} and is_named_field(one.content), rest))
    return below if sum(bool(title_in_field(one.content)) for one in below) == 1 else []


def _is_standing(item: Block) -> bool:
    """Tell whether an item of one line says no more than where a paper stands: "Oral", "ICML 2020"."""
    said = inline.plain(item.content[titles.marker_end(item.content) :])
    return item.end == item.start + 1 and bool(words(said)) and is_standing(said)
