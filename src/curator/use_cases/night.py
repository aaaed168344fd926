"""Do one night's work for the list of a local repository."""

from pathlib import Path

from curator import pipeline, workspace
from curator.config import Config
from curator.hosts import dry_run as dryrun
from curator.hosts import home
from curator.papers.arxiv import feed as arxiv
from curator.use_cases.steps import Steps, silently, today
from curator.use_cases.train import current

_ASKING = "asking arXiv, judging what is new; an arXiv that does not answer is waited for"


def night(
    config: Path, *, feed: Path | None = None, dry_run: Path | None = None, steps: Steps = silently
) -> pipeline.Night:
    """Read the list and arXiv's new papers, and bring one proposal to its branch.

    `config` is the list's `curator.toml`. With `feed`, this saved feed is read and arXiv is not asked; with `dry_run`,
    body and diff are written to that folder and nothing else changes.
    """
    settings, root = workspace.read_config(config), config.resolve().parent
    source = announcements(settings, root, feed)
    return _rehearse(settings, root, source, dry_run, steps) if dry_run else work(settings, root, source, steps)


def announcements(settings: Config, root: Path, feed: Path | None = None) -> pipeline.Feed:
    """Return arXiv's feeds as the settings name them, or one saved feed."""
    state = root / settings.state.seen
    return arxiv.FileFeed(feed, settings.arxiv, state) if feed else arxiv.ArxivFeed(settings.arxiv, state)


def work(settings: Config, root: Path, source: pipeline.Feed, steps: Steps = silently) -> pipeline.Night:
    """Learn what was decided on the branch, and bring to it what of the feed fits the list in `root`."""
    model, store = current(settings, root, steps), workspace.Workspace(root, settings)
    host = home.Home(settings, root, store, today())
    with steps(_ASKING):
        host.learn()
        done = pipeline.run(settings, store, source, model, host, today())
        host.finish()
    return done


def _rehearse(settings: Config, root: Path, source: pipeline.Feed, folder: Path, steps: Steps) -> pipeline.Night:
    """Show what the work would come to."""
    model, store = current(settings, root, steps), dryrun.DryRunStore(root, settings)
    host = dryrun.DryRunHost(folder, home.Home(settings, root, store, today()))
    with steps(_ASKING):
        return pipeline.run(settings, store, dryrun.DryRunFeed(source), model, host, today())
