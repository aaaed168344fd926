"""A BERT encoder's files, in a folder or in an installed package → the encoder.

For the extra `embedding`: tokenizers cuts texts into word pieces, safetensors reads weights and runs no code.
"""

import json
from collections.abc import Callable
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from curator.errors import ModelError
from curator.model.encoder import Encoder

_LONGEST = 128  # word pieces that are read of a text: title and the first sentences of an abstract
_PARTS = ("config.json", "tokenizer.json", "model.safetensors")


@cache
def load(name: str, root: str = "") -> Encoder:
    """Return the encoder in a folder, told from `root` on, or in an installed package that ships one.

    Raise ModelError where neither is there, where the extra is not installed, or where the files are of another form.
    """
    try:
        from safetensors.numpy import load_file
        from tokenizers import Tokenizer
    except ImportError as cause:
        raise ModelError(
            "[model] embedding needs two packages more: pip install 'paper-list-curator[embedding]'"
        ) from cause
    paths = [folder_of(name, root) / part for part in _PARTS]
    config = _read(name, paths[0], lambda path: json.loads(path.read_text("utf-8")))
    tokenizer = _read(name, paths[1], lambda path: Tokenizer.from_file(str(path)))
    weights = _read(name, paths[2], load_file)
    try:
        tokenizer.no_padding()
        tokenizer.enable_truncation(_LONGEST)
        encoder = Encoder(tokenizer, weights, config)
        encoder.encode(["a text"])
    except Exception as cause:
        lacks = f"it lacks {cause}" if isinstance(cause, KeyError) else _line(cause)
        raise ModelError(
            f"[model] embedding is {name!r}: {paths[0].parent} holds no BERT encoder ({lacks}): name another one"
        ) from cause
    return encoder


def _read(name: str, path: Path, read: Callable[[Path], Any]) -> Any:
    """Return what is read of a file; raise ModelError where that fails, in whatever way its library does."""
    try:
        return read(path)
    except Exception as cause:
        raise ModelError(
            f"[model] embedding is {name!r}: {path} is broken ({_line(cause)}): install or copy the encoder anew"
        ) from cause


def _line(cause: Exception) -> str:
    return " ".join(str(cause).split())


def folder_of(name: str, root: str = "") -> Path:
    """Return the folder that holds an encoder's files; raise ModelError where there is none, as `load` looks for it."""
    module = name.replace("-", "_")  # as pip writes a package's name
    found = find_spec(module) if module.isidentifier() else None
    roots = [Path(root, name), *map(Path, (found and found.submodule_search_locations) or ())]
    for folder in (folder for root in roots for folder in (root, root / "model")):
        if all((folder / part).is_file() for part in _PARTS):
            return folder
    raise ModelError(
        f"[model] embedding is {name!r}: neither the folder {Path(root, name)} nor an installed package of that name "
        f"holds {', '.join(_PARTS)}"
    )
