"""What a model folder says about itself, and whether it may be loaded."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from importlib.metadata import version

from pydantic import TypeAdapter, ValidationError

from curator.errors import ModelError, OutdatedModelError

FORMAT = 7
NAME = "manifest.json"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a prediction is held to: papers shown a week, and how likely the section of a line must be."""

    a_week: float
    section_confidence: float


@dataclass(frozen=True, slots=True)
class Origin:
    """The day of a training, the day before which its papers were announced, and what the model is put to use for."""

    on: date | None = None
    until: date | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Manifest:
    """The form of a model's files and the SHA-256 of each, and what the model was trained on, for and with.

    `learnt` is the day of the training (empty in older ones), `why` tells what it took the place of another for.
    `estimator` names the factory of a custom estimator, which is kept as scikit-learn's own files are: only the version
    that wrote them reads them. All else is figures, which any version reads. `embedding` names a text encoder, which
    stays where it is.
    """

    files: dict[str, str]
    trained: dict[str, int | str | None]
    asked: Asked
    estimator: str = ""
    embedding: str = ""
    learnt: str = ""
    why: str = ""
    numpy: str = field(default=version("numpy"))
    scikit_learn: str = field(default=version("scikit-learn"))
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
            made, here = f"{made}, scikit-learn {self.scikit_learn}", f"{here}, scikit-learn {version('scikit-learn')}"
        if made != here:
            raise OutdatedModelError(
                f"The model was made by {made}, here is {here}; run `curator train` to make it anew"
            )
        changed = sorted(name for name in {*files, *self.files} if files.get(name) != self.files.get(name))
        if changed:
            raise ModelError(f"The model's {changed[0]} is not the file that was trained; run `curator train` anew")

    def check_named(self, estimator: str, embedding: str) -> None:
        """Raise OutdatedModelError unless the settings name the estimator and the encoder the model was made with."""
        made, here = _named(self.estimator, self.embedding), _named(estimator, embedding)
        if made != here:
            raise OutdatedModelError(f"The model was made by {made}, the settings name {here}; run `curator train`")


def _named(estimator: str, embedding: str) -> str:
    what = f"estimator {estimator}" if estimator else "curator's own estimators"
    return f"{what} with embedding {embedding}" if embedding else what
