"""The branch on which curator stores what it knows: brought to a folder; the model goes there without being loaded."""

from pathlib import Path

from curator.config import Config
from curator.errors import ModelError
from curator.hosts.remote import Remote

_PARTS = (".joblib", ".npz")


def push_model(settings: Config, root: Path, remote: Remote, prefix: str) -> bool:
    """Bring the model's files as they are to curator's branch, and no others; tell whether that changed anything."""
    state = settings.state.branch
    remote.fetch_latest(state)
    folder = root / settings.state.model
    files: dict[str, Path | None] = {
        f"{prefix}{path.relative_to(root).as_posix()}": path for path in sorted(folder.rglob("*")) if path.is_file()
    }
    if not files:
        raise ModelError(f"{folder}: no model: run `curator train` first")
    before = remote.head(state)
    whole = dict.fromkeys(_parts(settings, remote, prefix)) | files
    remote.push({state: remote.commit_files(before, whole, "Keep the newest model\n")})
    return remote.head(state) != before


def pull_state_files(settings: Config, root: Path, remote: Remote, prefix: str) -> bool:
    """Write what curator stores on its branch to the files that the settings name; tell whether there was any."""
    where = settings.state
    remote.fetch_latest(where.branch)
    head = remote.head(where.branch)
    if not head:
        return False
    if _parts(settings, remote, prefix):
        for former in (root / where.model).glob("*"):
            if former.suffix in _PARTS:
                former.unlink()
    stored = (where.labels, where.pending, where.shown, where.standing, where.sections, where.seen)
    names = (*stored, where.papers, where.model)
    remote.checkout(head, root.parents[prefix.count("/") - 1] if prefix else root, [prefix + name for name in names])
    return True


def _parts(settings: Config, remote: Remote, prefix: str) -> list[str]:
    """Return the names of the parts of the model on curator's branch: one with parts of another is not loaded."""
    head = remote.head(settings.state.branch)
    names = remote.names(head, f"{prefix}{settings.state.model}") if head else []
    return [name for name in names if name.endswith(_PARTS)]
