"""Look at a list, at what is known of it and at its repository on GitHub: what is well, and what to mend."""

import tempfile
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from curator import doctor, pipeline
from curator.config import Config
from curator.doctor import Check
from curator.errors import CuratorError
from curator.feedback import branch_state, drift, labels
from curator.hosts.github.client import GitHub
from curator.hosts.remote import Remote
from curator.hosts.state import pull_state_files
from curator.model import persistence, versions
from curator.papers.arxiv import seen as batches
from curator.papers.arxiv.announcements import eligibility
from curator.papers.store import PaperTable
from curator.proposals import pace
from curator.proposals.policy import WINDOW
from curator.storage import files
from curator.types import Survey
from curator.use_cases import models
from curator.use_cases.papers import broken_off
from curator.workspace import Workspace


@dataclass(frozen=True, slots=True)
class OnGitHub:
    """The list's repository there: its API, and a way to read it through git."""

    api: Callable[[], GitHub]
    remote: Callable[[], AbstractContextManager[Remote]]


def look(config: Path, today: date, there: OnGitHub | None = None) -> list[Check]:
    """Return a check for each thing looked at; change nothing.

    Without `there`, what curator stores is looked for beside the list, and nobody is asked.
    """
    here = Workspace.of(config)
    if not there:
        return _at_home(here, here, today)
    with tempfile.TemporaryDirectory() as folder:
        store = Workspace(Path(folder), here.settings, here.root)
        found = _or_why_not("GitHub", lambda: _on_github(store, there, today))
        return _at_home(here, store, today) + found


def _at_home(here: Workspace, store: Workspace, today: date) -> list[Check]:
    """Look at the list `here`, and at what curator has in a `store` about it: the same, or what GitHub has."""
    surveys: list[Survey] = []
    settings, where, on_github = here.settings, here.settings.state, store is not here

    def listing() -> list[Check]:
        surveys.extend(here.surveys())
        return [doctor.listing(surveys)]

    def decisions() -> list[Check]:
        known = store.labels()
        read = [] if on_github else _stream(here, today)
        found = pipeline.answered(store, today)
        moves = doctor.pace(pace.describe(found, today), drift.notices(found, today))
        return [doctor.decisions(known, store.waiting(today)), *moves, *read]

    return [
        *_or_why_not("list", listing),
        doctor.contact(settings.arxiv.contact),
        *_or_why_not("papers", lambda: [_table(here.root / where.papers, on_github=on_github)]),
        *_or_why_not("model", lambda: [_model(store.root / where.model, surveys)]),
        *_or_why_not("nights", lambda: [_nights(settings, store.root / where.seen, today, on_github=on_github)]),
        *_or_why_not("decisions", decisions),
    ]


def _table(path: Path, *, on_github: bool) -> Check:
    return doctor.papers(_papers(path), elsewhere=on_github, broken_off=broken_off(path))


def _stream(store: Workspace, today: date) -> list[Check]:
    """Look at what was announced of late, where the list has a table of papers."""
    first, eligible = pipeline.starting_pace(store, today), eligibility(store.settings.arxiv)
    if not store.table:
        return []
    recent = store.recent(today - WINDOW)
    return [doctor.stream(sum(map(eligible, recent)) / (WINDOW / timedelta(weeks=1)), first)]


def _papers(path: Path) -> int:
    if not path.exists():
        return 0
    with PaperTable(path, create=False) as table:
        return len(table)


def _model(folder: Path, surveys: Sequence[Survey]) -> Check:
    learnt, refused = persistence.check(folder).trained["entries"], versions.refused(folder)
    models.names(folder)
    return doctor.model(int(learnt or 0), len(labels.from_surveys(surveys)), refused.why if refused else "")


def _nights(settings: Config, seen: Path, today: date, *, on_github: bool) -> Check:
    known = batches.read(files.read_text(seen), str(seen)) if seen.exists() else batches.Seen()
    return doctor.nights(known, settings.arxiv.categories, today, on_github=on_github)


def _on_github(store: Workspace, there: OnGitHub, today: date) -> list[Check]:
    """Bring what curator has on its branch to the `store`, and look at the repository."""
    settings = store.settings
    with there.remote() as remote:
        pull_state_files(settings, store.root, remote)
    host = there.api()
    host.default_branch()
    path = store.root / settings.state.standing
    known = branch_state.read(files.read_text(path), str(path)) if path.exists() else branch_state.NOTHING
    found = doctor.hosting(host.hosting(), today)
    pulls = host.recent(settings.host.branch)
    return [*found, doctor.pull_request(pulls[0] if pulls else None, known)]


def _or_why_not(about: str, look: Callable[[], list[Check]]) -> list[Check]:
    """Return the checks of a look, or the error that it ends in."""
    try:
        return look()
    except CuratorError as error:
        return [Check(about, well=False, message=str(error))]
