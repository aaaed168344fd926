"""Where a title ends that runs on into a venue, a date, a list of names or a summary."""

import re
from collections.abc import Callable

from curator.lists.reading import dates
from curator.lists.reading.marks import Span, trim
from curator.lists.reading.words import is_generic, is_venue, words

NUMBERED = re.compile(r"[*_]{0,2}\[\d{1,4}\][*_]{0,2}[.:]?\s")
"""The number of a reference, in brackets."""

_TAG = r"<(?:ins|i|em|b|strong|u|sub|sup|kbd|code|small|font)\b[^<>]*>"
_BRACKET = re.compile(r"\s*[(\[（](?P<tag>[^()\[\]（）\0]{3,80})[)\]）][.,]?\s*$")
_ENDS = (
    re.compile(r"\s+\|\s+|\t+"),
    re.compile(
        rf"[,.;:?!]?\s(?P<at>in\s)?(?:[*_`]{{1,4}}|{_TAG})(?P<inner>[^*_`\0<>]{{1,80}})(?:[*_`]+|</\w+>)(?P<on>\s\w)?",
        re.IGNORECASE,
    ),
    re.compile(r"[.,]?\s*\[(?P<mark>[*_`]{1,3})[^\0]{1,60}(?P=mark)\]\s*$"),
    _BRACKET,
    re.compile(r"\s+[-–—]\s+(?P<tag>[^.;\0]{2,40})\.\s"),
    re.compile(r"[.,;?!]\s+(?P<names>[^\W\d_a-z][^\0.;?!|\t]*,[^\0.;?!|\t]*)\.?\s*$"),
    re.compile(r"[.,]\s+(?:arXiv\s+)?(?:preprint\s+)?arXiv:\s?\d{4}\.\d{4,5}(?:v\d+)?[^\0]{0,12}$", re.IGNORECASE),
    re.compile(r"[,.?!]\s+(?:in\s+)?(?P<inner>[^,.;\0]{2,40}(?:,\s*(?:19|20)\d\d)?)\.?\s*$"),
    re.compile(r"\s{2,}(?=\S+(?:\s+\S+){7})"),
    re.compile(r",\s+(?:is\s+)?available(?:\s+(?:at|on|online))?\s*$"),
)
_HEADLINE = re.compile(
    r"(?P<mark>\*\*|__)(?=\S)(?P<title>(?:(?!(?P=mark))[^\n\[\]<>])+)(?P=mark)[ .]*(?:<br\s*/?>|\\)?\s*?\n"
    r"(?P<under>[^\n\[\]<>]*\w)",
    re.IGNORECASE,
)
_LENGTH, _AFTER = 4000, 8
"""So long is a title with all that follows it, at most, and so much of one kind or another follows it."""

_NAME = re.compile(r"(?:[^\W\d_a-z][\w.'’-]*)(?:\s[^\W\d_a-z][\w.'’-]*){0,3}")


def headline(text: str, start: int) -> Span | None:
    """Return a strong line of its own over a line of names: a title, whatever the links below are called."""
    over = _HEADLINE.match(text, start) if text.startswith(("**", "__"), start) and "\n" in text else None
    if not over or is_generic(over["title"]) or not list_people(over["under"]):
        return None
    return trim(text, *within_citation(text, *over.span("title")))


def cut(masked: str, start: int, end: int, ends: Callable[[re.Match[str]], bool] | None = None) -> int:
    """Return where the title from `start` on ends, `end` where nothing that `ends` it follows."""
    if end - start > _LENGTH:
        return end
    for _ in range(_AFTER):
        before = end
        for pattern in _ENDS:
            end = _cut_once(pattern, masked, start, end, ends or _ends)
        if end == before:
            break
    return end


def _cut_once(
    pattern: re.Pattern[str], masked: str, start: int, end: int, ends: Callable[[re.Match[str]], bool]
) -> int:
    for match in pattern.finditer(masked, start, end):
        parts = match.groupdict()
        tag = parts.get("inner") or parts.get("tag")
        least = 1 if parts.get("tag") else 2 if tag else 3
        if ends(match) and len(words(masked[start : match.start()])) >= least:
            return match.start() + (match[0][0] in "?!")
    return end


def within_reference(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the title stands in a reference, "Ann Smith and Bo Li. 2024. Title. In Proceedings ...".

    The span is returned as it is where it is none: authors, a year by itself, the title, and more after it; or authors,
    and the title before what kind of text it is, as in "Smith A, Li B. Title[J]. Journal".
    """
    if kind := _KIND.search(text, start, end):
        return _after_authors(text, start, kind.start()), kind.start()
    year = _YEAR_ALONE.search(text, start, end)
    names = text[start : year.start()].strip("*_ ") if year else ""
    if not year or not may_be_authors(names) or len(words(text[year.end() : end])) < 3:
        return start, end
    stop = _STOP.search(text, year.end(), end)
    return year.end(), stop.start() if stop else end


def within_citation(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the title stands in a link's label, as in "Ann Smith, Bo Li, Title, CVPR 2024".

    The span is returned as it is where it is none: its venue or year comes last, and its authors, if any, first.
    """
    if not _PARTED.search(text, start, end):  # as in most labels
        return start, end
    start, end = within_reference(text, start, end)
    stop = cut(text, start, end, _ends_in_volume)
    if stop == end and not are_authors(text[start:end]):
        return start, end
    stop = _before_authors(text, start, stop)
    return _after_authors(text, start, stop), stop


def _before_authors(text: str, start: int, end: int) -> int:
    """Leave out two names or more that have initials, behind a title; one alone may be "A Survey"."""
    title = _THREE_WORDS.match(text, start, end)
    ends = [end]
    while title and (name := _INITIALED.search(text, max(title.end(), ends[-1] - _NAME_LENGTH), ends[-1])):
        ends.append(name.start())
    return ends[-1] if len(ends) > 2 else end


def _after_authors(text: str, start: int, end: int) -> int:
    """Skip a list of two names or more, or a name and "et al.", in front of a title."""
    for stop in reversed([*_NAMES_END.finditer(text, start, min(end, start + _NAMES_LENGTH))]):
        names = text[start : stop.start()]
        several = are_authors(names[-6:]) if are_authors(names) else SEVERAL.search(names)
        if several and not _STOP.search(names) and may_be_authors(names) and len(words(text[stop.end() : end])) >= 3:
            return stop.end()
    return start


def may_be_authors(names: str) -> bool:
    """Tell whether a text may be who wrote a paper: full names, names with initials, or "Smith et al."."""
    first, *others = _ET_AL.split(names)
    return are_names(first, least=1 if others or "." in names else 2) and len(words("".join(others))) < _TITLE


def are_numbered_authors(text: str) -> bool:
    """Tell whether a text is the number of a reference in brackets, and the names after it: "[1] Ann Smith, Bo Li."."""
    numbered = NUMBERED.match(text)
    names = text[numbered.end() :] if numbered else ""
    return bool(SEVERAL.search(names)) and may_be_authors(names)


def are_surely_authors(text: str) -> bool:
    """Tell whether a text is a list of names and no title: one that ends in "et al.", or with initials behind names."""
    return may_be_authors(text) and bool(_AUTHORS.search(text))


def _ends_in_volume(match: re.Match[str]) -> bool:
    """Tell whether a venue or a year follows a title; a list of names may be what the title lists."""
    parts = match.groupdict()
    said = parts.get("inner") or parts.get("tag") or match[0]
    volume = any(map(is_venue, words(said))) or (_YEAR.search(said) and not said[:1].islower())
    return bool("names" not in parts and volume and _ends(match))


def _ends(match: re.Match[str]) -> bool:
    """Tell whether what follows a title is a venue, a date or names, and no more of it."""
    if match[0][0] == "." and _SHORTENED.search(match.string, max(0, match.start() - 8), match.start()):
        return False
    parts = match.groupdict()
    if tag := parts.get("tag"):
        whose = tag.lstrip().startswith("@")
        if _YEARS.fullmatch(tag):  # years that a title is about
            return False
        volume = any(map(str.isdigit, tag)) or any(map(is_venue, words(tag)))
        return whose or (is_generic(tag) and volume) or bool(_JOURNAL.fullmatch(tag))
    if inner := parts.get("inner"):
        named = are_authors(inner) or (
            are_names(inner) and ("," in inner or _ends_sentence(match) or _is_pair_of_names(match))
        )
        sure = any(map(str.isdigit, inner)) or any(map(is_venue, words(inner)))
        where = parts.get("at") and _YEAR_AFTER.match(match.string, match.end("inner"))
        return bool(named or where or ((is_generic(inner) or dates.find(inner)) and (sure or not parts.get("on"))))
    names = _ET_AL.split(parts.get("names") or "")[0]
    comma = match[0][0] == ","
    listed = _NOUN.search(names) or (comma and _LAST_TWO.fullmatch(names))  # what the title itself lists
    return are_names(names, least=2 if comma else 1) and not listed


_YEARS = re.compile(r"(?:19|20)\d\d\s?[-–—]\s?(?:19|20)\d\d")
_JOURNAL = re.compile(
    r"(?=[A-Z])[\w&:’' -]*"
    r"\b(?:Journal|Letters|Proceedings|Transactions|Conference|Workshop|Symposium|Annals|Reviews?)\b"
    r"[\w&:’' -]*,?\s(?:19|20)\d\d"
)
"""A journal, or what a conference published, and the year: of more words than `is_generic` knows without a name."""

_YEAR_AFTER = re.compile(r"[*_`]+[,\s(]*(?:19|20)\d\d(?!\d)")
_YEAR_ALONE = re.compile(r"[.,]?\s(?:\((?:19|20)\d\d(?:,\s\w+)?\)|(?:19|20)\d\d)\.\s+")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_PARTED = re.compile(r"[,.;?!(\[|*_`<\t]|  |\bet al\b")
_NAMES_END = re.compile(r"(?:[.,:]|\s\([^()]*\))+\s+")
_INITIALED = re.compile(r"[,.]\s+(?:[A-Z]\.?[ -]?){1,3}[ -]?[A-Z][^\W\d_]+(?:-[^\W\d_]+)?$")
_KIND = re.compile(r"\s*\[[A-Z](?:/OL)?\](?=\s*$|[.,]|//)")
_AUTHORS = re.compile(r"\bet\.? al$|,\s[A-Z]\.(?:[ -]?[A-Z]\.)*,")
_THREE_WORDS = re.compile(r"(?:[\W_]*[^\W_]+){3}")
_TITLE = 3
"""Words that a title has, at least."""

_NAME_LENGTH, _NAMES_LENGTH = 60, 2000
"""So long are a name and a list of names, at most: what is longer is no reference."""

SEVERAL = re.compile(r"[,;&]|\band\b")
"""What stands between names."""

_STOP = re.compile(r"(?<=[^\W_]{2})\.(?=\s|$)")
_PAIR = re.compile(r"\s(?:and|&)\s")
_SHORTENED = re.compile(r"(?i:\bvs|\bi\.i\.d)$")
_LAST_TWO = re.compile(r"[^,]+,\s+and\s[^,]+")
_NOUN = re.compile(r"[a-z]{2}(?:tions?|ysis|[lsv]ity)\b")
_ET_AL = re.compile(r"\bet\.? al\b")


def _ends_sentence(match: re.Match[str]) -> bool:
    """Tell whether names may stand alone after a stop; after a question only in emphasis, else a title goes on."""
    return match[0][0] in (".?!" if "on" in match.groupdict() else ".")


def _is_pair_of_names(match: re.Match[str]) -> bool:
    """Tell whether two names stand in italics after a comma or a semicolon."""
    return "on" in match.groupdict() and match[0][0] in ",;" and bool(_PAIR.search(match["inner"]))


def _names(text: str) -> list[str]:
    return [name.strip() for name in SEVERAL.split(text) if name.strip(" .")]


def are_names(text: str, least: int = 1) -> bool:
    """Tell whether `text` is a list of names, of so many words each."""
    return all(_NAME.fullmatch(name) and len(name.split()) >= least for name in _names(text))


def list_people(line: str) -> bool:
    """Tell whether a line is a list of names: two or more, or one of two words, most of them written as names are."""
    first, *others = _ET_AL.split(line.strip(" *_."))
    names = _names(first)
    written = sum(bool(_NAME.fullmatch(name)) and (len(names) > 1 or " " in name or bool(others)) for name in names)
    return 2 * written > len(names)


def begin_with_name(text: str) -> bool:
    """Tell whether a text may be a list of authors: names, or a name before a comma or before "et al."."""
    first, comma, _ = text.partition(",")
    return are_names(text) or are_authors(text) or (bool(comma) and are_names(first, least=2))


def are_authors(text: str) -> bool:
    """Tell whether a text says "Smith et al."."""
    return bool(_ET_AL.search(text))
