"""Do one night's work for the list of a local repository."""

from pathlib import Path
from typing import Protocol

from curator import pipeline
from curator.hosts.dry_run import DryRunHost, DryRunStore
from curator.hosts.home import Home
from curator.papers.arxiv.feed import ArxivFeed, FileFeed
from curator.types import Announcement
from curator.use_cases.models import current
from curator.use_cases.steps import Steps, silently, today
from curator.workspace import Workspace


class Feed(Protocol):
    """Where new papers come from."""

    def fetch(self) -> Announcement:
        """Return what was announced and not yet marked as seen."""
        ...

    def seen(self, announcement: Announcement) -> str:
        """Return as text what counts as seen once the announcement is; empty where that is what it was."""
        ...

    def mark_seen(self, announcement: Announcement) -> None:
        """Remember the announcement, so that no later `fetch` returns it again."""
        ...


def night(
    config: Path, *, feed: Path | None = None, dry_run: Path | None = None, steps: Steps = silently
) -> pipeline.Night:
    """Read the list and arXiv's new papers, and bring one proposal to its branch.

    `config` is the list's `curator.toml`. With `feed`, this saved feed is read and arXiv is not asked; with `dry_run`,
    body and diff are written to that folder and nothing else changes.
    """
    store = (DryRunStore if dry_run else Workspace).of(config)
    source, model = announcements(store, feed), current(store, steps)
    with steps("asking arXiv, judging what is new; an arXiv that does not answer is waited for"):
        announcement = source.fetch()
        if dry_run:
            host = DryRunHost(dry_run, Home(store, today()))
            return pipeline.run(store, announcement, model, host, today())
        done = at_home(store, announcement, model)
        source.mark_seen(announcement)  # last: what no host has taken comes again
        return done


def at_home(store: Workspace, announcement: Announcement, model: pipeline.Predictor) -> pipeline.Night:
    """Learn what became of the last proposal, and bring the next one to its branch in a local repository."""
    host = Home(store, today())
    host.learn()
    done = pipeline.run(store, announcement, model, host, today())
    if not done.publication:
        host.finish()
    return done


def announcements(store: Workspace, feed: Path | None) -> Feed:
    """Return arXiv's feeds as the settings name them, or one saved feed."""
    asked, seen = store.settings.arxiv, store.root / store.settings.state.seen
    return FileFeed(feed, asked, seen) if feed else ArxivFeed(asked, seen)
