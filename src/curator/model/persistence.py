"""The model folder: named files beside a manifest, loaded only when they are what was written."""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, fields, replace
from pathlib import Path
from typing import Any

import joblib
import numpy as np

from curator.config import Config
from curator.errors import ModelError, OutdatedModelError
from curator.model import arrays as packing
from curator.model import encoder_files, versions
from curator.model.classifier import Model
from curator.model.manifest import NAME, Asked, Manifest, Origin

CARD = "README.md"
_UNKNOWN = Origin()
_USUAL_PACE = 3.0  # papers a week, where nobody says
_FIGURES, _ARRAYS = "model.json", "arrays.npz"
_CUSTOM = ("relevance", "sections")  # the parts that a custom estimator takes the place of


def save(
    model: Model,
    folder: Path,
    settings: Config | None = None,
    *,
    a_week: float | None = None,
    origin: Origin = _UNKNOWN,
    texts: Callable[[Manifest], Mapping[str, str]] = lambda _: {},
) -> None:
    """Write the model beside `folder` and put it in its place whole.

    The manifest keeps what the model was trained for: the `settings`, and `a_week`, the list's own pace, where the
    settings leave the pace to the list. `texts` gives for it the files that belong to the model beside its figures, by
    name, such as its `CARD`.
    """
    named = settings or Config()
    with versions.beside(folder) as fresh:
        _write(model, fresh, custom=bool(named.model.estimator))
        trained = asdict(model.counts) | {"until": origin.until.isoformat() if origin.until else None}
        asked = Asked(named.suggest.a_week or a_week or _USUAL_PACE, named.suggest.section_confidence)
        learnt = origin.on.isoformat() if origin.on else ""
        files = _digests(fresh)
        why = _why(folder, files, origin.why)
        manifest = Manifest(files, trained, asked, named.model.estimator, named.model.embedding, learnt, why)
        (fresh / NAME).write_text(manifest.to_json(), encoding="utf-8")
        for name, text in texts(manifest).items():
            (fresh / name).write_text(text, encoding="utf-8")


def _why(folder: Path, files: Mapping[str, str], why: str) -> str:
    """Return why a model of these files is used: the same one again is there for the reason that it was."""
    try:
        standing = versions.manifest(folder)
    except ModelError:
        return why
    return standing.why if standing.files == files else why


def load(folder: Path, settings: Config | None = None) -> Model:
    """Read a model; raise ModelError as `check` does.

    Its files hold figures and no code, but for those of a custom estimator, which are loaded only where the `settings`
    name that very estimator; OutdatedModelError otherwise. So it is with a text encoder.
    """
    manifest, named = check(folder), (settings or Config()).model
    manifest.check_named(named.estimator, named.embedding)
    encoder = encoder_files.load(named.embedding, named.folder) if named.embedding else None
    return replace(_read(folder, custom=bool(manifest.estimator)), encoder=encoder)


def check(folder: Path) -> Manifest:
    """Return what a model says about itself, without loading it.

    Raise ModelError when there is none or it cannot be read, when it was changed, or when another curator made it.
    """
    manifest = versions.manifest(folder)
    try:
        manifest.check(_digests(folder))
    except OSError as error:
        raise ModelError(f"{error.filename}: cannot be read: {error.strerror}; run `curator train` anew") from error
    return manifest


def _write(model: Model, folder: Path, *, custom: bool) -> None:
    parts = {part.name: getattr(model, part.name) for part in fields(model) if part.name != "encoder"}
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
    files = sorted(path for pattern in versions.PARTS for path in folder.glob(pattern))
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in files}
