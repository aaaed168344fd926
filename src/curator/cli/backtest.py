"""`curator backtest`: replay the list's own past before the bot is switched on."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer

from curator.cli.options import AsJson, PapersFile

_PERIOD = 60


def backtest(
    repository: Annotated[Path, typer.Option("--repo", help="A clone of the list, with its history.", metavar="PATH")],
    papers: PapersFile,
    file: Annotated[str, typer.Option(help="The list's file in the repository.", metavar="FILE")] = "README.md",
    since: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The first day replayed; else half a year is.")
    ] = None,
    every: Annotated[int, typer.Option(min=1, help="Learn anew after so many days.")] = _PERIOD,
    output: Annotated[Path, typer.Option(help="The report's folder.", metavar="FOLDER")] = Path("backtest"),
    json: AsJson = False,
) -> None:
    """Show what curator would have suggested for a list in the past, with the models it would have had."""
    from curator import backtest as replaying
    from curator.cli import show
    from curator.config import Config
    from curator.edge import files, history
    from curator.edge.papers import read_papers
    from curator.report import figures, page

    first, last = history.span(repository, file)
    start = since.date() if since else max(first + timedelta(days=1), last - timedelta(days=182))
    days = replaying.days(start, last + timedelta(days=1), every)
    versions = [
        replaying.version(day, text) for day, text in zip(days, history.texts(repository, file, days), strict=True)
    ]
    suggest = Config().suggest
    promises = (suggest.precision, suggest.section_confidence)
    trials = []
    with show.working(f"replaying {start} to {last}, {len(versions) - 1} periods"):
        for period in replaying.replay(versions, lambda: read_papers(papers), promises):
            trials += period
    found = {"from": start.isoformat(), "to": last.isoformat(), **figures.summary(trials)}
    files.write_text(output / "report.json", figures.to_json(found))
    files.write_text(output / "report.html", page.render(repository.resolve().name, found))
    sentence = "{papers} papers, {added} added, {suggested} suggested, {precision} of them added: {report}"
    facts = {key: found[key] for key in ("papers", "added", "suggested", "unsure", "precision", "recall")}
    show.result({**facts, "report": str(output / "report.html")}, sentence, as_json=json)
