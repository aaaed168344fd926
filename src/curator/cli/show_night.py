"""What a person sees of a night, and the same for machines."""

from collections.abc import Iterable
from typing import Any

from rich.console import Group
from rich.markup import escape
from rich.table import Column, Table
from rich.text import Text

from curator.cli import show
from curator.pipeline import Night
from curator.proposals import drafting, facts
from curator.proposals.short_paths import shortened
from curator.proposals.wording import count, percent
from curator.types import Choice, Near, Paper, Suggestion, Topic

_WIDE = 60
"""Columns of a terminal: a narrower one has no room for the runner-up beside paper and section."""


def night(result: Night) -> None:
    """Print the feed's outcome, the suggestions, the questions, the diff and where the branch is.

    Where nothing changed on the branch, that is all there is to say, with the questions, which do not stand on it, and
    why where a feed could not be read.
    """
    out, shown = show.console(), shortened(result.decision)
    if result.publication and not result.publication.changed:
        failed = result.announcement.state in {"failed", "partial"}
        out.print(_outcome(result) if failed else where(result), soft_wrap=True)
        if asked := _questions(shown.questions):
            out.print(asked)
        return
    out.print(_outcome(result), soft_wrap=True)
    tables = _suggestions(shown.lines, others=out.width >= _WIDE), _questions(shown.questions)
    for part in (*tables, _topics(result.emerging_topics), _closest(result.closest)):
        if part:
            out.print()
            out.print(part, soft_wrap=isinstance(part, Text))
    if result.proposal:
        out.print()
        out.print(_diff(drafting.diff(result.proposal)), soft_wrap=True)
    out.print()
    out.print(where(result), soft_wrap=True)


def _outcome(result: Night) -> Text:
    counts = [f"{number:,} {reason}" for reason, number in result.selection.dropped.items()]
    counts.append(f"{len(result.selection.papers):,} new to the list")
    decision, read = result.decision, count(len(result.announcement.papers), "paper")
    text = Text.assemble(("arXiv: ", "bold"), f"{result.announcement.state}, {read}: {', '.join(counts)}\n")
    text.append(f"{len(decision.lines)} suggested, {len(decision.questions)} unsure; ")
    text.append(f"{decision.skipped:,} of the last four weeks passed over")
    text.append(f"\n{result.pace}".rstrip())
    if result.announcement.note:
        text.append(f"\n{result.announcement.note}", "yellow")
    return text


def _table(title: str, *columns: str) -> Table:
    """Return a table of papers; on a narrow terminal, too, their numbers are whole."""
    paper = Column("paper", min_width=len("2603.00001"), overflow="fold")
    others = [Column(name, overflow="fold") for name in columns]
    return Table(paper, *others, title=title, title_justify="left", expand=True)


def _suggestions(suggestions: Iterable[Suggestion], *, others: bool) -> Table | None:
    table = _table("Suggested", "fits", "section", *(["runner-up"] if others else []))
    for one in suggestions:
        choices = [_choice(choice) for choice in one.choices[: 1 + others]]
        table.add_row(_paper(one.paper, one.note), percent(one.fit), *choices)
    return table if table.rows else None


def _questions(questions: Iterable[Suggestion]) -> Table | None:
    table = _table("Unsure", "fits", "where? the likeliest sections")
    for one in questions:
        table.add_row(_paper(one.paper), percent(one.fit), "\n".join(_choice(choice) for choice in one.choices))
    return table if table.rows else None


def _topics(emerging_topics: Iterable[Topic]) -> Text | None:
    lines = [
        Text.assemble(
            ("A new section? ", "bold"),
            f"{len(topic.papers)} unsure papers share what no section is about: {', '.join(topic.terms)} ",
            (f"({', '.join(paper.id for paper in topic.papers)})", "dim"),
        )
        for topic in emerging_topics
    ]
    return Text("\n").join(lines) if lines else None


def _paper(paper: Paper, note: str = "") -> Group:
    return Group(Text(paper.title), Text(paper.id, "dim"), *([Text(note, "italic")] if note else []))


def _choice(choice: Choice) -> str:
    return f"{escape(' › '.join(choice.section))} [dim]{percent(choice.probability)}[/]"


def _diff(diff: str) -> Text:
    colours = {"+": "green", "-": "red", "@": "cyan"}
    lines = [Text(line, colours.get(line[:1], "")) for line in diff.rstrip("\n").split("\n")]
    return Text("\n").join(lines)


def _closest(papers: Iterable[Near]) -> Text | None:
    lines = [Text.assemble(f"{percent(one.fit):>4}  {one.paper.title} ", (one.paper.id, "dim")) for one in papers]
    return Text("\n").join([Text("What came closest:", "bold"), *lines]) if lines else None


def where(result: Night) -> Text:
    """Say where the proposal is."""
    if result.publication:
        done = "Ready: " if result.publication.changed else "Nothing new: "
        return Text.assemble((done, "bold green"), result.publication.where)
    if result.refused:
        return Text.assemble(("Not written: ", "bold"), result.refused)
    if result.decision.questions:
        return Text.assemble(
            ("No proposal: there are only questions, which open none of their own. ", "bold"),
            "Answer with `curator accept ID SECTION` or `curator reject ID`.",
        )
    read = result.announcement.state != "failed"
    return Text(f"{'Nothing good enough tonight' if read else 'arXiv was not read'}: no proposal.", "bold")


def as_json(result: Night) -> dict[str, Any]:
    """Return a night as JSON holds it."""
    return facts.judged(result.announcement, result.selection, result.decision, result.closest) | {
        "emerging_topics": [
            {"terms": topic.terms, "papers": facts.papers(topic.papers)} for topic in result.emerging_topics
        ],
        "where": result.publication.where if result.publication else None,
        "refused": result.refused or None,
        "changed": bool(result.publication and result.publication.changed),
    }
