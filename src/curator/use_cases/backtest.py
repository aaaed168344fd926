"""Replay a list's past, as its git repository holds it: what curator would have suggested, and how that went."""

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from curator import workspace
from curator.config import Config
from curator.errors import CuratorError
from curator.evaluation import backtest as replaying
from curator.evaluation import metrics, page
from curator.hosts import history
from curator.papers.arxiv import announcements
from curator.papers.readers import read_papers
from curator.storage import files
from curator.use_cases.steps import Steps, silently


def backtest(
    repository: Path,
    papers: Path,
    *,
    settings: Config | None = None,
    file: str | None = None,
    since: date | None = None,
    every: int = 60,
    steps: Steps = silently,
) -> dict[str, Any]:
    """Return the figures of a replay, from `since` or half a year back, with the models that there would have been.

    Every `every` days a new model is learnt. `settings` are the list's own where none are given; without any, all
    papers count as heard of. `file` names the list's file where the settings do not. Raises CuratorError when the list
    has no past to replay.
    """
    settings = settings or _own(repository)
    chosen = settings or Config()
    names = [file] if file else chosen.list.files
    versions = _versions(repository, names, since, every)
    heard = announcements.hearing(settings.arxiv) if settings else lambda _: True
    trials: list[replaying.Trial] = []
    total = len(versions) - 1
    with steps(f"replaying {versions[0].day} to {versions[-1].day}, learning anew {total} times") as progress:
        progress(0, total)
        periods = replaying.replay(versions, lambda: read_papers(papers), chosen.suggest, heard=heard)
        for done, period in enumerate(periods, 1):
            trials += period
            progress(done, total)
    return metrics.summary(trials, versions, chosen.suggest)


def write_report(figures: dict[str, Any], title: str, folder: Path) -> Path:
    """Write a replay's figures as a page and as its JSON twin; return the page."""
    report = folder / "report.html"
    files.write_text(folder / "report.json", metrics.to_json(figures))
    files.write_text(report, page.render(title, figures))
    return report


def _own(repository: Path) -> Config | None:
    path = repository / "curator.toml"
    return workspace.read_config(path) if path.exists() else None


def _versions(repository: Path, names: Sequence[str], since: date | None, every: int) -> list[replaying.Version]:
    """Return the list as it stood on the first day of each period, and as it stands."""

    def at(day: date) -> replaying.Version:
        return replaying.version(day, history.texts(repository, names, day))

    first, last = (day + timedelta(days=1) for day in history.span(repository, names))
    start = since or replaying.opening(first, last, at)
    days = replaying.days(start, last, every)
    if len(days) < 2:
        raise CuratorError(f"{repository}: the list has no past from {start} on: name an earlier day with --since")
    return [at(day) for day in days]
