"""Where in a section a new entry goes: by its title, by its date, or at the end where the newest ones stand."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, groupby, pairwise
from typing import Any, Literal, TypeAlias

from curator.lists.reading import dates
from curator.lists.reading.unit import Unit
from curator.lists.writing.numbers import is_counted
from curator.papers.identity import title_key
from curator.types import Paper

Age: TypeAlias = tuple[int, ...]
"""When a paper came, as closely as it is known: its year, its month, its number in the month."""

Shares: TypeAlias = Sequence[float]
"""What single observations say of an order, from 0 (falling, new ones first) to 1 (rising, new ones last)."""

_SORTED = 0.1  # of the neighbours, at most, are the other way round in what is sorted
_TITLES = 5  # in order that are no chance
_NEWEST = 5  # entries that tell at which end new ones are put
_USUAL = 10.0, 5.0  # pairs of neighbours, and newest entries, that the list counts for beside a section's own


@dataclass(frozen=True, slots=True)
class Order:
    """How a section's entries stand, the newer ones first where it goes `down`.

    `within` is the order of those of one date, where entries are sorted by the dates that they write; where they are
    not sorted at all, new ones go to one end.
    """

    by: Literal["title", "date", "id", "end"]
    down: bool
    within: "Order | None" = None

    def neighbour(self, rows: Sequence[Unit], paper: Paper) -> tuple[Unit, bool]:
        """Return the entry beside which a paper goes, and whether it goes in front of it."""
        if self.by == "title":
            key = title_key(paper.title)
            after = next((unit for unit in rows if title_key(unit.name) > key), None)
            return (after, True) if after else (rows[-1], False)
        age = age_of(paper.id)
        alike = [unit for unit in rows if self.within and (said := _written(unit)) and age[: len(said)] == said]
        if self.within and alike:
            return self.within.neighbour(alike, paper)
        return self._end(rows) if self.by == "end" else self._sorted(rows, age)

    def _sorted(self, rows: Sequence[Unit], age: Age) -> tuple[Unit, bool]:
        ages = [_said(unit) if self.by == "date" else age_of(unit.id) for unit in rows]
        older = [unit for unit, one in zip(rows, ages, strict=True) if _is_older(one, age)]
        if self.down:
            return (older[0], True) if older else (rows[-1], False)
        return (older[-1], False) if older else (rows[0], True)

    def _end(self, rows: Sequence[Unit]) -> tuple[Unit, bool]:
        return (rows[0], True) if self.down else (rows[-1], False)

    def sorted(self, papers: Iterable[Paper]) -> list[Paper]:
        """Return papers as they follow one another when all go to the same place."""
        if self.by == "title":
            return sorted(papers, key=lambda paper: title_key(paper.title))
        return sorted(papers, key=lambda paper: paper.id, reverse=(self.within or self).down)


class Orders:
    """The orders of a list's sections; where a section has few entries, most of the list's."""

    def __init__(self, sections: Iterable[Sequence[Unit]]) -> None:
        known = [rows for rows in sections if rows]
        runs = [run for rows in known for run in _runs(rows)]
        self._dates = _mean(_rises(_said(unit) for unit in rows) for rows in known)
        self._whole = _mean(map(_ids, known)), _mean(map(_newest, known))
        self._run = (_mean(map(_ids, runs)), _mean(map(_newest, runs))) if runs else None

    def of(self, rows: Sequence[Unit]) -> Order:
        """Return the order of a section; entries that are counted are not sorted."""
        if is_counted(rows):
            return Order("end", _shrunk(_newest(rows), self._whole[1], _USUAL[1]) < 0.5)
        titles = _rises((title_key(unit.name),) for unit in rows)
        if len(titles) >= _TITLES - 1 and sum(titles) >= (1 - _SORTED) * len(titles):
            return Order("title", down=False)
        share = _shrunk(_rises(_said(unit) for unit in rows), self._dates, _USUAL[0])
        if _is_strict(share) and any(map(_written, rows)):
            return Order("date", share < 0.5, _order(_runs(rows), *(self._run or (share, share))))
        return _order([rows], *self._whole)


def _order(parts: Sequence[Sequence[Unit]], usual: float, end: float) -> Order:
    """Return the order inside each of the parts: by the papers' ids, or new ones at one end."""
    share = _shrunk(list(chain.from_iterable(map(_ids, parts))), usual, _USUAL[0])
    if _is_strict(share):
        return Order("id", share < 0.5)
    return Order("end", _shrunk(list(chain.from_iterable(map(_newest, parts))), end, _USUAL[1]) < 0.5)


def _is_strict(share: float) -> bool:
    return not _SORTED < share < 1 - _SORTED


def _shrunk(own: Shares, usual: float, weight: float) -> float:
    return (sum(own) + weight * usual) / (len(own) + weight)


def _mean(found: Iterable[Shares]) -> float:
    """Return the mean of what single observations say, by Laplace's rule of succession: few do not tell for sure."""
    every = list(chain.from_iterable(found))
    return (sum(every) + 1) / (len(every) + 2)


def _runs(rows: Sequence[Unit]) -> list[list[Unit]]:
    """Return the neighbours that write the same date."""
    return [run for date, members in groupby(rows, _written) if date and len(run := list(members)) > 1]


def _rises(keys: Iterable[tuple[Any, ...]]) -> Shares:
    """Return of neighbours that can be told apart whether they rise: a date without its month, by its year alone."""
    known = pairwise(key for key in keys if key)
    pairs = [(one[: len(two)], two[: len(one)]) for one, two in known]
    return [float(one < two) for one, two in pairs if one != two]


def _ids(rows: Sequence[Unit]) -> Shares:
    return _rises(age_of(unit.id) for unit in rows)


def _newest(rows: Sequence[Unit]) -> Shares:
    """Return for the newest entries which share of the older ones, that stood there before, stands in front of each."""
    ages = [(_age(unit), at) for at, unit in enumerate(rows)]
    newest = sorted(one for one in ages if one[0])[-_NEWEST:]
    older = [[place for other, place in ages if place != at and not _is_older(age, other)] for age, at in newest]
    return [
        sum(place < at for place in places) / len(places)
        for places, (_, at) in zip(older, newest, strict=True)
        if places
    ]


def _is_older(one: Age, other: Age) -> bool:
    return bool(one) and one[: len(other)] < other[: len(one)]


def _age(unit: Unit) -> Age:
    """Return when an entry's paper came: by its id within the date that the entry writes, or by that date."""
    written, by_id = _written(unit), age_of(unit.id)
    return by_id if by_id[: len(written)] == written else written


def _said(unit: Unit) -> Age:
    return _written(unit) or age_of(unit.id)


def _written(unit: Unit) -> Age:
    return tuple(map(int, unit.date.split("-")[:2])) if unit.date else ()


def age_of(arxiv_id: str) -> Age:
    """Return when a paper came, by its id; nothing for an id without a month."""
    year, month = dates.of_id(arxiv_id)
    figures = arxiv_id.rpartition(".")[2]
    return (year, month, int(figures)) if year and "/" not in arxiv_id and figures.isdigit() else ()
