"""Answer for given papers: how likely they belong to a list, and where."""

from collections.abc import Sequence

from curator.model import Model
from curator.types import Paper, Prediction


def predict(model: Model, papers: Sequence[Paper]) -> list[Prediction]:
    """Return a prediction for each paper, in order; papers that somebody picked are not taken to be as rare as entries.

    See `Model.for_batch`.
    """
    return model.for_batch(model.predict(papers, evidence=False))
