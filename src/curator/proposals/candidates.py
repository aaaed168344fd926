"""New papers − what the list holds − what was decided − what waits for a decision, by canonical id and by title."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from curator.papers.arxiv.parser import is_withdrawn
from curator.papers.identity import title_key
from curator.types import AnnounceType, Label, Paper, Survey

Reason = Literal["in the list", "decided before", "proposed already", "withdrawn", "not newly announced"]


@dataclass(frozen=True, slots=True)
class Selection:
    """The papers left to judge, and how many fell out for which reason."""

    papers: tuple[Paper, ...]
    dropped: Mapping[Reason, int]


class Known:
    """Papers known by id or by title: `paper in known`."""

    def __init__(self, papers: Iterable[tuple[str, str]]) -> None:
        pairs = [*papers]
        self._ids = {arxiv_id for arxiv_id, _ in pairs} - {""}
        self._titles = {title_key(title) for _, title in pairs} - {""}

    def __contains__(self, paper: Paper) -> bool:
        """Tell whether the paper has the id or the title of a known one."""
        return paper.id in self._ids or title_key(paper.title) in self._titles


def select(
    papers: Iterable[Paper],
    surveys: Iterable[Survey],
    decided: Iterable[Label],
    pending: Iterable[Paper],
    announce_types: Collection[AnnounceType],
) -> Selection:
    """Return each paper once that is new to the list and to its maintainer, in the order announced."""
    known: dict[Reason, Known] = {
        "in the list": Known((entry.id, entry.title) for survey in surveys for entry in survey.entries),
        "decided before": Known((label.id, label.title) for label in decided),
        "proposed already": Known((paper.id, paper.title) for paper in pending),
    }
    each = [*papers]
    wanted = (paper for paper in each if paper.announce_type in announce_types)
    unique = ({paper.id: paper for paper in each} | {paper.id: paper for paper in wanted}).values()
    reasons = [(paper, _reason(paper, known, announce_types)) for paper in unique]
    dropped = Counter(reason for _, reason in reasons if reason)
    return Selection(tuple(paper for paper, reason in reasons if not reason), dropped)


def _reason(paper: Paper, known: Mapping[Reason, Known], wanted: Collection[AnnounceType]) -> Reason | None:
    if paper.announce_type not in wanted:
        return "not newly announced"
    if is_withdrawn(paper):
        return "withdrawn"
    return next((reason for reason, papers in known.items() if paper in papers), None)
