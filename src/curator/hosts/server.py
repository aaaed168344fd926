"""A list's repository on a server as files: the list of its default branch, and what curator stores on its own."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from curator.config import Config
from curator.feedback.branch_state import BranchState
from curator.hosts.remote import Remote
from curator.types import Survey
from curator.workspace import Workspace


class ServerStore(Workspace):
    """The files of a repository that was fetched, written to the empty `folder`; `push` brings changes back."""

    def __init__(self, settings: Config, remote: Remote, base: str, folder: Path) -> None:
        super().__init__(folder / "list", settings)
        self._remote, self._folder = remote, folder
        self._branch = settings.state.branch
        self._head = remote.head(base)
        self._links = remote.links(self._head)
        remote.checkout(self._head, self.root)
        if self._branch != base and remote.head(self._branch):
            remote.checkout(remote.head(self._branch), self.root, settings.state.files)

    def surveys_at(self, commit: str) -> Sequence[Survey]:
        """Return the list as it stands in a commit."""
        folder = self._folder / commit
        self._remote.checkout(commit, folder)
        return Workspace(folder, self.settings).surveys()

    def elsewhere(self) -> frozenset[str]:
        """Return the ids that documents beside the list name."""
        return self._remote.ids(self._head, self.own_names)

    def _called(self, name: str) -> str:
        return f"{name} on branch {self._branch}"

    def _link(self, name: str) -> str:
        return self._links.get(name, "")

    def save_seen(self, text: str) -> None:
        """Replace what counts as seen."""
        self._write(self.settings.state.seen, text)

    def push(self, state: BranchState, heads: Mapping[str, str]) -> None:
        """Set branches and bring what is stored here to curator's own, all or nothing; raise as `Remote.push` does."""
        self.save_names()
        self.save_branch_state(state)
        there = [name for name in self.settings.state.files if (self.root / name).exists()]
        files = {name: self.root / name for name in there}
        commit = self._remote.commit_files(self._remote.head(self._branch), files, "Keep what curator knows\n")
        self._remote.push({**heads, self._branch: commit})
