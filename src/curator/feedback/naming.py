"""What sections are called today that curator knows by the names of an earlier night: stored as JSON beside these."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic import TypeAdapter

from curator.errors import SurveyError
from curator.lists.identity import Counterparts, Sections, sections
from curator.lists.reading.groups import GroupHeading
from curator.storage.json import Schema
from curator.types import SectionPath, Survey


@dataclass(frozen=True, slots=True)
class Naming:
    """The sections as a list was read last, those that are gone since, and what earlier names stand for now.

    Beside a model, `groups` are the headings by date or letter inside each section.
    """

    known: Sections = field(default_factory=dict)
    former: Mapping[SectionPath, Sequence[SectionPath]] = field(default_factory=dict)
    groups: Mapping[SectionPath, Sequence[GroupHeading]] = field(default_factory=dict)

    def today(self, surveys: Sequence[Survey]) -> Counterparts:
        """Return what each known section is in a list as it stands.

        Raises
        ------
        SurveyError
            The list holds nothing of what it held: it is broken, and nothing may be concluded from it.
        """
        after = sections(surveys)
        before = frozenset().union(*self.known.values())
        if before and before.isdisjoint(frozenset().union(*after.values())):
            names = ", ".join(survey.file for survey in surveys)
            raise SurveyError(f"{names}: nothing is left of what the list held: {_REMEDY}")
        return Counterparts(self.known, after)

    def after(self, counterparts: Counterparts) -> "Naming":
        """Return the naming once the list was read; sections that are gone are kept: they may come back."""
        moved = {path: counterparts.of(path) for path in self.known}
        gone = {path: self.known[path] for path, now in moved.items() if self.known[path] and not now}
        former = {name: _each(counterparts, now) or now for name, now in self.former.items()}
        former |= {path: now for path, now in moved.items() if now}
        return Naming({**gone, **counterparts.after}, {name: now for name, now in former.items() if (*now,) != (name,)})


_REMEDY = (
    "nothing is learnt or proposed until it is mended; where it has moved to another file, correct [list] files; "
    "where this is meant, delete the file that [state] sections names on curator's branch"
)


def _each(counterparts: Counterparts, paths: Sequence[SectionPath]) -> tuple[SectionPath, ...]:
    return tuple(dict.fromkeys(now for path in paths for now in counterparts.of(path)))


@dataclass(frozen=True, slots=True)
class _Section:
    path: SectionPath
    entries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Name:
    path: SectionPath
    now: tuple[SectionPath, ...]


@dataclass(frozen=True, slots=True)
class _Grouped:
    path: SectionPath
    groups: tuple[GroupHeading, ...]


@dataclass(frozen=True, slots=True)
class _Stored:
    sections: tuple[_Section, ...]
    former: tuple[_Name, ...] = ()
    groups: tuple[_Grouped, ...] = ()


def _named_alone(facts: dict[str, Any]) -> dict[str, Any]:
    """Upgrade a file in which groups were headings alone, and how far a date is trusted was not known."""
    groups = [
        {"path": one["path"], "groups": [{"names": names} for names in one["now"]]} for one in facts.get("groups", [])
    ]
    return {**facts, "groups": groups}


_SCHEMA = Schema(TypeAdapter(_Stored), "sections.json", (_named_alone,))


def read(text: str, name: str = "") -> Naming:
    """Read what `write` gave; raise as `Schema.read` does."""
    stored = _SCHEMA.read(text, name)
    known = {one.path: frozenset(one.entries) for one in stored.sections}
    former = {one.path: one.now for one in stored.former}
    return Naming(known, former, {one.path: one.groups for one in stored.groups})


def write(naming: Naming) -> str:
    """Write it as readable JSON, the same naming always as the same bytes."""
    known = tuple(_Section(path, tuple(sorted(entries))) for path, entries in naming.known.items())
    former = tuple(_Name(path, tuple(names)) for path, names in naming.former.items())
    groups = tuple(_Grouped(path, tuple(headings)) for path, headings in naming.groups.items())
    return _SCHEMA.write(_Stored(known, former, groups))
