"""What has become of a listed paper: withdrawn, or published."""

import re
from collections.abc import Iterator, Sequence

from curator.audit.findings import Finding
from curator.audit.index import PaperIndex
from curator.audit.items import Item
from curator.lists.reading import inline
from curator.lists.reading.words import is_venue, words
from curator.papers.withdrawal import is_withdrawn

_ACCEPTED = re.compile(
    r"\b(?:accept(?:ed|ance)|to appear|published|appear(?:s|ed)?|camera[- ]ready|presented)\b", re.IGNORECASE
)
_OPEN = re.compile(
    r"\b(?:submi\w+|under (?:\w+ )?review|workshops?|reject\w*|in review|extended abstract|tutorial|demo|challenge|"
    r"competition|prior|previous|earlier|short(?:er)? version|withdrawn|extension of|based on)\b",
    re.IGNORECASE,
)
_BESIDE = re.compile(r"\b(?:code|dataset)s?\b", re.IGNORECASE)
_VENUE = re.compile(r"\b(?P<venue>[A-Za-z][A-Za-z0-9*]{1,10})[\s’',:-]{0,2}(?P<year>20[12]\d)\b")
_PREPRINT = re.compile(r"\barxiv\b['’\s\-._,:]{0,3}(?:preprint\b.{0,12}?)?(?:20)?\d\d\b|\bpreprint\b", re.IGNORECASE)
_BADGE = re.compile(r"img\.shields\.io/badge/arXiv-20\d\d[^)\s]*", re.IGNORECASE)
_SERVERS = frozenset({"arxiv", "preprint", "biorxiv", "medrxiv", "ssrn", "rss"})


def withdrawn(items: Sequence[Item], index: PaperIndex) -> Iterator[Finding]:
    """Find entries whose paper was withdrawn, as its comment or abstract says, unless the entry says so too."""
    for item in items:
        paper = index.by_id.get(item.entry.id)
        if paper and is_withdrawn(paper) and "withdrawn" not in item.text.lower():
            yield item.finding("withdrawn", f"{paper.id} was withdrawn: {(paper.comment or paper.abstract)[:200]}")


def published(items: Sequence[Item], index: PaperIndex) -> Iterator[Finding]:
    """Find entries that call a paper a preprint whose authors say, in arXiv's comment, where it was accepted.

    Workshops do not count: their papers often appear again elsewhere.
    """
    for item in items:
        paper = index.by_id.get(item.entry.id)
        venue = venue_of(paper.comment) if paper else ""
        if paper and venue and _says_preprint(item) and not _names(item, venue):
            yield item.finding("published", f'{paper.id} is published at {venue}: "{paper.comment[:160]}"')


def venue_of(comment: str) -> str:
    """Return the venue and year that a comment says a paper was accepted at; empty for none, or for doubt.

    What it says of code and data sets may hold for these alone.
    """
    said = ". ".join(part for part in re.split(r"[.;]\s", comment) if not _BESIDE.search(part))
    if not _ACCEPTED.search(said) or _OPEN.search(comment):
        return ""
    found = [(m["venue"].strip("*"), m["year"]) for m in _VENUE.finditer(said)]
    venues = {f"{name} {year}" for name, year in found if is_venue(name.lower()) and name.lower() not in _SERVERS}
    return venues.pop() if len(venues) == 1 else ""


def _says_preprint(item: Item) -> bool:
    """Tell whether what a reader sees of an entry calls it a preprint: a badge, or words outside addresses."""
    hidden = [link.href for link in item.unit.links]
    shown = inline.blanked(item.text, [item.unit.title, *hidden], "")
    return bool(_BADGE.search(item.text) or _PREPRINT.search(shown))


def _names(item: Item, venue: str) -> bool:
    return venue.split(maxsplit=1)[0].lower() in words(item.text.replace("_", " "))
