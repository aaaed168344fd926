"""Lists drawn anew: how far a mean over lists would be another with other lists (Efron & Tibshirani 1993)."""

import numpy as np
import numpy.typing as npt

DRAWS, SEED = 10_000, 0


def drawn(values: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return the rows of `values`, one a list, drawn anew with replacement: draws × lists × columns."""
    return values[np.random.default_rng(SEED).integers(len(values), size=(DRAWS, len(values)))]


def interval(values: npt.NDArray[np.float64]) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Return the ends of the 95 % interval of each column's mean over lists."""
    low, high = np.quantile(drawn(values).mean(axis=1), [0.025, 0.975], axis=0)
    return low, high


def said(values: npt.NDArray[np.float64], sign: str = "") -> list[str]:
    """Return each column's mean over lists with its 95 % interval; with the sign "+", as what is gained or lost."""
    ends = zip(values.mean(axis=0), *interval(values), strict=True)
    return [f"{mean:{sign}.3f} [{low:{sign}.3f}, {high:{sign}.3f}]" for mean, low, high in ends]
