"""`curator backtest`: replay the list's own past before the bot is switched on."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from curator.cli.options import AsJson, PapersFile

_PERIOD = 60
_COUNTS = ("papers", "weeks", "added", "suggested", "unsure", "hits", "right", "precision", "right_section", "recall")


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
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The first day replayed; else half a year, or more.")
    ] = None,
    every: Annotated[int, typer.Option(min=1, help="Learn anew after so many days.")] = _PERIOD,
    output: Annotated[Path, typer.Option(help="The report's folder.", metavar="FOLDER")] = Path("backtest"),
    json: AsJson = False,
) -> None:
    """Show what curator would have suggested for a list in the past, with the models it would have had."""
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
        steps=show.step,
    )
    report = write_report(found, repository.resolve().name, output)
    facts = {key: found[key] for key in (*_COUNTS, "promised")} | {"report": str(report)}
    show.result(facts, show.replayed(found) + "\n{report}", as_json=json)
