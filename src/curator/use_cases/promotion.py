"""Put a newly learnt model in the place of the standing one, unless it does worse on what was decided since."""

from collections.abc import Iterable
from datetime import date
from functools import partial
from pathlib import Path

from curator import model
from curator.errors import ModelError
from curator.evaluation import card, promotion
from curator.evaluation.promotion import Promotion
from curator.model import persistence, versions
from curator.papers.identity import key
from curator.types import Label
from curator.use_cases.models import formerly
from curator.use_cases.steps import Steps, silently, today
from curator.use_cases.train import Training, fitted


def promote(
    training: Training,
    decided: Iterable[Label],
    folder: Path,
    replayed: card.Replay | None = None,
    steps: Steps = silently,
) -> Promotion:
    """Store a model in `folder` where it is not worse than the one that is there; return what was decided, and why."""
    found = judge(training, decided, folder, steps)
    if found.promoted:
        training.save(folder, replayed, why=found.why)
    else:
        versions.refuse(folder, today(), found.why)
    return found


def judge(training: Training, decided: Iterable[Label], folder: Path, steps: Steps = silently) -> Promotion:
    """Compare a model with the standing one on the decisions since that one was learnt; change nothing."""
    try:
        standing = formerly(folder, training)
        since = date.fromisoformat(persistence.check(folder).learnt)
    except (ModelError, ValueError):
        return Promotion(True, "there is no model before it to compare with")
    days = {key(label): label.decided_on for label in decided if label.decided_on}
    halves = promotion.halves(training.examples, days, since)
    if untested := promotion.too_few(halves):
        return untested
    before, after = [], []
    with steps(f"comparing with the model of {since}") as progress:
        for number, half in enumerate(halves, 1):
            learnt = _learnt_again(training, half)
            before += promotion.scores(half, standing.predict)
            after += promotion.scores(half, partial(learnt.predict, evidence=False))
            progress(number, len(halves))
    return promotion.compare(before, after)


def _learnt_again(training: Training, half: promotion.Half) -> model.Model:
    return fitted(half.rest, training.model.paths, training.settings)
