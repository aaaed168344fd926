"""The branch on which curator stores what it knows: brought to a folder; the model goes there without being loaded."""

import shutil
from pathlib import Path

from curator.config import Config
from curator.errors import ModelError
from curator.hosts.remote import Remote

_FILES, _FORMER = ("*.json", "*.npz", "*.joblib"), "former"


def push_model(settings: Config, root: Path, remote: Remote) -> bool:
    """Bring the model's files as they are to curator's branch, and no others; tell whether that changed anything."""
    state = settings.state.branch
    remote.fetch_latest(state)
    folder = root / settings.state.model
    files = {path.relative_to(root).as_posix(): path for path in sorted(folder.rglob("*")) if path.is_file()}
    if not files:
        raise ModelError(f"{folder}: no model: run `curator train` first")
    before = remote.head(state)
    whole = dict.fromkeys(_stored(settings, remote)) | files
    remote.push({state: remote.commit_files(before, whole, "Keep the newest model\n")})
    return remote.head(state) != before


def pull_state_files(settings: Config, root: Path, remote: Remote) -> bool:
    """Write what curator stores on its branch to the files that the settings name; tell whether there was any."""
    where = settings.state
    remote.fetch_latest(where.branch)
    head = remote.head(where.branch)
    if not head:
        return False
    if _stored(settings, remote):
        _clear(root / where.model)
    remote.checkout(head, root, (*where.files, where.papers, where.model))
    return True


def _clear(folder: Path) -> None:
    """Remove a model and those before it, and nothing else that may be in the folder."""
    for pattern in _FILES:
        for path in folder.glob(pattern):
            path.unlink()
    shutil.rmtree(folder / _FORMER, ignore_errors=True)


def _stored(settings: Config, remote: Remote) -> list[str]:
    """Return the names of the model's files on curator's branch: a model with files of another is not loaded."""
    head = remote.head(settings.state.branch)
    return remote.names(head, settings.state.model) if head else []
