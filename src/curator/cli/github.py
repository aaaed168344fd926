"""The world of a list on GitHub, from the environment that its Actions set."""

import os
import re
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from curator.errors import HostError, MovedError
from curator.use_cases.steps import today

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from curator.hosts.github.client import GitHub
    from curator.hosts.reading import Found, Repository
    from curator.hosts.remote import Remote

ATTEMPTS = 4
PATIENCE = 20
"""Seconds without a byte from GitHub, after which a request counts as lost."""

_T = TypeVar("_T")


def on_github(config: Path, work: "Callable[[Found], _T]") -> _T:
    """Do work on the list's repository as it stands, and again from the start when someone changes it meanwhile."""
    from curator import workspace
    from curator.hosts import reading

    settings = workspace.read_config(config)

    def once() -> _T:
        with tempfile.TemporaryDirectory() as folder, repository(config) as there:
            return work(reading.read(settings, there, Path(folder), today()))

    return persistently(once)


def persistently(work: "Callable[[], _T]") -> _T:
    """Do work, and do it again a few times when someone changes the repository meanwhile."""
    for _ in range(ATTEMPTS):
        try:
            return work()
        except MovedError:
            continue
    raise HostError("the repository changed under every attempt: run the command again later")


def github() -> "GitHub":
    """Return GitHub's API for the list's repository."""
    from curator.hosts.github.client import GitHub

    url = os.environ.get("GITHUB_API_URL", "https://api.github.com")
    if not re.match(r"https?://[\w.\[\]:-]+(/|$)", url):
        raise HostError(f"GITHUB_API_URL is {url!r}: set it to an address that starts with https://, or leave it out")
    return GitHub(url, _required("GITHUB_REPOSITORY", "owner/name"), _required("GITHUB_TOKEN", "a token"), PATIENCE)


@contextmanager
def remote(config: Path) -> "Iterator[Remote]":
    """Give the list's repository through git; what is read of it is forgotten afterwards."""
    from curator import workspace
    from curator.hosts import git
    from curator.hosts.remote import Remote

    server = os.environ.get("GITHUB_SERVER_URL", "https://github.com")
    name, token = _required("GITHUB_REPOSITORY", "owner/name"), os.environ.get("GITHUB_TOKEN", "")
    prefix = git.run(workspace.root_of(config), "rev-parse", "--show-prefix", check=False)
    with tempfile.TemporaryDirectory() as folder:
        yield Remote(f"{server}/{name}.git", token, Path(folder), prefix, patience=PATIENCE)


@contextmanager
def repository(config: Path) -> "Iterator[Repository]":
    """Give the list's repository on GitHub, as `github` and `remote` do."""
    from curator.hosts.reading import Repository

    with remote(config) as git:
        yield Repository(github(), git)


def _required(name: str, what: str) -> str:
    value = os.environ.get(name, "")
    if not value:
        raise HostError(f"{name} is not set: set it to {what}, as a workflow of GitHub's does (docs/github.md)")
    return value
