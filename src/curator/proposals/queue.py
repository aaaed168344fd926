"""What was proposed and waits for its maintainer: stored as JSON, looked through again every night."""

from collections.abc import Collection, Iterable
from dataclasses import replace

from pydantic import TypeAdapter

from curator.proposals import upgrades
from curator.proposals.candidates import Known
from curator.storage.json import Schema
from curator.types import Choice, Decision, Label, Outcome, Paper, SectionPath, Suggestion, Survey, Unsure

_SCHEMA = Schema(TypeAdapter(Decision), (upgrades.unnumbered,))
NOTHING = Decision((), (), 0)


def read(text: str, name: str = "pending.json") -> Decision:
    """Read what waits; `name` stands in the error that unreadable text raises.

    Raises
    ------
    CuratorError
        The text is not what `write` gave.
    """
    return _SCHEMA.read(text, name)


def write(decision: Decision) -> str:
    """Write what waits as readable JSON."""
    return _SCHEMA.write(decision)


def papers(decision: Decision) -> list[Paper]:
    """Return the papers that wait, suggested ones first."""
    return [one.paper for one in decision.suggestions] + [one.paper for one in decision.unsure]


def still_open(decision: Decision, surveys: Collection[Survey], decided: Iterable[Label]) -> Decision:
    """Return what still waits: neither in the list nor decided, each in a section that the list still has.

    A suggestion whose section is gone becomes a question about the sections that are left.
    """
    closed = Known((entry.id, entry.title) for survey in surveys for entry in survey.entries)
    judged = Known((label.id, label.title) for label in decided)
    paths = {section.path for survey in surveys for section in survey.sections}
    waiting = [one for one in decision.suggestions if one.paper not in closed and one.paper not in judged]
    asked = [one for one in decision.unsure if one.paper not in closed and one.paper not in judged]
    homeless = [_question(one) for one in waiting if one.section not in paths]
    return Decision(
        tuple(one for one in waiting if one.section in paths),
        tuple(replace(one, choices=_existing(one.choices, paths)) for one in [*asked, *homeless]),
        decision.skipped,
    )


def _question(suggestion: Suggestion) -> Unsure:
    return Unsure(suggestion.paper, suggestion.fit, suggestion.others, suggestion.evidence)


def _existing(choices: tuple[Choice, ...], paths: Collection[SectionPath]) -> tuple[Choice, ...]:
    return tuple(choice for choice in choices if choice.section in paths)


def union(waiting: Decision, other: Decision) -> Decision:
    """Return what waits, and what of the other decision is not among it by id or title."""
    return merge(waiting, without(other, waiting))


def without(decision: Decision, other: Decision) -> Decision:
    """Return what of a decision is not, by id or title, among another one."""
    known = Known((paper.id, paper.title) for paper in papers(other))
    return replace(
        decision,
        suggestions=tuple(one for one in decision.suggestions if one.paper not in known),
        unsure=tuple(one for one in decision.unsure if one.paper not in known),
    )


def among(decision: Decision, ids: Collection[str]) -> Decision:
    """Return what of a decision is about papers with these ids."""
    return replace(
        decision,
        suggestions=tuple(one for one in decision.suggestions if one.paper.id in ids),
        unsure=tuple(one for one in decision.unsure if one.paper.id in ids),
    )


def moved(decision: Decision, outcomes: Iterable[Outcome]) -> Decision:
    """Return the decision with each paper that a person moved in the section where that person put it."""
    sections = {one.id: one.section for one in outcomes if one.section}
    placed = (replace(one, section=sections.get(one.paper.id, one.section)) for one in decision.suggestions)
    return replace(decision, suggestions=tuple(placed))


def first(decision: Decision, at_most: int) -> Decision:
    """Return the first papers of a decision, suggested ones before the others."""
    suggestions = decision.suggestions[:at_most]
    return replace(decision, suggestions=suggestions, unsure=decision.unsure[: at_most - len(suggestions)])


def merge(waiting: Decision, fresh: Decision) -> Decision:
    """Return both, what waits first; the papers of the two must differ."""
    return Decision(
        waiting.suggestions + fresh.suggestions,
        waiting.unsure + fresh.unsure,
        fresh.skipped,
    )
