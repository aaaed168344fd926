"""A decision → a proposal: branch, title, body and the list's new text."""

import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from curator import lists
from curator.errors import SurveyError
from curator.proposals import body
from curator.proposals.places import askable
from curator.proposals.topics import emerging_topics
from curator.types import Change, Decision, Placed, Placement, Proposal, Suggestion, Survey


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads a proposal: whether an earlier one is open before them, and whether what they tick in it is read."""

    ongoing: bool = False
    ticks: bool = True


AWAITED = Reader()


def draft(
    decision: Decision,
    surveys: Sequence[Survey],
    *,
    branch: str,
    source: str,
    template: str = "",
    reader: Reader = AWAITED,
) -> Proposal | None:
    """Return the proposal for a decision, or None when it changes no file.

    What cannot be written is left out, and the body says why; SurveyError when that is all of it. An ongoing proposal
    stays where nothing can be written for now, as long as there is something to ask or to say.

    `source` says in words where the papers come from, `template` overrides the learned form of an entry.
    """
    decision = askable(decision, surveys)
    placements = [Placement(one.paper, one.section) for one in decision.lines]
    done = lists.insert_all(surveys, placements, template)
    refused = {place for place, _ in done.left}
    written = tuple(one for one in decision.lines if Placement(one.paper, one.section) not in refused)
    decision = replace(decision, lines=written)
    before = {one.file: one.text for one in surveys}
    changes = tuple(Change(file, before[file], text) for file, text in done.files.items())
    if not changes and done.left and not reader.ongoing:
        names = ", ".join(f"{place.paper.id} “{place.paper.title}”" for place, _ in done.left)
        raise SurveyError(f"{names}: {done.left[0][1]}")
    if not changes and not (reader.ongoing and (decision.questions or done.left)):
        return None
    placed = tuple(Placed(one.paper.id, one.paper.title, one.section, one.paper.authors) for one in decision.lines)
    asked = tuple(one.paper.id for one in decision.questions)
    left = [(place.paper, str(error)) for place, error in done.left]
    text = body.render(decision, source, emerging_topics(decision, surveys), left, ticks=reader.ticks)
    return Proposal(branch, body.title(decision), text, body.message(decision), changes, placed, asked)


def is_writable(one: Suggestion, surveys: Sequence[Survey], template: str = "") -> bool:
    """Tell whether a paper's section is there and takes a line."""
    return not lists.insert_all(surveys, [Placement(one.paper, one.section)], template).left


def diff(proposal: Proposal) -> str:
    """Return the proposal's changes as one unified diff, as git prints it but for the hashes."""
    return "".join(line for change in proposal.changes for line in _file_diff(change))


def _file_diff(change: Change) -> Iterator[str]:
    before, after = _lines(change.before), _lines(change.after)
    for line in difflib.unified_diff(before, after, f"a/{change.file}", f"b/{change.file}"):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _lines(text: str) -> list[str]:
    """Split at line feeds alone, as git does: other marks that Python takes for line ends stay inside a line."""
    return re.findall(r"[^\n]*\n|[^\n]+", text)
