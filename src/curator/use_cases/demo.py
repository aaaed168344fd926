"""Show what a night does: the example that curator ships, or a copy of a list, on one real evening of arXiv."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from importlib.resources import files as shipped
from pathlib import Path

from curator import lists, pipeline, workspace
from curator.errors import SurveyError
from curator.hosts import git
from curator.papers.readers import read_papers
from curator.papers.store import PaperTable
from curator.proposals.wording import count
from curator.setup import listing
from curator.storage import files
from curator.types import Announcement, Entry, Paper, Survey, entries_of
from curator.use_cases import looking
from curator.use_cases.models import current
from curator.use_cases.night import at_home
from curator.use_cases.steps import Steps, silently
from curator.use_cases.train import Sources, Training, learn
from curator.workspace import Workspace

_FEWEST = 10
"""Entries from which a list can be learnt at all; of fewer it would be said that any paper fits."""


@dataclass(frozen=True, slots=True)
class Evening:
    """What the demo works on: a list, and what arXiv has just announced in some categories.

    `guest` is the path of a list of one's own.

    Of a guest's list titles are all that is at hand, so titles are all that is read of any paper.
    """

    surveys: Sequence[Survey]
    feed: Announcement
    categories: Sequence[str]
    guest: Path | None = None

    @property
    def day(self) -> date:
        """The day of the announcement."""
        return max(pipeline.days(self.feed))

    @property
    def title(self) -> str:
        """What the example calls itself; a guest's list by its path, since many a file begins with another heading."""
        return f"the list in {self.guest}" if self.guest else self.surveys[0].sections[0].path[0]

    @property
    def entries(self) -> Sequence[Entry]:
        """The list's entries."""
        return entries_of(self.surveys)

    @property
    def linked(self) -> int:
        """How many of the list's papers are arXiv's, so that it can be asked for their abstracts."""
        return len({entry.id for entry in self.entries if entry.id})

    def read(self, paper: Paper) -> Paper:
        """Return what is read of a paper."""
        return replace(paper, abstract="") if self.guest else paper

    @property
    def announcement(self) -> Announcement:
        """What was announced, as it is read."""
        return replace(self.feed, papers=tuple(map(self.read, self.feed.papers)))


def example() -> Path:
    """Return the folder of the example: a list, its settings and labels, papers of twenty weeks, an evening's feed.

    It is part of an installed curator; in a checkout it stands in `data/`.
    """
    package = Path(str(shipped("curator")))
    installed = package / "example"
    return installed if installed.is_dir() else package.parents[1] / "data" / "example"


def evening(list_: Path | None = None) -> Evening:
    """Return the evening on which the example stands, or a list of one's own: a file, or the folder of a repository.

    Raises SurveyError for a list of a few entries.
    """
    if list_ and list_.is_dir():
        if not git.run(list_, "rev-parse", "--show-toplevel", check=False):
            raise SurveyError(f"{list_}: no git repository: name the list's file")
        surveys = looking.find(list_, None).surveys
    else:
        surveys = (lists.parse(files.read_text(list_ or example() / "README.md")),)
    settings = workspace.read_config(example() / "curator.toml")
    feed = Announcement(tuple(read_papers(example() / "feed.atom")), "new")
    found = Evening(surveys, feed, settings.arxiv.categories, list_)
    if len(found.entries) < _FEWEST:
        raise SurveyError(
            f"{list_} has {count(len(found.entries), 'paper')}, and of fewer than {_FEWEST} nothing can be learnt: "
            "add papers to it, or see the example with `curator demo`"
        )
    return found


def demo(folder: Path, on: Evening, steps: Steps = silently) -> tuple[Training, pipeline.Night]:
    """Make a repository in `folder`, anew, with the list; train on it by the usual settings, and do a night's work."""
    ours = example()
    toml = files.read_text(ours / "curator.toml")
    names = json.dumps(listing.patterns([one.file for one in on.surveys]), ensure_ascii=False)
    texts = {one.file: one.text for one in on.surveys}
    git.start(folder, {**texts, "curator.toml": f"{toml}\n[list]\nfiles = {names}\n"})
    store = Workspace.of(folder / "curator.toml")
    where = store.settings.state
    if not on.guest:
        files.write_text(folder / where.labels, files.read_text(ours / "labels.csv"))
    table = folder / where.papers
    table.parent.mkdir(exist_ok=True)
    with PaperTable(table) as papers, steps("reading the papers that arXiv announced before"):
        papers.upsert(map(on.read, read_papers(ours / "papers.json.gz")))
    training = learn(Sources.of(store), steps=steps)
    training.save(folder / where.model)
    with steps("judging what is new"):
        return training, at_home(store, on.announcement, current(store))
