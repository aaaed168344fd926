"""Do one night's work for many lists, from one reading of arXiv."""

import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from curator import config as configuration
from curator import pipeline, workspace
from curator.config import Config
from curator.errors import ConfigError, CuratorError
from curator.papers.arxiv.client import Politeness, SharedClient
from curator.papers.arxiv.feed import ArxivFeed
from curator.storage import files
from curator.types import Announcement, FeedState
from curator.use_cases.models import current
from curator.use_cases.night import Feed, announcements, at_home
from curator.use_cases.steps import Steps, silently
from curator.use_cases.workers import each
from curator.workspace import Workspace

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ListNight:
    """What a night came to for one of many lists, or the error that it ended with."""

    config: Path
    night: pipeline.Night | None = None
    error: str = ""

    @property
    def state(self) -> FeedState:
        """The outcome of the night."""
        return self.night.announcement.state if self.night else "failed"


def read_lists(path: Path) -> list[Path]:
    """Return the settings of each list that a file names, from its folder on; raise ConfigError for a bad file.

    A list is named by its `curator.toml`, or by the folder where that stands.
    """
    if not path.exists():
        raise ConfigError(f'{path}: no such file: write one (lists = ["FOLDER", ...])')
    named = [path.parent / name for name in configuration.parse_lists(files.read_text(path), str(path))]
    there = (one / "curator.toml" if one.is_dir() else one for one in named)
    return [*dict.fromkeys(workspace.root_of(one) / one.name for one in there)]


def nights(
    configs: Sequence[Path], *, feed: Path | None = None, scheduler: str = "", steps: Steps = silently
) -> Iterator[ListNight]:
    """Do for each list what `night` does, in the order in which they are done; one that fails leaves the others alone.

    `configs` are their `curator.toml`. arXiv is asked once for the categories of all; with `feed`, this saved feed is
    read. All cores work, or the workers of a Dask scheduler, who see each list's folder under the same path.
    """
    known: dict[Path, Config] = {}
    for one in configs:
        try:
            known[one] = workspace.read_config(one)
        except CuratorError as error:
            yield ListNight(one, error=str(error))
    with steps("asking arXiv for all lists; an arXiv that does not answer is waited for"):
        sources = _sources(known, feed)
        announced = _announced(sources, same=feed is not None)
    tasks = [_Task(one, known[one], announced[one]) for one in known]
    with steps(f"judging what is new for {len(tasks)} lists") as progress:
        for done, ended in enumerate(each(_night, tasks, scheduler), 1):
            yield _remembered(ended, sources[ended.config], announced[ended.config])
            progress(done, len(tasks))


@dataclass(frozen=True, slots=True)
class _Task:
    """A list's night, with what was announced to it."""

    config: Path
    settings: Config
    announcement: Announcement


def _sources(known: Mapping[Path, Config], file: Path | None) -> Mapping[Path, Feed]:
    """Return each list's feed; those of arXiv share a client, and ask for the categories of all lists at once."""
    if file or not known:
        return {one: announcements(Workspace(one.parent, settings), file) for one, settings in known.items()}
    tables = [settings.arxiv for settings in known.values()]
    contact = next((one.contact for one in tables if one.contact), "")
    client = SharedClient(Politeness(contact, max(one.delay for one in tables)))
    together = sorted({category for one in tables for category in one.categories})
    return {
        one: ArxivFeed(settings.arxiv, one.parent / settings.state.seen, client, together)
        for one, settings in known.items()
    }


def _announced(sources: Mapping[Path, Feed], *, same: bool) -> Mapping[Path, Announcement]:
    """Return what each feed announces; where all are the `same`, it is read once."""
    if same:
        return dict.fromkeys(sources, next(source.fetch() for source in sources.values())) if sources else {}
    return {one: source.fetch() for one, source in sources.items()}


def _night(task: _Task) -> ListNight:
    store = Workspace(task.config.parent, task.settings)
    try:
        return ListNight(task.config, at_home(store, task.announcement, current(store)))
    except CuratorError as error:
        return ListNight(task.config, error=str(error))
    except Exception as bug:  # noqa: BLE001 - the other lists go on
        _log.exception("%s: this is a bug: please report it with the lines below", task.config)
        return ListNight(task.config, error=f"{type(bug).__name__}: {bug}")


def _remembered(ended: ListNight, source: Feed, announcement: Announcement) -> ListNight:
    """Mark as seen what a night that ended well was about."""
    try:
        if ended.night:
            source.mark_seen(announcement)
    except CuratorError as error:
        return ListNight(ended.config, error=str(error))
    return ended
