"""Lists of authors as entries write them: found with their form."""

import re

_WORD = r"(?:[^\W\d_a-z][\w'’.\-]*|(?:van|von|de|der|den|di|da|do|dos|du|la|le|el|al|bin|ben|ter|ten|y|e)(?=\s))"
_NAME = rf"{_WORD}(?:[ \t]+{_WORD}){{0,5}}"
_NOTE = r"(?:[ \t]*\([^()\n]*\)|[*†‡§¹²³⁴])*"
_ETAL = r"[ \t]*,?[ \t]*(?:\.\.\.|et\.?[ \t]*al\b\.?|and[ \t]+others)"
_MANY = re.compile(
    rf"(?<![\w])(?P<first>{_NAME}){_NOTE}(?P<more>(?:[ \t]*[,;][ \t]*(?!and\b|et\b){_NAME}{_NOTE})*)"
    rf"(?P<last>[ \t]*,?[ \t]*(?:and|&)[ \t]+{_NAME}{_NOTE})?(?P<etal>{_ETAL})?"
)
_TWO_WORDS = re.compile(r"\S+\s+\S+")


def find(text: str) -> list[tuple[int, int, str]]:
    """Return the lists of names in `text`, where NUL stands for what is no plain text, with their form."""
    found: list[tuple[int, int, str]] = []
    for match in _MANY.finditer(text):
        names = re.split(r"\s*[,;]\s*", match["first"] + match["more"])
        count = len([name for name in names if name.strip()]) + bool(match["last"])
        several = count >= 2 and sum(bool(_TWO_WORDS.search(name)) for name in names) * 2 >= len(names)
        if match["etal"] or (several and (count >= 3 or match["last"] or all(_TWO_WORDS.search(n) for n in names))):
            found.append(_form(match))
    return found


def _form(match: re.Match[str]) -> tuple[int, int, str]:
    start, end = match.span()
    while match.string[start - 1 : start] == "*" == match.string[end - 1]:
        end -= 1
    if match["etal"]:
        return start, end, "{first_author}" + match["etal"]
    closing = "." if match.string[end - 1] == "." else ""
    return start, end, ("{authors_and}" if match["last"] else "{authors}") + closing


def joined(names: list[str]) -> str:
    """Return names with "and" before the last."""
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)
