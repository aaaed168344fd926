"""Titles in quotation marks and in italics."""

import re

from curator.lists.reading.endings import SEVERAL, may_be_authors
from curator.lists.reading.marks import Span
from curator.lists.reading.words import words

QUOTE = re.compile(r"[\"“«《]([^\"“”«»《》\n]{8,}?)[\"”»》]")
_LISTED = re.compile(r",|\s&\s|et al")
_SLANTED = re.compile(r"([*_])(?=[^\s*_])(.{1,300}?)(?<=[^\s*_])\1(?![\w*])")
_INITIAL = re.compile(r"(?<!\w)[A-Z]\.|\bet al\b")
_NAMED = re.compile(r"[*_`]*+(?P<name>[^\W_](?:[\w.+@-]*[^\W_+.@-])?)[*_`]*+(?:\s*\([^()]{1,20}\))?\s*:[*_`]*\s*")
SUBTITLE = re.compile(r"[*_`]*\s*[:：]\s*[A-Z]\w+[ -]\w")
"""What parts a subtitle from its title, and how it begins."""


def slanted(masked: str, start: int, end: int) -> Span:
    """Prefer the words in italics that stretch from the start, or from where the names of authors end."""
    match = _SLANTED.search(masked, start, end)
    if not match or len(words(match[2])) < 3:
        return start, end
    before = masked[start : match.start()].strip(" ,.:;")
    return match.span(2) if not before or (match[2][0].isupper() and _wrote(before)) else (start, end)


def _wrote(before: str) -> bool:
    """Tell whether a text in front of italics names who wrote what is in them, and is no title itself."""
    return may_be_authors(before) and bool(SEVERAL.search(before) or _INITIAL.search(before))


def quoted(masked: str, start: int, end: int) -> Span:
    """Prefer a quoted title when nothing, its short name or a list of names stands before it."""
    for match in QUOTE.finditer(masked, start, end):
        before = masked[start : match.start()]
        if named := _NAMED.fullmatch(before):
            repeated = match[1].casefold().startswith(f"{named['name']}:".casefold())
            return match.span(1) if repeated else (start, match.end())
        if len(words(match[1])) >= 3 and (len(words(before)) == 0 or _LISTED.search(before)):
            return (match.start(), end) if SUBTITLE.match(masked, match.end()) else match.span(1)
    return start, end
