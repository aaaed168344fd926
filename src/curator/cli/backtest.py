"""`curator backtest`: replay the list's own past before the bot is switched on."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from curator.cli.options import AsJson, PapersFile

_PERIOD = 28
_COUNTS = (
    "announced", "weeks", "gaps", "added", "absent", "shown", "found", "recall", "load", "shown_a_week",
    "most_in_a_week", "weeks_to_first_find", "fits", "suggested", "suggested_taken", "right", "right_section", "asked",
    "asked_taken", "peers", "pace",
)  # fmt: skip


def backtest(
    repository: Annotated[Path, typer.Option("--repo", help="A clone of the list, with its history.", metavar="PATH")],
    papers: PapersFile,
    config: Annotated[
        Path | None,
        typer.Option(
            help="The settings to try; else the list's own, else the usual ones and all papers.", metavar="FILE"
        ),
    ] = None,
    file: Annotated[
        str | None,
        typer.Option(help="The list's file in the repository; else those of the settings.", metavar="FILE"),
    ] = None,
    since: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"], help="The first day replayed; else half a year, or more.", metavar="YYYY-MM-DD"
        ),
    ] = None,
    every: Annotated[
        int, typer.Option(min=1, help="Learn anew after so many days, rounded to whole weeks.", metavar="DAYS")
    ] = _PERIOD,
    output: Annotated[Path, typer.Option(help="The report's folder.", metavar="FOLDER")] = Path("backtest"),
    json: AsJson = False,
) -> None:
    """Replay a list's past week by week: what curator would have shown, and what of it the list came to hold.

    Every period that is done is stored in the report's folder: the same command goes on from there.
    """
    import curator
    from curator import workspace
    from curator.cli import show
    from curator.use_cases.backtest import write_report

    found = curator.backtest(
        repository,
        papers,
        settings=workspace.read_config(config) if config else None,
        file=file,
        since=since.date() if since else None,
        every=every,
        output=output,
        steps=show.step,
    )
    report = write_report(found, output)
    facts = {key: found[key] for key in _COUNTS} | {"report": str(report)}
    show.result(facts, replayed(found) + "\n{report}", as_json=json)


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
