"""A list's repository as files: its settings, its texts, and what curator keeps beside them."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from curator import config, lists
from curator.config import Config
from curator.errors import ConfigError
from curator.feedback import labels
from curator.papers.store import PaperTable
from curator.proposals import queue
from curator.storage.files import read_text, write_text
from curator.types import Decision, Label, Paper, Survey


def read_config(path: Path) -> Config:
    """Read `curator.toml`.

    Raises
    ------
    ConfigError
        There is none, or it holds a setting that is wrong.
    """
    if not path.exists():
        raise ConfigError(f"{path}: no such file: write one ([list] files = [...]), or name yours with --config")
    return config.parse(read_text(path), str(path))


def read_labels(path: Path) -> list[Label]:
    """Read decisions from a CSV file."""
    return labels.read(read_text(path), str(path))


def read_list(path: Path) -> tuple[Survey, ...]:
    """Read a list: a Markdown file, or all files that the `curator.toml` of a folder names."""
    if not path.is_dir():
        return lists.parse_all({path.name: read_text(path)})
    return lists.parse_all(Workspace(path, read_config(path / "curator.toml")).files())


class Workspace:
    """A list's repository as files under `root`, where `curator.toml` stands."""

    def __init__(self, root: Path, settings: Config) -> None:
        self._root = root
        self._settings = settings

    def files(self) -> Mapping[str, str]:
        """Return the list's files by name, in the order of the settings; a pattern gives its matches in order.

        As in a shell, a pattern's stars match nothing that begins with a dot: no `.git`, no checkout of curator.
        """
        names: dict[str, str] = {}
        for pattern in self._settings.list.files:
            matches = sorted(path for path in self._root.glob(pattern) if not self._is_hidden(path, pattern))
            if not matches:
                raise ConfigError(f"{self._root / pattern}: no such file: correct [list] files in curator.toml")
            names |= {path.relative_to(self._root).as_posix(): read_text(path) for path in matches}
        return names

    def _is_hidden(self, path: Path, pattern: str) -> bool:
        hidden = {part for part in path.relative_to(self._root).parts if part.startswith(".")}
        return not hidden.issubset(Path(pattern).parts)

    def labels(self) -> Sequence[Label]:
        """Return the decisions taken so far; none when there is no file of them yet."""
        path = self._root / self._settings.state.labels
        return read_labels(path) if path.exists() else []

    def keep(self, papers: Sequence[Paper]) -> None:
        """Add papers to the table, which is made when it is missing."""
        if papers:
            path = self._root / self._settings.state.papers
            path.parent.mkdir(parents=True, exist_ok=True)
            with PaperTable(path) as table:
                table.upsert(papers)

    def pending(self) -> Decision:
        """Return what waits for a decision; nothing when there is no file of it yet."""
        path = self._root / self._settings.state.pending
        return queue.read(read_text(path), str(path)) if path.exists() else queue.NOTHING

    def save_pending(self, decision: Decision) -> None:
        """Replace what waits for a decision, in one step."""
        write_text(self._root / self._settings.state.pending, queue.write(decision))
