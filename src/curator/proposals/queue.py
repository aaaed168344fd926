"""What was proposed and waits for its maintainer: stored as JSON, looked through again every night."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date

from pydantic import TypeAdapter

from curator.feedback.impressions import IGNORED
from curator.papers.identity import PaperSet
from curator.papers.withdrawal import is_withdrawn
from curator.proposals import upgrades
from curator.proposals.rules import spoken_for
from curator.storage.json import Schema
from curator.types import Choice, Decision, Impression, Label, Outcome, Paper, SectionPath, Suggestion, Survey, Unsure

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
    return [one.paper for one in decision.shown]


def still_open(decision: Decision, surveys: Collection[Survey], decided: Iterable[Label]) -> Decision:
    """Return what still waits: neither in the list nor decided, nor withdrawn by its authors."""
    closed = PaperSet(entry for survey in surveys for entry in survey.entries)
    judged = PaperSet(decided)
    return _only(decision, lambda one: one not in closed and one not in judged and not is_withdrawn(one))


def _only(decision: Decision, wanted: Callable[[Paper], bool]) -> Decision:
    return replace(
        decision,
        suggestions=tuple(one for one in decision.suggestions if wanted(one.paper)),
        unsure=tuple(one for one in decision.unsure if wanted(one.paper)),
    )


def refreshed(decision: Decision, news: Iterable[Paper]) -> Decision:
    """Return a decision in which papers say what arXiv says of them by now; they stay as new as they were."""
    known = {paper.id: paper for paper in news}

    def fresh(one: Paper) -> Paper:
        now = known.get(one.id, one)
        return replace(now, announced=one.announced, announce_type=one.announce_type)

    return replace(
        decision,
        suggestions=tuple(replace(one, paper=fresh(one.paper)) for one in decision.suggestions),
        unsure=tuple(replace(one, paper=fresh(one.paper)) for one in decision.unsure),
    )


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
    brought = {one.paper.id for one in found.suggestions if one.brought}
    return _only(found, lambda one: one.id in brought or not spoken_for(never, one))


def forgotten(decision: Decision, shown: Iterable[Impression], today: date) -> Decision:
    """Return the questions of a decision that nobody has answered for so long that they are dropped.

    One with a note was a line until its section was split or taken away: how long it has been asked about is not known.
    """
    old = {one.paper for one in shown if today - one.on > IGNORED}
    unsure = tuple(one for one in decision.unsure if one.paper.id in old and not one.note)
    return Decision((), unsure, decision.skipped)


def union(waiting: Decision, other: Decision) -> Decision:
    """Return what waits, and what of the other decision is not among it by id or title."""
    return merge(waiting, without(other, waiting))


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

    One that is asked about, since its section was split or taken away meanwhile, is asked about no more.
    """
    stand = [(one, one.section) for one in outcomes if one.section]
    sections = {(one.id, one.proposed): section for one, section in stand}
    now = tuple(_in(one, sections.get((one.paper.id, one.section), one.section)) for one in decision.suggestions)
    by_hand = {one.id: section for one, section in stand if one.verdict == "moved"}
    answered = (placed(one, by_hand[one.paper.id]) for one in decision.unsure if one.paper.id in by_hand)
    unsure = tuple(one for one in decision.unsure if one.paper.id not in by_hand)
    return replace(decision, suggestions=(*now, *answered), unsure=unsure)


def _in(one: Suggestion, section: SectionPath) -> Suggestion:
    return one if section == one.section else replace(one, section=section, note="")


def placed(one: Suggestion | Unsure, path: SectionPath) -> Suggestion:
    """Return a paper suggested for a section, whatever was said of it before."""
    (chosen,), others = choices(one, [path])
    return Suggestion(one.paper, one.fit, path, chosen.probability, others, one.evidence, one.position, one.score)


def asked(decision: Decision, ids: Collection[str]) -> Decision:
    """Return the decision with suggested papers asked about, with the sections offered, the likeliest first."""
    again = {one.paper.id: _question(one) for one in decision.suggestions if one.paper.id in ids}
    kept = tuple(one for one in decision.suggestions if one.paper.id not in again)
    return replace(decision, suggestions=kept, unsure=(*decision.unsure, *again.values()))


def _question(one: Suggestion) -> Unsure:
    offered = sorted((choice for choice in one.choices if choice.probability), key=lambda choice: -choice.probability)
    return Unsure(one.paper, one.fit, tuple(offered), one.evidence, one.position, one.score)


def choices(one: Suggestion | Unsure, paths: Sequence[SectionPath]) -> tuple[tuple[Choice, ...], tuple[Choice, ...]]:
    """Return the choice of each path, as probable as it was said to be, and the other sections that were offered."""
    known = {choice.section: choice.probability for choice in one.choices}
    chosen = tuple(Choice(path, known.get(path, 0.0)) for path in paths)
    return chosen, tuple(choice for choice in one.choices if choice.section not in {*paths})


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
