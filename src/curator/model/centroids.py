"""Where each section lies among the meanings of texts: the nearest centre, by linear discriminant analysis."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from sklearn.preprocessing import normalize

Bools = npt.NDArray[np.bool_]
Rows = npt.NDArray[np.float32]

_SHRINKAGE = 0.5  # of the entries' covariance towards a sphere (Friedman 1989); there are fewer entries than directions
_HEADING = 2.0  # entries that a heading's own meaning counts for


@dataclass(frozen=True, slots=True)
class Centres:
    """The direction of each section, seen from the `middle` of the list and with what all entries share played down."""

    middle: Rows
    whitening: Rows
    directions: Rows

    @classmethod
    def fit(cls, meaning: Rows, belongs: Bools, headings: Rows) -> "Centres":
        """Learn from the meanings of entries (rows), the sections each stands in, and the meaning of each heading."""
        middle = meaning.mean(axis=0)
        apart = (meaning - middle).astype(np.float64)
        spread = apart.T @ apart / len(meaning)
        sphere = np.eye(len(middle)) * np.trace(spread) / len(middle)
        values, vectors = np.linalg.eigh((1 - _SHRINKAGE) * spread + _SHRINKAGE * sphere)
        whitening = (vectors / np.sqrt(np.maximum(values, 1e-9))).astype(np.float32)
        seen, named = (normalize((rows - middle) @ whitening) for rows in (meaning, headings))
        return cls(middle, whitening, normalize(belongs.T.astype(np.float32) @ seen + _HEADING * named))

    def score(self, meaning: Rows) -> npt.NDArray[np.float64]:
        """Return rows × sections, from -1 for opposite to 1 for the same direction."""
        return np.asarray(normalize((meaning - self.middle) @ self.whitening) @ self.directions.T, np.float64)
