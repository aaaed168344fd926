"""A night as the summary of its run shows it: what arXiv had, the papers that fit, and what became of them."""

from collections.abc import Iterable, Iterator

from curator.proposals.review import linked
from curator.proposals.wording import count, heading, inert, percent
from curator.types import Announcement, Choice, Decision, Near


def judged(announcement: Announcement, decision: Decision, closest: Iterable[Near] = ()) -> str:
    """Return Markdown that says what was read and judged: a table with a row for each paper that is not passed over.

    Where nothing new is worth showing, `closest` are the papers that came nearest.
    """
    counts = f"{len(decision.lines)} suggested, {len(decision.questions)} unsure"
    note = f": {inert(announcement.note)}" if announcement.note else ""
    read = f"arXiv: {announcement.state}{note}; {count(len(announcement.papers), 'paper')}"
    left = f"{decision.skipped:,} of the last four weeks passed over"
    rows, near = [*_rows(decision)], [f"- fits {percent(one.fit)}: {linked(one.paper)}" for one in closest]
    table = ["", "| paper | fits | where |", "|---|---|---|", *rows] if rows else []
    tail = ["", "Nothing new was good enough. What came closest:", "", *near] if near else []
    return "\n".join([f"### {counts}", "", f"{read}; {left}", *table, *tail, "", ""])


def outcome(where: str) -> str:
    """Return Markdown that says where the proposal is, or why there is none."""
    return f"### Outcome\n\n{where if where.startswith('https://') else inert(where)}\n\n"


def _rows(decision: Decision) -> Iterator[str]:
    for one in decision.lines:
        yield f"| {linked(one.paper)} | {percent(one.fit)} | {_choice(one.choices[0])} |"
    for question in decision.questions:
        sections = "<br>".join(map(_choice, question.choices))
        yield f"| {linked(question.paper)} | {percent(question.fit)} | ? {sections} |"


def _choice(choice: Choice) -> str:
    return f"{heading(choice.section)} {percent(choice.probability)}"
