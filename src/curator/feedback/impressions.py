"""What was shown to the maintainer, stored as JSON, and what became of it: impressions and labels → answers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from pydantic import TypeAdapter

from curator.lists.identity import Counterparts
from curator.papers.identity import key
from curator.storage.json import Schema
from curator.types import Answer, Choice, Decision, Impression, Label, Response

IGNORED = timedelta(days=30)
"""After so many days without an answer a paper counts as not taken."""

_LATELY = timedelta(days=84)
_REMEMBERED = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class _Shown:
    shown: tuple[Impression, ...]


_SCHEMA = Schema(TypeAdapter(_Shown), "shown.json")


def read(text: str, name: str = "") -> tuple[Impression, ...]:
    """Read what `write` gave; raise as `Schema.read` does."""
    return _SCHEMA.read(text, name).shown


def write(impressions: Sequence[Impression]) -> str:
    """Write impressions as readable JSON."""
    return _SCHEMA.write(_Shown(tuple(impressions)))


def record(known: Iterable[Impression], decision: Decision, today: date) -> tuple[Impression, ...]:
    """Return what is known, and an impression of each paper of the decision that has none; a year is remembered.

    A paper that a person brought was judged by no model, and says nothing of one.
    """
    before = {one.paper: one for one in known if one.on > today - _REMEMBERED}
    brought = {one.paper.id for one in decision.lines if one.brought}
    for one in (one for one in decision.shown if one.paper.id not in brought):
        first = one.choices[0] if one.choices else Choice((), 0.0)
        seen = Impression(one.paper.id, today, one.position, one.score, first.section, first.probability)
        before.setdefault(one.paper.id, seen)
    return tuple(before.values())


def renamed(impressions: Iterable[Impression], counterparts: Counterparts) -> tuple[Impression, ...]:
    """Return impressions in the names that sections have now; of a split one, the largest part."""
    return tuple(replace(one, section=next(iter(counterparts.of(one.section)), one.section)) for one in impressions)


def answers(impressions: Iterable[Impression], decided: Iterable[Label], today: date) -> list[Answer]:
    """Return what became of each paper that was decided on, or that nobody answered for in thirty days.

    `decided` are all labels there are: what the list holds, and what was turned down.
    """
    labels = {key(label): label for label in decided}
    found = [(one, labels.get(str(one.paper))) for one in impressions]
    return [
        Answer(one, bool(label and label.sections), bool(label and one.section in label.sections))
        for one, label in found
        if label or today - one.on > IGNORED
    ]


def response(impressions: Sequence[Impression], decided: Sequence[Label], today: date) -> Response:
    """Return how the list took what it was shown; `decided` as for `answers`."""
    return Response(
        tuple(impressions), tuple(answers(impressions, decided, today)), *added_lately(impressions, decided, today)
    )


def added_lately(impressions: Iterable[Impression], labels: Iterable[Label], today: date) -> tuple[int, int]:
    """Count the papers that came to the list in the last twelve weeks: those that had been shown, and those that not.

    Only papers of the months in which something was shown count: older ones could not have been.
    """
    first = {one.paper: one.on for one in impressions}
    start = min(first.values(), default=today)
    added = [one for one in labels if one.sections and one.decided_on and start < one.decided_on > today - _LATELY]
    shown = sum(one.id in first for one in added)
    missed = sum(one.id not in first and (one.id.month or date.min) >= start for one in added)
    return shown, missed
