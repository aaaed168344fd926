"""What papers are known by: ids, and titles by their words."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Protocol

from curator.papers import tex
from curator.types import PaperId

_BETWEEN = re.compile(r"[\W_]+")


def title_key(title: str) -> str:
    """Return what stays of a title when TeX, case, accents, punctuation and spaces are left out; empty for none."""
    return _BETWEEN.sub("", unicodedata.normalize("NFKD", tex.plain(title)).casefold())


class Named(Protocol):
    """What is about one paper: the paper itself, an entry of a list, a label."""

    @property
    def id(self) -> PaperId:
        """Its id, empty where it has none."""

    @property
    def title(self) -> str:
        """Its title."""


def keys(one: Named) -> tuple[str, ...]:
    """Return all that a paper is known by, its id and its title's words, so that either may be corrected."""
    return tuple(name for name in (str(one.id), title_key(one.title)) if name)


def key(one: Named) -> str:
    """Return the first that a paper is known by: its id, else its title's words; empty where it has neither."""
    return one.id or title_key(one.title)


class PaperSet:
    """Papers known by id or by title: `paper in papers`."""

    def __init__(self, papers: Iterable[Named]) -> None:
        self._keys = frozenset(name for one in papers for name in keys(one))

    def __contains__(self, one: Named) -> bool:
        """Tell whether one of these has its id or its title."""
        return not self._keys.isdisjoint(keys(one))
