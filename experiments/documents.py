"""The documents that show what was measured: tables between two comments of Markdown."""

import re
from collections.abc import Iterable, Mapping, Sequence

_PLACE = re.compile(r"(?<=<!-- measured: )([\w-]+)( -->\n).*?(?=<!-- /measured -->)", re.DOTALL)
_NOTE = re.compile(r"^\*Measured .*\*$", re.MULTILINE)


def table(head: Sequence[str], rows: Iterable[Sequence[str]], words: int = 1) -> str:
    """Return a table of Markdown, of which the first columns hold words and the others figures."""
    rule = ["---" if place < words else "--:" for place in range(len(head))]
    return "\n".join(f"| {' | '.join(line)} |" for line in (head, rule, *rows))


def places(text: str) -> list[str]:
    """Return the names of the tables that a document has a place for."""
    return [found[1] for found in _PLACE.finditer(text)]


def rebuilt(text: str, tables: Mapping[str, str]) -> str:
    """Return a document with those of the tables that it has a place for; others of its tables stay as they are."""
    return _PLACE.sub(lambda one: f"{one[1]}{one[2]}{tables[one[1]]}\n" if one[1] in tables else one[0], text)


def note(lists: int, seconds: float, commit: str) -> str:
    """Return the line below a table that says of how much, of what and in which time it was made."""
    return (
        f"*Measured on {lists} lists in {max(1, round(seconds / 60))} minutes of a core, the program as of {commit}.*"
    )


def bare(text: str) -> str:
    """Return a document without these lines: what is left is the same whenever the same is measured."""
    return _NOTE.sub("", text)
