"""What a person sees of a night, and the same for machines."""

import json
import os
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

import typer
from rich.console import Console, Group
from rich.markup import escape
from rich.progress import Progress, SpinnerColumn
from rich.table import Column, Table
from rich.text import Text

from curator.cli import logs
from curator.doctor import Finding
from curator.model.manifest import Manifest
from curator.model.versions import Refusal, Version
from curator.pipeline import Night
from curator.proposals import drafting
from curator.proposals import facts as as_facts
from curator.proposals.short_paths import shortened
from curator.proposals.wording import count, percent
from curator.types import Choice, Near, Paper, SectionPath, Suggestion, Topic

PARTIAL = 4

_WIDE = 60
"""Columns of a terminal: a narrower one has no room for the runner-up beside paper and section."""


def console(*, stderr: bool = False) -> Console:
    """Return a console as wide as the terminal, also where its output is piped on."""
    out = Console(stderr=stderr, highlight=False)
    return out if out.is_terminal else Console(stderr=stderr, highlight=False, width=_width())


def say(text: str | Text, *, stderr: bool = False) -> None:
    """Print a text as it is: nothing in it is markup, and a long line stays one."""
    console(stderr=stderr).print(text, markup=False, soft_wrap=True)


def _width() -> int:
    """Return COLUMNS, or the width of the terminal that the process has where its output goes elsewhere, or 140."""
    if (columns := os.environ.get("COLUMNS", "")).isdecimal():
        return int(columns)
    for stream in (sys.stdin, sys.stderr, sys.stdout):
        with suppress(OSError, ValueError, AttributeError):
            return os.get_terminal_size(stream.fileno()).columns
    return 140


@contextmanager
def reading(path: Path, ids: Collection[str] | None = None) -> Iterator[Iterator[Paper]]:
    """Give the papers of a file, or those of them that have one of `ids`, and show how far the reading is."""
    from curator.papers.readers import read_papers

    with step(f"reading {path.name}") as progress:
        yield read_papers(path, ids, progress)


@contextmanager
def step(what: str) -> Iterator[Callable[[int, int], None]]:
    """Show on a terminal that something goes on; give what shows how much is done of how much.

    In the log of a workflow, what is said meanwhile stands in a group of that name.
    """
    out = console(stderr=True)
    columns = (SpinnerColumn(), *Progress.get_default_columns())
    with logs.group(what), Progress(*columns, console=out, transient=True, disable=not out.is_terminal) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def print_json(facts: object, indent: int | None = None) -> None:
    """Print facts for machines."""
    print(json.dumps(facts, ensure_ascii=False, indent=indent, default=str))


def result(facts: Mapping[str, object], sentence: str, *, as_json: bool) -> None:
    """Print what a command did: as JSON, or as a sentence with the facts filled in."""
    if as_json:
        print_json(facts)
    else:
        say(sentence.format_map(facts))


def findings(found: Collection[Finding], *, as_json: bool) -> None:
    """Print one line for each thing that was looked at: well, or to mend."""
    if as_json:
        print_json({"findings": [asdict(one) for one in found]}, indent=1)
        return
    width = max(len(one.about) for one in found)
    for one in found:
        state = ("well", "green") if one.well else ("mend", "bold red")
        say(Text.assemble(state, f"  {one.about:<{width}}  {one.message}"))


def versions(found: Sequence[Version], refused: Refusal | None, *, as_json: bool) -> None:
    """Print the model in use and those before it, and why the newest was not taken into use."""
    rows = [{**learnt_from(one.manifest), "why": one.manifest.why, "used": n == 0} for n, one in enumerate(found)]
    if as_json:
        print_json({"models": rows, "refused": asdict(refused) if refused else None}, indent=1)
        return
    for row in rows:
        state = ("used", "green") if row["used"] else ("was used", "dim")
        text = f"  {learnt(row)}; {row['why']}"
        say(Text.assemble(state, text.rstrip("; ")))
    if refused:
        say(f"not used: learnt {refused.on}; {refused.why}")


def learnt_from(manifest: Manifest) -> dict[str, Any]:
    """Return what a model was learnt from, in the words of `curator train`."""
    counts = dict(manifest.trained)
    listed, rejected, negatives = (counts.pop(name) for name in ("entries", "rejected", "negatives"))
    left_out = int(rejected or 0) + int(negatives or 0)
    return {"learnt": manifest.learnt, "listed": listed, "left_out": left_out, "rejected": rejected, **counts}


def learnt(facts: Mapping[str, Any]) -> str:
    """Say what `learnt_from` told of a model."""
    day = facts["learnt"] or "on an unknown day"
    listed = count(facts["listed"], "listed paper")
    return f"learnt {day} from {listed} and {facts['left_out']:,} left out"


def replayed(figures: Mapping[str, Any]) -> str:
    """Say what a replay came to: how much there would have been to look at, and what of it was added."""
    from curator.evaluation.coverage import lacking

    text = (
        f"{figures['announced']:,} papers in {figures['weeks']} weeks; the list took {figures['added'] or 'none'}. "
        f"curator would have shown {figures['shown']}, {figures['shown_a_week'] or 0:.1f} a week.\n"
    )
    text += "".join(f"{one}\n" for one in lacking(figures))
    if not figures["added"]:
        return text + "What is worth showing can only be judged by what was added: name an earlier day with --since."
    peers = ", ".join(f"{name} {count}" for name, count in figures["peers"].items())
    return (
        f"{text}Found: {figures['found']} of {figures['added']} ({figures['recall']:.0%}), one for each "
        f"{_number(figures['load'])} shown, the first in week {figures['weeks_to_first_find'] or '–'}. "
        f"At as many shown, others find: {peers}.\n"
        f"Suggested as a line: {figures['suggested']}, of which {figures['suggested_taken']} were added, "
        f"{figures['right']} of these to the section named; asked about: {figures['asked']}, of which "
        f"{figures['asked_taken']} were added."
    )


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.1f}"


def missing(path: Path, ids: Collection[str]) -> None:
    """Name the papers that `path` does not hold, and end with the exit code for "done in part" when there are any."""
    if ids:
        say(f"not in {path}, left out: {', '.join(ids)}", stderr=True)
        raise typer.Exit(PARTIAL)


def night(result: Night) -> None:
    """Print the feed's outcome, the suggestions, the questions, the diff and where the branch is.

    Where nothing changed on the branch, that is all there is to say, with the questions, which do not stand on it, and
    why where a feed could not be read.
    """
    out, shown = console(), shortened(result.decision)
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


def _section(path: SectionPath) -> str:
    return escape(" › ".join(path))


def _choice(choice: Choice) -> str:
    return f"{_section(choice.section)} [dim]{percent(choice.probability)}[/]"


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


def facts(result: Night) -> dict[str, Any]:
    """Return a night as JSON holds it."""
    return as_facts.judged(result.announcement, result.selection, result.decision, result.closest) | {
        "emerging_topics": [
            {"terms": topic.terms, "papers": as_facts.papers(topic.papers)} for topic in result.emerging_topics
        ],
        "where": result.publication.where if result.publication else None,
        "refused": result.refused or None,
        "changed": bool(result.publication and result.publication.changed),
    }
