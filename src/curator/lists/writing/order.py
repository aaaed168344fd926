"""Where in a section a new entry goes: by its title, by its date, or at the end where the newest ones stand."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, groupby, pairwise
from typing import Any, Literal, TypeAlias

from curator.lists.reading import dates
from curator.lists.reading.unit import Unit
from curator.lists.writing.numbers import counts_down, is_counted
from curator.lists.writing.samples import names_preprint
from curator.papers.identity import title_key
from curator.types import Paper

Age: TypeAlias = tuple[int, ...]
"""When a paper came, as closely as it is known: its year, its month, its number in the month."""

Parts: TypeAlias = Sequence[Sequence[Unit]]
"""Entries below one heading each."""

Shares: TypeAlias = Sequence[float]
"""What single observations say of an order, from 0 (falling, new ones first) to 1 (rising, new ones last)."""

_SORTED = 0.1  # of the neighbours, at most, are the other way round in what is sorted
_MANY = 5  # entries whose order is no chance
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
        rows = _preprints(list(rows))
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

    def sorted(self, papers: Iterable[Paper], rows: Sequence[Unit]) -> list[Paper]:
        """Return papers as they follow one another when all go to the same place beside entries."""
        if self.by == "title":
            return sorted(papers, key=lambda paper: title_key(paper.title))
        found = sorted(papers, key=lambda paper: paper.id, reverse=(self.within or self).down)
        if not self.within:
            return found
        figures = max(len(_written(unit)) for unit in rows)
        return sorted(found, key=lambda paper: age_of(paper.id)[:figures], reverse=self.down)


class Orders:
    """The orders of a list's sections; where a section has few entries, most of the list's."""

    def __init__(self, sections: Iterable[Sequence[Unit]]) -> None:
        known = [rows for rows in sections if rows]
        parts = [part for rows in known for part in _parts(rows)]
        runs = [run for rows in parts for run in _runs(rows)]
        self._dates = _usual(_dates, parts)
        self._whole = _usual(_ids, parts, known), _usual(_newest, parts, known)
        self._run = (_usual(_ids, runs), _usual(_newest, runs)) if runs else None

    def of(self, rows: Sequence[Unit]) -> Order:
        """Return the order of a section.

        Entries that are counted are not sorted: new ones go where the next number stands, unless all others show that
        newer ones are put in front, and all are counted anew.
        """
        parts = _parts(rows)
        if is_counted(rows):
            share = _shrunk(map(_newest, parts), self._whole[1], _USUAL[1])
            return Order("end", counts_down(rows) or share < _SORTED)
        titles = [_rises((title_key(unit.name),) for unit in part) for part in parts]
        if _shrunk(titles, 0.0, 0.0) >= 1 - _SORTED and sum(map(len, titles)) >= _MANY - 1:
            return Order("title", down=False)
        share = _shrunk(map(_dates, parts), self._dates, _USUAL[0])
        if _is_strict(share) and any(map(_written, rows)):
            runs = [run for part in parts for run in _runs(part)]
            return Order("date", share < 0.5, _order(runs, *(self._run or (share, share))))
        return _order(parts, *self._whole)


def _order(parts: Parts, usual: float, end: float) -> Order:
    """Return the order inside each of the parts: by the papers' ids, or new ones at one end."""
    share = _shrunk(map(_ids, parts), usual, _USUAL[0])
    if _is_strict(share):
        return Order("id", share < 0.5)
    return Order("end", _shrunk(map(_newest, parts), end, _USUAL[1]) < 0.5)


def _is_strict(share: float) -> bool:
    return not _SORTED < share < 1 - _SORTED


def _shrunk(found: Iterable[Shares], usual: float, weight: float) -> float:
    """Return the mean of what single observations say, and of the usual one, which counts for so many."""
    own = list(chain.from_iterable(found))
    return (sum(own) + weight * usual) / ((len(own) + weight) or 1.0)


def _usual(measure: Callable[[Sequence[Unit]], Shares], parts: Parts, sections: Parts = ()) -> float:
    """Return what parts say by Laplace's rule of succession, few not for sure; what sections say where parts do not."""
    found = [*chain.from_iterable(map(measure, parts))] or [*chain.from_iterable(map(measure, sections))]
    return (sum(found) + 1) / (len(found) + 2)


def _parts(rows: Sequence[Unit]) -> list[list[Unit]]:
    """Return the entries below each heading, as far as a new one is put among them."""
    return [_preprints(list(members)) for _, members in groupby(rows, lambda unit: unit.heading)]


def _preprints(rows: list[Unit]) -> list[Unit]:
    """Return the preprints where they stand together, beside papers that were published: a new one goes among them.

    Entries that are counted are returned as they are: a number goes to their end.
    """
    if is_counted(rows):
        return rows
    runs = [list(members) for said, members in groupby(rows, lambda unit: names_preprint(unit.text)) if said]
    longest = max(runs, key=len, default=[])
    return longest if len(longest) >= max(_MANY, (1 - _SORTED) * sum(map(len, runs))) else rows


def _runs(rows: Sequence[Unit]) -> list[list[Unit]]:
    """Return the neighbours that write the same date."""
    return [run for date, members in groupby(rows, _written) if date and len(run := list(members)) > 1]


def _rises(keys: Iterable[tuple[Any, ...]]) -> Shares:
    """Return of neighbours that can be told apart whether they rise: a date without its month, by its year alone."""
    known = pairwise(key for key in keys if key)
    pairs = [(one[: len(two)], two[: len(one)]) for one, two in known]
    return [float(one < two) for one, two in pairs if one != two]


def _dates(rows: Sequence[Unit]) -> Shares:
    return _rises(map(_said, rows))


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
