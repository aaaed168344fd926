"""One form for what names a paper: ids without version, titles by their words."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol

from curator.papers import tex

if TYPE_CHECKING:
    from pydantic_core import CoreSchema

_ID = r"(?P<new>\d{4}\.\d{4,5})|(?P<old>[a-z][a-z-]+(?:\.[A-Z]{2})?/\d{7})"
_BARE = re.compile(rf"(?:oai:arXiv\.org:|arXiv:)?(?:{_ID})(?:v\d+)?", re.IGNORECASE)
_LINK = re.compile(
    r"(?:arxiv\.org/(?:abs|pdf|html|format|src)/|alphaxiv\.org/(?:abs|pdf|overview)/|(?:huggingface\.co|hf\.co)/papers/"
    rf"|doi\.org/10\.48550/arxiv\.)\s*(?:{_ID})(?:v\d+)?(?!\d)",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"[\W_]+")
_MONTH = re.compile(r"(?P<year>\d\d)(?P<month>\d\d)\.|[a-z-]+/(?P<old_year>\d\d)(?P<old_month>\d\d)")
_OLD_SUBJECT = re.compile(r"\.[a-z]{2}(?=/)", re.IGNORECASE)


class PaperId(str):
    """What names a paper, as text that people read: `2603.00001` of arXiv, `source:number` of any other source.

    Empty for an entry that links no paper.
    """

    __slots__ = ()

    @property
    def source(self) -> str:
        """Where the paper comes from; arXiv, where the text does not say."""
        return self.partition(":")[0] if ":" in self else "arxiv"

    @property
    def url(self) -> str:
        """The address of the paper's own page."""
        return f"https://arxiv.org/abs/{self}"

    @property
    def month(self) -> date | None:
        """The middle of the month in which arXiv gave the id out; None for an id that does not say."""
        found = _MONTH.match(self)
        if found is None:
            return None
        year, month = int(found["year"] or found["old_year"]), int(found["month"] or found["old_month"])
        return date(year + (1900 if year > 90 else 2000), month, 15) if 1 <= month <= 12 else None

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: object, _handler: object) -> "CoreSchema":
        """Say how files are checked: an id is canonical, or empty."""
        from pydantic_core import core_schema

        return core_schema.no_info_after_validator_function(_checked, core_schema.str_schema())


NO_ID = PaperId()


def _checked(text: Any) -> PaperId:
    if text and canonical_id(text) != text:
        raise ValueError(f"{text[:40]!r} is no arXiv id")
    return PaperId(text)


def canonical_id(text: str) -> PaperId:
    """Return the arXiv id that `text` is or links to, without version; empty when there is none."""
    match = _BARE.fullmatch(text.strip()) or _LINK.search(text)
    return _canonical(match) if match else NO_ID


def _canonical(match: re.Match[str]) -> PaperId:
    new: str | None = match["new"]
    return PaperId(new or _OLD_SUBJECT.sub("", match["old"]).lower())


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
