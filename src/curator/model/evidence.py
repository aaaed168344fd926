"""Why a prediction came out as it did: the nearest entries that already stand in the list."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix, diags_array

from curator.model.text import Matrix

_NEAREST = 3


@dataclass(frozen=True, slots=True)
class Entries:
    """The list's entries: their titles, the sections each stands in, and their terms, one row each."""

    titles: tuple[str, ...]
    belongs: npt.NDArray[np.bool_]
    text: Matrix

    def nearest(self, text: Matrix, section: npt.NDArray[np.intp]) -> list[tuple[str, ...]]:
        """Return for each row the titles of its section's entries that share most terms with it, nearest first."""
        found: list[tuple[str, ...]] = [()] * text.shape[0]
        for number in np.unique(section):
            asked, inside = np.flatnonzero(section == number), np.flatnonzero(self.belongs[:, number])
            likeness = (text[asked] @ self.text[inside].T).toarray()
            for row, near in zip(asked, np.argsort(-likeness, axis=1, kind="stable")[:, :_NEAREST], strict=True):
                found[row] = tuple(self.titles[inside[entry]] for entry in near)
        return found


def leading_terms(text: Matrix, weights: npt.NDArray[np.float32], count: int) -> list[tuple[int, ...]]:
    """Return for each row the columns that spoke most for it, strongest first."""
    spoken = csr_matrix(text @ diags_array(weights))
    found = []
    for start, end in zip(spoken.indptr[:-1], spoken.indptr[1:], strict=True):
        values, columns = spoken.data[start:end], spoken.indices[start:end]
        order = np.lexsort((columns, -values))[:count]
        found.append(tuple(int(columns[n]) for n in order if values[n] > 0))
    return found
