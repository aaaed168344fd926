"""What was proposed and what stands in a list now → Outcomes: no text but the list's own is asked."""

from collections.abc import Iterable, Sequence, Set

from curator.lists.mentions import Mentions, visible
from curator.lists.reading.blocks import lines_of
from curator.papers import matching
from curator.papers.identity import keys, title_key
from curator.types import Entry, Outcome, Placed, SectionPath, Survey, entries_of


def outcomes_of(placed: Iterable[Placed], surveys: Sequence[Survey], before: Set[str] = frozenset()) -> list[Outcome]:
    """Return what became of each paper: not in the list, in the section that was proposed, or in another one.

    A paper is found by its id, or by its title where a maintainer corrected the link. Where both were changed, it is
    the one new entry in its section, without an arXiv link, whose title is its own, shortened; `before` is what entries
    that are not new are known by. One that the list's text names without an entry of its own is still there,
    unless a comment hides it.
    """
    placed = [*placed]
    entries = entries_of(surveys)
    found = {one: [entry for entry in entries if is_of(entry, one.id, one.title)] for one in placed}
    taken = {entry for some in found.values() for entry in some}
    fresh = [
        (entry, "".join(lines[entry.span.start : entry.span.end]))
        for survey in surveys
        for lines in [lines_of(survey.text)]
        for entry in survey.entries
        if before and not entry.id and entry not in taken and before.isdisjoint(keys(entry))
    ]
    mentions = Mentions([visible(one) for one in surveys])
    return [_outcome(one, found[one] or _retitled(one, fresh), mentions) for one in placed]


def _retitled(one: Placed, fresh: Iterable[tuple[Entry, str]]) -> list[Entry]:
    """Return the new entry that is this paper under another link and a shorter title, where there is just one."""
    alike = [
        entry
        for entry, text in fresh
        if entry.section == one.section
        and matching.shortened(one.title, entry.title)
        and matching.written_by(text, entry.title, one.authors)
    ]
    return alike if len(alike) == 1 else []


def is_of(entry: Entry, arxiv_id: str, title: str) -> bool:
    """Tell whether an entry has this id or, in letters and digits, this title."""
    return bool(arxiv_id and entry.id == arxiv_id) or title_key(entry.title) == title_key(title) != ""


def _outcome(one: Placed, found: Sequence[Entry], mentions: Mentions) -> Outcome:
    sections: list[SectionPath] = [entry.section for entry in found]
    if not sections and (named := mentions.section_of(one.id, one.title)) is not None:
        sections = [named]
    if not sections:
        return Outcome(one.id, one.title, one.section, "rejected", None)
    title = found[0].title if found else one.title
    if one.section in sections:
        return Outcome(one.id, title, one.section, "accepted", one.section)
    return Outcome(one.id, title, one.section, "moved", sections[0])
