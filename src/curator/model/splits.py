"""Which examples are learnt from and which are asked about, so that the past never hears of the future."""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
from sklearn.model_selection import BaseCrossValidator

from curator.model import hyperparameters as hyper

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Rows = npt.NDArray[np.int64]


class _ByAge(BaseCrossValidator):
    """Cut entries into parts by age; as scikit-learn's `PredefinedSplit` it is told about the rows beforehand.

    Parameters
    ----------
    age : sorts the examples, oldest first
    strata : parted alike, as entries with and without abstract: where only the newest have one, there would be none
        left to learn from
    """

    def __init__(self, age: Floats, strata: Bools, *, random_state: int = 0) -> None:
        self.age = age
        self.strata = strata
        self.random_state = random_state

    def get_n_splits(self, X: object = None, y: Bools | None = None, groups: object = None) -> int:
        """Return how many pairs `split` yields."""
        return sum(1 for _ in self.split(X, y, groups))

    def _parts(self, entries: Rows) -> list[Rows]:
        """Cut entries into parts, the newest first."""
        newest_first = entries[np.argsort(-self.age[entries], kind="stable")]
        full = self.strata[newest_first]
        place = np.where(full, np.cumsum(full) - 1, np.cumsum(~full) - 1) / np.where(full, full.sum(), (~full).sum())
        by_place = newest_first[np.argsort(place, kind="stable")]
        return np.array_split(by_place, hyper.PARTS if self._timed(entries) else min(len(entries), hyper.FOLDS))

    @staticmethod
    def _timed(entries: Rows) -> bool:
        return len(entries) >= hyper.MIN_TIMED


class NewestHoldOut(_ByAge):
    """Set the newest part of the entries aside, with a random part of the others.

    Of few entries every part is set aside in turn (cross-validation); a single entry is asked about although it was
    learned, for want of another.
    """

    def split(self, X: object = None, y: Bools | None = None, groups: object = None) -> Iterator[tuple[Rows, Rows]]:
        """Yield rows to fit on and rows to ask about; `y` says which examples are entries of the list."""
        member = np.ones(len(self.age), bool) if y is None else y
        source = np.random.default_rng(self.random_state)
        entries, others = (source.permutation(np.flatnonzero(chosen)) for chosen in (member, ~member))
        rows = np.arange(len(member))
        parts = self._parts(entries)
        if len(parts) < 2 or len(others) < len(parts):
            yield rows, rows
            return
        for inside, outside in zip(parts, np.array_split(others, len(parts)), strict=True):
            asked = np.sort(np.concatenate([inside, outside]))
            yield np.setdiff1d(rows, asked), asked
            if self._timed(entries):
                return


class RollingOrigin(_ByAge):
    """Ask about the newest half of the entries, part by part, each after all that came before it (Tashman 2000).

    Few entries are cross-validated as by `NewestHoldOut`.
    """

    def split(self, X: object = None, y: object = None, groups: object = None) -> Iterator[tuple[Rows, Rows]]:
        """Yield entries to fit on and entries to ask about; every row is an entry."""
        entries = np.random.default_rng(self.random_state).permutation(len(self.age))
        parts = self._parts(entries)
        if len(parts) < 2:
            yield entries, entries
            return
        timed = self._timed(entries)
        for number, asked in enumerate(parts[: hyper.PARTS // 2] if timed else parts):
            known = parts[number + 1 :] if timed else parts[:number] + parts[number + 1 :]
            yield np.sort(np.concatenate(known)), np.sort(asked)
