"""Findings → the file's new text: only what the edits touch changes, and mending twice changes nothing."""

from collections.abc import Callable, Iterable, Sequence

from curator.audit.findings import Edit, Finding
from curator.lists.reading.parse import parse
from curator.types import Survey


def mend_all(survey: Survey, audit: Callable[[Survey], Iterable[Finding]]) -> tuple[Survey, list[Finding]]:
    """Mend a file until an audit finds nothing more to mend, and return what was mended, too.

    A corrected link may show that a badge is wrong.
    """
    done: list[Finding] = []
    while (after := edited(survey.text, _edits(sound := mendable(survey, audit(survey))))) != survey.text:
        done += sound
        survey = parse(after, survey.file, survey.prefix)
    return survey, done


def mendable(survey: Survey, findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings of a file whose fixes can be applied together, each whole.

    A fix is left out where it overlaps an earlier one, and where an entry that it does not touch, or a heading, would
    then read otherwise.
    """
    chosen: list[Finding] = []
    for finding in sorted((one for one in findings if one.fix and one.file == survey.file), key=_start):
        if not chosen or _start(finding) >= max(edit.end for edit in chosen[-1].fix):
            chosen.append(finding)
    return _sound(survey, chosen)


def _edits(findings: Iterable[Finding]) -> list[Edit]:
    return [edit for one in findings for edit in one.fix]


def _start(finding: Finding) -> int:
    return min(edit.start for edit in finding.fix)


def edited(text: str, edits: Iterable[Edit]) -> str:
    """Return a text with edits applied, which do not overlap."""
    pieces: list[str] = []
    at = 0
    for edit in sorted(edits, key=lambda edit: edit.start):
        pieces += [text[at : edit.start], edit.text]
        at = edit.end
    return "".join([*pieces, text[at:]])


def _sound(survey: Survey, findings: Sequence[Finding]) -> list[Finding]:
    """Return the findings whose fixes leave all else as it reads; found by halves, as most do."""
    if not findings or _leaves_others(survey, findings):
        return [*findings]
    if len(findings) == 1:
        return []
    half = len(findings) // 2
    first = _sound(survey, findings[:half])
    rest = _sound(survey, findings[half:])
    return first + rest if _leaves_others(survey, first + rest) else first


def _leaves_others(survey: Survey, findings: Sequence[Finding]) -> bool:
    """Tell whether the entries outside the findings' lines, and all headings, read as before."""
    new = parse(edited(survey.text, _edits(findings)), survey.file, survey.prefix)
    touched = {line for one in findings for line in range(one.line - 1, one.end_line)}
    gone = {line for one in findings for line in _removed(survey.text, one)}
    below = sorted(gone)
    moved = {line - sum(other < line for other in below) for line in touched - gone}
    return _others(survey, touched) == _others(new, moved) and _headings(survey) == _headings(new)


def _removed(text: str, finding: Finding) -> range:
    """Return the lines that a fix takes out whole."""
    whole = any(not edit.text and text[edit.start : edit.end].endswith("\n") for edit in finding.fix)
    return range(finding.line - 1, finding.end_line) if whole else range(0)


def _others(survey: Survey, touched: set[int]) -> list[object]:
    free = (one for one in survey.entries if touched.isdisjoint(range(one.span.start, one.span.end)))
    return [(one.id, one.title, one.section, one.links, one.date) for one in free]


def _headings(survey: Survey) -> list[object]:
    return [section.path for section in survey.sections]
