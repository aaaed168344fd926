"""Entries as templates: what is known of a paper becomes a placeholder, what only its authors know is left out."""

import re
from string import Formatter

from curator import escape
from curator.errors import SurveyError
from curator.identity import canonical_id
from curator.records import Paper
from curator.survey import dates, people
from curator.survey.inline import Link
from curator.survey.parse import Unit
from curator.survey.words import is_venue, word_set, words

Span = tuple[int, int]
Edit = tuple[int, int, str]

_NUMBER = re.compile(r"(\s*)(\d{1,9})([.)])(?=\s)")
_GLUE = re.compile(r"[ \t]*[,|·•;/&]?[ \t]*$")
_LEADING = re.compile(r"\A[ \t]*(?:[,|·•;/&]|<br\s*/?>)?[ \t]*", re.IGNORECASE)
_END_BREAK = re.compile(r"[ \t]*(?:\\|<br\s*/?>)[ \t]*$", re.IGNORECASE)
_DROPPED = "\0"


def template_of(unit: Unit) -> str:
    """Return an entry's source with placeholders, its braces doubled, its line ends as "\\n" and none at the end."""
    return _apply(unit.text, edits(unit), 0, len(unit.text))


def cell_templates(unit: Unit) -> list[str]:
    """Return a row's cells as templates, spaces around them kept."""
    found = edits(unit)
    return [_apply(unit.text, found, a, b) for a, b in unit.cells]


def edits(unit: Unit) -> list[Edit]:
    """Return what is replaced in an entry's source, in order and without overlap."""
    out = _Edits(unit)
    out.number()
    out.add(*unit.title, "{title}")
    for link in unit.links:
        out.link(link)
    out.ids()
    out.dates()
    out.authors()
    return sorted(out.found)


class _Edits:
    """Collects the replacements for one entry; the first to claim a place keeps it."""

    def __init__(self, unit: Unit) -> None:
        self.unit = unit
        self.text = unit.text
        self.found: list[Edit] = []
        self.hidden: list[Span] = []
        self.when = dates.of_id(unit.arxiv_id)
        self.main = self._main_link()

    def add(self, start: int, end: int, new: str) -> None:
        if end > start and all(end <= a or start >= b for a, b, _ in self.found):
            self.found.append((start, end, new))

    def number(self) -> None:
        if match := _NUMBER.match(self.text):
            self.add(match.start(2), match.end(2), "{number}")

    def _main_link(self) -> Link | None:
        """Return the link that leads to the paper when none carries an arXiv id."""
        outside = [link for link in self.unit.links if not link.image and "://" in self._href(link)]
        if self.unit.arxiv_id or not outside:
            return None
        return next((link for link in outside if self._holds_title(link)), outside[0])

    def _href(self, link: Link) -> str:
        return self.text[link.href[0] : link.href[1]]

    def _holds_title(self, link: Link) -> bool:
        return link.label[0] <= self.unit.title[0] and self.unit.title[1] <= link.label[1]

    def link(self, link: Link) -> None:
        """Keep a link to the paper with its id as a placeholder; drop any other, and images that tell nothing of it."""
        if any(a <= link.start and link.end <= b for a, b, new in self.found if new == _DROPPED):
            return
        href = self._href(link)
        if link.image:
            self._image(link)
        elif self.unit.arxiv_id and canonical_id(href) == self.unit.arxiv_id:
            self._address(link, href)
        elif link is self.main or self._holds_title(link):
            self.add(*link.href, "{link}")
            self.hidden.append(link.href)
        else:
            self._drop(link)

    def _address(self, link: Link, href: str) -> None:
        match = re.search(rf"{re.escape(self.unit.arxiv_id)}(?:v\d+)?", href, re.IGNORECASE)
        start, end = link.href
        if match:
            start, end = start + match.start(), start + match.end()
        self.add(start, end, "{id}" if match else "{link}")
        self.hidden.append(link.href)

    def _image(self, link: Link) -> None:
        inside = any(o.label[0] <= link.start and link.end <= o.label[1] for o in self.unit.links if not o.image)
        source = self.text[link.start : link.end]
        if not inside and "arxiv" not in source.casefold() and not self._agreeing(source):
            self.add(link.start, link.end, _DROPPED)

    def _agreeing(self, source: str) -> bool:
        return any(self._agrees(date) for date in dates.find(source))

    def _drop(self, link: Link) -> None:
        start, end = link.start, link.end
        while start > 0 and end < len(self.text) and self.text[start - 1] + self.text[end] in ("[]", "()", "【】"):
            start, end = start - 1, end + 1
        self.add(start, end, _DROPPED)

    def ids(self) -> None:
        if self.unit.arxiv_id:
            for match in re.finditer(rf"{re.escape(self.unit.arxiv_id)}(?:v\d+)?(?!\d)", self.text):
                self.add(*match.span(), "{id}")

    def _masked(self) -> str:
        out = list(self.text)
        for a, b in [(a, b) for a, b, _ in self.found] + self.hidden:
            out[a:b] = "\0" * (b - a)
        return "".join(out)

    def _agrees(self, date: dates.Written) -> bool:
        year, month = self.when
        if not year:
            return bool(date.month)
        if not date.month:
            return date.year == year
        return abs((date.year - year) * 12 + date.month - month) <= 1

    def dates(self) -> None:
        for date in dates.find(self._masked()):
            if self._agrees(date):
                self.add(date.start, date.end, date.form)

    def authors(self) -> None:
        for start, end, form in people.find(self._masked()):
            self.add(start, end, form)


def _apply(text: str, found: list[Edit], start: int, end: int) -> str:
    out: list[str] = []
    position = start
    for a, b, new in found:
        if a < start or b > end:
            continue
        out += [_literal(text[position:a]), new]
        position = b
    return _tidy("".join([*out, _literal(text[position:end])]))


def _literal(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")


def _tidy(template: str) -> str:
    """Remove what was dropped, with the separators before it, the lines left empty and a break left at the end."""
    lines = template.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n").split("\n")
    kept: list[str] = []
    dropped = False
    for line in lines:
        if _DROPPED not in line:
            kept.append(line)
            continue
        pieces = line.split(_DROPPED)
        left = pieces[0]
        for piece in pieces[1:]:
            left = _GLUE.sub("", left) + piece if left.strip(" \t-*+|") else left + _LEADING.sub("", piece)
        if left.strip(" \t-*+()[]"):
            kept.append(left)
        else:
            dropped = True
    if dropped and kept:
        kept[-1] = _END_BREAK.sub("", kept[-1])
    return "\n".join(kept)


_PAPER = word_set("title id link authors authors_and first_author number name")
PLACEHOLDERS = _PAPER | frozenset(dates.fields(2000, 1, 1))


def fields_of(template: str) -> tuple[str, ...]:
    """Return the placeholders of a template; raise SurveyError for one that is unknown or written wrongly."""
    try:
        parts = list(Formatter().parse(template))
    except ValueError as cause:
        raise SurveyError(
            f'the template "{template}" cannot be read: {cause}; write {{{{ and }}}} for braces'
        ) from cause
    for _, name, spec, conversion in parts:
        if name is not None and (name not in PLACEHOLDERS or spec or conversion):
            known = ", ".join("{" + each + "}" for each in sorted(PLACEHOLDERS))
            raise SurveyError(f'the template has an unknown placeholder "{{{name}}}"; use one of {known}')
    return tuple(name for _, name, _, _ in parts if name)


_NAME = re.compile(r"[`*]*\{name\}[`*]*")


def render(template: str, paper: Paper, empty: str = "", **more: str) -> str:
    """Fill a template in for a paper; what is not known of it leaves nothing, a name `empty`."""
    day = dates.submitted(paper.arxiv_id, paper.announced)
    if not day:
        template = dates.without_day(template)
    dated = bool({"day", "d", "date"} & set(fields_of(template)))
    year, month = (day.year, day.month) if day and dated else dates.of_id(paper.arxiv_id)
    values = values_of(paper)
    if not values["name"]:
        template = _NAME.sub(empty, template)
    values |= dates.fields(year, month, day.day if day else 0) | more
    return "".join(
        literal + (values.get(name, "") if name else "") for literal, name, _, _ in Formatter().parse(template)
    )


def values_of(paper: Paper) -> dict[str, str]:
    """Return what a paper puts in the place of each placeholder but the dates, escaped."""
    names = [escape.markdown(name).rstrip(".") for name in paper.authors]
    title = escape.one_line(paper.title).rstrip(" .")
    name, colon, _ = title.partition(":")
    short = name if colon and len(name.split()) <= 3 else ""
    return {
        "title": escape.markdown(title),
        "id": paper.arxiv_id,
        "link": f"https://arxiv.org/abs/{paper.arxiv_id}",
        "authors": ", ".join(names),
        "authors_and": people.joined(names),
        "first_author": names[0] if names else "",
        "name": escape.code(short),
    }


def leaves_out(source: str, template: str) -> bool:
    """Tell whether links or images of an entry's source were dropped from its template."""
    return template.count("](") < source.count("](")


def has_venue(template: str) -> bool:
    """Tell whether a template names a conference or journal, which a new paper is not in."""
    text = re.sub(r"\{[^{}]*\}|\]\([^)]*\)", " ", template)
    return any(is_venue(word) and word not in _NO_VENUE for word in words(text))


_NO_VENUE = word_set("arxiv preprint www acl blog date nature science findings nc sc journal")
