"""Entries and decisions → Labels: what the list says, what people decided, and which of both counts."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from curator.feedback import sources
from curator.feedback.sources import Source
from curator.lists.identity import Counterparts
from curator.lists.mentions import Mentions
from curator.papers import matching
from curator.papers.identity import PaperSet, key, keys
from curator.types import Label, Outcome, SectionPath, Survey, entries_of


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


def from_outcomes(outcomes: Iterable[Outcome], decided_on: date, source: Source, by: str) -> list[Label]:
    """Return one label for each paper that was reviewed, with all sections where it was taken; none is a rejection."""
    found: dict[str, Label] = {}
    for one in outcomes:
        before = found.get(one.id)
        sections = (before.sections if before else ()) + ((one.section,) if one.section else ())
        found[one.id] = Label(one.id, one.title, tuple(dict.fromkeys(sections)), decided_on, source.text, by)
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
    source = sources.read(label.source)
    return source is not None and source.takes


def _plainly(sections: Iterable[SectionPath]) -> str:
    return " | ".join(" / ".join(path) for path in sections)


def _then_list(text: str) -> str:
    source = sources.read(text)
    return replace(source, followed=True).text if source else text
