"""`curator doctor`: what is well with a list, and what to mend."""

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from curator.cli.options import CONFIG, AsJson, ConfigFile

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from curator.config import Config
    from curator.doctor import Finding
    from curator.types import Survey


def doctor(config: ConfigFile = CONFIG, json: AsJson = False) -> None:
    """Look at settings, list, model, nights and, with GITHUB_REPOSITORY set, at GitHub; change nothing."""
    from curator.cli import show

    with show.working("looking"):
        findings = look(config)
    show.findings(findings, as_json=json)
    if not all(finding.well for finding in findings):
        raise typer.Exit(1)


def look(config: Path) -> "list[Finding]":
    """Return a finding for each thing looked at."""
    from curator import workspace
    from curator.cli import github

    settings, root = workspace.read_config(config), config.resolve().parent
    if not os.environ.get("GITHUB_REPOSITORY"):
        return _at_home(settings, root, root, on_github=False)
    with tempfile.TemporaryDirectory() as folder:
        kept = Path(folder) / github.prefix(config)
        there = _or_why_not("GitHub", lambda: _on_github(settings, config, kept))
        return _at_home(settings, root, kept, on_github=True) + there


def _at_home(settings: "Config", root: Path, kept: Path, *, on_github: bool) -> "list[Finding]":
    """Look at the list in `root`, and at what curator keeps about it in `kept`."""
    from curator import doctor as checkup
    from curator import lists, workspace
    from curator.proposals import queue

    surveys: list[Survey] = []
    store = workspace.Workspace(kept, settings)

    def listing() -> "list[Finding]":
        surveys.extend(lists.parse_all(workspace.Workspace(root, settings).files()))
        return [checkup.listing(surveys)]

    def decisions() -> "list[Finding]":
        labels = store.labels()
        return [checkup.decisions(labels, queue.still_open(store.pending(), surveys, labels))]

    return [
        *_or_why_not("list", listing),
        checkup.contact(settings.arxiv.contact),
        *_or_why_not("papers", lambda: [checkup.papers(_known(root / settings.state.papers), elsewhere=on_github)]),
        *_or_why_not("model", lambda: [_model(kept / settings.state.model, surveys)]),
        *_or_why_not("nights", lambda: [_nights(settings, kept / settings.state.seen)]),
        *_or_why_not("decisions", decisions),
    ]


def _known(papers: Path) -> int:
    from curator.papers.store import PaperTable

    if not papers.exists():
        return 0
    with PaperTable(papers, create=False) as table:
        return len(table)


def _model(folder: Path, surveys: "Sequence[Survey]") -> "Finding":
    from curator import doctor as checkup
    from curator.feedback import labels
    from curator.model import persistence

    learnt = persistence.check(folder).trained["entries"]
    return checkup.model(int(learnt or 0), len(labels.from_surveys(surveys)))


def _nights(settings: "Config", seen: Path) -> "Finding":
    from curator import doctor as checkup
    from curator.cli import github
    from curator.papers.arxiv import seen as batches
    from curator.storage import files

    known = batches.read(files.read_text(seen), str(seen)) if seen.exists() else batches.Seen()
    return checkup.nights(known, settings.arxiv.categories, github.today())


def _on_github(settings: "Config", config: Path, kept: Path) -> "list[Finding]":
    """Bring what curator keeps on its branch to `kept`, and look at the repository."""
    from curator import doctor as checkup
    from curator.cli import github
    from curator.feedback import branch_state
    from curator.hosts.state import pull_state_files
    from curator.storage import files

    with github.remote() as remote:
        pull_state_files(settings, kept, remote, github.prefix(config))
    host = github.github()
    host.default_branch()
    path = kept / settings.state.standing
    known = branch_state.read(files.read_text(path), str(path)) if path.exists() else branch_state.NOTHING
    found = checkup.hosting(host.hosting(), github.today())
    return [*found, checkup.pull_request(host.newest(settings.host.branch), known)]


def _or_why_not(about: str, look: "Callable[[], list[Finding]]") -> "list[Finding]":
    """Return what a look finds, or the error that it ends in."""
    from curator.doctor import Finding
    from curator.errors import CuratorError

    try:
        return look()
    except CuratorError as error:
        return [Finding(about, well=False, said=str(error))]
