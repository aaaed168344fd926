"""A BERT encoder's files, in a folder or in an installed package → the encoder.

For the extra `embedding`: tokenizers cuts texts into word pieces, safetensors reads weights and runs no code.
"""

import json
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from curator.errors import ModelError
from curator.model.encoder import Encoder

_LONGEST = 128  # word pieces that are read of a text: title and the first sentences of an abstract
_PARTS = ("config.json", "tokenizer.json", "model.safetensors")


@cache
def load(name: str) -> Encoder:
    """Return the encoder in a folder, or in an installed package that ships one.

    Raise ModelError where neither is there, where the extra is not installed, or where the files are of another form.
    """
    try:
        from safetensors.numpy import load_file
        from tokenizers import Tokenizer
    except ImportError as cause:
        raise ModelError(
            "[model] embedding needs two packages more: pip install 'paper-list-curator[embedding]'"
        ) from cause
    folder = folder_of(name)
    try:
        config = json.loads((folder / _PARTS[0]).read_text("utf-8"))
        tokenizer = Tokenizer.from_file(str(folder / _PARTS[1]))
        tokenizer.no_padding()
        tokenizer.enable_truncation(_LONGEST)
        encoder = Encoder(tokenizer, load_file(folder / _PARTS[2]), config)
        encoder.encode(["a text"])
    except Exception as cause:
        raise ModelError(f"[model] embedding is {name!r}: {folder} holds no BERT encoder ({cause})") from cause
    return encoder


def folder_of(name: str) -> Path:
    """Return the folder that holds an encoder's files; raise ModelError where there is none."""
    found = find_spec(name) if name.isidentifier() else None
    roots = [Path(name), *map(Path, (found and found.submodule_search_locations) or ())]
    for folder in (folder for root in roots for folder in (root, root / "model")):
        if all((folder / part).is_file() for part in _PARTS):
            return folder
    raise ModelError(
        f"[model] embedding is {name!r}: no folder or installed package of that name holds {', '.join(_PARTS)}"
    )
