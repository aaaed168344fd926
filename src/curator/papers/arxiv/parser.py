"""arXiv's answers, bytes to papers: announcement feeds (Atom and RSS), the query API, OAI-PMH."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import MAXYEAR, date
from io import BytesIO
from typing import Any, get_args
from xml.etree.ElementTree import Element, ParseError, TreeBuilder, XMLParser

import feedparser

from curator.errors import FeedError
from curator.papers import tex
from curator.papers.authors import split_authors
from curator.types import AnnounceType, Paper, canonical_id

_PREFIX = re.compile(r"arXiv:\S+ Announce Type: (?P<type>\S+)(?: Abstract:)? ?")
_VERSIONS = ("atom10", "rss20")
_TYPES: dict[str, AnnounceType] = {kind: kind for kind in get_args(AnnounceType)}
_FOUNDED = 1991  # the year of arXiv's first paper
_OAI = "{http://www.openarchives.org/OAI/2.0/}"
_ARXIV = "{http://arxiv.org/OAI/arXiv/}"


class QueryError(FeedError):
    """Report a question that arXiv refused: asking again will not help."""


@dataclass(frozen=True, slots=True)
class Batch:
    """What one answer holds: `total` is how many papers the whole answer has, `token` asks for its next page."""

    papers: tuple[Paper, ...]
    title: str = ""
    updated: date | None = None
    total: int | None = None
    token: str = ""


def parse(data: bytes) -> Batch:
    """Return the papers of an announcement feed or of an answer of the query API.

    Raises FeedError for bytes that are neither, or not whole, and QueryError when arXiv reports an error in them.
    """
    _tree(data)
    # A file object, since feedparser takes bytes for a file name first; no sanitizer, since it eats `$p<q$`
    # (docs/arxiv.md, "What comes back").
    parsed = feedparser.parse(BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    if parsed.version not in _VERSIONS:
        raise _no_feed(data)
    head = parsed.feed
    title = collapse(head.get("title", ""))
    if title.startswith("Feed error for query"):
        raise QueryError(f"arXiv refused the feed ({collapse(head.get('subtitle', ''))}): check the categories.")
    updated = _day(head, "updated", "published")
    papers = tuple(_paper(entry, updated) for entry in parsed.entries)
    total = str(head.get("opensearch_totalresults", ""))
    return Batch(papers, title, updated, int(total) if total.isdecimal() else None)


def parse_oai(data: bytes) -> Batch:
    """Return the papers of an OAI-PMH ListRecords answer in the `arXiv` format, deleted records left out.

    Raises FeedError for bytes that are no such answer, or not whole, and QueryError when it reports an error.
    """
    root = _tree(data)
    if root.tag != f"{_OAI}OAI-PMH":
        raise _no_feed(data)
    error = root.find(f"{_OAI}error")
    if error is not None and error.get("code") != "noRecordsMatch":
        raise QueryError(f"arXiv's OAI-PMH refused the question ({error.get('code')}): {collapse(error.text or '')}")
    listing = root.find(f"{_OAI}ListRecords")
    if listing is None and error is None:
        raise _no_feed(data)
    records = root.iterfind(f"{_OAI}ListRecords/{_OAI}record/{_OAI}metadata/{_ARXIV}arXiv")
    token = root.findtext(f"{_OAI}ListRecords/{_OAI}resumptionToken", "").strip()
    return Batch(tuple(_oai_paper(record) for record in records), "OAI-PMH", token=token)


def collapse(text: str) -> str:
    """Return `text` on one line, with single spaces."""
    return " ".join(text.split())


class _Builder(TreeBuilder):
    """Build a tree, but refuse document types: arXiv sends none, and they can hold entity bombs."""

    def doctype(self, name: str, *_where: str | None) -> None:
        raise ParseError(f"unexpected document type {name}")


def _tree(data: bytes) -> Element:
    """Return the root of whole, well-formed XML: feedparser alone would guess at the rest of half an answer."""
    parser = XMLParser(target=_Builder())  # noqa: S314 - document types are refused, and so is every entity
    try:
        parser.feed(data)
        root: Element = parser.close()
    except (ParseError, ValueError, LookupError) as error:
        raise _no_feed(data, str(error)) from error
    return root


def _no_feed(data: bytes, why: str = "") -> FeedError:
    start = collapse(data[:200].decode("utf-8", "replace"))[:60]
    reason = f" ({why})" if why else ""
    return FeedError(f"no feed, or only a part of one{reason}; it starts {start!r}. Ask arXiv for it again.")


def _paper(entry: Any, announced: date | None) -> Paper:
    name, summary = entry.get("id", ""), collapse(entry.get("summary", ""))
    if "/api/errors" in name:
        raise QueryError(f"arXiv's query API refused the question: {summary}")
    arxiv_id = canonical_id(name) or canonical_id(entry.get("link", ""))
    if not arxiv_id:
        raise FeedError(f"arXiv's answer has an entry without an arXiv id ({name[:60]!r}). Try again later.")
    prefix = _PREFIX.match(summary)
    kind = _TYPES.get(entry.get("arxiv_announce_type") or (prefix["type"] if prefix else "new"), "replace")
    return Paper(
        id=arxiv_id,
        title=tex.plain(collapse(entry.get("title", ""))),
        abstract=summary[prefix.end() :] if prefix else summary,
        authors=_authors(entry),
        categories=tuple(dict.fromkeys(tag["term"] for tag in entry.get("tags", ()) if tag.get("term"))),
        # The day of a replacement says nothing of when the paper first came.
        announced=None if kind.startswith("replace") else _day(entry, "published", "updated") or announced,
        comment=collapse(entry.get("arxiv_comment", "")),
        announce_type=kind,
    )


def _authors(entry: Any) -> tuple[str, ...]:
    """Return single names: feeds put all of them into one `dc:creator`, the API gives each its element."""
    names = [author.get("name", "") for author in entry.get("authors", ())]
    return tuple(name for line in names for name in split_authors(line))


def _day(element: Any, *fields: str) -> date | None:
    """Return the first of these times as a day; midnight in New York is the same day in UTC.

    What is older than arXiv is no day: 0000-00-00, which databases write for none, is read as one of the year -1.
    """
    names = (f"{field}_parsed" for field in fields)
    moments = (element[name] for name in names if name in element)
    return next((date(*moment[:3]) for moment in moments if moment and _FOUNDED <= moment[0] <= MAXYEAR), None)


def _oai_paper(record: Element) -> Paper:
    def text(field: str) -> str:
        return collapse(record.findtext(f"{_ARXIV}{field}", ""))

    arxiv_id = canonical_id(text("id"))
    if not arxiv_id:
        raise FeedError(f"arXiv's OAI-PMH answer has a record without an arXiv id ({text('id')!r}). Try again later.")
    return Paper(
        id=arxiv_id,
        title=tex.plain(text("title")),
        abstract=text("abstract"),
        authors=tuple(_oai_names(record)),
        categories=tuple(text("categories").split()),
        announced=_iso_day(text("created")),
        comment=text("comments"),
    )


def _oai_names(record: Element) -> Iterator[str]:
    for author in record.iterfind(f"{_ARXIV}authors/{_ARXIV}author"):
        parts = (author.findtext(f"{_ARXIV}{part}", "") for part in ("forenames", "keyname", "suffix"))
        yield collapse(" ".join(parts))


def _iso_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
