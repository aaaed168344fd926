"""New papers − what the list holds or names − what was decided − what waits for a decision, by id and by title."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from curator.lists import mentions
from curator.papers.identity import PaperSet
from curator.papers.withdrawal import is_withdrawn
from curator.types import AnnounceType, Label, Paper, Survey, entries_of

Reason = Literal["in the list", "decided before", "proposed already", "withdrawn", "not newly announced"]


@dataclass(frozen=True, slots=True)
class Selection:
    """The papers left to judge, and how many fell out for which reason."""

    papers: tuple[Paper, ...]
    dropped: Mapping[Reason, int]


def select(
    papers: Iterable[Paper],
    surveys: Iterable[Survey],
    decided: Iterable[Label],
    pending: Iterable[Paper],
    announce_types: Collection[AnnounceType],
) -> Selection:
    """Return each paper once that is new to the list and to its maintainer, in the order announced.

    What a list names is not new, though it be no entry: its own survey, a second link of a line, a piece of news.
    """
    lists = [*surveys]
    named = mentions.numbers(lists)
    known: dict[Reason, PaperSet] = {
        "in the list": PaperSet(entries_of(lists)),
        "decided before": PaperSet(decided),
        "proposed already": PaperSet(pending),
    }
    each = [*papers]
    wanted = (paper for paper in each if paper.announce_type in announce_types)
    unique = ({paper.id: paper for paper in each} | {paper.id: paper for paper in wanted}).values()
    reasons = [(paper, _reason(paper, known, named, announce_types)) for paper in unique]
    dropped = Counter(reason for _, reason in reasons if reason)
    return Selection(tuple(paper for paper, reason in reasons if not reason), dropped)


def _reason(
    paper: Paper, known: Mapping[Reason, PaperSet], named: Collection[str], wanted: Collection[AnnounceType]
) -> Reason | None:
    if paper.announce_type not in wanted:
        return "not newly announced"
    if is_withdrawn(paper):
        return "withdrawn"
    if paper.id in named:
        return "in the list"
    return next((reason for reason, papers in known.items() if paper in papers), None)
