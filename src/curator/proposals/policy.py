"""Thresholds and budget: which papers to suggest, which to ask about, which to pass over."""

from collections.abc import Sequence
from typing import Literal

from curator.types import Decision, Prediction, Suggestion, Thresholds, Unsure

Verdict = Literal["suggest", "unsure", "skip"]


def verdict(prediction: Prediction, thresholds: Thresholds) -> Verdict:
    """Say what the thresholds make of one prediction, whatever the others are."""
    if prediction.fit < thresholds.fit:
        return "skip"
    placed = prediction.sections and prediction.sections[0].probability >= thresholds.section
    return "suggest" if placed else "unsure"


def decide(predictions: Sequence[Prediction], thresholds: Thresholds, at_most: int) -> Decision:
    """Suggest what is relevant and has a home, ask about what is relevant and has none, best first.

    At most `at_most` papers are named, suggested or asked about; the order of `predictions` never matters.
    """
    best = sorted(predictions, key=lambda p: (-p.fit, p.paper.id, p.paper.title))
    named = [p for p in best if verdict(p, thresholds) != "skip"][: max(0, at_most)]
    suggestions = tuple(_suggestion(p) for p in named if verdict(p, thresholds) == "suggest")
    unsure = tuple(Unsure(p.paper, p.fit, p.sections, p.evidence) for p in named if verdict(p, thresholds) == "unsure")
    return Decision(suggestions, unsure, skipped=len(predictions) - len(named))


def _suggestion(prediction: Prediction) -> Suggestion:
    first, *others = prediction.sections
    return Suggestion(
        prediction.paper, prediction.fit, first.section, first.probability, tuple(others), prediction.evidence
    )
