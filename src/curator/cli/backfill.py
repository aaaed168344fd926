"""`curator backfill`: what a list missed, as a page and as proposals in portions."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from curator.cli.options import CONFIG, AsJson, ConfigFile, Scheduler


def backfill(
    papers: Annotated[
        Path | None, typer.Option(help="A table of papers; else the list's own.", metavar="TABLE")
    ] = None,
    since: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"],
            help="Look only at papers from this day on; else at all of them.",
            metavar="YYYY-MM-DD",
        ),
    ] = None,
    config: ConfigFile = CONFIG,
    output: Annotated[Path, typer.Option(help="The report's folder.", metavar="FOLDER")] = Path("backfill"),
    portion: Annotated[
        int | None,
        typer.Option(min=1, help="How many papers one proposal holds; else [suggest] at_most.", metavar="COUNT"),
    ] = None,
    propose: Annotated[
        bool, typer.Option("--propose", help="Bring the next portion to the list's branch, as a night does.")
    ] = False,
    scheduler: Scheduler = "",
    json: AsJson = False,
) -> None:
    """Look through a table of papers for what the list missed: a page by section, and the next portion to propose.

    Every part of the table that is done is stored in the report's folder: the same command goes on from there.
    """
    from curator.cli import show
    from curator.proposals import queue
    from curator.use_cases.backfill import backfill as find

    first = since.date() if since else None
    found = find(config, output, papers=papers, since=first, scheduler=scheduler, steps=show.step)
    chosen = found.portion(portion)
    report = found.write(output, chosen)
    published = found.propose(chosen) if propose else None
    facts = {
        "report": str(report),
        "read": found.papers,
        "missed": len(queue.papers(found.missed)),
        "portion": len(queue.papers(chosen)),
        "where": published.where if published else None,
    }
    message = "{report}: {missed:,} papers that the list may have missed, of {read:,}; the next portion has {portion}"
    show.result(facts, message + ("\n{where}" if published else ""), as_json=json)
