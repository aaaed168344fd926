"""How a list's sections are grouped by date or letter: stored as JSON beside the model that names sections alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from pydantic import TypeAdapter

from curator.lists.reading import groups
from curator.storage.json import Schema
from curator.types import Prediction, SectionPath

Grouping: TypeAlias = Mapping[SectionPath, Sequence[SectionPath]]


@dataclass(frozen=True, slots=True)
class _Section:
    path: SectionPath
    groups: tuple[SectionPath, ...]


@dataclass(frozen=True, slots=True)
class _Stored:
    sections: tuple[_Section, ...]


_SCHEMA = Schema(TypeAdapter(_Stored), ())


def read(text: str, name: str) -> Grouping:
    """Read what `write` gave; raise CuratorError, with `name`, for any other text."""
    return {one.path: one.groups for one in _SCHEMA.read(text, name).sections}


def write(grouping: Grouping) -> str:
    """Write it as readable JSON."""
    return _SCHEMA.write(_Stored(tuple(_Section(path, tuple(names)) for path, names in grouping.items())))


def placed(prediction: Prediction, grouping: Grouping) -> Prediction:
    """Return a prediction whose sections end with the group that the paper belongs to, where they are grouped."""
    choices = (
        replace(one, section=(*one.section, *groups.within(grouping.get(one.section, ()), prediction.paper)))
        for one in prediction.sections
    )
    return replace(prediction, sections=tuple(choices))
