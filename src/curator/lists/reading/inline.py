"""What stands inside the lines of an entry: links, images, emphasis, with their places in the source."""

import re
from collections.abc import Iterable
from functools import lru_cache
from html import unescape
from typing import NamedTuple


class Link(NamedTuple):
    """A link or an image: offsets of the whole, of its label and of its address."""

    start: int
    end: int
    label: tuple[int, int]
    href: tuple[int, int]
    image: bool

    def moved(self, by: int) -> "Link":
        """Return the same link with all offsets moved."""
        (a, b), (c, d) = self.label, self.href
        return Link(self.start + by, self.end + by, (a + by, b + by), (c + by, d + by), self.image)


_IN_BRACKETS = r"\(([^()\n]*(?:\([^()\n]*\)[^()\n]*)*)\)"
_ADDRESS = re.compile(_IN_BRACKETS)
_PLAIN_LINK = re.compile(rf"!?\[([^\[\]]*)\]{_IN_BRACKETS}")
_MARK = re.compile(r"\\.|`+|!?\[|\]")
_ESCAPED = re.compile(r"\\[\\\[\]!]")
_TITLE = re.compile(r"""\s+(?:"[^"]*"|'[^']*')\s*$""")
_ANCHOR = re.compile(r"""(?><a\s[^<>]*?href\s*=\s*["']?)([^"'\s<>]++)[^<>]*+>(.*?)</a\s*>""", re.IGNORECASE | re.DOTALL)
_IMAGE = re.compile(r"""(?><img\s[^<>]*?src\s*=\s*["']?)([^"'\s<>]++)[^<>]*+>""", re.IGNORECASE)
_BARE = re.compile(r"""<?(https?://[^\s<>()\[\]"'|]+)>?""")


def links(text: str) -> list[Link]:
    """Return all links and images of `text` in order of their start; those inside a label come after the label's."""
    found = _brackets(text) if "[" in text else []
    if "<" in text:
        anchors = _ANCHOR.finditer(text) if "</a" in text or "</A" in text else ()
        found += [Link(m.start(), m.end(), m.span(2), m.span(1), image=False) for m in anchors]
        found += [
            Link(m.start(), m.end(), (m.start(), m.start()), m.span(1), image=True) for m in _IMAGE.finditer(text)
        ]
    if text.count("://") > len(found):
        taken = [(link.start, link.end) for link in found] + _code_spans(text)
        found += [
            Link(m.start(), m.end(), m.span(1), m.span(1), image=False)
            for m in _BARE.finditer(text)
            if not any(a <= m.start(1) < b for a, b in taken)
        ]
    return sorted(found)


def _brackets(text: str) -> list[Link]:
    if "`" not in text and not ("\\" in text and _ESCAPED.search(text)):
        plain_links = [*_PLAIN_LINK.finditer(text)]
        if len(plain_links) == text.count("]("):  # none inside another's label
            return [_link(m.start(), m.span(1), m.span(2), text) for m in plain_links]
    return nested(text)


def nested(text: str) -> list[Link]:
    """Return the links in brackets, sign by sign: escaped ones left out, one inside another's label and that one."""
    found: list[Link] = []
    opened: list[re.Match[str]] = []
    position = 0
    for mark in _MARK.finditer(text):
        begin, end = mark.span()
        if begin < position:
            continue
        sign = text[begin]
        if sign in "[!":
            opened.append(mark)
        elif sign == "]" and opened:
            start = opened.pop()
            if text.startswith("(", end) and (address := _ADDRESS.match(text, end)):
                found.append(_link(start.start(), (start.end(), begin), address.span(1), text))
                position = address.end()
        elif sign == "`":
            position = _after_code(text, mark)
    return found


def _code_spans(text: str) -> list[tuple[int, int]]:
    return [code.span() for code in _CODE.finditer(text)] if "`" in text else []


def _after_code(text: str, ticks: re.Match[str]) -> int:
    """Return where the code span opened by `ticks` ends, or they themselves when it is never closed."""
    for other in re.finditer("`+", text[ticks.end() :]):
        if other[0] == ticks[0]:
            return ticks.end() + other.end()
    return ticks.end()


def _link(start: int, label: tuple[int, int], address: tuple[int, int], text: str) -> Link:
    """Return the link that starts at `start`, with its label and what stands in the brackets after it."""
    (a, b), end, image = address, address[1] + 1, text[start] == "!"
    raw = text[a:b]
    if _BARE.fullmatch(raw):
        return Link(start, end, label, address, image)
    if ("'" in raw or '"' in raw) and (title := _TITLE.search(raw)):
        b = a + title.start()
        raw = raw[: title.start()]
    a += len(raw) - len(raw.lstrip())
    b -= len(raw) - len(raw.rstrip())
    if raw.strip().startswith("<") and raw.strip().endswith(">") and b - a > 1:
        a, b = a + 1, b - 1
    return Link(start, end, label, (a, max(a, b)), image)


_TAG = re.compile(r"</?[A-Za-z!][^<>\n]*>")
_CODE = re.compile(r"(`+)(.+?)\1")
_EMPHASIS = (
    re.compile(r"(?<![*\\])(\*{1,3})(?=[^\s*])(.+?)(?<=[^\s*\\])\1(?!\*)"),
    re.compile(r"(?<![^\W_])(_{1,2})(?=\S)(.+?)(?<=\S)\1(?![^\W_])"),
    re.compile(r"(~~)(?=\S)(.+?)(?<=\S)~~"),
)
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")


def blanked(text: str, spans: Iterable[tuple[int, int]], fill: str) -> str:
    """Return `text` with each character of `spans` replaced by `fill`."""
    pieces: list[str] = []
    position = 0
    for start, end in sorted(spans):
        if end > position:
            pieces += [text[position:start], fill * (end - max(start, position))]
            position = end
    return "".join([*pieces, text[position:]])


@lru_cache(maxsize=1 << 14)
def plain(text: str) -> str:
    """Return the words of `text`: no images, addresses, tags or emphasis; spaces single."""
    pieces: list[str] = []
    position = 0
    for link in links(text) if "[" in text or "<" in text else ():
        if link.start < position and not link.image:
            continue
        if link.start >= position:
            pieces.append(text[position : link.start])
            pieces.append("" if link.image else plain_label(text[link.label[0] : link.label[1]]))
            position = link.end
    pieces.append(text[position:])
    return strip_marks("".join(pieces))


def plain_label(label: str) -> str:
    """Return the words of a label, which may hold images."""
    return plain(label) if "](" in label else label


def strip_marks(text: str) -> str:
    """Return `text` without tags, emphasis and backslashes, code as it is, its spaces single."""
    text = " ".join(text.split())
    pieces: list[str] = []
    position = 0
    for code in _CODE.finditer(text) if "`" in text else ():
        pieces += [_unmarked(text[position : code.start()]), code[2]]
        position = code.end()
    read = "".join([*pieces, _unmarked(text[position:])]).strip()
    return " ".join(unescape(read).split()) if "&" in read else read


def _unmarked(text: str) -> str:
    if "<" in text:
        text = _TAG.sub("", text)
    for pattern in _EMPHASIS if "*" in text or "_" in text or "~~" in text else ():
        text = pattern.sub(r"\2", pattern.sub(r"\2", text))
    return _ESCAPE.sub(r"\1", text) if "\\" in text else text
