"""What was proposed and waits for its maintainer: stored as JSON, looked through again every night."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from pydantic import TypeAdapter

from curator.feedback.impressions import IGNORED
from curator.papers.identity import PaperSet
from curator.papers.withdrawal import is_withdrawn
from curator.proposals.rules import spoken_for
from curator.storage.json import Schema
from curator.types import (
    Choice,
    Decision,
    Impression,
    Label,
    Outcome,
    Paper,
    SectionPath,
    Suggestion,
    Survey,
    entries_of,
)


def _two_kinds(facts: dict[str, Any]) -> dict[str, Any]:
    """Bring the first form to the second: a line had its section beside the `others`, and a question all as choices."""
    lines = [_with_choices(one) for one in facts.pop("suggestions", ())]
    return {"lines": lines, "questions": facts.pop("unsure", ())} | facts


def _with_choices(one: dict[str, Any]) -> dict[str, Any]:
    first = {name: one.pop(name) for name in ("section", "probability")}
    return {"choices": [first, *one.pop("others", ())]} | one


def check(decision: Decision) -> None:
    """Raise ValueError where a line has no section."""
    for one in decision.lines:
        if not one.section:
            raise ValueError(f"{one.paper.id} is a line without a section")


_SCHEMA = Schema(TypeAdapter(Decision), "pending.json", (_two_kinds,), check)
read, write = _SCHEMA.read, _SCHEMA.write
NOTHING = Decision((), (), 0)


def papers(decision: Decision) -> list[Paper]:
    """Return the papers that wait, suggested ones first."""
    return [one.paper for one in decision.shown]


def still_open(decision: Decision, surveys: Collection[Survey], decided: Iterable[Label]) -> Decision:
    """Return what still waits: neither in the list nor decided, nor withdrawn by its authors."""
    closed = PaperSet(entries_of(surveys))
    judged = PaperSet(decided)
    return _only(decision, lambda one: one not in closed and one not in judged and not is_withdrawn(one))


def _only(decision: Decision, wanted: Callable[[Paper], bool]) -> Decision:
    return replace(
        decision,
        lines=tuple(one for one in decision.lines if wanted(one.paper)),
        questions=tuple(one for one in decision.questions if wanted(one.paper)),
    )


def refreshed(decision: Decision, news: Iterable[Paper]) -> Decision:
    """Return a decision in which papers say what arXiv says of them by now; they stay as new as they were."""
    known = {paper.id: paper for paper in news}

    def fresh(one: Paper) -> Paper:
        now = known.get(one.id, one)
        return replace(now, announced=one.announced, announce_type=one.announce_type)

    return each(decision, lambda one: replace(one, paper=fresh(one.paper)))


def each(decision: Decision, change: Callable[[Suggestion], Suggestion]) -> Decision:
    """Return a decision with each suggestion changed, lines and questions alike."""
    lines, questions = (tuple(map(change, some)) for some in (decision.lines, decision.questions))
    return replace(decision, lines=lines, questions=questions)


def waiting(
    decision: Decision,
    surveys: Collection[Survey],
    decided: Iterable[Label],
    shown: Iterable[Impression],
    never: Collection[str],
    today: date,
) -> Decision:
    """Return what of a decision waits: it is still open, was not dropped unanswered, and no rule keeps it away.

    What a person brought stays, whatever the rules say.
    """
    found = still_open(decision, surveys, decided)
    found = without(found, forgotten(found, shown, today))
    brought = {one.paper.id for one in found.lines if one.brought}
    return _only(found, lambda one: one.id in brought or not spoken_for(never, one))


def forgotten(decision: Decision, shown: Iterable[Impression], today: date) -> Decision:
    """Return the questions of a decision that nobody has answered for so long that they are dropped.

    One with a note was a line until its section was split or taken away: how long it has been asked about is not known.
    """
    old = {one.paper for one in shown if today - one.on > IGNORED}
    questions = tuple(one for one in decision.questions if one.paper.id in old and not one.note)
    return Decision((), questions, decision.skipped)


def without(decision: Decision, other: Decision) -> Decision:
    """Return what of a decision is not, by id or title, among another one."""
    known = PaperSet(papers(other))
    return _only(decision, lambda one: one not in known)


def among(decision: Decision, ids: Collection[str]) -> Decision:
    """Return what of a decision is about papers with these ids."""
    return _only(decision, lambda one: one.id in ids)


def outside(decision: Decision, ids: Collection[str]) -> Decision:
    """Return what of a decision is about papers with other ids."""
    return _only(decision, lambda one: one.id not in ids)


def moved(decision: Decision, outcomes: Iterable[Outcome]) -> Decision:
    """Return the decision with each paper that a person moved in the section where that person put it.

    One that is asked about, since its section was split or taken away meanwhile, is asked about no more. One that was
    taken out of one of its two sections stays in the other, once.
    """
    by_hand = [(one, one.section) for one in outcomes if one.section and one.verdict == "moved"]
    lines = {(one.id, one.proposed): section for one, section in by_hand}
    papers = {one.id: section for one, section in by_hand}
    now = [placed(one, lines[at]) if (at := (one.paper.id, one.section)) in lines else one for one in decision.lines]
    now += [placed(one, papers[one.paper.id]) for one in decision.questions if one.paper.id in papers]
    once = {(one.paper.id, one.section): one for one in now}
    return replace(decision, lines=tuple(once.values()), questions=outside(decision, papers.keys()).questions)


def placed(one: Suggestion, path: SectionPath) -> Suggestion:
    """Return a paper with the section that was chosen for it first, without what was noted of another."""
    return replace(one, choices=chosen(one, [path]), note="")


def asked(decision: Decision, ids: Collection[str]) -> Decision:
    """Return the decision with suggested papers asked about, with the sections offered, the likeliest first."""
    again = {one.paper.id: _question(one) for one in decision.lines if one.paper.id in ids}
    kept = tuple(one for one in decision.lines if one.paper.id not in again)
    return replace(decision, lines=kept, questions=(*decision.questions, *again.values()))


def _question(one: Suggestion) -> Suggestion:
    offered = sorted((choice for choice in one.choices if choice.probability), key=lambda choice: -choice.probability)
    return replace(one, choices=tuple(offered), note="")


def chosen(one: Suggestion, paths: Sequence[SectionPath]) -> tuple[Choice, ...]:
    """Return a paper's choices, those of the paths first; each is as probable as it was said to be."""
    known = {choice.section: choice for choice in one.choices}
    first = {path: known.get(path, Choice(path, 0.0)) for path in paths}
    return tuple((first | known).values())


def first(decision: Decision, at_most: int) -> Decision:
    """Return the first papers of a decision, suggested ones before the others."""
    lines = decision.lines[:at_most]
    return replace(decision, lines=lines, questions=decision.questions[: at_most - len(lines)])


def merge(waiting: Decision, fresh: Decision) -> Decision:
    """Return both, what waits first; the papers of the two must differ."""
    return Decision(
        waiting.lines + fresh.lines,
        waiting.questions + fresh.questions,
        fresh.skipped,
    )
