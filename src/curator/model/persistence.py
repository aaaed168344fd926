"""The model folder: named files beside a manifest, loaded only when they are what was written."""

import hashlib
import shutil
from collections.abc import Callable
from dataclasses import asdict, fields
from datetime import date
from pathlib import Path
from typing import Any

import joblib

from curator.errors import ModelError
from curator.model import Model
from curator.model.manifest import NAME, Manifest

CARD = "README.md"
_COMPRESSION = ("zlib", 3)


def save(
    model: Model, folder: Path, *, until: date | None = None, card: Callable[[Manifest], str] | None = None
) -> None:
    """Write the model beside `folder` and put it in its place whole; the same model gives the same bytes.

    `card` writes for a manifest what people read of the model; it has its place in the folder, as `README.md`.
    """
    fresh, stale = (folder.with_name(f".{folder.name}.{kind}") for kind in ("fresh", "stale"))
    for leftover in (fresh, stale):
        shutil.rmtree(leftover, ignore_errors=True)
    fresh.mkdir(parents=True)
    for part in fields(model):
        joblib.dump(getattr(model, part.name), fresh / f"{part.name}.joblib", compress=_COMPRESSION)
    trained = asdict(model.counts) | {"until": until.isoformat() if until else None}
    manifest = Manifest.of(_digests(fresh), trained)
    (fresh / NAME).write_text(manifest.to_json(), encoding="utf-8")
    if card:
        (fresh / CARD).write_text(card(manifest), encoding="utf-8")
    if folder.exists():
        folder.rename(stale)
    fresh.rename(folder)
    shutil.rmtree(stale, ignore_errors=True)


def load(folder: Path) -> Model:
    """Read a model; raise ModelError as `check` does."""
    check(folder)
    parts: dict[str, Any] = {part.name: joblib.load(folder / f"{part.name}.joblib") for part in fields(Model)}
    return Model(**parts)


def check(folder: Path) -> Manifest:
    """Return what a model says about itself, without loading it.

    Raise ModelError when there is none, when it was changed, or when other libraries made it.
    """
    try:
        manifest = Manifest.from_json((folder / NAME).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as cause:
        raise ModelError(f"There is no model in {folder}; run `curator train`, or Learn on GitHub") from cause
    manifest.check(_digests(folder))
    return manifest


def _digests(folder: Path) -> dict[str, str]:
    files = sorted(folder.glob("*.joblib"))
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in files}
