"""Which corrections a pull request holds, as a hidden mark in its body: what was closed is not proposed again."""

import hashlib
import re
from collections.abc import Iterable

_MARK = re.compile(r"<!-- curator: corrections((?: [0-9a-f]{8})*) -->")
_LINES = re.compile(r"\blines? \d+")
_MOST = 2000


def mark(corrections: Iterable[tuple[str, ...]]) -> str:
    """Return the mark of corrections, each told by its words; the numbers of lines in them do not count."""
    digests = dict.fromkeys(_digest(words) for words in corrections)
    return f"<!-- curator: corrections{''.join(f' {one}' for one in [*digests][:_MOST])} -->"


def marked(body: str) -> frozenset[str]:
    """Return what the mark in a body stands for, one text for each correction; none without a mark."""
    found = _MARK.search(body)
    return frozenset(found[1].split()) if found else frozenset()


def _digest(words: Iterable[str]) -> str:
    return hashlib.sha256(_LINES.sub("", "\n".join(words)).encode()).hexdigest()[:8]
