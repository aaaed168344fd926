"""What was proposed and what stands in a list now → Reviews: no text but the list's own is asked."""

from collections.abc import Iterable, Sequence

from curator.papers.identity import title_key
from curator.types import Entry, Outcome, Placed, SectionPath, Survey


def outcomes_of(placed: Iterable[Placed], surveys: Sequence[Survey]) -> list[Outcome]:
    """Return what became of each paper: not in the list, in the section that was proposed, or in another one.

    A paper is found by its id, or by its title where a maintainer corrected the link.
    """
    entries = [entry for survey in surveys for entry in survey.entries]
    return [_outcome(one, [entry for entry in entries if is_of(entry, one.id, one.title)]) for one in placed]


def is_of(entry: Entry, arxiv_id: str, title: str) -> bool:
    """Tell whether an entry has this id or, in letters and digits, this title."""
    return bool(arxiv_id and entry.id == arxiv_id) or title_key(entry.title) == title_key(title) != ""


def _outcome(one: Placed, found: Sequence[Entry]) -> Outcome:
    if not found:
        return Outcome(one.id, one.title, one.section, "rejected", None)
    sections: list[SectionPath] = [entry.section for entry in found]
    if one.section in sections:
        return Outcome(one.id, found[0].title, one.section, "accepted", one.section)
    return Outcome(one.id, found[0].title, one.section, "moved", sections[0])
