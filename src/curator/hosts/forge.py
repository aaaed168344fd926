"""What the rolling pull request asks of the server that has it: GitHub's is in `github/`, any other's beside it."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from curator.types import PullRequest


class Forge(Protocol):
    """The pull requests of one repository; what is in the repository goes by git (`hosts/remote.py`).

    Every call raises HostError, in one line that says what to do, where the server refuses or does not answer.
    """

    def default_branch(self) -> str:
        """Return the branch that pull requests go to."""
        ...

    def recent(self, branch: str) -> Sequence[PullRequest]:
        """Return the last pull requests from a branch: an open one first, then the newest."""
        ...

    def again(self, number: int) -> PullRequest:
        """Return a pull request as it is now."""
        ...

    def ended(self, pull: PullRequest) -> PullRequest:
        """Return a pull request with who merged or closed it, where the server says."""
        ...

    def last_word(self, number: int, since: date) -> date | None:
        """Return the day on which a person last commented on a pull request or reviewed it; None for none `since`."""
        ...

    def open(self, title: str, body: str, branch: str, base: str) -> PullRequest:
        """Open a pull request; one that was opened though no answer came is found, not opened again."""
        ...

    def edit(self, pull: PullRequest, **changes: str) -> PullRequest:
        """Change title, body or state of a pull request, and nothing that is not named."""
        ...
