"""What names a paper, in one form."""

import re
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pydantic_core import CoreSchema

_ID = r"(?P<new>\d{4}\.\d{4,5})|(?P<old>[a-z][a-z-]+(?:\.[A-Z]{2})?/\d{7})"
_BARE = re.compile(rf"(?:oai:arXiv\.org:|arXiv:)?(?:{_ID})(?:v\d+)?", re.IGNORECASE | re.ASCII)
_LINK = re.compile(
    r"(?:arxiv\.org/(?:abs|pdf|html|format|src|ps|e-print)/|arxiv\.org/(?:ftp/arxiv/papers/\d{4}/)?(?=\d)"
    r"|ar5iv\.org/(?:abs|html)/|alphaxiv\.org/(?:abs|pdf|overview)/|arxiv-vanity\.com/papers/|scirate\.com/arxiv/"
    r"|semanticscholar\.org/arxiv/|(?:huggingface\.co|hf\.co)/papers/"
    rf"|doi\.org/10\.48550/arxiv\.)\s*(?:{_ID})(?:v\d+)?(?!\d)",
    re.IGNORECASE | re.ASCII,
)
_MONTH = re.compile(r"(?P<year>\d\d)(?P<month>\d\d)\.|[a-z-]+/(?P<old_year>\d\d)(?P<old_month>\d\d)")
_OLD_SUBJECT = re.compile(r"\.[a-z]{2}(?=/)", re.IGNORECASE)


class PaperId(str):
    """What names a paper, as text that people read: arXiv's id without version, empty where there is none."""

    __slots__ = ()

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
