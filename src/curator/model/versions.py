"""The versions of a list's model: the one in use, in its folder, and the last ones before it, in a folder within."""

import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from time import time

from pydantic import TypeAdapter

from curator.errors import ModelError
from curator.model.manifest import NAME, Manifest
from curator.storage.files import read_text, write_text
from curator.storage.json import Schema

FORMER = "former"
"""The folder within a model's where the versions before it are, each in a folder named by its number."""

PARTS = ("model.json", "*.npz", "*.joblib")
"""What a model's files are called."""

REFUSED = "refused.json"

_REMEMBERED = 3

_DAY = 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class Refusal:
    """The day on which a newly learnt model did not take the place of the one in use, and why."""

    on: date
    why: str


_REFUSAL = Schema(TypeAdapter(Refusal), REFUSED)


@dataclass(frozen=True, slots=True)
class Version:
    """A model that is used, or can be used again, by the name of its folder."""

    name: str
    manifest: Manifest


def versions(folder: Path) -> list[Version]:
    """Return the model in use, and those before it, newest first.

    Raises
    ------
    ModelError
        There is no model, or one of them has no manifest that can be read.
    """
    return [Version(path.name, manifest(path)) for path in [folder, *_former(folder)]]


def roll_back(folder: Path) -> Version:
    """Put the version before in the place of the model in use, which becomes the newest of the former ones.

    Raises
    ------
    ModelError
        There is no version before.
    """
    former = _former(folder)
    if not former:
        raise ModelError(f"{folder}: no model before this one is there to go back to")
    with beside(folder) as fresh:
        shutil.copytree(former[0], fresh, dirs_exist_ok=True)
    shutil.rmtree(folder / FORMER / former[0].name)
    return versions(folder)[0]


def refuse(folder: Path, on: date, why: str) -> None:
    """Note beside the model in use that a newer one did not take its place; the next one that does ends the note."""
    write_text(folder / REFUSED, _REFUSAL.write(Refusal(on, why)))


def refused(folder: Path) -> Refusal | None:
    """Return why the newest model did not take the place of the one in use, if that is so."""
    path = folder / REFUSED
    return _REFUSAL.read(read_text(path), str(path)) if path.exists() else None


def require_own(folder: Path) -> None:
    """Raise ModelError where a folder, or a file of its name, is there and is no model's: none would take its place."""
    if folder.exists() and not (folder / NAME).exists() and (folder.is_file() or any(folder.iterdir())):
        raise ModelError(f"{folder}: holds something else than a model: name another folder with --output")


def empty_beside(folder: Path) -> Path:
    """Return a new folder beside the model's, for the one that will take its place; raise as `require_own` does.

    Two trainings at once have each their own; what one that was killed left behind more than a day ago is deleted.
    """
    require_own(folder)
    if not folder.parent.exists():
        folder.parent.mkdir(parents=True)
    name = f".{folder.name}.fresh."
    for left in folder.parent.glob(f"{name}*"):
        with suppress(FileNotFoundError):  # another training may do the same
            if time() - left.stat().st_mtime > _DAY:
                shutil.rmtree(left, ignore_errors=True)
    fresh = Path(tempfile.mkdtemp(prefix=name, dir=folder.parent))
    fresh.chmod(0o755)
    return fresh


@contextmanager
def beside(folder: Path) -> Iterator[Path]:
    """Give a new folder beside the model's and put it in the model's place; one that is cut short leaves nothing.

    Where a link leads to the model's folder, it stays.

    Raises
    ------
    ModelError
        The folder cannot be written, or holds something else than a model.
    """
    folder = Path(os.path.realpath(folder))
    try:
        fresh = empty_beside(folder)
        try:
            yield fresh
            replace(folder, fresh)
        except BaseException:
            shutil.rmtree(fresh, ignore_errors=True)
            raise
    except OSError as error:
        raise ModelError(f"{folder}: cannot be written: {error.strerror or error}") from error


def replace(folder: Path, fresh: Path) -> None:
    """Put the folder `fresh` in the model's place; the model that was there becomes a former one."""
    stale = folder.with_name(f".{folder.name}.stale")
    if not folder.exists() and stale.exists():  # it was stopped between the two renames
        stale.rename(folder)
    shutil.rmtree(stale, ignore_errors=True)
    if folder.exists():
        _carry_over(folder, fresh)
        folder.rename(stale)
    fresh.rename(folder)
    shutil.rmtree(stale, ignore_errors=True)


def _carry_over(folder: Path, fresh: Path) -> None:
    """Copy the former versions, and the model that is to be replaced as the newest of them; the oldest fall away."""
    former = _former(folder)[::-1]
    changed = (folder / NAME).exists() and _parts(folder) != _parts(fresh)
    for path in [*former, *([folder] if changed else [])]:
        number = int(path.name) if path in former else _number(former)
        shutil.copytree(path, fresh / FORMER / f"{number:04}", ignore=shutil.ignore_patterns(FORMER))
    for path in _former(fresh)[_REMEMBERED:]:
        shutil.rmtree(path)


def _number(former: Sequence[Path]) -> int:
    return int(former[-1].name) + 1 if former else 1


def _former(folder: Path) -> list[Path]:
    """Return the folders of the former versions, newest first."""
    return sorted((path for path in (folder / FORMER).glob("*") if path.name.isdecimal()), reverse=True)


def _parts(folder: Path) -> dict[str, str]:
    """Return the digests of a model's files, none where its manifest cannot be read."""
    try:
        return manifest(folder).files
    except ModelError:
        return {}


def manifest(folder: Path) -> Manifest:
    """Return what a model's folder says of it; raise ModelError when there is none."""
    try:
        return Manifest.from_json((folder / NAME).read_text(encoding="utf-8"))
    except PermissionError as cause:
        raise ModelError(f"{cause.filename}: cannot be read: {cause.strerror}") from cause
    except (OSError, UnicodeDecodeError) as cause:
        remedy = "run `curator train`, or on GitHub the workflow curator by hand"
        raise ModelError(f"There is no model in {folder}: {remedy}") from cause
