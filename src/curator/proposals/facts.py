"""Papers and what is said of them → plain values for JSON: all commands and reports call the same by the same word."""

from collections.abc import Iterable, Sequence
from typing import Any, TypeAlias

from curator.proposals.candidates import Selection
from curator.types import Announcement, Choice, Decision, Label, Near, Paper, Prediction, Suggestion, Triage

Facts: TypeAlias = dict[str, Any]


def paper(one: Paper | Label) -> Facts:
    """Return what a paper is known by."""
    return {"arxiv_id": one.id, "title": one.title}


def papers(some: Iterable[Paper | Label]) -> list[Facts]:
    """Return what each paper is known by."""
    return [paper(one) for one in some]


def probability(value: float) -> float:
    """Return a probability as it is written."""
    return round(value, 4)


def choice(one: Choice) -> Facts:
    """Return a section, its headings from the outermost on, and how likely it is."""
    return {"section": one.section, "section_probability": probability(one.probability)}


def predicted(one: Prediction, decision: Triage | None = None) -> Facts:
    """Return how likely a paper belongs to the list and where, and what becomes of it, where that is asked."""
    decided = {"decision": decision} if decision else {}
    return paper(one.paper) | {"relevance": probability(one.relevance)} | decided | _sections(one.sections)


def near(one: Near) -> Facts:
    """Return a paper that was not shown, and how likely it is taken."""
    return paper(one.paper) | {"fits": probability(one.fit)}


def shown(one: Suggestion) -> Facts:
    """Return a paper that is shown: how likely it is taken, its position, and the sections.

    Of a paper that a person brought, no model says how likely it is.
    """
    fits, position = (None, None) if one.brought else (probability(one.fit), round(one.position, 1))
    sections = _sections(one.choices, known=not one.brought)
    return paper(one.paper) | {"fits": fits, "position": position} | sections


def _sections(choices: Sequence[Choice], *, known: bool = True) -> Facts:
    """Return the likeliest section, that of a line, and the next ones under `others`."""
    first, *others = map(choice, choices or [Choice((), 0.0)])
    doubtful = {} if known and choices else {"section_probability": None}
    return first | doubtful | {"others": others}


def judged(announcement: Announcement, selection: Selection, decision: Decision, closest: Iterable[Near]) -> Facts:
    """Return what arXiv announced, and what was decided on it."""
    return {
        "state": announcement.state,
        "note": announcement.note,
        "announced": len(announcement.papers),
        "dropped": dict(selection.dropped),
        "suggested": [shown(one) for one in decision.lines],
        "unsure": [shown(one) for one in decision.questions],
        "closest": [near(one) for one in closest],
        "skipped": decision.skipped,
    }
