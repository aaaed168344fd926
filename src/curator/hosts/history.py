"""A list as it stood on past days, read from its git repository."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from curator.errors import HostError
from curator.hosts.git import blob, head, run


def span(repository: Path, patterns: Sequence[str]) -> tuple[date, date]:
    """Return the days of the first and the last commit that changed a file of the list.

    Raises
    ------
    HostError
        There is no repository, or it never held such a file.
    """
    found = changes(repository, patterns)
    if not found:
        raise HostError(f"{repository}: no commit holds {', '.join(patterns)}: name the list's file with --file")
    return found[-1], found[0]


def changes(repository: Path, patterns: Sequence[str]) -> list[date]:
    """Return the days of the commits that changed a file of the list, newest first.

    Raises
    ------
    HostError
        There is no repository, or it has no commit yet.
    """
    found = run(
        repository, "log", head(repository), "--first-parent", "--format=%cs", "--", *map(_anchored, patterns)
    ).split()
    return [date.fromisoformat(day) for day in found]


def is_cut(repository: Path) -> bool:
    """Tell whether a clone was made without the first part of its history, as workflows make theirs."""
    return run(repository, "rev-parse", "--is-shallow-repository", check=False) == "true"


def texts(repository: Path, patterns: Sequence[str], day: date) -> dict[str, str]:
    """Return the list's files by name, as they were when a day began (UTC); each pattern gives its matches in order.

    Raises
    ------
    HostError
        One of them was not UTF-8 then.
    """
    before = f"--before={day.isoformat()}T00:00:00Z"
    commit = run(repository, "log", "-1", "--first-parent", "--format=%H", before).strip()
    if not commit:
        return {}
    nothing = run(repository, "hash-object", "-t", "tree", "--stdin")
    listing = ("diff", "--name-only", "--relative", "-z", nothing, commit, "--")
    names = [name for pattern in patterns for name in run(repository, *listing, _anchored(pattern)).split("\0") if name]
    prefix = run(repository, "rev-parse", "--show-prefix", check=False)  # a bare repository has no `./`
    try:
        return {name: blob(repository, f"{commit}:{prefix}{name}") for name in names}
    except HostError as error:
        raise HostError(f"The list of {day}: {error}, or name a later day with --since") from error


def _anchored(pattern: str) -> str:
    """Return a pattern as pathlib reads it: from the repository's folder on, `*` within one folder."""
    return f":(glob){pattern}"
