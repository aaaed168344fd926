"""An entry's source as a tree: links, emphasis, brackets, tags and cells, so that a part is kept or left out whole.

markdown-it's inline tokens carry no places in the source; these nodes do, and printed they are the source again.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from curator.lists.reading.inline import Link
from curator.lists.reading.marks import Span
from curator.lists.reading.words import SPACE, is_venue, words
from curator.lists.writing.parts import Claim, Leaf, Node, NodeKind, Part

_SPECIAL = re.compile(
    r"\\.|(?P<code>`+)|(?P<mark>\*+|_+|~~)|(?P<tag><[A-Za-z/!][^<>\n]*>)|(?P<open>[(\[【（《{“\"])|(?P<break>\r\n?|\n)"
)
_CLOSE = {"(": ")", "[": "]", "【": "】", "（": "）", "《": "》", "{": "}", "“": "”", '"': '"'}
_WORDS = re.compile(
    r":[a-z0-9_+-]+:|[^\s*_`\[\](){}<>|\\\"“”:;,.!?。，、；：！？/–—\-•·&+~=【】（）《》](?:(?![,;.!?:](?:\s|$)|\s{2}|\s[&|•·–—+\-](?:\s|$))[^\n*`\[\](){}<>|\\\"“”【】（）《》])*"
)
_TITLES = frozenset({"title", "rest"})
_COLONS = frozenset(":：")
ANCHOR = re.compile(r"<a\s+(?:name|id)\s*=[^<>]*>\s*</a\s*>", re.IGNORECASE)
_DEEPEST = 20  # parts inside parts; what goes deeper is no entry's form, and stays text
_TAG_NAME = re.compile(r"</?([A-Za-z][\w-]*)")


def parse(text: str, span: Span, claims: Sequence[Claim], links: Sequence[Link]) -> tuple[Part, ...]:
    """Return the parts of a stretch of `text`, in order."""
    return tuple(_Parser(text, claims, links).parts(*span))


def parse_row(text: str, cells: Sequence[Span], claims: Sequence[Claim], links: Sequence[Link]) -> tuple[Part, ...]:
    """Return a row: its cells, and the bars between them; what goes on after the last cell is left out."""
    parts: list[Part] = []
    at = 0
    for start, end in cells:
        parts += [Leaf("mark", text[at:start]), Node("cell", (), parse(text, (start, end), claims, links), ())]
        at = end
    bar = "|" if text[at : at + 1] == "|" else ""
    return (*parts, Leaf("mark", bar))


class _Parser:
    """One pass over an entry's source."""

    def __init__(self, text: str, claims: Sequence[Claim], links: Sequence[Link]) -> None:
        self.text = text
        self.claims = {claim.start: claim for claim in claims}
        self.links = {link.start: link for link in reversed(links)}
        self.labels = self.depth = 0
        self.ends = {claim.end - 1 for claim in claims}
        self.starts = sorted({*self.claims, *self.links})
        self.solid = [(claim.start, claim.end) for claim in claims]
        for link in links:
            around = [(link.start, link.label[0]), (link.label[1], link.end)]
            self.solid += [(link.start, link.end)] if link.image else around

    def parts(self, start: int, end: int) -> Iterator[Part]:
        """Yield the parts between two places."""
        plain = at = start
        while (at := self._next(at, end)) < end:
            found, after = self._part(at, end)
            if found is None:
                at = max(after, at + 1)
                continue
            yield from self._leaves(self.text[plain:at])
            yield found
            plain = at = after
        yield from self._leaves(self.text[plain:end])

    def _inside(self, start: int, end: int) -> tuple[Part, ...]:
        """Return the parts inside another one."""
        self.depth += 1
        inside = tuple(self.parts(start, end))
        self.depth -= 1
        return inside

    def _label(self, start: int, end: int) -> tuple[Part, ...]:
        """Return what is inside a label; beside a title it is no word on where the link leads."""
        says = not any(start <= at < end and claim.slot in _TITLES for at, claim in self.claims.items())
        self.labels += says
        inside = self._inside(start, end)
        self.labels -= says
        return inside

    def _next(self, at: int, end: int) -> int:
        """Return the next place where a part other than plain text may start."""
        known = bisect_left(self.starts, at)
        first = self.starts[known] if known < len(self.starts) else end
        sign = _SPECIAL.search(self.text, at, min(first + 1, end))
        return min(sign.start() if sign else end, first)

    def _part(self, at: int, end: int) -> tuple[Part | None, int]:
        """Return the part that starts at a place and where it ends, or None and where to look on."""
        if (claim := self.claims.get(at)) and claim.end <= end:
            return Leaf("slot", self.text[at : claim.end], claim.slot, claim.form), claim.end
        if (link := self.links.get(at)) and link.end <= end:
            return self._link(link), link.end
        match = _SPECIAL.match(self.text, at)
        return self._marked(match, at, end) if match else (None, at + 1)

    def _marked(self, match: re.Match[str], at: int, end: int) -> tuple[Part | None, int]:
        if match["break"]:
            return Leaf("mark", "\n"), match.end()
        if match[0][0] == "\\":
            return None, at + 1 if match[0][1] in "\r\n" else match.end()
        if self.depth >= _DEEPEST:
            return None, match.end()
        return self._tag(match[0], at, end) if match["tag"] else self._pair(match, end)

    def _link(self, link: Link) -> Node:
        (a, b), (c, d) = link.label, link.href
        if link.image or (a, b) == (c, d):
            kind: NodeKind = "image" if link.image else "link"
            return Node(kind, (), (), tuple(self._address(link.start, link.end)))
        if c < a:  # an anchor names its address first
            opening = (Leaf("mark", self.text[link.start : c]), *self._address(c, d), Leaf("mark", self.text[d:a]))
            return Node("link", opening, self._label(a, b), (Leaf("mark", self.text[b : link.end]),))
        closing = (Leaf("mark", self.text[b:c]), *self._address(c, d), Leaf("mark", self.text[d : link.end]))
        return Node("link", (Leaf("mark", self.text[link.start : a]),), self._label(a, b), closing)

    def _address(self, start: int, end: int) -> Iterator[Leaf]:
        """Yield an address with the places of its facts; one that names no paper is words that may be its own.

        So is one inside the list's repository, whatever it names: no file is there for a new paper.
        """
        outside = "://" in self.text[start:end]
        claimed = [self.claims[at] for at in self.starts if at in self.claims and start <= at < end]
        inside = [claim for claim in claimed if outside or (claim.slot, claim.end) == ("link", end)]
        named = any(claim.slot in {"id", "link", "code", "repo", "project"} for claim in inside)
        plain = start
        for claim in inside:
            yield from self._piece(plain, claim.start, named=named)
            yield Leaf("slot", self.text[claim.start : claim.end], claim.slot, claim.form)
            plain = claim.end
        yield from self._piece(plain, end, named=named)

    def _piece(self, start: int, end: int, *, named: bool) -> Iterator[Leaf]:
        """Yield a piece of an address; of a dated badge what names no venue follows the piece before it."""
        text = self.text[start:end]
        follows = start - 1 in self.ends and not any(map(is_venue, words(text)))
        if text:
            yield Leaf("mark", text) if named or follows else Leaf("words", text, "address", self.labels > 0)

    def _tag(self, tag: str, at: int, end: int) -> tuple[Part | None, int]:
        name = _TAG_NAME.match(tag)
        after = at + len(tag)
        if tag.startswith("<!--"):
            return Leaf("words", tag, "comment"), after
        if (anchor := ANCHOR.match(self.text, at)) and anchor.end() <= end:
            return Leaf("words", anchor[0], "comment"), anchor.end()
        close = self._closing_tag(name[1], after, end) if name and not tag.startswith("</") else None
        if not close:
            return Leaf("mark", tag), after
        inside = self._inside(after, close[0])
        kind: NodeKind = "cell" if name and name[1].casefold() == "td" else "tag"
        return Node(kind, (Leaf("mark", tag),), inside, (Leaf("mark", self.text[slice(*close)]),)), close[1]

    def _closing_tag(self, name: str, start: int, end: int) -> Span | None:
        depth = 1
        for match in re.finditer(rf"<(/?){re.escape(name)}\b[^<>]*>", self.text[start:end], re.IGNORECASE):
            depth += -1 if match[1] else 1
            if not depth:
                return start + match.start(), start + match.end()
        return None

    def _pair(self, match: re.Match[str], end: int) -> tuple[Part | None, int]:
        """Return the emphasis, code span or bracket that a sign opens; a sign that opens nothing is text."""
        sign, after = match[0], match.end()
        close = self._closing_bracket(sign, after, end) if match["open"] else self._closing_mark(sign, after, end)
        if close < 0:
            return None, after
        size = 1 if match["open"] else len(sign)
        kind: NodeKind = "bracket" if match["open"] else "code" if match["code"] else "emphasis"
        inside = self._inside(after, close)
        closing = Leaf("mark", self.text[close : close + size])
        return Node(kind, (Leaf("mark", sign),), inside, (closing,)), close + size

    def _closing_bracket(self, sign: str, start: int, end: int) -> int:
        close, depth = _CLOSE[sign], 1
        for at in range(start, end):
            letter = self.text[at]
            if letter not in (sign, close) or self._is_solid(at) or self.text[at - 1] == "\\":
                continue
            depth += -1 if letter == close else 1
            if not depth:
                return at
            if depth > _DEEPEST:
                return -1
        return -1

    def _closing_mark(self, sign: str, start: int, end: int) -> int:
        """Return where emphasis or code is closed: by as many signs, after no space, outside links and facts."""
        if sign[0] != "`" and (start >= end or self.text[start].isspace()):
            return -1
        word = sign[0] == "_" and self.text[max(0, start - len(sign) - 1) : start - len(sign)].isalnum()
        run = re.escape(sign[0])
        for match in () if word else re.finditer(rf"(?<![\\{run}]){run}{{{len(sign)}}}(?!{run})", self.text[start:end]):
            at = start + match.start()
            fits = sign[0] == "`" or not self.text[at - 1].isspace()
            if fits and at > start and not self._is_solid(at) and self._is_level(start, at):
                return at
        return -1

    def _is_solid(self, at: int) -> bool:
        return any(start <= at < end for start, end in self.solid)

    def _is_level(self, start: int, at: int) -> bool:
        """Tell whether no link is open at a place that was not open at `start`."""
        return not any(start <= link.start < at < link.end for link in self.links.values())

    def _leaves(self, text: str) -> Iterator[Leaf]:
        """Yield plain text as runs of words and the marks between them."""
        plain = 0
        for match in _WORDS.finditer(text.replace(SPACE, " " * len(SPACE))):
            run = match[0].rstrip()
            if match.start() > plain:
                yield Leaf("mark", text[plain : match.start()])
            field = text[match.end() : match.end() + 1] in _COLONS and len(run.split()) <= 3
            slot = "label" if self.labels else "field" if field else ""
            yield Leaf("mark", run) if not run.strip("#") else Leaf("words", run, slot)
            plain = match.start() + len(run)
        if plain < len(text):
            yield Leaf("mark", text[plain:])
