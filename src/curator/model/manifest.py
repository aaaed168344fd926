"""What a model folder says about itself, and whether it may be loaded."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass

import numpy
import sklearn
from pydantic import TypeAdapter, ValidationError

from curator.errors import ModelError, OutdatedModelError

FORMAT = 3
NAME = "manifest.json"
_NUMPY = numpy.__version__.split(".", maxsplit=1)[0]  # what arrays look like in a file changes with this alone


@dataclass(frozen=True, slots=True)
class Manifest:
    """The form and makers of a model's files, the SHA-256 of each, and what the model was trained on."""

    format: int
    numpy: str
    scikit_learn: str
    files: dict[str, str]
    trained: dict[str, int | str | None]

    @classmethod
    def of(cls, files: Mapping[str, str], trained: Mapping[str, int | str | None]) -> "Manifest":
        """Describe files (name → SHA-256) that this program wrote."""
        return cls(FORMAT, _NUMPY, sklearn.__version__, dict(files), dict(trained))

    def to_json(self) -> str:
        """Return the manifest as it stands in the folder."""
        return json.dumps(asdict(self), indent=2, sort_keys=True) + "\n"

    @classmethod
    def from_json(cls, text: str) -> "Manifest":
        """Read a manifest; raise OutdatedModelError when this curator's are others."""
        try:
            return TypeAdapter(cls).validate_json(text)
        except ValidationError as cause:
            raise OutdatedModelError(
                f"The model's {NAME} cannot be read; run `curator train` to make the model anew"
            ) from cause

    def check(self, files: Mapping[str, str]) -> None:
        """Raise ModelError unless the files are as written; OutdatedModelError when other libraries wrote them."""
        made = f"format {self.format}, scikit-learn {self.scikit_learn}, numpy {self.numpy}"
        here = f"format {FORMAT}, scikit-learn {sklearn.__version__}, numpy {_NUMPY}"
        if made != here:
            raise OutdatedModelError(
                f"The model was made by {made}, here is {here}; run `curator train` to make it anew"
            )
        changed = sorted(name for name in {*files, *self.files} if files.get(name) != self.files.get(name))
        if changed:
            raise ModelError(f"The model's {changed[0]} is not the file that was trained; run `curator train` anew")
