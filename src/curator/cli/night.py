"""`curator nightly`: one night's work."""

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from curator.cli.options import CONFIG, AsJson, ConfigFile, DryRun, FeedFile

if TYPE_CHECKING:
    from curator.config import Config
    from curator.pipeline import Feed, Night


def nightly(
    config: ConfigFile = CONFIG,
    feed: FeedFile = None,
    dry_run: DryRun = None,
    json: AsJson = False,
) -> None:
    """Read the list and arXiv's new papers, and bring one proposal to its branch."""
    from curator.cli import show

    with show.working("asking arXiv, judging what is new; an arXiv that does not answer is waited for"):
        night = work(config, feed, dry_run)
    if json:
        show.night_as_json(night)
    else:
        show.night(night)
    if night.announcement.state in {"partial", "failed"}:
        raise typer.Exit(show.PARTIAL if night.announcement.state == "partial" else 1)


def work(config: Path, feed: Path | None, dry_run: Path | None) -> "Night":
    """Build the world for the settings in `config`, and run the night in it."""
    from curator import pipeline, workspace
    from curator.cli.model import current
    from curator.hosts import dry_run as dryrun
    from curator.hosts import git

    settings = workspace.read_config(config)
    root = config.resolve().parent
    source = announcements(settings, root, feed)
    model = current(settings, root)
    if dry_run:
        store = dryrun.DryRunStore(root, settings)
        return pipeline.run(settings, store, dryrun.DryRunFeed(source), model, dryrun.DryRunHost(dry_run))
    return pipeline.run(settings, workspace.Workspace(root, settings), source, model, git.LocalGit(root))


def announcements(settings: "Config", root: Path, feed: Path | None) -> "Feed":
    """Return arXiv's feeds as the settings name them, or one saved feed."""
    from curator.papers.arxiv import feed as arxiv

    if feed:
        return arxiv.FileFeed(feed)
    wanted = settings.arxiv
    told = arxiv.ArxivSettings(
        contact=wanted.contact,
        categories=tuple(wanted.categories),
        feed_url=wanted.feed_url,
        oai_url=wanted.oai_url,
        delay=wanted.delay,
        days_back=wanted.days_back,
    )
    return arxiv.ArxivFeed(told, root / settings.state.seen)
