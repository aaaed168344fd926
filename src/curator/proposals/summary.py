"""A night as the summary of its run shows it: what arXiv had, the papers that fit, and what became of them."""

from collections.abc import Iterator

from curator.proposals.body import inert, percent
from curator.types import Announcement, Choice, Decision, Paper, SectionPath


def judged(announcement: Announcement, decision: Decision) -> str:
    """Return Markdown that says what was read and judged: a table with a row for each paper that is not passed over."""
    counts = f"{len(decision.suggestions)} suggested, {len(decision.unsure)} unsure, {decision.skipped} passed over"
    note = f": {inert(announcement.note)}" if announcement.note else ""
    read = f"arXiv: {announcement.state}{note}; {len(announcement.papers)} papers"
    rows = [*_rows(decision)]
    head = ["", "| paper | fits | where |", "|---|---|---|"] if rows else []
    return "\n".join([f"### {counts}", "", read, *head, *rows, "", ""])


def outcome(where: str) -> str:
    """Return Markdown that says where the proposal is, or why there is none."""
    return f"### Outcome\n\n{where if where.startswith('https://') else inert(where)}\n\n"


def _rows(decision: Decision) -> Iterator[str]:
    for one in decision.suggestions:
        yield _row(one.paper, one.fit, _choice(Choice(one.section, one.probability)))
    for question in decision.unsure:
        yield _row(question.paper, question.fit, "? " + "<br>".join(map(_choice, question.choices)))


def _row(paper: Paper, fit: float, where: str) -> str:
    return f"| [{paper.id}](https://arxiv.org/abs/{paper.id}) {inert(paper.title)} | {percent(fit)} | {where} |"


def _choice(choice: Choice) -> str:
    return f"{_named(choice.section)} {percent(choice.probability)}"


def _named(section: SectionPath) -> str:
    return " › ".join(map(inert, section))
