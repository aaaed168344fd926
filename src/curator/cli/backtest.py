"""`curator backtest`: replay the list's own past before the bot is switched on."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

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
    show.result(facts, show.replayed(found) + "\n{report}", as_json=json)
