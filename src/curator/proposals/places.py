"""The sections that waiting papers go to, in the list as it stands: renamed, split or gone since they were named."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from curator import lists
from curator.lists.identity import Counterparts, sections
from curator.lists.reading import groups
from curator.lists.reading.groups import GroupHeading
from curator.types import Choice, Decision, Paper, Prediction, SectionPath, Suggestion, Survey


def renamed(decision: Decision, counterparts: Counterparts) -> Decision:
    """Return a decision in the names that sections have now; one that is gone keeps its own, it may come back.

    A suggestion whose section was split becomes a question about the parts, unless its paper goes to another one, too.
    """
    lines, questions = [], [_renamed(one, counterparts) for one in decision.questions]
    for one in decision.lines:
        if len(counterparts.of(one.section)) > 1:
            questions.append(replace(_renamed(one, counterparts), note=_note(one, "was split")))
        else:
            lines.append(_renamed(one, counterparts))
    return replace(decision, lines=tuple(lines), questions=_once(lines, questions))


def _note(one: Suggestion, what: str) -> str:
    return f"its section, {' › '.join(one.section)}, {what}"


def _once(kept: Iterable[Suggestion], questions: Iterable[Suggestion]) -> tuple[Suggestion, ...]:
    """Return one question for each paper that is not suggested, with all the sections that it was asked about."""
    suggested = {one.paper.id for one in kept}
    found: dict[str, Suggestion] = {}
    for one in questions:
        first = found.setdefault(one.paper.id, one)
        named = {choice.section for choice in first.choices}
        more = tuple(choice for choice in one.choices if choice.section not in named)
        found[one.paper.id] = replace(first, choices=(*first.choices, *more))
    return tuple(one for one in found.values() if one.paper.id not in suggested)


def predicted(prediction: Prediction, counterparts: Counterparts) -> Prediction:
    """Return a prediction in the names that sections have now; what a model knows of those gone is left out."""
    known = tuple(one for one in prediction.sections if counterparts.of(one.section))
    return replace(prediction, sections=choices(known, counterparts))


def grouped(prediction: Prediction, by: Mapping[SectionPath, Sequence[GroupHeading]]) -> Prediction:
    """Return a prediction whose sections end with the group by date or letter that the paper belongs to, if any.

    They stay in their order, and are as likely as it is that the paper stands in the section, and there in that group.
    """
    return replace(prediction, sections=tuple(_grouped(one, prediction.paper, by) for one in prediction.sections))


def _grouped(one: Choice, paper: Paper, by: Mapping[SectionPath, Sequence[GroupHeading]]) -> Choice:
    group = groups.within(by.get(one.section, ()), paper)
    return Choice((*one.section, *group.names), one.probability * group.accuracy) if group else one


def choices(known: Iterable[Choice], counterparts: Counterparts) -> tuple[Choice, ...]:
    """Return choices in the names that sections have now; the parts of one share its probability."""
    found: dict[SectionPath, float] = {}
    for one in known:
        paths = counterparts.of(one.section) or (one.section,)
        for path in paths:
            found[path] = min(1.0, found.get(path, 0.0) + one.probability / len(paths))
    return tuple(Choice(*both) for both in found.items())


def _renamed(one: Suggestion, counterparts: Counterparts) -> Suggestion:
    return replace(one, choices=choices(one.choices, counterparts))


def askable(decision: Decision, surveys: Sequence[Survey]) -> Decision:
    """Return a decision as it can be put before a person today: every section that it names is there.

    A suggestion whose section is gone is a question among all sections, unless its paper goes to another one, too,
    which then says so; and so is a question with less than two left.
    """
    there = sections(surveys)
    gone = [one for one in decision.lines if one.section not in there]
    notes = {one.paper.id: _note(one, "is gone") for one in gone}
    homeless = (replace(one, choices=one.choices[1:], note=notes[one.paper.id]) for one in gone)
    every = tuple(Choice(path, 0.0) for path in lists.topical(surveys))
    kept = tuple(
        replace(one, choices=_among(one.choices, there), note=notes.get(one.paper.id, one.note))
        for one in decision.lines
        if one.section in there
    )
    asked = []
    for one in _once(kept, (*decision.questions, *homeless)):
        left = _among(one.choices, there)
        named = {choice.section for choice in left}
        rest = tuple(choice for choice in every if choice.section not in named)
        asked.append(replace(one, choices=left if len(left) > 1 else (*left, *rest)))
    return replace(decision, lines=kept, questions=tuple(asked))


def _among(choices: Iterable[Choice], there: Collection[SectionPath]) -> tuple[Choice, ...]:
    return tuple(one for one in choices if one.section in there)
