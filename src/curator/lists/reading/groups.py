"""Groups by date or letter inside a section: headings such as "2026", bullets such as "[2026.05.08]"."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from types import MappingProxyType

from curator.lists.reading import dates
from curator.lists.reading.blocks import is_between
from curator.lists.reading.inline import plain
from curator.lists.reading.outline import is_group, is_past, name_of
from curator.lists.reading.parse import Document, read
from curator.lists.reading.unit import Unit
from curator.types import Paper, SectionPath, Survey

USUAL = 0.85
"""Of a list's entries whose date or letter falls in a group, as many stand there (docs/classifier.md, T18)."""

_DOUBT = 5  # entries that what is usual counts for: in a list, and in each of its groups
_NOTHING: Mapping[str, Paper] = MappingProxyType({})
_UNTIL = re.compile(r"before (?P<before>\d{4})|(?P<until>\d{4}) and (?:before|earlier)")


@dataclass(slots=True)
class Group:
    """A label from line `start` up to `label_end`, and the entries under it up to line `end`.

    `named` is false for a topic inside a dated heading, whose own line says no date. `own` is what that line says of
    the label: a month's may lack the year, which a heading above it says.
    """

    label: str
    start: int
    label_end: int
    end: int
    rows: list[Unit] = field(default_factory=list)
    named: bool = True
    own: str = ""

    @property
    def is_dated(self) -> bool:
        """Whether the group's own line says one date, so that another can be made like it."""
        return self.named and not self.until and dates.undated(self.own) is not None

    @property
    def until(self) -> int:
        """The last year that the label leaves open to the past, as "Before 2022" does; 1 for "Older", 0 for no such."""
        if is_past(self.own or self.label):
            return 1
        found = _UNTIL.match(name_of(self.label))
        if not found:
            return 0
        return int(found["until"] or 0) or int(found["before"]) - 1

    @property
    def date(self) -> dates.Written | None:
        """The date that the label says, None for a letter; the year of a month alone is that of most of its entries."""
        if month := dates.month_alone(self.label):
            years = Counter(year for unit in self.rows if (year := dates.of_id(unit.id)[0]))
            return dates.Written(0, 0, max(years, key=lambda year: years[year], default=0), month, 0, "", unsure=True)
        return max(dates.find(self.label), key=lambda date: (date.day > 0, date.month > 0), default=None)


def groups_of(document: Document, path: SectionPath) -> list[Group]:
    """Return the groups of a section in order."""
    found: dict[int, Group] = {}
    for heading in document.headings:
        if heading.path == path and heading.group:
            label = " ".join(heading.group)
            found[heading.start] = Group(
                label, heading.start, heading.start + 1, heading.end, named=heading.grouping, own=heading.group[-1]
            )
    for unit in document.sections.get(path, ()):
        if group := _bullet(document, unit) or found.get(document.headings[unit.heading].start):
            found.setdefault(group.start, group).rows.append(unit)
    return [found[start] for start in sorted(found)]


def _bullet(document: Document, unit: Unit) -> Group | None:
    """Return the group of the bullet that an entry stands in, when that bullet is only a date."""
    if unit.block.parent < 0:
        return None
    outer = document.blocks[unit.block.parent]
    label = plain("".join(document.lines[outer.start : outer.own])).lstrip("-*+ ").strip(" []()【】:")
    return Group(label, outer.start, outer.own, outer.end, own=label) if is_group(label) else None


@dataclass(frozen=True, slots=True)
class GroupHeading:
    """The headings of a group, outer ones first, and how likely a paper of its date or letter is to stand there."""

    names: SectionPath
    accuracy: float = USUAL


def headings_of(
    surveys: Sequence[Survey], papers: Mapping[str, Paper] = _NOTHING
) -> dict[SectionPath, tuple[GroupHeading, ...]]:
    """Return for each section that is grouped by date or letter the headings of its groups.

    Where the entries stand tells how far to trust a date: many lists go by that of the venue. `papers` holds what is
    known of entries by their ids; without it, groups by day tell nothing.
    """
    falling, standing = Counter[tuple[SectionPath, ...]](), Counter[tuple[SectionPath, ...]]()
    for path, names, there in entries(surveys, papers):
        falling[path, names] += 1
        standing[path, names] += names == there
    usual = _shrunk(standing.total(), falling.total(), USUAL)
    return {
        path: tuple(GroupHeading(some, _shrunk(standing[path, some], falling[path, some], usual)) for some in groups)
        for path, groups in _named(surveys).items()
    }


def _named(surveys: Iterable[Survey]) -> dict[SectionPath, list[SectionPath]]:
    """Return the headings of the groups of each section, each once."""
    found: dict[SectionPath, dict[SectionPath, None]] = {}
    for survey in surveys:
        for heading in read(survey.text, survey.prefix).headings:
            if heading.group:
                found.setdefault(heading.path, {})[heading.group] = None
    return {path: [*groups] for path, groups in found.items()}


def entries(
    surveys: Sequence[Survey], papers: Mapping[str, Paper] = _NOTHING
) -> Iterator[tuple[SectionPath, SectionPath, SectionPath]]:
    """Yield of each entry that falls in a group its section, that group's headings, and those it stands under."""
    named = {path: [*map(GroupHeading, groups)] for path, groups in _named(surveys).items()}
    for document in (read(survey.text, survey.prefix) for survey in surveys):
        for path, headings in named.items():
            for unit in (unit for unit in document.sections.get(path, ()) if unit.id):
                if group := within(headings, papers.get(unit.id) or Paper(unit.id, unit.name)):
                    yield path, group.names, document.headings[unit.heading].group


def _shrunk(hits: int, trials: int, usual: float) -> float:
    return (hits + _DOUBT * usual) / (trials + _DOUBT)


def within(groups: Iterable[GroupHeading], paper: Paper) -> GroupHeading | None:
    """Return the group that a paper belongs to, the closest date where several hold it; None for none.

    None, too, where groups are by day and that of the paper is not known.
    """
    named = {" ".join(one.names): one for one in groups}
    fitting = _fitting([Group(label, 0, 0, 0) for label in named], paper)
    return named[fitting.label] if fitting and _known(fitting, paper) else None


def named(groups: Sequence[Group], name: str) -> Group | None:
    """Return the group that is called so."""
    return next((group for group in groups if name and name_of(group.label) == name), None)


def choose(groups: Sequence[Group], paper: Paper) -> Group | None:
    """Return the group that a paper belongs to, the nearest one where none can be made, or None to make one.

    None, too, for a paper that is later than all that is kept as past.
    """
    if fitting := _fitting(groups, paper):
        return fitting
    nearest = min((one for one in groups if not one.until), key=lambda one: abs(_apart(one, paper)), default=None)
    return None if nearest and nearest.is_dated and nearest.rows and _known(nearest, paper) else nearest


def _fitting(groups: Iterable[Group], paper: Paper) -> Group | None:
    """Return the group whose date is the paper's, named the closest, or else the first of those that hold the past."""
    fitting = [group for group in groups if _apart(group, paper) == 0]
    return max(fitting, key=lambda one: (not one.until, -one.until, len(one.label), len(one.rows)), default=None)


def _known(group: Group, paper: Paper) -> bool:
    """Tell whether the date of a paper is known as closely as the label of a group says it."""
    date = group.date
    return date is None or not date.day or dates.submitted(paper.id, paper.announced) is not None


def is_older(group: Group, paper: Paper) -> bool:
    """Tell whether a group holds what came before a paper."""
    return _apart(group, paper) < 0


def is_later(one: Group, other: Group) -> bool:
    """Tell whether a group is of a later date than another."""
    a, b = one.date, other.date
    return a is not None and b is not None and (a.year, a.month, a.day) > (b.year, b.month, b.day)


def _apart(group: Group, paper: Paper) -> int:
    """Return how much later a group is than a paper, in days or letters; 0 when the paper belongs to it."""
    if group.until:
        return min(0, (group.until - dates.of_id(paper.id)[0]) * 372)
    date = group.date
    if not date:
        return ord(group.label.casefold()[:1] or "a") - ord(paper.title.casefold()[:1] or "a")
    day = dates.submitted(paper.id, paper.announced)
    year, month = (day.year, day.month) if day and date.day else dates.of_id(paper.id)
    months = (date.month - month) if date.month else 0
    days = date.day - day.day if date.day and day else 0
    return (date.year - year) * 372 * (date.year > 0) + months * 31 + days


def frame(document: Document, found: Sequence[Group], group: Group) -> tuple[list[str], list[str]]:
    """Return the lines between a group's label and its first entry, and those between its last and the next group.

    Before the first entry stands what stands there in most groups.
    """
    lines = [line.rstrip("\r\n") for line in document.lines]
    before = (lines[one.label_end : one.rows[0].span.start] for one in found if one.rows)
    between = Counter(tuple(takewhile(is_between, some)) for some in before).most_common(1)[0][0]
    table = group.rows[0].block.table
    head = lines[table : table + 2] if table >= 0 else []
    following = next((other.start for other in found if other.start > group.start), None)
    after = lines[group.rows[-1].span.end : following] if following else [""]
    return [*between, *head], [line for line in after if is_between(line)]
