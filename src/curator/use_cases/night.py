"""Do one night's work for the list of a local repository."""

from pathlib import Path

from curator import pipeline, workspace
from curator.config import Config
from curator.hosts import dry_run as dryrun
from curator.hosts import home
from curator.papers.arxiv import feed as arxiv
from curator.use_cases.steps import Steps, silently, today
from curator.use_cases.train import current


def night(
    config: Path, *, feed: Path | None = None, dry_run: Path | None = None, steps: Steps = silently
) -> pipeline.Night:
    """Read the list and arXiv's new papers, and bring one proposal to its branch.

    `config` is the list's `curator.toml`. With `feed`, this saved feed is read and arXiv is not asked; with `dry_run`,
    body and diff are written to that folder and nothing else changes.
    """
    settings, root = workspace.read_config(config), config.resolve().parent
    source, model = announcements(settings, root, feed), current(settings, root, steps)
    with steps("asking arXiv, judging what is new; an arXiv that does not answer is waited for"):
        if not dry_run:
            return at_home(settings, root, source, model)
        looking = dryrun.DryRunStore(root, settings)
        shown = dryrun.DryRunHost(dry_run, home.Home(settings, root, looking, today()))
        return pipeline.run(settings, looking, dryrun.DryRunFeed(source), model, shown, today())


def at_home(settings: Config, root: Path, source: pipeline.Feed, model: pipeline.Predictor) -> pipeline.Night:
    """Learn what became of the last proposal, and bring the next one to its branch in the repository at `root`."""
    store = workspace.Workspace(root, settings)
    host = home.Home(settings, root, store, today())
    host.learn()
    done = pipeline.run(settings, store, source, model, host, today())
    host.finish()
    return done


def announcements(settings: Config, root: Path, feed: Path | None = None) -> pipeline.Feed:
    """Return arXiv's feeds as the settings name them, or one saved feed."""
    state = root / settings.state.seen
    return arxiv.FileFeed(feed, settings.arxiv, state) if feed else arxiv.ArxivFeed(settings.arxiv, state)
