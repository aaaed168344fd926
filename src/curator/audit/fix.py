"""Findings → the file's new text: only what the edits touch changes, and mending twice changes nothing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from curator.audit.findings import Edit, Finding
from curator.lists.reading.parse import parse
from curator.types import Survey


@dataclass(frozen=True, slots=True)
class Mended:
    """A file's new text, the findings that were mended in it, and those whose fix could not be proved."""

    text: str
    done: tuple[Finding, ...]
    left: tuple[Finding, ...] = ()


def mend(survey: Survey, findings: Iterable[Finding]) -> Mended:
    """Apply the fixes of a file's findings one after another, from its end to its start.

    A fix is applied whole or not at all: not where it overlaps another, and not where any entry but its own would then
    read otherwise.
    """
    fixable = sorted((one for one in findings if one.fix and one.file == survey.file), key=_first, reverse=True)
    text, done, left, until = survey.text, [], [], len(survey.text) + 1
    for finding in fixable:
        new = edited(text, finding.fix)
        if max(edit.end for edit in finding.fix) > until or not _is_sound(parse(text), parse(new), finding):
            left.append(finding)
        else:
            text, until = new, _first(finding)
            done.append(finding)
    return Mended(text, tuple(reversed(done)), tuple(reversed(left)))


def edited(text: str, edits: Sequence[Edit]) -> str:
    """Return a text with edits applied, which do not overlap."""
    for edit in sorted(edits, key=lambda edit: edit.start, reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


def _first(finding: Finding) -> int:
    return min(edit.start for edit in finding.fix)


def _is_sound(old: Survey, new: Survey, finding: Finding) -> bool:
    """Tell whether all entries outside the finding's lines are the same, and sections too."""
    return _others(old, finding) == _others(new, finding) and _topics(old) == _topics(new)


def _others(survey: Survey, finding: Finding) -> list[tuple[object, ...]]:
    return [
        (one.id, one.title, one.section, one.links)
        for one in survey.entries
        if one.span.end < finding.line or one.span.start > finding.end_line
    ]


def _topics(survey: Survey) -> list[tuple[str, ...]]:
    return [section.path for section in survey.sections]
