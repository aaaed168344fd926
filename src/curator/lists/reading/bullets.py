"""Topics that stand in bullets, over bullets that are their papers."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from curator.lists.reading import titles
from curator.lists.reading.blocks import Block
from curator.lists.reading.inline import plain
from curator.lists.reading.outline import is_contents, is_prose, name_of
from curator.lists.reading.summaries import may_be_topic
from curator.lists.reading.unit import Unit, is_entry, is_field, is_unlinked, unit_of
from curator.lists.reading.words import is_generic, words
from curator.types import Span

_LEVEL = 7
"""Deeper than any heading: each of them ends what bullets name."""

_LONGEST, _LEAST = 8, 3
"""Words that a topic has, at most, and a paper's title, at least."""

_LINK = re.compile(r"\]\(|://|\bhref\b", re.IGNORECASE)


def lift_topics(found: Sequence[Block], lines: Sequence[str]) -> None:
    """Make headings of the bullets that are topics, and outermost blocks of what stands in them."""
    bullets = _Bullets(found, lines)
    sides = list(bullets.sides())
    bullets.known = any(map(bullets.topics, sides))
    for side in sides if bullets.known else ():
        bullets.lift(side, _LEVEL)


class _Bullets:
    """The blocks of a file, by number, and those directly inside each of them.

    `known` tells that there are topics among them.
    """

    def __init__(self, found: Sequence[Block], lines: Sequence[str]) -> None:
        self.found = found
        self.lines = lines
        self.known = False
        self.inside: dict[int, list[int]] = defaultdict(list)
        for n, block in enumerate(found):
            self.inside[block.parent].append(n)

    def sides(self) -> Iterator[list[int]]:
        """Yield the outermost blocks below each heading; below news, contents and the like there are no topics."""
        side: list[int] = []
        listing = True
        for n in sorted(self.inside[-1], key=lambda n: self.found[n].start):
            block = self.found[n]
            if block.kind == "heading" and not block.quoted:
                if listing:
                    yield side
                side, name = [], plain(block.content)
                listing = not is_prose(name) and not is_contents(name)
            elif not block.quoted:
                side.append(n)
        if listing:
            yield side

    def lift(self, side: Sequence[int], level: int) -> None:
        """Make headings of the topics among blocks side by side, and of those inside of them."""
        for n in self.topics(side):
            topic = self.found[n]
            topic.content, topic.own = self._name(n), self._own(n)
            topic.kind, topic.level, topic.end = "heading", level, topic.own
            for inner in self.inside[n]:
                self.found[inner].parent = -1
                if self.found[inner].start < topic.own:
                    self.found[inner].kind = "other"
            self.lift(self.inside[n], level + 1)

    def topics(self, side: Sequence[int]) -> list[int]:
        """Return the items that are topics: two, at least, over papers, with no paper beside them from the first on.

        One paper's links and notes may stand below its name: so no two are over links without a title, and in a file,
        at least, one is over two papers on arXiv.
        """
        linked = {n: list(self._linked(n)) for n in side if self._may_be_over_papers(n)}
        held = {n: entries for n, units in linked.items() if (entries := [*filter(is_entry, units)])}
        names = {name_of(name) for n in held if _may_be_topic(name := self._name(n))}
        many = sum(sum(map(_is_titled, held[n])) > 1 for n in held if not is_generic(self._name(n)))
        known = self.known or any(len({unit.id for unit in entries if unit.id}) > 1 for entries in held.values())
        untitled = sum(len(held[n]) < len(linked[n]) for n in held)
        if many < 2 or not known or len(names) < len(held) or untitled > 1:
            return []
        rest = side[side.index(next(iter(held))) :]
        return [] if any(self._is_linked(n) for n in rest if n not in held) else [*held]

    def _own(self, n: int) -> int:
        """Return the line after an item's first words, which blank lines or other items follow."""
        first = next((self.found[inner] for inner in self.inside[n]), None)
        return first.end if first and first.kind == "paragraph" else self.found[n].own

    def _unit(self, n: int) -> Unit:
        return unit_of(self.lines, Span(self.found[n].start, self._own(n)), 0, self.found[n])

    def _name(self, n: int) -> str:
        text = "".join(self.lines[self.found[n].start : self._own(n)])
        return plain(text[titles.marker_end(text) :]).strip(" :：")

    def _may_be_over_papers(self, n: int) -> bool:
        """Tell whether an item is one line without a link, over other blocks."""
        block, own = self.found[n], self._own(n)
        if block.kind != "item" or block.hidden or own != block.start + 1 or own == block.end:
            return False
        return not _LINK.search(self.lines[block.start])

    def _linked(self, n: int) -> Iterator[Unit]:
        """Yield the items and the paragraphs inside an item that have links, as entries."""
        for inner in self.inside[n]:
            if self.found[inner].kind in {"item", "paragraph"}:
                unit = self._unit(inner)
                if unit.addresses:
                    yield unit
                else:
                    yield from self._linked(inner)

    def _is_linked(self, n: int) -> bool:
        """Tell whether a block may be a paper, or holds one: there is a link, or a title that its venue follows."""
        block = self.found[n]
        if block.kind == "item" and is_unlinked(self._unit(n)):
            return True
        return block.kind != "other" and bool(_LINK.search("".join(self.lines[block.start : block.end])))


def _may_be_topic(name: str) -> bool:
    return len(words(name)) <= _LONGEST and not name.endswith(".") and may_be_topic(name)


def _is_titled(unit: Unit) -> bool:
    return len(words(unit.name)) >= _LEAST and not is_field(unit.text)
