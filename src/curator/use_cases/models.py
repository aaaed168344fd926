"""The model of a list as it is stored, answering in the names that the list's sections have today."""

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from curator import lists, model
from curator.errors import CuratorError, OutdatedModelError
from curator.feedback import naming
from curator.feedback.naming import Naming
from curator.lists.identity import Counterparts, sections
from curator.model import persistence
from curator.proposals import places
from curator.storage.files import read_text
from curator.types import Paper, Prediction
from curator.use_cases.steps import Steps, silently
from curator.use_cases.train import SECTIONS, Sources, Training, learn, sections_of
from curator.workspace import Workspace

_log = logging.getLogger(__name__)
_FEW = 10
"""A model of which the list has less than a tenth, be it of the model's papers or of its own, is another list's."""


@dataclass(frozen=True, slots=True)
class Renamed:
    """A model that answers in the names that the list's sections have now."""

    model: model.Model
    counterparts: Counterparts
    evidence: bool = True

    def predict(self, papers: Sequence[Paper]) -> list[Prediction]:
        """Return one prediction a paper, in their order; with what speaks for it where there is to be `evidence`."""
        return [places.predicted(one, self.counterparts) for one in self.model.predict(papers, evidence=self.evidence)]

    @property
    def base_rate(self) -> float:
        """The share of the announced papers that belongs to the list."""
        return self.model.base_rate

    @property
    def typical(self) -> float:
        """How likely the list's median entry is said to belong by a model that has not seen it."""
        return self.model.typical

    @property
    def replayed(self) -> float | None:
        """How the list takes what it is shown, as a replay of its past says."""
        return self.model.replayed


def current(store: Workspace, steps: Steps = silently) -> Renamed:
    """Load the list's model; where this curator cannot read it, log that and learn it anew, without storing it.

    So a night goes on when curator is updated or the settings name another estimator; the next training stores the
    model. Without a table of papers there is nothing to learn from, and OutdatedModelError is raised.
    """
    try:
        return stored(store)
    except OutdatedModelError as outdated:
        sources = Sources.of(store)
        if not sources.papers.exists():
            raise
        _log.warning("%s; learnt anew for this run", outdated)
        now = sections(lists.parse_all(sources.files))
        return Renamed(learn(sources, steps=steps).model, Counterparts(now, now))


def stored(store: Workspace) -> Renamed:
    """Load the list's model; raise as `model.persistence.load` does, and OutdatedModelError for another list's."""
    after = sections(store.surveys())
    folder = store.root / store.settings.state.model
    loaded, before = persistence.load(folder, store.settings), names(folder).known
    held, holds = (frozenset[str]().union(*some.values()) for some in (before, after))
    if _FEW * len(held & holds) < min(len(held), len(holds)):
        raise OutdatedModelError(
            f"The model in {folder} was learnt from another list: next to none of its papers is here; "
            "run `curator train`"
        )
    return Renamed(loaded, Counterparts(before, after))


def formerly(folder: Path, training: Training) -> Renamed:
    """Load the model of a folder, to answer in the names that sections have in a later training; raise as `stored`."""
    after = sections_of(training.examples)
    return Renamed(
        persistence.load(folder, training.settings), Counterparts(names(folder).known, after), evidence=False
    )


def grouped(folder: Path, predictions: Iterable[Prediction]) -> list[Prediction]:
    """Return predictions of a folder's model with the group by date or letter in which each paper would stand."""
    by = names(folder).groups
    return [places.grouped(one, by) for one in predictions]


def names(folder: Path) -> Naming:
    """Return what the sections of a folder's model held when it was trained; raise OutdatedModelError where unknown."""
    path = folder / SECTIONS
    try:
        return naming.read(read_text(path), str(path)) if path.exists() else Naming()
    except CuratorError as error:
        raise OutdatedModelError(f"{path}: the model's sections cannot be read; run `curator train` anew") from error
