"""What a table of papers has of a list's past: which weeks it tells of, and how many of the list's papers it lacks."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from curator.evaluation.backtest import Trial, Week
from curator.evaluation.past import Past
from curator.papers.identity import PaperSet
from curator.proposals.wording import count

_WEEK = timedelta(weeks=1)
_LEAST = 1 / 20
"""Of what an average week brings: a week with less is missing from the table, where at most some papers are that were
asked for one by one."""
_MONTH, _EXPECTED = 4, 20
"""Weeks in a row, and papers that these should have had: with fewer it may be a quiet time of a small field."""


@dataclass(frozen=True, slots=True)
class Heard:
    """The weeks that a table of papers tells of, the day on which they end, and the times between that it lacks."""

    weeks: Sequence[Week]
    end: date
    gaps: Sequence[tuple[date, date]] = ()

    def length(self, first: date) -> float:
        """Return for how many weeks from `first` on the table tells what was announced."""
        missing = sum(((until - since) for since, until in self.gaps), timedelta())
        return (self.end - first - missing) / _WEEK


def heard(weeks: Sequence[Week], past: Past) -> Heard:
    """Return the weeks that the table tells of; all of them where it lacks none.

    It tells of a week where other papers than the list's own were announced: those the list brings to any table.
    """
    others = [week.announced - len(week.added) for week in weeks]
    least = _LEAST * sum(others) / max(1, len(others))
    reached = max((number for number, one in enumerate(others, 1) if one > least), default=0)
    if not reached:
        return Heard(weeks, past.last)
    end = weeks[reached - 1].day + _WEEK if reached < len(weeks) else past.last
    if past.last - end < _WEEK:
        reached, end = len(weeks), past.last
    full = [one for one in others if one > least]
    kept: list[Week] = []
    gaps = []
    for there, run in groupby(zip(weeks[:reached], others, strict=False), lambda one: one[1] > least):
        inside = [week for week, _ in run]
        if there or len(inside) < _MONTH or len(inside) * sum(full) < _EXPECTED * len(full):
            kept += inside
        else:
            gaps.append((inside[0].day, inside[-1].day + _WEEK))
    return Heard(kept, end, gaps)


def absent(past: Past, end: date, added: Iterable[Trial]) -> int:
    """Count the arXiv papers of the months replayed, up to `end`, that the list took, and that were not announced.

    The table lacks them or their weeks, or they came in categories that are not read.
    """
    before, announced = PaperSet(past.at(past.first).labels), PaperSet(added)
    return sum(
        1
        for label in past.at(past.last).labels
        if (month := label.id.month)
        and past.first <= month.replace(day=1)
        and month < end
        and label not in before
        and label not in announced
    )


def lacking(figures: Mapping[str, Any]) -> Iterator[str]:
    """Say what of a list's past the table of papers lacks, sentence by sentence."""
    if figures["absent"]:
        more = count(figures["absent"], "more paper")
        yield (
            f"Not counted: {more} that the list took in these months, which the table of papers lacks, or which came "
            "in categories that are not read."
        )
    if figures["gaps"]:
        times = " and ".join(f"from {since} to {until}" for since, until in figures["gaps"])
        yield f"The table of papers has next to no papers {times}: these weeks count nowhere; import their papers."
    if figures["list_to"] != figures["to"]:
        end, last = figures["to"], figures["list_to"]
        yield f"The table of papers ends by {end}, the list's past on {last}: import later ones."
