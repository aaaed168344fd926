"""Lists drawn anew: how far a mean over lists would be another with other lists (Efron & Tibshirani 1993)."""

import numpy as np
import numpy.typing as npt

_DRAWS, _SEED = 10_000, 0


def drawn(values: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return the rows of `values`, one a list, drawn anew with replacement: draws × lists × columns."""
    return values[np.random.default_rng(_SEED).integers(len(values), size=(_DRAWS, len(values)))]


def interval(values: npt.NDArray[np.float64]) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Return the ends of the 95 % interval of each column's mean over lists."""
    low, high = np.quantile(drawn(values).mean(axis=1), [0.025, 0.975], axis=0)
    return low, high
