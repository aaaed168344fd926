"""Answer for given papers: how likely they belong to a list, where, and what would become of them."""

from collections.abc import Sequence

from curator.model import Model
from curator.proposals.policy import triage
from curator.types import Paper, Prediction, Triage


def predict(model: Model, papers: Sequence[Paper]) -> list[Prediction]:
    """Return a prediction for each paper, in order."""
    return model.predict(papers, evidence=False)


def decide(
    model: Model, predictions: Sequence[Prediction], *, a_week: float, section_confidence: float
) -> list[Triage]:
    """Say for each prediction of a batch whether its paper would be suggested, asked about, or passed over.

    `a_week` is how many papers a week are shown; see `proposals.policy.triage`.
    """
    return triage(
        predictions,
        a_week=a_week,
        section=section_confidence,
        base_rate=model.base_rate,
        entries=model.counts.entries,
    )
