"""A label set apart in front of a title: "[Sparse] Pruning Without Tears", "**Sparse**, Pruning Without Tears"."""

import re

from curator.lists.reading import endings
from curator.lists.reading.words import words

_LONGEST = 5
_LEAST = 3
"""Words that a label has, at most, and those of a title that tell where no label is repeated, at least."""

_REST = re.compile(r"[^\0\n]*")
_COMMA = re.compile(r"[*_`]+\s*,\s*")
_MARK = re.compile(r"[*_](?![*_])|[\"“]")
_NAME = re.compile(r"[\w+.@-]*(?:[A-Z][\w+.@-]*[A-Z]|\d)[\w+.@-]*")
_COLON = re.compile(r"[\])】*_`]+\s*[:：]\s*")


def is_label(text: str, lead: re.Match[str], end: int) -> bool:
    """Tell whether what `lead` matches, words `said` in brackets or emphasis, labels the title that goes on after it.

    A title may repeat its label. Else no colon parts them, which would make a subtitle of the rest: the label stands in
    square brackets, or in round ones where it is written as names are, or it is strong, a word or two, before a comma
    or a title that is emphasised or quoted; and no list of names follows.
    """
    said = lead["said"].strip(" *_`~")
    mark = _MARK.match(text, lead.end(), end)
    rest = _REST.match(text, mark.end() if mark else lead.end(), end)[0]  # type: ignore[index]  # matches any text
    if not rest or len(said.split()) > _LONGEST or not words(said):
        return False
    closing = text[lead.end("said") : lead.end()]
    after = rest[len(said) : len(said) + 1]
    if rest[0].islower() and not said[0].islower():
        return False
    named = bool(_COLON.match(closing))
    if rest.casefold().startswith(said.casefold()) and not after.isalnum():
        return after in ":：" if named else bool(words(rest))
    if named or len(words(rest)) < _LEAST or rest[0].islower() or names_people(rest):
        return False
    strong = lead[0].lstrip().startswith(("**", "__")) and len(said.split()) <= 2
    if closing[0] in ")）":
        return bool(_NAME.fullmatch(said)) and closing[1:2] == " "
    return closing[0] in "]】" or (strong and bool(mark or _COMMA.match(closing)))


def names_people(text: str) -> bool:
    """Tell whether a text begins with several names, or with one and "et al."; one alone may be a title."""
    names = text.partition(". ")[0].rstrip(' .,*_"”')
    return endings.are_authors(names) or bool(endings.SEVERAL.search(names) and endings.are_names(names, least=2))
