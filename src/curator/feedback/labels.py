"""Entries and decisions → Labels, and Labels ⇄ CSV: one line a paper, sorted so that two branches merge."""

import csv
import io
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from curator.errors import CuratorError
from curator.lists.identity import Counterparts
from curator.lists.mentions import Mentions
from curator.papers import matching
from curator.papers.identity import PaperSet, key, keys
from curator.types import Label, Outcome, SectionPath, Survey, canonical_id, entries_of

COLUMNS = ("arxiv_id", "title", "sections", "decided_on", "source", "by")
_PULL, _BRANCH = "#", "branch "
_LEVELS, _SECTIONS = " / ", " | "
_SEPARATOR = re.compile(r"(?<!\S)([/|])(?!\S)")
_ESCAPE, _ESCAPED = re.compile(r"\\(?=[\\/|])"), re.compile(r"\\([\\/|])")
_THEN_LIST = ", then the list"
_REJECTING = (" closed", " ticked", " rebuilt", " edited")
"""How a source ends that turns papers down and takes none."""


def of_pull(number: int, how: str) -> str:
    """Return the source of what a pull request decided by how it ended, or what was done in it."""
    return f"{_PULL}{number} {how}"


def of_branch(name: str, how: str) -> str:
    """Return the source of what was decided on curator's branch in a local repository, by how."""
    return f"{_BRANCH}{name} {how}"


def from_surveys(surveys: Iterable[Survey]) -> list[Label]:
    """Return one label for each paper that stands in the list, with all its sections."""
    first: dict[str, Label] = {}
    sections: defaultdict[str, dict[SectionPath, None]] = defaultdict(dict)
    for entry in entries_of(surveys):
        label = Label(entry.id, entry.title, ())
        first.setdefault(key(label), label)
        sections[key(label)][entry.section] = None
    return [Label(label.id, label.title, tuple(sections[name])) for name, label in first.items()]


def combine(listed: Sequence[Label], decided: Sequence[Label]) -> list[Label]:
    """Return what the list says, completed by decisions: their dates and ids, and the papers that it does not hold.

    The list as it stands outweighs a decision about the same paper: its maintainer wrote it.
    """
    decisions = {name: label for label in decided for name in keys(label)}
    held = PaperSet(listed)
    turned_down = {key(label): label for label in decided if not label.sections and label not in held}
    return [_dated(label, _find(decisions, label)) for label in listed] + [*turned_down.values()]


def _dated(label: Label, decision: Label | None) -> Label:
    if decision is None:
        return label
    return replace(decision, id=label.id or decision.id, title=label.title, sections=label.sections)


def from_outcomes(outcomes: Iterable[Outcome], decided_on: date, source: str, by: str) -> list[Label]:
    """Return one label for each paper that was reviewed, with all sections where it was taken; none is a rejection."""
    found: dict[str, Label] = {}
    for one in outcomes:
        before = found.get(one.id)
        sections = (before.sections if before else ()) + ((one.section,) if one.section else ())
        found[one.id] = Label(one.id, one.title, tuple(dict.fromkeys(sections)), decided_on, source, by)
    return [*found.values()]


def update(known: Iterable[Label], fresh: Iterable[Label]) -> list[Label]:
    """Return what is known, with each paper's newest decision in the place of older ones."""
    return [*({key(label): label for label in known} | {key(label): label for label in fresh}).values()]


def follow(
    known: Sequence[Label],
    surveys: Sequence[Survey],
    today: date,
    counterparts: Counterparts,
    elsewhere: Collection[str] = (),
) -> list[Label]:
    """Return what is known, corrected by the list as it stands: its maintainer has the last word.

    A paper that a pull request placed and that is gone was rejected, one in another section was moved, and one that
    stands there though it was rejected, or though nobody proposed it, was added by hand. `counterparts` are what the
    sections that labels name are now: a new name is no move, and what goes away with its whole section is not turned
    down. Nor is what other documents of the repository name: `elsewhere` has their ids.
    """
    listed = from_surveys(surveys)
    present = {name: label for label in listed for name in keys(label)}
    before: frozenset[str] = frozenset().union(*counterparts.before.values())
    fresh = [one for one in listed if before and not one.id and before.isdisjoint(keys(one))]
    places, mentions = _Places(counterparts), Mentions(surveys)
    found = [_find(present, one) or _retitled(one, fresh, places) or _mentioned(one, mentions) for one in known]
    followed = [
        label if now is None and label.id in elsewhere else _followed(label, now, today, places)
        for label, now in zip(known, found, strict=True)
    ]
    decided = {name for label in followed for name in keys(label)}
    first = None if not known else today
    added = (replace(label, decided_on=first) for label in listed if not decided.intersection(keys(label)))
    return [*followed, *added]


def _find(present: Mapping[str, Label], label: Label) -> Label | None:
    return next((present[name] for name in keys(label) if name in present), None)


def _retitled(label: Label, fresh: Sequence[Label], places: "_Places") -> Label | None:
    """Return the one new entry in a label's section, or under a new heading, that has its title, shortened."""
    here = places.around(label)
    alike = [one for one in fresh if here & {*one.sections} and matching.shortened(label.title, one.title)]
    return alike[0] if len(alike) == 1 else None


def _mentioned(label: Label, mentions: Mentions) -> Label | None:
    """Return a label of a paper that was taken, and that the list's text names without an entry of its own."""
    section = mentions.section_of(label.id, label.title) if label.sections else None
    return None if section is None else replace(label, sections=(section,))


class _Places:
    """Where a paper may stand without having been moved."""

    def __init__(self, counterparts: Counterparts) -> None:
        self.counterparts = counterparts
        self._now = {path: {*counterparts.of(path)} for path in counterparts.before}
        self._new = {*counterparts.after}.difference(*self._now.values()) if counterparts.before else set[SectionPath]()
        self._held: defaultdict[str, set[SectionPath]] = defaultdict(set)
        for path, entries in counterparts.before.items():
            for name in entries:
                self._held[name] |= self._now[path]

    def around(self, label: Label) -> set[SectionPath]:
        """Return what a label's sections are now, and the sections that were none before."""
        return self._new.union(*(self.counterparts.of(path) for path in label.sections)) if label.sections else set()

    def stands(self, label: Label) -> bool:
        """Tell whether any of a label's sections is still there."""
        return any(self.counterparts.of(path) for path in label.sections)

    def same(self, label: Label, now: Sequence[SectionPath]) -> bool:
        """Tell whether a paper was left where it was: in the same sections, parts of them, or under new headings.

        A section that went away as a whole took the paper with it. Older files do not tell a separator from one that is
        part of a heading.
        """
        if _plainly(label.sections) == _plainly(now):
            return True
        parts = [{*self.counterparts.of(path)} for path in label.sections]
        allowed = self._new.union(*parts, *(self._held[name] for name in keys(label)))
        whole = len(parts) == len(now) > 1  # which part of which section tells nothing where a paper stands in both
        left = whole or bool(self._new & {*now}) or all(not here or here & {*now} for here in parts)
        return bool(parts) and left and {*now} <= allowed


def _followed(label: Label, now: Label | None, today: date, places: _Places) -> Label:
    if now is None and places.stands(label) and _is_taken(label):
        return replace(label, sections=(), decided_on=today, source=_then_list(label.source))
    if now is None:
        return label
    if places.same(label, now.sections):
        return replace(label, title=now.title, sections=now.sections)
    return replace(label, title=now.title, sections=now.sections, decided_on=today, source=_then_list(label.source))


def _is_taken(label: Label) -> bool:
    """Tell whether a proposal was taken; a rejection that has sections is one that a person corrected in the file."""
    return label.source.startswith((_PULL, _BRANCH)) and not label.source.endswith(_REJECTING)


def _plainly(sections: Iterable[SectionPath]) -> str:
    return _SECTIONS.join(_LEVELS.join(path) for path in sections)


def _then_list(source: str) -> str:
    return source.removesuffix(_THEN_LIST) + _THEN_LIST if source.startswith((_PULL, _BRANCH)) else source


def read(text: str, name: str = "labels.csv") -> list[Label]:
    """Read labels from CSV with the columns `COLUMNS`; `name` stands in the errors.

    Raises
    ------
    CuratorError
        A column is missing, or a line has an id or a date that is none, no field for its sections, or one too many.
    """
    rows = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")), strict=True)
    try:
        missing = [column for column in COLUMNS if column not in (rows.fieldnames or ())]
        if missing:
            raise CuratorError(f"{name}: no column {', '.join(missing)}: the first line must be {','.join(COLUMNS)}")
        return [_label(row, f"{name}, line {rows.line_num}") for row in rows if any(map(str.strip, _named(row)))]
    except csv.Error as error:
        raise CuratorError(
            f"{name}, line {rows.line_num or 1}: {error}: close its quotes, or restore the file from git"
        ) from error


def _require_whole(row: Mapping[Any, object], place: str) -> None:
    """Raise CuratorError for a line cut short, which would turn its paper down, and for one with an unquoted comma."""
    if row["sections"] is None:
        raise CuratorError(f"{place}: cut short: its third field names sections, or is empty for a paper turned down")
    if None in row:
        raise CuratorError(f"{place}: more fields than the first line: put a text that has a comma in quotes")


def _named(row: dict[str, str | None]) -> tuple[str, str]:
    return row["arxiv_id"] or "", row["title"] or ""


def _label(row: dict[str, str | None], place: str) -> Label:
    _require_whole(row, place)
    value = {column: row[column] or "" for column in COLUMNS}
    arxiv_id = canonical_id(value["arxiv_id"])
    if value["arxiv_id"] and not arxiv_id:
        raise CuratorError(f"{place}: {value['arxiv_id']!r} is no arXiv id: correct it or leave it empty")
    try:
        decided_on = date.fromisoformat(value["decided_on"]) if value["decided_on"] else None
    except ValueError as error:
        raise CuratorError(f"{place}: {value['decided_on']!r} is no date: write it as 2026-03-31") from error
    return Label(arxiv_id, value["title"], split(value["sections"]), decided_on, value["source"], value["by"])


def joined(sections: Iterable[SectionPath]) -> str:
    r"""Return sections as one text: `Agents / Web | Vision \/ Language`; a separator inside a heading is escaped."""
    return _SECTIONS.join(_LEVELS.join(_escaped(level) for level in path) for path in sections)


def split(text: str) -> tuple[SectionPath, ...]:
    """Return the sections that `joined` made a text of."""
    paths = (path for path in text.split(_SECTIONS) if path)
    return tuple(tuple(_ESCAPED.sub(r"\1", level) for level in path.split(_LEVELS)) for path in paths)


def _escaped(heading: str) -> str:
    return _SEPARATOR.sub(r"\\\1", _ESCAPE.sub(r"\\\\", heading))


def write(labels: Iterable[Label]) -> str:
    """Write labels as CSV, sorted by id and title, so that the same labels are always the same bytes.

    Every label is one line: runs of white space within a field become one space.
    """
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(COLUMNS)
    for label in sorted(labels, key=lambda label: (label.id, label.title)):
        day = label.decided_on.isoformat() if label.decided_on else ""
        fields = (label.id, label.title, joined(label.sections), day, label.source, label.by)
        rows.writerow(" ".join(field.split()) for field in fields)
    return out.getvalue()
