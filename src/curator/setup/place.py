"""Where a repository is on the web, told from the address of its remote."""

import re
from dataclasses import dataclass

_REMOTE = re.compile(
    r"(?:(?:https?|ssh|git)://)?(?:[^/@\s]*@)?(?P<host>[\w.-]+\.[a-z]+)(?::\d+)?[:/]+(?P<path>[\w./~-]+?)(?:\.git)?/*"
)


@dataclass(frozen=True, slots=True)
class Place:
    """A repository's host and its path there; both empty where it has no place on the web."""

    host: str = ""
    path: str = ""

    @property
    def url(self) -> str:
        """The address of its page."""
        return f"https://{self.host}/{self.path}" if self.host else ""

    @property
    def on_github(self) -> bool:
        """Tell whether GitHub's Actions run there."""
        return self.host.startswith("github.")


def place(remote: str) -> Place:
    """Return a remote's place; what names a user or holds a password in its address is left out."""
    found = _REMOTE.fullmatch(remote.strip())
    return Place(found["host"], found["path"]) if found else Place()
