"""Which section of one version of a list is which of another: a section is its entries, a heading only names it."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import TypeAlias

from curator.lists.reading.outline import name_of
from curator.papers.identity import keys
from curator.types import SectionPath, Survey

Sections: TypeAlias = Mapping[SectionPath, frozenset[str]]
"""The sections of one version, and what the entries in each are known by: ids and titles, in no order."""

_PART = 4
"""A section that took at least a fourth of another's entries is a part of it."""

_LIKE = 0.8
"""Headings at least so alike (Ratcliff and Obershelp) may name one section, where no entry tells."""


def sections(surveys: Iterable[Survey]) -> Sections:
    """Return the sections of a version, those without entries too, in the order of the list."""
    found: dict[SectionPath, set[str]] = {}
    for survey in surveys:
        found |= {one.path: set() for one in survey.sections if one.kind in {"entries", "prose"}}
        for entry in survey.entries:
            found.setdefault(entry.section, set()).update(keys(entry))
    return {path: frozenset(entries) for path, entries in found.items()}


@dataclass(frozen=True, slots=True)
class Counterparts:
    """The sections of a version, seen from a version before it."""

    before: Sections
    after: Sections
    _known: dict[SectionPath, tuple[SectionPath, ...]] = field(default_factory=dict, repr=False, compare=False)
    _origins: dict[SectionPath, SectionPath] = field(default_factory=dict, repr=False, compare=False)

    def of(self, path: SectionPath) -> tuple[SectionPath, ...]:
        """Return what a section of the version before is now: one section, its parts, largest first, or none."""
        if path not in self._known:
            self._known[path] = self._found(path)
        return self._known[path]

    def same(self, path: SectionPath) -> SectionPath | None:
        """Return the one section that a section of the version before is now, None where it was split or is gone."""
        parts = self.of(path)
        return parts[0] if len(parts) == 1 else None

    def _found(self, path: SectionPath) -> tuple[SectionPath, ...]:
        own = self.before.get(path, frozenset())
        came = self._came(path, own)
        stayed = len(own & self.after.get(path, frozenset()))
        total = stayed + came.total()
        parts = [there for there, count in came.most_common() if _PART * count >= total]
        if path in self.after and not self._left(path, own, stayed, total):
            return (path, *(there for there in parts if there not in self.before))
        return tuple(parts) if total else self._closest(path, own)

    def _came(self, path: SectionPath, own: frozenset[str]) -> Counter[SectionPath]:
        """Count by section the entries that stand there now, and did not before.

        Under a new heading, what another section held stood there before where that one is closer to it: an entry that
        two sections share tells of neither alone. One that is still under its own heading came nowhere.
        """
        found = Counter[SectionPath]()
        left = own - self.after.get(path, frozenset())
        for there, entries in self.after.items():
            some = left & entries
            if there in self.before:
                some -= self.before[there]
            elif some and self._nearness(path, there) < self._nearness(self._origin(there), there):
                some -= self.before[self._origin(there)]
            if some:
                found[there] = len(some)
        return found

    def _origin(self, there: SectionPath) -> SectionPath:
        """Return the section before that is closest to one that has a new name."""
        if there not in self._origins:
            self._origins[there] = max(self.before, key=lambda path: self._nearness(path, there))
        return self._origins[there]

    def _nearness(self, path: SectionPath, there: SectionPath) -> tuple[int, bool, int]:
        """Tell how close two sections are: by what they share, then by their headings, then by what else one held."""
        own = self.before[path]
        return len(own & self.after[there]), _letters(path[-1:]) == _letters(there[-1:]), -len(own)

    def _left(self, path: SectionPath, own: frozenset[str], stayed: int, total: int) -> bool:
        """Tell whether the section went elsewhere, though one of its name is still there: an empty or another one."""
        there = self.after[path]
        others = max((len((it - own) & there) for other, it in self.before.items() if other != path), default=0)
        if stayed:
            return others > stayed and 2 * stayed < total
        return bool(total) and (not there or others > 0)

    def _closest(self, path: SectionPath, own: frozenset[str]) -> tuple[SectionPath, ...]:
        """Return the section whose heading is closest, of those whose name is new and whose entries tell nothing.

        One that held entries is none that holds nothing.
        """
        held = frozenset().union(*self.before.values())
        new = ((there, it) for there, it in self.after.items() if there not in self.before)
        fresh = (there for there, it in new if not it & held and (it or not own))
        scores = sorted(((_likeness(path, there), there) for there in fresh), reverse=True)
        best = [there for score, there in scores if score >= _LIKE and score == scores[0][0]]
        return tuple(best) if len(best) == 1 else ()


def _likeness(one: SectionPath, other: SectionPath) -> float:
    """Return how alike the innermost headings are, numbers aside; the outer ones decide between equals."""
    inner = SequenceMatcher(None, _letters(one[-1:]), _letters(other[-1:]), autojunk=False).ratio()
    outer = SequenceMatcher(None, _letters(one), _letters(other), autojunk=False).ratio()
    return inner + 0.01 * outer if inner >= _LIKE else 0.0


def _letters(path: Sequence[str]) -> str:
    return " / ".join(" ".join(word for word in name_of(level).split() if not word.isdigit()) for level in path)
