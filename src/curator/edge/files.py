"""Files: read as UTF-8 to the byte, written beside and then renamed."""

import os
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from curator import config, labels, pending
from curator.config import Config
from curator.edge.papertable import PaperTable
from curator.errors import ConfigError, CuratorError, SurveyError
from curator.records import Decision, Label, Paper


def read_text(path: Path) -> str:
    """Return a file's text with its line ends and its byte-order mark.

    Raises
    ------
    CuratorError
        The file is missing or cannot be read.
    SurveyError
        The file is not UTF-8; the error has the line and column of the first byte that is not.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise CuratorError(f"{path}: no such file") from error
    except OSError as error:
        raise CuratorError(f"{path}: cannot be read: {error.strerror}") from error
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - data.rfind(b"\n", 0, error.start)
        message = f"{path} is not UTF-8 (byte 0x{data[error.start]:02x}): save it as UTF-8"
        raise SurveyError(message, line, column) from error


def write_text(path: Path, text: str) -> None:
    """Replace a file's text in one step, keeping line ends as they are; readers see the old text or the new one."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as beside:
            beside.write(text.encode("utf-8"))
            beside.flush()
            os.fsync(beside.fileno())
        mode = path.stat().st_mode & 0o777 if path.exists() else 0o644
        Path(beside.name).chmod(mode)
        Path(beside.name).replace(path)
    except OSError as error:
        raise CuratorError(f"{path}: cannot be written: {error.strerror}") from error


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


class FileStore:
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
        return pending.read(read_text(path), str(path)) if path.exists() else pending.NOTHING

    def save_pending(self, decision: Decision) -> None:
        """Replace what waits for a decision, in one step."""
        write_text(self._root / self._settings.state.pending, pending.write(decision))
