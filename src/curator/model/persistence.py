"""The model folder: named files beside a manifest, loaded only when they are what was written."""

import hashlib
import json
import shutil
from collections.abc import Callable, Mapping
from dataclasses import asdict, fields
from datetime import date
from pathlib import Path
from typing import Any

import joblib
import numpy as np

from curator.config import Config
from curator.errors import ModelError, OutdatedModelError
from curator.model import arrays as packing
from curator.model.classifier import Model
from curator.model.manifest import NAME, Manifest, Promises

CARD = "README.md"
_FIGURES, _ARRAYS = "model.json", "arrays.npz"
_CUSTOM = ("relevance", "sections")  # the parts that a custom estimator takes the place of
_PARTS = (_FIGURES, "*.npz", "*.joblib")


def save(
    model: Model,
    folder: Path,
    settings: Config | None = None,
    *,
    until: date | None = None,
    card: Callable[[Manifest], str] | None = None,
) -> None:
    """Write the model beside `folder` and put it in its place whole.

    The manifest keeps of the `settings` what the model was trained for. `card` writes for a manifest what people read
    of the model; it has its place in the folder, as `README.md`.
    """
    named = settings or Config()
    fresh, stale = (folder.with_name(f".{folder.name}.{kind}") for kind in ("fresh", "stale"))
    for leftover in (fresh, stale):
        shutil.rmtree(leftover, ignore_errors=True)
    fresh.mkdir(parents=True)
    _write(model, fresh, custom=bool(named.model.estimator))
    trained = asdict(model.counts) | {"until": until.isoformat() if until else None}
    promises = Promises(named.suggest.precision, named.suggest.section_confidence)
    manifest = Manifest(_digests(fresh), trained, promises, named.model.estimator)
    (fresh / NAME).write_text(manifest.to_json(), encoding="utf-8")
    if card:
        (fresh / CARD).write_text(card(manifest), encoding="utf-8")
    if folder.exists():
        folder.rename(stale)
    fresh.rename(folder)
    shutil.rmtree(stale, ignore_errors=True)


def load(folder: Path, settings: Config | None = None) -> Model:
    """Read a model; raise ModelError as `check` does.

    Its files hold figures and no code, but for those of a custom estimator, which are loaded only where the `settings`
    name that very estimator; OutdatedModelError otherwise.
    """
    manifest = check(folder)
    manifest.check_estimator((settings or Config()).model.estimator)
    return _read(folder, custom=bool(manifest.estimator))


def check(folder: Path) -> Manifest:
    """Return what a model says about itself, without loading it.

    Raise ModelError when there is none, when it was changed, or when another curator made it.
    """
    try:
        manifest = Manifest.from_json((folder / NAME).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as cause:
        raise ModelError(f"There is no model in {folder}; run `curator train`, or Learn on GitHub") from cause
    manifest.check(_digests(folder))
    return manifest


def _write(model: Model, folder: Path, *, custom: bool) -> None:
    parts = {part.name: getattr(model, part.name) for part in fields(model)}
    if custom:
        for name in _CUSTOM:
            joblib.dump(parts.pop(name), folder / f"{name}.joblib", compress=("zlib", 3))
    arrays: packing.Arrays = {}
    figures = {name: packing.pack(part, name, arrays) for name, part in parts.items()}
    (folder / _FIGURES).write_text(json.dumps(figures, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    np.savez_compressed(folder / _ARRAYS, **arrays)  # type: ignore[arg-type]  # the stubs take any for a flag


def _read(folder: Path, *, custom: bool) -> Model:
    try:
        figures: Mapping[str, Any] = json.loads((folder / _FIGURES).read_text(encoding="utf-8"))
        with np.load(folder / _ARRAYS, allow_pickle=False) as arrays:
            parts = packing.unpack_all(figures, dict(arrays))
        if custom:
            parts |= {name: joblib.load(folder / f"{name}.joblib") for name in _CUSTOM}
        return Model(**parts)
    except Exception as cause:
        raise OutdatedModelError(f"{folder}: the model cannot be read ({cause}); run `curator train` anew") from cause


def _digests(folder: Path) -> dict[str, str]:
    files = sorted(path for pattern in _PARTS for path in folder.glob(pattern))
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in files}
