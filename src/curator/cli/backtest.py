"""`curator backtest`: replay the list's own past before the bot is switched on."""

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from curator.cli.options import AsJson, PapersFile

if TYPE_CHECKING:
    from curator.config import Config

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
    from curator.cli import show
    from curator.config import Config
    from curator.errors import CuratorError
    from curator.evaluation import backtest as replaying
    from curator.evaluation import metrics, page
    from curator.hosts import history
    from curator.papers.arxiv import announcements
    from curator.papers.readers import read_papers
    from curator.storage import files

    settings = _settings(repository, config)
    names = [file] if file else (settings or Config()).list.files
    first, last = history.span(repository, names)
    first, last = first + timedelta(days=1), last + timedelta(days=1)

    def at(day: date) -> replaying.Version:
        return replaying.version(day, history.texts(repository, names, day))

    start = since.date() if since else replaying.opening(first, last, at)
    days = replaying.days(start, last, every)
    if len(days) < 2:
        raise CuratorError(f"{repository}: the list has no past from {start} on: name an earlier day with --since")
    versions = [at(day) for day in days]
    suggest = settings.suggest if settings else Config().suggest
    heard = announcements.hearing(settings.arxiv) if settings else lambda _: True
    trials: list[replaying.Trial] = []
    with show.advancing(f"replaying {start} to {last}, learning anew {len(days) - 1} times") as progress:
        progress(0, len(days) - 1)
        periods = replaying.replay(versions, lambda: read_papers(papers), suggest, heard=heard)
        for done, period in enumerate(periods, 1):
            trials += period
            progress(done, len(days) - 1)
    found = metrics.summary(trials, versions, suggest)
    report = output / "report.html"
    files.write_text(output / "report.json", metrics.to_json(found))
    files.write_text(report, page.render(repository.resolve().name, found))
    facts = {key: found[key] for key in (*_COUNTS, "promised")} | {"report": str(report)}
    show.result(facts, show.replayed(found) + "\n{report}", as_json=json)


def _settings(repository: Path, config: Path | None) -> "Config | None":
    """Return the settings that were named, else those of the list, else none."""
    from curator import workspace

    own = config or repository / "curator.toml"
    return workspace.read_config(own) if config or own.exists() else None
