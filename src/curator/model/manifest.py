"""What a model folder says about itself, and whether it may be loaded."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

import numpy
import sklearn
from pydantic import TypeAdapter, ValidationError

from curator.errors import ModelError, OutdatedModelError

FORMAT = 4
NAME = "manifest.json"


@dataclass(frozen=True, slots=True)
class Promises:
    """The shares of suggestions and of sections that should be right, as the settings of the training had them."""

    precision: float
    section_confidence: float


@dataclass(frozen=True, slots=True)
class Manifest:
    """The form of a model's files and the SHA-256 of each, and what the model was trained on, for and with.

    `estimator` names the factory of a custom estimator, which is kept as scikit-learn's own files are: only the version
    that wrote them reads them. All else is figures, which any version reads.
    """

    files: dict[str, str]
    trained: dict[str, int | str | None]
    promises: Promises
    estimator: str = ""
    numpy: str = field(default=numpy.__version__)
    scikit_learn: str = field(default=sklearn.__version__)
    format: int = FORMAT

    def to_json(self) -> str:
        """Return the manifest as it stands in the folder."""
        return json.dumps(asdict(self), indent=2, sort_keys=True) + "\n"

    @classmethod
    def from_json(cls, text: str) -> "Manifest":
        """Read a manifest; raise OutdatedModelError when this curator's are others."""
        try:
            manifest = TypeAdapter(cls).validate_json(text)
        except ValidationError as cause:
            raise OutdatedModelError(
                f"The model's {NAME} cannot be read; run `curator train` to make the model anew"
            ) from cause
        return manifest

    def check(self, files: Mapping[str, str]) -> None:
        """Raise ModelError unless the files are as written; OutdatedModelError when this curator cannot read them."""
        made, here = f"format {self.format}", f"format {FORMAT}"
        if self.estimator:
            made, here = f"{made}, scikit-learn {self.scikit_learn}", f"{here}, scikit-learn {sklearn.__version__}"
        if made != here:
            raise OutdatedModelError(
                f"The model was made by {made}, here is {here}; run `curator train` to make it anew"
            )
        changed = sorted(name for name in {*files, *self.files} if files.get(name) != self.files.get(name))
        if changed:
            raise ModelError(f"The model's {changed[0]} is not the file that was trained; run `curator train` anew")

    def check_estimator(self, named: str) -> None:
        """Raise OutdatedModelError unless the settings name the estimator that the model was made with."""
        if named != self.estimator:
            made, here = (
                f"estimator {name}" if name else "curator's own estimators" for name in (self.estimator, named)
            )
            raise OutdatedModelError(f"The model was made by {made}, the settings name {here}; run `curator train`")
