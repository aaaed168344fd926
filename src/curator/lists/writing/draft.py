"""An entry's source with placeholders for what is known of its paper, and holes where something else stood."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from curator.lists.reading import dates, inline
from curator.lists.reading.inline import Link
from curator.lists.reading.unit import Unit
from curator.lists.reading.words import is_generic
from curator.lists.writing import people
from curator.papers.identity import canonical_id

Span = tuple[int, int]
Edit = tuple[int, int, str]

HOLE = "\0"
_NUMBER = re.compile(r"(\s*)(\d{1,9})([.)])(?=\s)")
_SLOT = re.compile(r"\{\w+\}")
_BRACKETS = ("[]", "()", "【】", "（）")


def draft(unit: Unit) -> str:
    """Return an entry's source as a draft: braces doubled, line ends as "\\n", none at the end."""
    return _apply(unit.text, _edits(unit), 0, len(unit.text)).rstrip("\n")


def cell_drafts(unit: Unit) -> list[str]:
    """Return the cells of a row as drafts, the spaces around them kept."""
    edits = _edits(unit)
    return [_apply(unit.text, edits, start, end) for start, end in unit.cells]


def _apply(text: str, edits: Iterable[Edit], start: int, end: int) -> str:
    out: list[str] = []
    position = start
    for a, b, new in edits:
        if start <= a and b <= end:
            out += [_literal(text[position:a]), new]
            position = b
    return "".join([*out, _literal(text[position:end])])


def _literal(text: str) -> str:
    plain = text.replace(HOLE, " ").replace("\r\n", "\n").replace("\r", "\n")
    return plain.replace("{", "{{").replace("}", "}}")


def _edits(unit: Unit) -> list[Edit]:
    work = _Edits(unit)
    work.number()
    work.add(*unit.title, "{title}")
    for link in unit.links:
        work.link(link)
    work.ids()
    work.dates()
    work.authors()
    return sorted(work.found)


class _Edits:
    """Collects the replacements for one entry; the first to claim a place keeps it."""

    def __init__(self, unit: Unit) -> None:
        self.unit = unit
        self.text = unit.text
        self.found: list[Edit] = []
        self.addresses: list[Span] = []
        self.main = self._main_link()

    def add(self, start: int, end: int, new: str) -> None:
        if end > start and all(end <= a or start >= b for a, b, _ in self.found):
            self.found.append((start, end, new))

    def number(self) -> None:
        if match := _NUMBER.match(self.text):
            self.add(match.start(2), match.end(2), "{number}")

    def _main_link(self) -> Link | None:
        """Return the link that leads to the paper when none carries an arXiv id."""
        outside = [link for link in self.unit.links if not link.image]
        if self.unit.id:
            return None
        return next((link for link in outside if self._holds_title(link)), next(iter(outside), None))

    def _holds_title(self, link: Link) -> bool:
        return link.label[0] <= self.unit.title[0] and self.unit.title[1] <= link.label[1]

    def link(self, link: Link) -> None:
        """Keep a link to the paper with its id as a placeholder; any other leaves a hole."""
        href = self.text[link.href[0] : link.href[1]]
        if link.image:
            self._image(link)
        elif self.unit.id and canonical_id(href) == self.unit.id:
            self._address(link, href)
        elif link is self.main or self._holds_title(link):
            self.add(*link.href, "{link}")
            self.addresses.append(link.href)
        else:
            self._leave_out(link)

    def _address(self, link: Link, href: str) -> None:
        places = _places(href.casefold(), self.unit.id)
        for start, end in places[:1] or [(0, len(href))]:
            self.add(link.href[0] + start, link.href[0] + end, "{id}" if places else "{link}")
        self.addresses.append(link.href)

    def _image(self, link: Link) -> None:
        """Keep an image that is the label of a link to the paper, or a badge that tells of arXiv or the date."""
        inside = any(o.label[0] <= link.start and link.end <= o.label[1] for o in self.unit.links if not o.image)
        source = self.text[link.start : link.end]
        badge = "badge" in source and ("arxiv" in source.casefold() or bool(dates.find(source)))
        if not inside and not badge:
            self.add(link.start, link.end, HOLE)

    def _leave_out(self, link: Link) -> None:
        start, end = link.start, link.end
        while start > 0 and self.text[start - 1 : start] + self.text[end : end + 1] in _BRACKETS:
            start, end = start - 1, end + 1
        self.add(start, end, HOLE)

    def ids(self) -> None:
        for place in _places(self.text, self.unit.id):
            self.add(*place, "{id}")

    def _masked(self) -> str:
        return inline.blanked(self.text, [(a, b) for a, b, _ in self.found] + self.addresses, HOLE)

    def dates(self) -> None:
        for date in dates.find(self._masked()):
            if not date.unsure or dates.of_id(self.unit.id) == (date.year, date.month):
                self.add(date.start, date.end, date.form)

    def authors(self) -> None:
        for start, end, form in people.find(self._masked()):
            self.add(start, end, form)


def _places(text: str, arxiv_id: str) -> list[Span]:
    """Return where an id stands in `text`, with its version."""
    places: list[Span] = []
    start = text.find(arxiv_id) if arxiv_id else -1
    while start >= 0:
        end = start + len(arxiv_id)
        version = _VERSION.match(text, end)
        places.append((start, version.end() if version else end))
        start = text.find(arxiv_id, end)
    return places


_VERSION = re.compile(r"v\d+")
_RUN = re.compile(
    r":[a-z0-9_+-]+:|[^\s\0*_`\[\](){}<>|\\\"“”:;,.!?/–—-](?:(?![,;.!?]\s|\s{2})[^\0\n*_`\[\](){}<>|\\\"“”:])*"
)
_TAG = re.compile(r"<[^<>\n]*>|\{\w+\}|\{\{|\}\}")
_MARKS = r"*_`\"“”‘’'"
_WRAPPED = re.compile(r"[(\[【（]\s*\0[\s\0,;.&/|+-]*[)\]】）]|([*_`\"“]+)\0[\s\0,;.&/]*[*_`\"”]+")
_LABEL = re.compile(r"[*_]*\b\w[\w &/-]{0,30}[*_]*[:：][*_]*[ \t]*\0")
_GLUE = re.compile(r"[ \t]*[,|·•;/&:+–—-]?[ \t]*$")
_LEADING = re.compile(r"\A[ \t]*(?:[,|·•;/&:+–—.-](?=\s)|<br\s*/?>)?[ \t]*", re.IGNORECASE)
_END_BREAK = re.compile(r"[ \t]*(?:\\|<br\s*/?>)[ \t]*$", re.IGNORECASE)
_BARE = re.compile(r"[\s*_`\[\]()\\|>:;,.+-]*(?:<br\s*/?>[\s\\]*)*", re.IGNORECASE)


@lru_cache(maxsize=1 << 12)
def runs(draft: str) -> tuple[tuple[Span, str, bool], ...]:
    """Return the stretches of words and the images in a draft: place, text, and whether a kept link is named so."""
    kept = inline.links(draft)
    hidden = [match.span() for match in _TAG.finditer(draft)]
    found: list[tuple[Span, str, bool]] = []
    for link in kept:
        inside = any(o.label[0] <= link.start and link.end <= o.label[1] for o in kept if not o.image)
        if link.image:
            found.append(((link.start, link.end), draft[link.start : link.end], inside))
        hidden.append((link.start if link.image else link.label[1], link.end))
    labels = [link.label for link in kept if not link.image]
    for match in _RUN.finditer(inline.blanked(draft, hidden, HOLE)):
        named = any(a <= match.start() and match.end() <= b for a, b in labels)
        found.append((match.span(), match[0].strip().casefold(), named))
    return tuple(found)


def finish(draft: str, shared: frozenset[str] | set[str]) -> str | None:
    """Return a draft as a template: runs that are not `shared` are left out with what only they needed.

    None when a link would lose its name.
    """
    holes: list[Span] = []
    for span, run, names in runs(draft):
        if run not in shared and not _tells_nothing(run):
            if names:
                return None
            holes.append(span)
    for start, end in sorted(holes, reverse=True):
        draft = draft[:start] + HOLE + draft[end:]
    return _tidy(draft)


def _tells_nothing(run: str) -> bool:
    """Tell whether a run names a kind of link or arXiv, and no paper."""
    if "badge" in run:
        return "arxiv" in run.casefold()
    return is_generic(run) and (any(map(str.isalpha, run)) or not any(map(str.isdigit, run)))


def _tidy(draft: str) -> str:
    """Close the holes: with their brackets, labels and separators, the lines left empty and a break left at the end."""
    before = ""
    while before != draft:
        before = draft
        draft = _LABEL.sub(HOLE, _WRAPPED.sub(HOLE, draft))
    kept: list[str] = []
    shortened = False
    for line in draft.split("\n"):
        if HOLE in line and not _SLOT.search(line):
            shortened = True
        else:
            kept.append(_closed(line) if HOLE in line else line)
    if shortened and kept:
        kept[-1] = _END_BREAK.sub("", kept[-1])
    return "\n".join(kept).rstrip("\n")


def _closed(line: str) -> str:
    left, *pieces = line.split(HOLE)
    for piece in pieces:
        if _BARE.fullmatch(left):
            left += _LEADING.sub("", piece)
        else:
            left = _GLUE.sub("", left) + (piece if piece.strip() else "")
    return left


def holes(draft: str) -> int:
    """Return how much of an entry a draft leaves out."""
    return draft.count(HOLE)


def shared_runs(drafts: Sequence[str], share: float = 0.4) -> set[str]:
    """Return the runs that stand in at least two of the drafts and in a good share of them."""
    counts: dict[str, int] = {}
    for each in drafts:
        for run in {run for _, run, _ in runs(each)}:
            counts[run] = counts.get(run, 0) + 1
    return {run for run, count in counts.items() if count >= max(2, share * len(drafts))}
