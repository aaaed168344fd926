"""What a table of papers has of a list's past: how far it reaches, and how many of the list's papers it lacks."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from curator.evaluation.backtest import Trial, Week
from curator.evaluation.past import Past
from curator.papers.identity import PaperSet

_WEEK = timedelta(weeks=1)


def heard(weeks: Sequence[Week], past: Past) -> tuple[Sequence[Week], date]:
    """Return the weeks that the table reaches, and the day on which they end; all of them where it lacks none.

    It reaches as far as other papers than the list's own were announced: those the list brings to any table.
    """
    reached = max((number for number, week in enumerate(weeks, 1) if week.announced > len(week.added)), default=0)
    if not reached or reached == len(weeks):
        return weeks, past.last
    end = weeks[reached - 1].day + _WEEK
    return (weeks, past.last) if past.last - end < _WEEK else (weeks[:reached], end)


def absent(past: Past, end: date, added: Iterable[Trial]) -> int:
    """Count the arXiv papers of the months replayed, up to `end`, that the list took, and that were not announced.

    The table lacks them, or they came in categories that are not read.
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
