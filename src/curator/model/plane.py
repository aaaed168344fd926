"""Papers → places on a plane, where papers on the same matter stand together (t-SNE, van der Maaten & Hinton 2008)."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from sklearn.manifold import TSNE

from curator.model.features import PaperFeatures
from curator.types import Paper

_FEWEST = 5
_PERPLEXITY = 30.0  # about how many neighbours a paper has


def plane(papers: Sequence[Paper]) -> npt.NDArray[np.float64]:
    """Return a place for each paper, both coordinates in [0, 1]; the same for the same papers.

    Neighbours mean something, distances across the plane do not. Papers that are too few, or share no words, stand in
    a row.
    """
    rows = PaperFeatures().fit_transform(papers).lsa if papers else np.zeros((0, 1))
    if len(papers) < _FEWEST or rows.shape[1] < 2 or not np.ptp(rows, axis=0).any():
        along = (np.arange(len(papers)) + 0.5) / max(1, len(papers))
        return np.column_stack([along, along])
    perplexity = min(_PERPLEXITY, (len(papers) - 1) / 3)
    places = TSNE(perplexity=perplexity, init="random", random_state=0).fit_transform(rows.astype(np.float64))
    low, high = places.min(axis=0), places.max(axis=0)
    scaled: npt.NDArray[np.float64] = (places - low) / np.maximum(high - low, 1e-12)
    return scaled
