"""A list's past: how it stood on each day, and the days that a replay is cut into."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from curator import lists
from curator.feedback import labels as labelling
from curator.lists.identity import Counterparts, Sections
from curator.papers.identity import key, keys
from curator.types import Label, SectionPath

_HALF_YEAR = timedelta(days=182)
_WEEK = 7
_ENOUGH = 20  # papers that the maintainer added: fewer tell little about what is right


@dataclass(frozen=True, slots=True)
class Version:
    """The list as it stood at the start of a day: its labels, and all its topical sections."""

    day: date
    labels: tuple[Label, ...]
    sections: tuple[SectionPath, ...]

    @property
    def arrivals(self) -> list[date]:
        """Return when the list's papers came to arXiv, to the month."""
        return [month for label in self.labels if (month := label.id.month)]

    @property
    def held(self) -> Sections:
        """Return what each section holds."""
        found: defaultdict[SectionPath, set[str]] = defaultdict(set, {path: set() for path in self.sections})
        for label in self.labels:
            for path in label.sections:
                found[path].add(key(label))
        return {path: frozenset(keys) for path, keys in found.items()}


def version(day: date, files: Mapping[str, str]) -> Version:
    """Read the list's files as they were on a day."""
    surveys = lists.parse_all(files)
    return Version(day, tuple(labelling.from_surveys(surveys)), tuple(lists.topical(surveys)))


@dataclass(frozen=True, slots=True)
class Past:
    """A list's history: how it stood on any day from `first` to `last`."""

    at: Callable[[date], Version]
    first: date
    last: date


def arrivals(past: Past, days: Iterable[date]) -> dict[str, date]:
    """Return on which of these days, earliest first, the list first held each paper, by all that it is known by."""
    came: dict[str, date] = {}
    for day in days:
        came |= {name: day for label in past.at(day).labels for name in keys(label) if name not in came}
    return came


def renamed(before: Version, after: Version) -> dict[SectionPath, SectionPath]:
    """Return for each section of a version what it is in a later one, where it is one section there."""
    counterparts = Counterparts(before.held, after.held)
    return {path: there for path in before.held if (there := counterparts.same(path))}


def opening(first: date, last: date, at: Callable[[date], Version]) -> date:
    """Return the day from which on a replay says something: half a year back, and on until enough papers came since.

    `at` gives the list as it stood on a day; it has a past from `first` to `last`.
    """
    outcome = {key(label) for label in at(last).labels}
    day = max(first, last - _HALF_YEAR)
    while day > first and len(outcome.difference(map(key, at(day).labels))) < _ENOUGH:
        day = max(first, day - _HALF_YEAR)
    return day


def periods(first: date, last: date, every: int) -> list[date]:
    """Return the first day of each period, `every` days rounded to whole weeks that none is cut short, and `last`."""
    return days(first, last, max(1, round(every / _WEEK)) * _WEEK)


def days(first: date, last: date, every: int) -> list[date]:
    """Return the first day of each period of `every` days, and `last`."""
    steps = range(0, max(0, (last - first).days), every)
    return [first + timedelta(days=step) for step in steps] + [last]
