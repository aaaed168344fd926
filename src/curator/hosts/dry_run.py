"""A dry run: shows what a night would do, and changes neither the list nor what curator knows."""

from collections.abc import Sequence
from pathlib import Path

from curator.pipeline import Host
from curator.proposals import drafting
from curator.storage.files import read_text, write_text
from curator.types import Paper, Proposal, Publication
from curator.workspace import Workspace


class DryRunHost:
    """A host that writes the body and the diff to files in `folder`, in the stead of another one."""

    def __init__(self, folder: Path, other: Host) -> None:
        self._folder = folder
        self.ongoing, self.ticks = other.ongoing, other.ticks

    def publish(self, proposal: Proposal) -> Publication:
        """Write `body.md` and `changes.diff`, unless just these are there."""
        body, diff = self._folder / "body.md", self._folder / "changes.diff"
        texts = {body: proposal.body, diff: drafting.diff(proposal)}
        changed = any(not path.exists() or read_text(path) != text for path, text in texts.items())
        for path, text in texts.items():
            write_text(path, text)
        return Publication(f"{body} and {diff}", changed)


class DryRunStore(Workspace):
    """A store that is only read."""

    def keep(self, papers: Sequence[Paper]) -> None:
        """Keep nothing."""

    def _write(self, name: str, text: str) -> None:
        """Keep nothing."""
