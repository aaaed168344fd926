"""A list as it stood on past days, read from its git repository."""

from datetime import date
from pathlib import Path

from curator.edge.git import run
from curator.errors import HostError


def span(repository: Path, file: str) -> tuple[date, date]:
    """Return the days of the first and the last commit that changed `file`.

    Raises
    ------
    HostError
        There is no repository, or it never held the file.
    """
    found = run(repository, "log", "--format=%cs", "--", file).split()
    if not found:
        raise HostError(f"{repository}: no commit holds {file}: name the list's file with --file")
    return date.fromisoformat(found[-1]), date.fromisoformat(found[0])


def text(repository: Path, file: str, day: date) -> str:
    """Return the file's text as it was when a day began (UTC); empty when there was none yet."""
    commit = run(repository, "log", "-1", "--format=%H", f"--before={day.isoformat()}T00:00:00Z", "--", file)
    return run(repository, "show", f"{commit}:./{file}") if commit else ""
