"""The block structure of a list: headings, list items, table rows and paragraphs with their lines.

Positions come from markdown-it-py's tokens (CommonMark and GitHub's tables); inline content is left to `inline`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.token import Token

from curator.lists.reading import html
from curator.lists.reading.words import is_generic, words
from curator.types import canonical_id

_FIELD = re.compile(r"\s*(?:[-*+]\s+)?[*_]{0,2}\w[\w ]{0,29}[*_]{0,2}\s?[:：][*_]{0,2}\s*(?:https?://|\[[^\[\]]+\]\()")
_TITLE_FIELD = re.compile(
    r"^[^\S\n]*+(?:[-*+]\s+)?[*_]{0,2}(?:Paper|Title|Article|Manuscript|Publication|论文|标题)[*_]{0,2}\s?[:：][*_]{0,2}\s*\[(?P<title>[^\[\]]+)\]\(http",
    re.IGNORECASE | re.MULTILINE,
)
_LABELLED = re.compile(r"\[[^\]]*\]\([^)]*\)")
_LINK_ALONE = re.compile(r"[*_ ]*\[[^\]]*\]\(([^)]*)\)[*_. ]*")
_LINKS = re.compile(r"[^\w\[]*\[[^\]]{1,30}\]{1,2}\((?P<href>http[^)]*)\)", re.IGNORECASE)
_PAPER_LINK = re.compile(
    r"\s*+[-*+]\s++(?:[*_]{0,2}(?:Paper|arXiv|Link)[\w *]{0,10}[:：].*arxiv\.org/"
    r"|(?:<img\b[^<>]*>|!\[[^\[\]]*\]\([^)]*\)|\s)*+"
    r"\[{1,2}(?:Paper|PDF|arXiv)[^\[\]]{0,10}\]{1,2}\((?:https?://|[^\s)]+\.pdf\))[^\s)]*+\)?\W*$)",
    re.IGNORECASE,
)
_HEADING = re.compile(r"\s*<h(?P<level>[2-6])\b[^>]*>(?P<words>.+?)</h(?P=level)\s*>\s*", re.IGNORECASE)
_NUMBER = re.compile(r"\s*\d+[.)]\s+")
_COINED = re.compile(r"(?=\S*(?:[a-z][A-Z]|[A-Z]{2}[a-z]|[^\W\d_]-?\d))\S+")  # "DeepTrees", "oak2vec"

_WORDS, _FEW = 4, 3
"""A heading of so many words, at least, may be a title; of so few where most others are."""

_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+")
_PARSER = MarkdownIt("commonmark", {"maxNesting": 40}).enable("table")
_PARSER.core.ruler.disable(["inline", "text_join"])

_RULE = set(" -*_")

Kind = Literal["heading", "item", "row", "paragraph", "html item", "html row", "details", "other"]


def lines_of(text: str) -> list[str]:
    """Split `text` where Markdown does, line ends kept: joined they are `text` again."""
    return _LINE.findall(text)


def is_between(line: str) -> bool:
    """Tell whether a line may stand between two entries: blank, or a rule."""
    return set(line.strip()) <= _RULE


@dataclass(slots=True)
class Block:
    """One piece of a file: its lines, and what it is made of.

    `level` is a heading's level; `parent` the item that an item stands in; `head` a row's header cells;
    `own` where an item's own lines end and those of the items in it start; `quoted` is true inside a blockquote,
    `hidden` inside a comment.
    """

    kind: Kind
    start: int
    end: int
    level: int = 0
    content: str = ""
    parent: int = -1
    own: int = 0
    marker: str = ""
    head: tuple[str, ...] = ()
    table: int = -1
    quoted: bool = False
    html: bool = False
    hidden: bool = False


def blocks(text: str, lines: Sequence[str]) -> list[Block]:
    """Return the blocks of `text` in order; an item comes before the items inside it."""
    tokens = _PARSER.parse(text.removeprefix("\ufeff"))
    found = _Walk(tokens, lines).run()
    _lift_last(found, lines)
    _titles_apart(found)
    return _with_html(found, lines) if "<" in text and "href" in text else found


def _lift_last(found: Sequence[Block], lines: Sequence[str]) -> None:
    """Take a heading that ends an item out of it: it is of what follows, and only indented as the item is."""
    for block in found:
        while block.kind == "heading" and block.parent >= 0 and found[block.parent].end == block.end:
            outer = found[block.parent]
            above = (n for n in range(block.start, outer.start, -1) if lines[n - 1].strip())
            outer.end = next(above, outer.start + 1)
            outer.own = min(outer.own, outer.end)
            block.parent = outer.parent


def _titles_apart(found: list[Block]) -> None:
    """Read headings that are titles, with their links in them or in what stands right below, as paragraphs.

    So are names of works whose title is a link right below: "Paper: [A Title](...)".

    So it is where a level has three such headings, and most of its headings are such; where nearly all are, the others
    are titles as well.
    """
    tops = [block for block in found if block.parent < 0 and not block.quoted]
    levels: dict[int, list[Block]] = {}
    linked: dict[int, list[Block]] = {}
    beside: set[int] = set()
    for n, block in enumerate(tops):
        if block.kind == "heading":
            levels.setdefault(block.level, []).append(block)
            below = tops[n + 1 : n + 7]
            if _is_title(block, below):
                linked.setdefault(block.level, []).append(block)
            elif (len(block.content.split()) >= _FEW and _is_over_links(below)) or _is_over_fields(below):
                beside.add(id(block))
    for level, titled in linked.items():
        every = levels[level]
        known = sum(bool(canonical_id(block.content)) or "](" not in block.content for block in titled)
        if level > 1 and known >= 3 and 2 * len(titled) >= len(every):
            sure = {id(block) for block in titled} | beside
            rest = 4 * len(titled) >= 3 * len(every)
            for block in every:
                if id(block) in sure or (rest and len(block.content.split()) > _WORDS):
                    block.kind, block.content = "paragraph", "#" * level + " " + block.content


def is_named_field(line: str) -> bool:
    """Tell whether a line names a link in a field: "Some software: https://..."."""
    return bool(_FIELD.match(line))


def title_in_field(line: str) -> str:
    """Return the title that names a link in a field which stands first, as in "Paper: [A Title](...)"."""
    field = _TITLE_FIELD.search(line)
    return field["title"] if field and not is_generic(field["title"]) else ""


def _is_title(heading: Block, below: Sequence[Block]) -> bool:
    if (alone := _LINK_ALONE.fullmatch(heading.content)) and canonical_id(alone[1]):
        return True
    if _is_work(heading, below):
        return True
    if len(_LABELLED.sub(" ", heading.content).split()) < _WORDS:
        return False
    return "](http" in heading.content or "arxiv.org/" in _links_below(below) or _has_paper(below)


def _is_over_links(below: Sequence[Block]) -> bool:
    """Tell whether links stand right below a heading, or an item that names its paper."""
    return bool(_links_below(below)) or _has_paper(below)


def _titles_below(below: Sequence[Block]) -> list[str]:
    """Return the titles in the fields right below a heading."""
    fields = takewhile(lambda block: block.kind in {"item", "paragraph"}, below)
    return [title for block in fields if (title := title_in_field(block.content))]


def _is_work(heading: Block, below: Sequence[Block]) -> bool:
    """Tell whether a heading is the name of a work, and no topic, over the one title in the fields right below it."""
    name, (title, *more) = _NUMBER.sub("", heading.content), _titles_below(below) or [""]
    if more or len(title.split()) < _WORDS:
        return False
    called = words(name) == words(title.partition(":")[0]) or (name.isupper() and name in title.split())
    return called or bool(_COINED.fullmatch(name))


def _is_over_fields(below: Sequence[Block]) -> bool:
    """Tell whether a title or a link stands in a field right below a heading, and no second title."""
    return bool(below) and is_named_field(below[0].content) and len(_titles_below(below)) < 2


def _has_paper(below: Sequence[Block]) -> bool:
    return any(_PAPER_LINK.match(block.content) for block in takewhile(lambda block: block.kind == "item", below))


def _links_below(below: Sequence[Block]) -> str:
    """Return where the first of the links leads that stand right below a heading."""
    if not below or below[0].kind != "paragraph":
        return ""
    links = _LINKS.match(below[0].content)
    return links["href"] if links else ""


def _with_html(found: list[Block], lines: Sequence[str]) -> list[Block]:
    """Put entries that are HTML among the blocks, in the place of what stands inside them."""
    pieces = [piece for piece in html.pieces(lines) if _is_html(piece, found)]
    taken = {line for piece in pieces for line in range(piece.start, piece.end)}
    for block in found:
        if block.start in taken and block.kind != "heading":
            block.kind = "other"
    found += [Block(piece.kind, piece.start, piece.end, own=piece.end) for piece in pieces]
    return found


def _is_html(piece: html.Piece, found: Sequence[Block]) -> bool:
    """Tell whether lines that look like HTML are read as such: no code, no comment, no cell of a table."""
    inside = [block for block in found if block.start <= piece.start < block.end]
    return any(block.html for block in inside) and all(block.kind == "other" and block.parent < 0 for block in inside)


class _Walk:
    """One pass over the tokens."""

    def __init__(self, tokens: Sequence[Token], lines: Sequence[str]) -> None:
        self.tokens = tokens
        self.lines = lines
        self.found: list[Block] = []
        self.items: list[int] = []
        self.quotes = 0
        self.head: tuple[str, ...] = ()
        self.table = -1

    def run(self) -> list[Block]:
        """Visit every token once."""
        for at, token in enumerate(self.tokens):
            visit = getattr(self, token.type, None)
            if visit:
                visit(token, at)
        return self.found

    def _add(self, kind: Kind, token: Token, content: str = "", level: int = 0) -> Block:
        start, end = token.map or (0, 0)
        end = min(end, len(self.lines))
        while end > start + 1 and not self.lines[end - 1].strip():
            end -= 1
        block = Block(kind, start, end, level, content, own=end, quoted=self.quotes > 0)
        block.parent = self.items[-1] if self.items else -1
        self.found.append(block)
        return block

    def heading_open(self, token: Token, at: int) -> None:
        self._add("heading", token, self.tokens[at + 1].content, int(token.tag[1])).marker = token.markup

    def list_item_open(self, token: Token, _at: int) -> None:
        block = self._add("item", token)
        block.content = self.lines[block.start] if block.start < len(self.lines) else ""
        block.marker = (token.info or "") + token.markup
        if self.items:
            outer = self.found[self.items[-1]]
            outer.own = min(outer.own, block.start)
        self.items.append(len(self.found) - 1)

    def list_item_close(self, _token: Token, _at: int) -> None:
        self.items.pop()

    def blockquote_open(self, _token: Token, _at: int) -> None:
        self.quotes += 1

    def blockquote_close(self, _token: Token, _at: int) -> None:
        self.quotes -= 1

    def paragraph_open(self, token: Token, at: int) -> None:
        self._add("paragraph", token, self.tokens[at + 1].content)

    def table_open(self, token: Token, _at: int) -> None:
        self.head = ()
        self.table = token.map[0] if token.map else -1

    def tr_open(self, token: Token, at: int) -> None:
        cells = self._cells(at)
        if not self.head:
            self.head = cells
            self._add("other", token).table = self.table
        else:
            row = self._add("row", token)
            row.head, row.table = self.head, self.table

    def _cells(self, at: int) -> tuple[str, ...]:
        rest = (self.tokens[n] for n in range(at, len(self.tokens)))
        row = takewhile(lambda token: token.type != "tr_close", rest)
        return tuple(token.content for token in row if token.type == "inline")

    def fence(self, token: Token, _at: int) -> None:
        self._add("other", token)

    code_block = hr = fence

    def html_block(self, token: Token, _at: int) -> None:
        """Read the lines inside a long comment too: maintainers hide whole sections and go on filling them."""
        self._add("other", token).html = not token.content.lstrip().startswith("<!--")
        first, end = token.map or (0, 0)
        if (heading := _HEADING.fullmatch(token.content)) and not self.items:
            self._add("heading", token, heading["words"], int(heading["level"]))
        if end > first + 1 and token.content.lstrip().startswith("<!--") and not self.items:
            inner = "\n" + token.content.partition("\n")[2].replace("-->", "").replace("<!--", "")
            base = len(self.found)
            for block in _Walk(_PARSER.parse(inner), lines_of(inner)).run():
                block.start, block.end, block.own = block.start + first, block.end + first, block.own + first
                block.parent += base if block.parent >= 0 else 0
                block.hidden = True
                self.found.append(block)
