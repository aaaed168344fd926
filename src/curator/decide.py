"""Thresholds and budget: which papers to suggest, which to ask about, which to pass over."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from curator.records import Decision, Prediction, Suggestion, Unsure

Verdict = Literal["suggest", "unsure", "skip"]


@dataclass(frozen=True, slots=True)
class Thresholds:
    """What a prediction must reach: `relevance` to be named at all, `section` to be placed without asking."""

    relevance: float
    section: float


def verdict(prediction: Prediction, thresholds: Thresholds) -> Verdict:
    """Say what the thresholds make of one prediction, whatever the others are."""
    if prediction.relevance < thresholds.relevance:
        return "skip"
    placed = prediction.sections and prediction.sections[0].probability >= thresholds.section
    return "suggest" if placed else "unsure"


def decide(predictions: Sequence[Prediction], thresholds: Thresholds, at_most: int) -> Decision:
    """Suggest what is relevant and has a home, ask about what is relevant and has none, best first.

    At most `at_most` papers are named, suggested or asked about; the order of `predictions` never matters.
    """
    best = sorted(predictions, key=lambda p: (-p.relevance, p.paper.arxiv_id, p.paper.title))
    named = [p for p in best if verdict(p, thresholds) != "skip"][: max(0, at_most)]
    suggestions = tuple(_suggestion(p) for p in named if verdict(p, thresholds) == "suggest")
    unsure = tuple(
        Unsure(p.paper, p.relevance, p.sections, p.evidence) for p in named if verdict(p, thresholds) == "unsure"
    )
    return Decision(suggestions, unsure, skipped=len(predictions) - len(named))


def _suggestion(prediction: Prediction) -> Suggestion:
    first, *others = prediction.sections
    runner_up = others[0] if others else None
    return Suggestion(prediction.paper, first.section, first.probability, runner_up, prediction.evidence)
