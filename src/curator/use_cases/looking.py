"""Look at a repository as at a list that nobody has set up yet: its files, its form, its history."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from curator import lists, workspace
from curator.config import Config
from curator.errors import CuratorError, HostError, SurveyError
from curator.hosts import git, history
from curator.setup import listing
from curator.setup.listing import Form, Listing
from curator.storage import files
from curator.types import Survey, entries_of
from curator.use_cases.steps import today

_YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Looked:
    """What a list is seen to be: `linked` entries link arXiv; `grown` is its growth in a year, if known."""

    files: Sequence[str]
    left_out: Mapping[str, str]
    entries: int
    sections: int
    linked: int
    form: Form | None
    language: str
    commits: int
    since: date | None
    grown: int | None


def find(root: Path, settings: Config | None) -> Listing:
    """Return the files that are the list: those of the settings, or else those of the repository that hold papers.

    Raises CuratorError when none does.
    """
    if settings:
        return Listing(workspace.Workspace(root, settings).surveys(), {})
    unread: dict[str, str] = {}
    found = listing.choose(_read(root, unread))
    if not found.surveys:
        reasons = "".join(f"; {name}: {why}" for name, why in unread.items())
        raise CuratorError(f"{root}: no Markdown file here lists papers{reasons}: run it in a list's repository")
    return Listing(found.surveys, {**found.left_out, **unread})


def _read(root: Path, unread: dict[str, str]) -> Iterator[Survey]:
    """Yield the Markdown files that git has or would take, and note why one cannot be read."""
    names = git.run(root, "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", ":(icase)*.md")
    for name in dict.fromkeys(filter(None, names.split("\0"))):
        path = root / name
        if path.is_symlink():
            unread[name] = "is a link"
        elif any("\udc80" <= letter <= "\udcff" for letter in name):
            unread[name] = "its name is not UTF-8"
        elif path.is_file() and not any(part.startswith(".") for part in Path(name).parts):
            try:
                yield lists.parse(files.read_text(path), name)
            except SurveyError as error:
                unread[name] = str(error)


def look(root: Path, found: Listing) -> Looked:
    """Return what there is to say of a list."""
    surveys = found.surveys
    names = [survey.file for survey in surveys]
    patterns = listing.patterns(names)
    entries = entries_of(surveys)
    days = history.changes(root, patterns)
    return Looked(
        names,
        found.left_out,
        len(entries),
        len({entry.section for entry in entries}),
        sum(bool(entry.id) for entry in entries),
        listing.form(surveys),
        listing.language([survey.text for survey in surveys]),
        len(days),
        min(days, default=None),
        _grown(root, patterns, len(entries)),
    )


def _grown(root: Path, patterns: Sequence[str], entries: int) -> int | None:
    """Return by how many entries a list grew within a year, None where it was not UTF-8 then, or no commit holds it."""
    try:
        before = history.texts(root, patterns, today() - _YEAR)
    except HostError:
        return None
    return entries - len(entries_of(lists.parse_all(before)))
