"""One entry with what is needed to write another like it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from curator.lists.reading import dates, endings, inline, marks, titles
from curator.lists.reading.blocks import Block, title_in_field
from curator.lists.reading.inline import Link
from curator.lists.reading.words import PARTICLES, is_generic, words
from curator.types import NO_ID, PaperId, Span, canonical_id

_SENTENCE = re.compile(
    rf"[\"”*_\]]*(?:\([^()\s]*\))?[\s*_]*(?:,\s*)?(?!(?:by\s+)?(?:{PARTICLES})\s)[a-z]{{2,}}\s+[a-z]{{2,}}"
)
_NAMES_FIRST = re.compile(
    rf"[\s*_\[\]\d]*(?:(?>[^\W\d_a-z][\w.'’-]*|(?:and|et|etal|{PARTICLES})\b)[\s,.;&()]*+){{2,}}+[\s*_\"“]*"
)
_WHOLE = 4
"""Words that a heading has, at least, that is a title for sure."""

_IN_BRACKETS = re.compile(r"\([^()]*(?:\([^()]*\)[^()]*)*\)")
_SET_APART = ("**", "__", '"', "“", "*", "_")
_YEAR_IN_BRACKETS = re.compile(r"\((?:19|20)\d\d[a-z]?\)")
_COLON = re.compile(r"[*_`]*\s*[:：]\s*")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|(?:['’]|(?<=[A-Z]{2} ))\d\d(?!\d)")
_TAGGED = re.compile(r"\s*\*\*[^*\[\]]{2,40}\*\*[,:]\s*\[")
_CALLED = re.compile(r"[^\W_][^*\[\]:：\n]{0,30}:\s*\[")
_SEVERAL = re.compile(r",|\sand\s")
_APART = re.compile(r"\n[ \t]*\n")
_PAGE = re.compile(r"https?://[^/]+/\w")
_WRITTEN = re.compile(r"(?<![\w/])arxiv:\s?(\d{4}\.\d{4,5})(?!\d)", re.IGNORECASE)
_ADDRESS_OR_TAG = re.compile(r"\]\([^)]*\)|<[^>]*>|:[a-z0-9_+-]+:|&nbsp;")
_PROSE = re.compile(r"[a-z]{2,}\s+[a-z]{2,}[\s*_\"“]*$")
_UNENDED = re.compile(
    r"(?:^(?i:see|by|from|at|in|via)|\s(?:a|an|the|our|your|this|see|of|on|in|from|at|and|to|with|by|for|via|as|is))$"
)
_YEAR_FIRST = re.compile(
    r"[*_`]*(?:[\[(【][^\[\]()【】]{0,40}(?:(?:19|20)\d\d|['’]\d\d)[\])】]|(?:19|20)\d\d[*_`]*\s+[|–—-]\s)"
)
_MENTIONED = re.compile(r"[\w*_]\s+\((?:see|cf\.)\s[*_]*$")
_FIELD = re.compile(r"\s*(?:[-*+]\s+)?[*_]{0,2}(?P<label>[\w ]{1,20}(?:[(（][^()（）]{1,30}[)）])?)[*_]{0,2}[:：]")
_LABEL = re.compile(r"\[[^\[\]]{1,60}\]|\*\*[^*\n]{1,60}\*\*,")


@dataclass(slots=True, eq=False)
class Unit:
    """An entry in its source, the same as no other.

    `text` is the source of its lines; `title` the title's place in it; `links` those of `text`; `heading` the index of
    the heading it stands under; `block` what it is made of; `cells` the places of a row's cells.
    """

    text: str
    span: Span
    title: marks.Span
    links: list[Link]
    heading: int
    block: Block
    id: PaperId = NO_ID
    cells: tuple[marks.Span, ...] = ()
    _date: str | None = field(default=None, repr=False, compare=False)

    @property
    def name(self) -> str:
        """The title as a reader sees it, with the name that leads to the paper before it."""
        parts = [titles.clean(self.text[slice(*span)]) for span in (self.lead, self.title) if span]
        return ": ".join(parts)

    @property
    def lead(self) -> marks.Span | None:
        """Where the link to the paper is named by its short name, as in "[Name](...): What It Does"."""
        return next((link.label for link in self.links if self._leads(link)), None)

    def _leads(self, link: Link) -> bool:
        start, _ = self.title
        if link.image or link.end > start or not _COLON.fullmatch(self.text, link.end, start):
            return False
        href, label = self.text[slice(*link.href)], inline.plain(self.text[slice(*link.label)])
        to_paper = canonical_id(href) == self.id if self.id else bool(_PAGE.match(href))
        named = not (is_generic(label) or endings.are_authors(label) or dates.find(label))
        return to_paper and 0 < len(words(label)) <= titles.LEAD and named

    @property
    def addresses(self) -> tuple[str, ...]:
        """Where the links lead outside the list, each once."""
        return tuple(dict.fromkeys(href for href in hrefs(self.text, self.links) if "://" in href))

    @property
    def date(self) -> str:
        """The fullest date outside title and addresses, as all or part of an ISO date; notes below count last."""
        if self._date is None:  # a list's order asks for it again and again
            hidden = [self.title, *(link.href for link in self.links if not link.image)]
            parts = map(dates.find, _APART.split(inline.blanked(self.text, hidden, "")))
            said = [date.iso for date in next(filter(None, parts), [])]
            # "arXiv 2004" says how its id begins
            self._date = max((iso for iso in said if iso != self.id[:4]), key=len, default="")
        return self._date


def hrefs(text: str, links: Sequence[Link]) -> list[str]:
    """Return the addresses of the links of `text`, images left out."""
    return [text[link.href[0] : link.href[1]] for link in links if not link.image]


def linked_id(text: str, links: Sequence[Link]) -> PaperId:
    """Return the first arXiv id that the links of `text` lead to."""
    return next(filter(None, map(canonical_id, hrefs(text, links))), NO_ID)


def id_of(text: str, links: Sequence[Link]) -> PaperId:
    """Return the arXiv id that links lead to, else the only one that is written out, as in "arXiv:2401.00001"."""
    if linked := linked_id(text, links):
        return PaperId(linked)
    written = dict.fromkeys(_WRITTEN.findall(text))
    return canonical_id(next(iter(written))) if len(written) == 1 else NO_ID


def unit_of(lines: Sequence[str], span: Span, heading: int, block: Block) -> Unit:
    """Return the lines of `span` as an entry, with the title and the id that are found there."""
    text = "".join(lines[span.start : span.end])
    links = inline.links(text)
    title = _heading(text, links) or titles.find(text, links, titles.marker_end(text))
    return Unit(text, span, title, links, heading, block, id_of(text, links))


def _heading(text: str, links: Sequence[Link]) -> tuple[int, int] | None:
    """Return the title that a heading is, None for any other entry and for a heading that says nothing itself."""
    end = text.find("\n")
    if not text.startswith("#") or end < 0:
        return None
    title = titles.find(text[:end], [link for link in links if link.end <= end])
    if len(words(text[slice(*title)])) < _WHOLE and title_in_field(text[end:]):
        return None  # the name of what the title below is about
    return title if title[1] > title[0] else None


def is_entry(unit: Unit) -> bool:
    """Tell whether there are a title and a link to somewhere."""
    return unit.title[1] > unit.title[0] and any(map(leads_out, hrefs(unit.text, unit.links)))


def leads_out(href: str) -> bool:
    """Tell whether an address is that of a page outside the list, or of a paper's file in it."""
    return "://" in href or href.casefold().endswith(".pdf")


def is_field(line: str) -> bool:
    """Tell whether an item's line begins as a fact in a field does: "- Code: ..."."""
    return bool(_FIELD.match(line)) and line.lstrip().startswith(("-", "*", "+"))


def is_linked_field(line: str) -> bool:
    """Tell whether a line, of an item or not, is a field that a kind of link names: "Code: https://..."."""
    field = _FIELD.match(line)
    return bool(field and is_generic(field["label"]))


def names_links_only(unit: Unit) -> bool:
    """Tell whether an entry leaves room for a link that leads nowhere yet: "A Title [[Paper]](#)", "[A Title]()"."""
    start, end = unit.title
    empty = any(link.label[0] <= start and end <= link.label[1] and link.href[0] == link.href[1] for link in unit.links)
    hollow = len(words(unit.name)) > _WHOLE and all(link.href[0] == link.href[1] for link in unit.links)
    return bool(unit.links) and (empty or hollow or only_generic(unit.text, unit.links)) and len(words(unit.name)) >= 3


def only_generic(text: str, links: Sequence[Link]) -> bool:
    """Tell whether all links of `text` are named "Paper", "Code", by their address and the like."""
    labels = [text[link.label[0] : link.label[1]] for link in links if not link.image]
    return all("://" in label or is_generic(inline.plain(label)) for label in labels)


def stands_first(unit: Unit) -> bool:
    """Tell whether a paragraph opens with its title and goes on as an entry does, not as a sentence does."""
    if is_sentence(unit) or breaks_off(unit):
        return False
    start, end = unit.title
    before = unit.text[:start]
    named = any(not link.image and link.label[0] <= start and end <= link.label[1] for link in unit.links)
    if named and unit.text.startswith("#") and "\n" in before:
        return True
    if not named and not any(mark in before for mark in ("**", "__", '"', "<b>", "## ")):
        return False
    if named and _CALLED.fullmatch(before):
        return len(words(unit.name)) > 3 and not unit.text[end:].partition(")")[2].strip()
    if not before.strip(' #*_["') or (named and _TAGGED.fullmatch(before)):
        return not _SENTENCE.match(unit.text, end)
    return opens(unit) and not _SENTENCE.match(unit.text, end)


def is_reference(unit: Unit) -> bool:
    """Tell whether a paragraph without links is a reference: a number or names, a title set apart, and a year."""
    start, end = unit.title
    before, after = unit.text[:start], unit.text[end:]
    if unit.links or not words(unit.name) or not before.endswith(_SET_APART):
        return False
    numbered = endings.NUMBERED.match(before)
    names = _YEAR_IN_BRACKETS.sub("", before[numbered.end() :] if numbered else before)
    first = numbered or len(words(unit.name)) > 1
    return bool(first and (_NAMES_FIRST.fullmatch(names) or numbered) and _YEAR.search(before + "\0" + after))


def opens(unit: Unit) -> bool:
    """Tell whether nothing but labels, dates, venues and names stands before a title."""
    start, _ = unit.title
    images = [(link.start, min(link.end, start)) for link in unit.links if link.image and link.start < start]
    shown = _ADDRESS_OR_TAG.sub(" ", _LABEL.sub(" ", inline.blanked(unit.text[:start], images, " ")))
    return is_generic(shown) or bool(_NAMES_FIRST.fullmatch(shown))


def is_sentence(unit: Unit) -> bool:
    """Tell whether a title breaks off at a link after which a sentence goes on, as in "more of [this](...) is here"."""
    link = _link_behind(unit)
    if not link:
        return False
    label = inline.plain(unit.text[slice(*link.label)])
    return not is_generic(label) and "://" not in label and bool(_SENTENCE.match(unit.text, link.end))


def is_within_sentence(unit: Unit) -> bool:
    """Tell whether a title is what a link within a sentence is called: "there is [an odd title](...) that says more".

    So is one in brackets: "times of all kinds (see [a title](...))".
    """
    start, end = unit.title
    link = next((link for link in unit.links if link.label[0] <= start and end <= link.label[1]), None)
    if not link:
        return False
    before = unit.text[: link.start]
    return bool(_MENTIONED.search(before) or (_SENTENCE.match(unit.text, link.end) and _PROSE.search(before)))


def is_bracketed(unit: Unit) -> bool:
    """Tell whether the title of an entry without an id is a remark in brackets: "or [write](...) (at any time)"."""
    return not unit.id and bool(_IN_BRACKETS.fullmatch(unit.name))


def breaks_off(unit: Unit) -> bool:
    """Tell whether a title ends, at a link, in a word that wants another after it: "as said in our [survey](...)"."""
    link = _link_behind(unit)
    if not link or not _UNENDED.search(unit.name):
        return False
    return not unit.text.startswith("[", link.label[0]) or not is_generic(unit.text[slice(*link.label)])


def may_be_entry(unit: Unit) -> bool:
    """Tell whether a paragraph of plain words may be a paper and no prose: where most paragraphs are, it is taken."""
    outward = all("://" in href for href in hrefs(unit.text, unit.links))
    return bool(unit.id) and outward and opens(unit) and not is_sentence(unit) and not breaks_off(unit)


def may_be_note(unit: Unit) -> bool:
    """Tell whether an item may be a note that names another paper: words stand before a link that is none to "PDF"."""
    first = next((link.start for link in unit.links if not link.image), 0)
    return bool(words(unit.text[titles.marker_end(unit.text) : first])) and not only_generic(unit.text, unit.links)


def _link_behind(unit: Unit) -> Link | None:
    """Return the link that a title runs into."""
    _, end = unit.title
    link = next((link for link in unit.links if link.start >= end and not link.image), None)
    return link if link and not unit.text[end : link.start].strip(" *_") else None


def _may_be_title(unit: Unit, least: int) -> bool:
    """Tell whether an item without links may be a title: so many words, and no list of names."""
    linked = any(not link.image for link in unit.links)
    names = bool(_SEVERAL.search(unit.name)) and endings.are_names(unit.name, least=2)
    return not linked and len(words(unit.name)) >= least and not names


def _rest(unit: Unit) -> str:
    """Return what an entry says behind its title."""
    return unit.text[unit.title[1] :].strip(" \t\r\n*_`.,;)]（）([")


def follows_year(unit: Unit) -> bool:
    """Tell whether an item without links is a title behind its year, as in "[ICML 2020] A Title"."""
    before = unit.text[titles.marker_end(unit.text) : unit.title[0]]
    return bool(_YEAR_FIRST.match(before)) and _may_be_title(unit, least=2) and not _rest(unit)


def is_unlinked(unit: Unit) -> bool:
    """Tell whether an item without links is a title that its venue and year follow, as in "A Title (ICML 2020)"."""
    if not _may_be_title(unit, least=3):
        return False
    rest = _rest(unit)
    dated = bool(unit.id or _YEAR.search(rest)) and not rest.startswith(":")
    names, _, volume = rest.rpartition(". ")
    first = rest.lstrip("-–— ").partition(". ")[0]
    beside = is_generic(rest) or (is_generic(volume) and endings.may_be_authors(names))
    return dated and (beside or (first != rest and bool(_YEAR.search(first)) and is_generic(first)))
