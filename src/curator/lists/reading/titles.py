"""The title of an entry: found in the entry's own form, with its place in the source."""

import re
from collections.abc import Sequence

from curator.lists.reading import dates, endings, labels, quotes
from curator.lists.reading.inline import Link, blanked, plain
from curator.lists.reading.marks import Span, trim
from curator.lists.reading.words import SPACE, is_generic, is_tag, names_volume, words
from curator.types import canonical_id

LEAD = 4
"""Words that the first part of a title has, at most, where it carries the link alone."""

_LEADS = 8
"""So much of one kind or another stands before a title, at most: dates, venues, emoji."""

_STRONG = {
    "**": re.compile(r"\*\*(?=\S)([^*]+(?:\*[^*]+)*?)(?<=\S)\*\*"),
    "__": re.compile(r"__(?=\S)(.+?)(?<=\S)__(?!\w)", re.DOTALL),
    "<": re.compile(r"<(?:b|strong)>(.+?)</(?:b|strong)>", re.DOTALL | re.IGNORECASE),
}
_OTHER_PLACE = re.compile(
    r"git(?:hub|lab|ee)\.|\.github\.io|colab\.|youtu|twitter\.|//x\.com|zhihu\.|modelscope\.|/datasets/|/spaces/"
)
_LAST_YEAR = re.compile(r"(?:[,.;]\s+|\s+[|–—-]\s+|\s*[(\[])(?:19|20)\d\d[)\]]?[*_\s]*$")
_FILE = re.compile(r"\.(?:pdf|docx?|pptx?)$", re.IGNORECASE)
_VOLUME_BEHIND = re.compile(r"[*_]*\s*\((?:[A-Z][\w&' -]{0,40}\s)?['’]?(?:19|20)?\d\d\)")
_SET_APART = re.compile(r"\*\*|__|[\"“]")
_SMALL = re.compile(r"(?:\W|\b(?:by|in|at|on|of|from|with|via|for|and|or|the|an?)\b)*", re.IGNORECASE)
_ENDING, _WHOLE = 5, 5
_QUOTED_REST = re.compile(r"^([^\"“:]+:)\s*[\"“](.+)[\"”]$")
_BREAK = re.compile(r"<br\s*/?>|\\\r?\n|(?<! ) {2,}+\r?\n|</?(?:p|div|li|ul|td|summary|details)[^>]*>", re.IGNORECASE)
_MARKER = re.compile(r"\s*(?:(?:[-*+]|\d{1,9}[.)])(?=\s)(?:[ \t]+\[[ xX]\](?=\s))?)?[ \t]*")
_LEAD = re.compile(
    r"\s*(?P<mark>[*_`~]{1,3})?\s*\\?[\[(【{（](?P<said>[^\[\](){}【】（）]{1,60})[\])}】）]"
    r"(?:\s*(?P=mark)|(?(mark)(?!)))[\s:,.;|–—-]*"
)
_STRONG_LEAD = re.compile(r"\s*(\*{1,2}|__?)(?P<said>[^*_]{1,60})\1[\s:,.;|–—-]*")
_VOLUME_LEAD = re.compile(
    r"\s*(?:(?P<short>[^\W\d_]{2,12}['’]?(?:19|20)?\d\d(?!\d)(?: (?:oral|spotlight|workshop)\b)?)[:,]?"
    r"|(?P<long>[^\W_][^:：,，|\[\]<>*`\0]{3,45}?)(?:[:：,，.]|\s[|–—-](?=\s)))\s+(?=\S)",
    re.IGNORECASE,
)
_YEAR_NEAR = re.compile(r".{0,49}?\d\d", re.DOTALL)
_JUNK = re.compile(
    r"(?::[a-z_0-9+]+:|\\[\])}]|\{(?!\\|\w+\})|[^{\w\s\"“„«《「『'‘¿¡(\[（【$<*_`\\∂∇∑√∞]|\s|[*_`]+(?=\s))+"
)
_NUMBERED = re.compile(r"\*?\d{1,3}\.\s+(?=\S)|\d{1,3}\)\s+|\[\d{1,4}\s*:[a-z_]+:\]\s*|(?:19|20)\d\d\s+[|–—-]\s+")
_AFTER_DATE = " \t\r\n*_`~)]:,.;|–—-"
_DATE_LEAD = re.compile(r"[\s*_`~(\[]*$")


def find(text: str, links: Sequence[Link], start: int = 0) -> Span:
    """Return where in `text` the title stands, an empty span when there is none; `start` is where its marker ends.

    It is a strong line over a line of names, else the name of the link to the paper, else what is emphasised or links
    to another place, whichever comes first, else the first stretch of plain words.
    """
    if sure := endings.headline(text, start) or _opening(text, links, start):
        return sure
    named = [link for link in links if _names(text, link, least=3)]
    for link in named:
        if canonical_id(text[link.href[0] : link.href[1]]) and not _leads(text, link):
            return _named(text, link)
    masked = _masked(text, links)
    named = [link for link in named if not _leads(text, link)]
    places = [link for link in named if not _OTHER_PLACE.search(text, link.href[0], link.href[1])]
    if places and places[0].href[0] == places[0].href[1] and len(words(plain(text[start : places[0].start]))) >= _WHOLE:
        del places[0]  # a venue that leads nowhere yet
    found = [_named(text, link) for link in places[:1]]
    if marked := _marked(masked, text, start):
        found.append(marked)
    if found:
        return min(found)
    if run := _run(text, masked, start):
        if endings.are_surely_authors(text[slice(*run)]) and (short := _short(text, links, run[0])):
            return short
        within = (link for link in named if link.label[0] <= run[0] and run[1] <= link.label[1])
        return next(((run[0], _named(text, link)[1]) for link in within), run)
    return _short(text, links, len(text)) or _dated(text, links) or (start, start)


def _opening(text: str, links: Sequence[Link], start: int) -> Span | None:
    """Return the name of two words of a link that opens an entry, where its venue or year follows.

    It is a person's or a project's where it leads to no paper, and a link to one or a title set apart comes after it.
    """
    link = next((link for link in links if not link.image), None)
    volume = _VOLUME_BEHIND.match(text, link.end) if link else None
    if not link or not volume or text[start : link.start].strip(" *_"):
        return None
    if "://" not in (href := text[slice(*link.href)]) or not _names(text, link, least=2):
        return None
    behind = [other for other in links if other.start > link.end]
    titled = any(canonical_id(text[slice(*other.href)]) or _names(text, other, least=3) for other in behind)
    elsewhere = not canonical_id(href) and (titled or _SET_APART.search(text, volume.end()))
    return None if elsewhere else trim(text, *link.label)


def _short(text: str, links: Sequence[Link], end: int) -> Span | None:
    """Return the name of the first link in front of a place, however few its words."""
    return next((trim(text, *link.label) for link in links if link.end <= end and _names(text, link, least=1)), None)


def _dated(text: str, links: Sequence[Link]) -> Span | None:
    """Return the name of the link that an entry opens with, where the year behind it has it look like a venue."""
    link = next((link for link in links if not link.image), None)
    year = _LAST_YEAR.search(text, *link.label) if link and not words(text[marker_end(text) : link.start]) else None
    if not link or not year:
        return None
    title = trim(text, link.label[0], year.start())
    name = plain(text[slice(*title)])
    return title if len(words(name)) >= 3 and not is_generic(name) else None


def marker_end(text: str) -> int:
    """Return where the list marker of `text`, and a check box after it, ends."""
    match = _MARKER.match(text)
    return match.end() if match else 0


def clean(source: str) -> str:
    """Return a title's words as a reader sees them."""
    return _QUOTED_REST.sub(r"\1 \2", plain(source).strip(" \t.,;:|–—-"))


def _leads(text: str, link: Link) -> bool:
    """Tell whether a link's name is the first part of a title, as in "[Short Name](...): What It Does"."""
    if not quotes.SUBTITLE.match(text, link.end):
        return False
    label = text[slice(*link.label)]
    return "://" not in label and len(words(plain(label))) <= LEAD


def _masked(text: str, links: Sequence[Link]) -> str:
    """Return `text` with images, addresses and generic labels blanked out, at the same length."""
    spans: list[Span] = []
    for link in links:
        if (
            link.image
            or link.label == link.href
            or _leads(text, link)
            or is_generic(plain(text[link.label[0] : link.label[1]]))
        ):
            spans.append((link.start, link.end))
        else:
            spans += [(link.start, link.label[0]), (link.label[1], link.end)]
    return blanked(text, spans, "\0").replace(SPACE, " " * len(SPACE))


def _names(text: str, link: Link, least: int) -> bool:
    """Tell whether a link is named by a title of at least so many words."""
    start, end = link.label
    if link.image or "://" in text[start:end]:
        return False
    read = plain(text[start:end])
    if is_generic(read) and (after := _after_volume(text, start, end)) > start:
        read = plain(text[after:end])
    return not is_generic(read) and len(words(read)) >= least


def _marked(masked: str, text: str, start: int) -> Span | None:
    """Return the first emphasised span that reads like a title: of three words, or closed by a stop; over two lines."""
    for mark, pattern in _STRONG.items():
        for match in pattern.finditer(masked, start) if mark in masked else ():
            if going_on := _GOES_ON_BELOW.match(masked, match.end()):
                return trim(text, match.start(), going_on.end())
            begin, end = endings.within_citation(masked, *match.span(1))
            inner = masked[begin:end].replace("\0", "")
            before = masked[start : match.start()]
            closed = match[1].endswith(".") and not before.strip()
            least = 2 if closed else 1 if endings.are_numbered_authors(before) else 3
            if len(words(inner)) < least or is_tag(inner) or (least > 1 and _is_inline(masked, match, start)):
                continue
            if not _is_label(masked, match, start):
                return trim(text, *_after_lead(masked, begin, end))
    return None


def _is_label(masked: str, match: re.Match[str], start: int) -> bool:
    """Tell whether the first emphasised words are a label of the title after them."""
    first, _ = _after_lead(masked, start, match.start())
    if masked[first : match.start()].strip(" \\[【"):
        return False
    leads = (pattern.match(masked, first) for pattern in (_LEAD, _STRONG_LEAD))
    return any(lead and labels.is_label(masked, lead, len(masked)) for lead in leads)


def _is_inline(masked: str, match: re.Match[str], start: int) -> bool:
    """Tell whether words are emphasised within a title or a sentence, which starts before them or goes on after."""
    first, _ = _after_lead(masked, start, match.start())
    before = masked[first : match.start()]
    if _SHORT_NAME.fullmatch(match[1]) and (before.strip() or _EXPLAINED.match(masked, match.end(1))):
        return True
    if (not before.strip() or is_generic(before)) and _has_subtitle(masked, match.end(1)):
        return True
    if masked[match.start() - 2 : match.start() - 1].isalnum() and _GOES_ON.match(masked, match.end()):
        return True
    if not before.strip():
        return bool(_GOES_FURTHER.match(masked, match.end()))
    return before.rstrip()[-1:].isalnum() and "\0" not in before and bool(_LOWER.search(before))


def _has_subtitle(masked: str, end: int) -> bool:
    """Tell whether a colon and words in capitals, no names, go on from strong ones: "**Some Name**: What It Does"."""
    after = _CAPITALS.match(masked, end)
    if not after or labels.names_people(after["rest"]):
        return False
    found = _LONG_WORD.findall(after["rest"])
    return len(found) > 1 and 3 * sum(word[0].isupper() for word in found) >= 2 * len(found)


def _run(text: str, masked: str, start: int) -> Span | None:
    """Return the first stretch of plain words that reads like a title: of three words, or with its venue after it."""
    best: Span | None = None
    closed = False
    position = start
    for piece in re.split(r"(\0+)", masked[start:]):
        end = position + len(piece)
        if "\0" not in piece:
            for part in _parts(masked, position, end):
                within = endings.within_reference(masked, *part)
                span = trim(text, *quotes.quoted(masked, *quotes.slanted(masked, *_after_lead(masked, *within))))
                whole, span = span, trim(text, span[0], endings.cut(masked, *span))
                count = len(words(masked[span[0] : span[1]]))
                if count >= 3 and not is_generic(masked[span[0] : span[1]]):
                    return span
                if best is None and not _SMALL.fullmatch(read := masked[span[0] : span[1]]) and not is_generic(read):
                    best = span
                    closed = span[1] < whole[1]
            if closed:
                return best
        position = end
    return best


_CAPITALS = re.compile(r"(?::[*_]+|[*_]+:)\s+(?P<rest>[A-Z0-9][^\0\n.;(\[*|]+)")
_LONG_WORD = re.compile(r"[^\W\d_][\w-]{3,}")
_SHORT_NAME = re.compile(r"\w[\w.+-]*:?", re.ASCII)
_EXPLAINED = re.compile(r"(?<=:)[*_]+\s*[\"“]?\w|[*_]+:\s*[\"“]?\w")
_GOES_ON_BELOW = re.compile(r"[ \t]*\n[ \t]*(?P<mark>\*\*|__)(?=[a-z])[^*_\n]+(?P=mark)")
_GOES_ON = re.compile(r" [a-z]")
_GOES_FURTHER = re.compile(r" (?:for|of|via|with|through|using|towards?|and) \w+ \w")
_LOWER = re.compile(r"(?<!\S)(?!(?:and|et|al|by|van|von|de|der|den|di|da|du|la|le)\b)[a-z][a-z-]+(?!\S)")


def _parts(masked: str, start: int, end: int) -> list[Span]:
    parts: list[Span] = []
    for match in _BREAK.finditer(masked, start, end):
        parts.append((start, match.start()))
        start = match.end()
    return [*parts, (start, end)]


def _named(text: str, link: Link) -> Span:
    """Return the title that a link is named by, alone or in a reference."""
    start, end = next((part for part in _parts(text, *link.label) if words(text[slice(*part)])), link.label)
    if not quotes.QUOTE.match(text, start, end):
        start, end = quotes.quoted(text, start, end)
    start, end = trim(text, *endings.within_citation(text, start, end))
    if file := _FILE.search(text, max(start, end - _ENDING), end):
        end = file.start()
    return _after_lead(text, start, end)


def _after_volume(text: str, start: int, end: int) -> int:
    """Skip a venue with its year in front of a title."""
    lead = _VOLUME_LEAD.match(text, start, end) if _YEAR_NEAR.match(text, start, end) else None
    return lead.end() if lead and names_volume(lead["short"] or lead["long"]) else start


def _after_lead(masked: str, start: int, end: int) -> Span:
    """Skip labels, dates, venues in brackets, emoji and punctuation in front of a title."""
    for _ in range(_LEADS if start < end else 0):
        before = start
        if junk := _JUNK.match(masked, start, end):
            start = junk.end()
        if numbered := _NUMBERED.match(masked, start, end):
            start = numbered.end()
        for pattern in (_LEAD, _STRONG_LEAD):
            if (lead := pattern.match(masked, start, end)) and _is_beside(masked, lead, end):
                start = lead.end()
        start = _after_volume(masked, start, end)
        for date in dates.find(masked[start : min(end, start + 30)])[:1]:
            if date.month and _DATE_LEAD.match(masked[start : start + date.start]):
                start += date.end
                start += len(masked[start:end]) - len(masked[start:end].lstrip(_AFTER_DATE))
        if start == before:
            break
    return start, end


def _is_beside(masked: str, lead: re.Match[str], end: int) -> bool:
    """Tell whether what is set apart in front of a title is a venue, a date or a label."""
    return is_generic(lead["said"]) or bool(dates.find(lead["said"])) or labels.is_label(masked, lead, end)
