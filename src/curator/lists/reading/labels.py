"""A label set apart in front of a title: "[Sparse] Pruning Without Tears", "**Sparse**, Pruning Without Tears"."""

import re

from curator.lists.reading import endings
from curator.lists.reading.words import words

_LONGEST = 5
_LEAST = 3
"""Words that a label has, at most, and those of a title that tell where no label is repeated, at least."""

_REST = re.compile(r"[^\0\n]*")
_SEVERAL = re.compile(r",|;|&|\band\b")
_COMMA = re.compile(r"[*_`]+\s*,\s*")
_COLON = re.compile(r"[\])】*_`]+\s*[:：]\s*")


def is_label(text: str, lead: re.Match[str], end: int) -> bool:
    """Tell whether what `lead` matches, words `said` in brackets or emphasis, labels the title that goes on after it.

    A title may repeat its label. Else the label stands in square brackets, or it is strong, a word or two, and a comma
    parts it from what is no list of names.
    """
    said = lead["said"].strip(" *_`~")
    rest = _REST.match(text, lead.end(), end)[0]  # type: ignore[index]  # which matches any text
    if not rest or len(said.split()) > _LONGEST or not words(said):
        return False
    closing = text[lead.end("said") : lead.end()]
    after = rest[len(said) : len(said) + 1]
    if rest[0].islower() and not said[0].islower():
        return False
    if rest.casefold().startswith(said.casefold()) and not after.isalnum():
        return after in ":：" if _COLON.match(closing) else bool(words(rest))
    if len(words(rest)) < _LEAST or rest[0].islower() or _names_people(rest):
        return False
    strong = lead[0].lstrip().startswith(("**", "__")) and bool(_COMMA.match(closing))
    return closing[0] in "]】" or (strong and len(said.split()) <= 2)


def _names_people(text: str) -> bool:
    """Tell whether a text begins with several names, or with one and "et al."; one alone may be a title."""
    names = text.partition(". ")[0].rstrip(" .*_")
    return endings.are_authors(names) or bool(_SEVERAL.search(names) and endings.are_names(names, least=2))
