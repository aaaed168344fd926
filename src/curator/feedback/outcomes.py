"""What was proposed and what stands in a list now → Reviews: no text but the list's own is asked."""

from collections.abc import Iterable, Sequence

from curator.papers.identity import title_key
from curator.types import Entry, Placed, Review, SectionPath, Survey


def review(placed: Iterable[Placed], surveys: Sequence[Survey]) -> list[Review]:
    """Return what became of each paper: not in the list, in the section that was proposed, or in another one.

    A paper is found by its id, or by its title where a maintainer corrected the link.
    """
    entries = [entry for survey in surveys for entry in survey.entries]
    return [_review(one, [entry for entry in entries if is_of(entry, one.id, one.title)]) for one in placed]


def is_of(entry: Entry, arxiv_id: str, title: str) -> bool:
    """Tell whether an entry has this id or, in letters and digits, this title."""
    return bool(arxiv_id and entry.id == arxiv_id) or title_key(entry.title) == title_key(title) != ""


def _review(one: Placed, found: Sequence[Entry]) -> Review:
    if not found:
        return Review(one.id, one.title, one.section, "rejected", None)
    sections: list[SectionPath] = [entry.section for entry in found]
    if one.section in sections:
        return Review(one.id, found[0].title, one.section, "accepted", one.section)
    return Review(one.id, found[0].title, one.section, "moved", sections[0])
