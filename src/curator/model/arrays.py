"""Fitted estimators ⇄ plain JSON and arrays, so that a model's files hold figures and no code."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix

from curator.model.calibration import ConditionalLogit, SigmoidCalibration
from curator.model.classifier import Counts
from curator.model.evidence import Entries
from curator.model.features import PaperFeatures
from curator.model.holdout import HoldOut
from curator.model.linear import LinearScorer, OneVsRest
from curator.model.lsa import LSA
from curator.model.nearest import NearestCentroid, NearestEntries
from curator.model.relevance import AuthorFamiliarity, CategoryLogOdds, Relevance
from curator.model.sections import SectionScores
from curator.model.tfidf import Tfidf
from curator.model.whitening import Whitening

Arrays: TypeAlias = dict[str, npt.NDArray[Any]]

_KINDS = {
    kind.__name__: kind
    for kind in (
        AuthorFamiliarity,
        CategoryLogOdds,
        ConditionalLogit,
        Counts,
        Entries,
        HoldOut,
        LSA,
        LinearScorer,
        NearestCentroid,
        NearestEntries,
        OneVsRest,
        PaperFeatures,
        Relevance,
        SectionScores,
        SigmoidCalibration,
        Tfidf,
        Whitening,
    )
}
"""What a file may name; anything else is refused."""


def pack(value: Any, name: str, arrays: Arrays) -> Any:
    """Return a value as JSON can hold it; its arrays are added to `arrays`, under names that start with `name`."""
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, np.ndarray):
        arrays[name] = value
        return {"array": name}
    if isinstance(value, csr_matrix):
        return {"sparse": _pack_all(_parts(value), name, arrays), "shape": list(value.shape)}
    if isinstance(value, tuple | list):
        return [pack(item, f"{name}.{number}", arrays) for number, item in enumerate(value)]
    if isinstance(value, Mapping):
        return {"mapping": [list(value), list(value.values())]}
    if _KINDS.get(type(value).__name__) is type(value):
        return {"kind": type(value).__name__, "state": _pack_all(_state(value), name, arrays)}
    raise TypeError(f"{name}: {type(value).__name__} cannot be kept as arrays")


def unpack(packed: Any, arrays: Mapping[str, npt.NDArray[Any]]) -> Any:
    """Return what `pack` was given; lists are tuples. Raise ValueError for what it cannot have written."""
    if isinstance(packed, list):
        return tuple(unpack(item, arrays) for item in packed)
    if not isinstance(packed, dict):
        return packed
    try:
        if "array" in packed:
            return arrays[packed["array"]]
        if "mapping" in packed:
            return dict(zip(*packed["mapping"], strict=True))
        if "sparse" in packed:
            parts = unpack_all(packed["sparse"], arrays)
            matrix = csr_matrix((parts["data"], parts["indices"], parts["indptr"]), shape=tuple(packed["shape"]))
            matrix.check_format(full_check=True)
            return matrix
        return _build(_KINDS[packed["kind"]], unpack_all(packed["state"], arrays))
    except (KeyError, TypeError, ValueError) as cause:
        raise ValueError(f"its files hold what this curator does not know: {cause}") from cause


def unpack_all(packed: Mapping[str, Any], arrays: Mapping[str, npt.NDArray[Any]]) -> dict[str, Any]:
    """Return each of several values."""
    return {key: unpack(value, arrays) for key, value in packed.items()}


def _pack_all(values: Mapping[str, Any], name: str, arrays: Arrays) -> dict[str, Any]:
    return {key: pack(value, f"{name}.{key}", arrays) for key, value in values.items()}


def _parts(matrix: csr_matrix) -> dict[str, Any]:
    return {"data": matrix.data, "indices": matrix.indices, "indptr": matrix.indptr}


def _state(value: Any) -> dict[str, Any]:
    """Return the fields of a value, or parameters and fitted attributes of an estimator."""
    if is_dataclass(value):
        return {field.name: getattr(value, field.name) for field in fields(value)}
    return dict(sorted(vars(value).items()))


def _build(kind: type, state: Mapping[str, Any]) -> Any:
    if is_dataclass(kind):
        return kind(**state)
    made = kind()
    for name, value in state.items():
        setattr(made, name, value)
    return made
