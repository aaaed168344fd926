"""Derive what lists share in the weighing of section scores; each list is judged by what the others chose.

Asked are masked lists: `masked.md` and `truth.jsonl`.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from curator.model import encoder_files
from curator.model import hyperparameters as hyper
from curator.model.calibration import ConditionalLogit, negative_log_likelihood
from curator.model.features import PaperFeatures, TextEncoder
from curator.model.sections import BLOCKS, Headings, SectionScores
from curator.model.splits import RollingOrigin
from curator.model.training_set import TrainingSet
from experiments import bootstrap, cases
from experiments.cases import Masked
from experiments.documents import table

_FOLDS = 5
_LEAST = 1e-4  # what a probability counts as at least, in a mean of logarithms
_MANY = 50  # entries from which on what a single list states is held against what is true

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Scored:
    """Scores of held-out entries and of the papers asked about, papers × sections × `BLOCKS` each, and the truth."""

    held_out: Floats
    held_out_truth: Bools
    asked: Floats
    truth: Bools


@dataclass(frozen=True, slots=True)
class Choice:
    """What lists share: how far the prior holds, and what recency weighs at most."""

    strength: float
    most: float | None

    def stacking(self, blocks: Sequence[int], prior: Sequence[float]) -> ConditionalLogit:
        """Return the unfitted estimator that weighs some of the scores, from what they weigh elsewhere."""
        most = [self.most if BLOCKS[block] == "recency" else None for block in blocks]
        start = [min(weight, limit or np.inf) for weight, limit in zip(prior, most, strict=True)]
        return ConditionalLogit(prior=start, most=most, strength=self.strength)


STRENGTHS, MOSTS = (25.0, 60.0, 120.0, 250.0), (0.2, 0.4, None)


@dataclass(frozen=True, slots=True)
class Figures:
    """How a list's papers were placed.

    `first` and `third` are the shares of which the first guess, or one of three, was right; `stated` is how much more
    was stated than true, `likely` the mean logarithm of a true section's probability, `papers` how many there were.
    """

    first: float
    third: float
    stated: float
    likely: float
    papers: int


def figures(belongs: Floats, truth: Bools) -> Figures:
    """Hold papers × sections against the truth."""
    rows = np.arange(len(belongs))[:, None]
    right = truth[rows, np.argsort(-belongs, axis=1, kind="stable")[:, :3]]
    first = float(right[:, 0].mean())
    likely = np.log(np.maximum((belongs * truth).sum(axis=1), _LEAST)).mean()
    stated = float(belongs.max(axis=1).mean()) - first
    return Figures(first, float(right.any(axis=1).mean()), stated, float(likely), len(belongs))


def measure(folder: Path, papers: Path, embedding: str = "") -> Scored:
    """Score what a masked list asks about; with `embedding`, also by that text encoder."""
    encoder = encoder_files.load(embedding) if embedding else None
    return scored(cases.read(folder, [*cases.known(papers).values()]), encoder)


def scored(case: Masked, encoder: TextEncoder | None = None) -> Scored:
    """Score a list's held-out entries as in its training, and the papers asked about by all of its entries."""
    training = TrainingSet.of(case.examples, case.sections)
    features = PaperFeatures()
    known = features.fit_transform([example.paper for example in case.examples])
    rows = np.flatnonzero(training.member)
    entries, listed = training.take(rows), known.take(rows).embedded(encoder)
    headings = Headings.of(training.paths, features, encoder)
    asked = features.transform(case.asked).embedded(encoder)
    held_out, truths = [], []
    for earlier, later in RollingOrigin(entries.age, listed.has_abstract).split():
        part = SectionScores().fit(
            listed.take(earlier), entries.belongs[earlier], headings=headings, age=entries.age[earlier]
        )
        held_out.append(part.decision_function(listed.take(later)))
        truths.append(entries.belongs[later])
    whole = SectionScores().fit(listed, entries.belongs, headings=headings, age=entries.age)
    truth = np.array([[path in true for path in training.paths] for true in case.truth], bool)
    return Scored(np.concatenate(held_out), np.concatenate(truths), whole.decision_function(asked), truth)


def shared(lists: Iterable[Scored], blocks: Sequence[int]) -> Floats:
    """Return what each score weighs by maximum likelihood on the papers asked about, each list counting the same."""
    known = [(one.asked[:, :, blocks], one.truth) for one in lists]
    start = np.asarray(SectionScores().stacking.prior)[[*blocks]]

    def loss(weights: Floats) -> tuple[float, Floats]:
        parts = [(len(X), *negative_log_likelihood(weights, X, truth)) for X, truth in known]
        return sum(value / n for n, value, _ in parts), np.sum([slope / n for n, _, slope in parts], axis=0)

    found = minimize(loss, start, jac=True, bounds=[(0, None)] * len(blocks), method="L-BFGS-B")
    return np.asarray(found.x, np.float64)


Judged = Mapping[Choice, Mapping[str, Figures]]


def judged(lists: Mapping[str, Scored], blocks: Sequence[int], prior: Sequence[float]) -> Judged:
    """Return for every choice what it comes to on each list: weights are fitted to the list's held-out entries."""
    found: dict[Choice, dict[str, Figures]] = {}
    for strength, most in product(STRENGTHS, MOSTS if BLOCKS.index("recency") in blocks else (None,)):
        choice = Choice(strength, most)
        for name, one in lists.items():
            stacking = choice.stacking(blocks, prior).fit(one.held_out[:, :, blocks], one.held_out_truth)
            belongs = stacking.predict_proba(one.asked[:, :, blocks])
            found.setdefault(choice, {})[name] = figures(belongs, one.truth)
    return found


def choose(known: Judged, names: Collection[str]) -> Choice:
    """Return the choice under which the true sections of these lists are likeliest, each list counting the same."""
    return max(known, key=lambda one: np.mean([known[one][name].likely for name in names]))


def left_out(lists: Mapping[str, Scored], blocks: Sequence[int]) -> dict[str, Figures]:
    """Judge each list by what the lists outside its fold say: the prior, how far it holds, and recency's limit."""
    names = sorted(lists)
    found: dict[str, Figures] = {}
    for number in range(min(_FOLDS, len(names))):
        fold = names[number::_FOLDS]
        others = [name for name in names if name not in fold]
        known = judged(lists, blocks, shared([lists[name] for name in others], blocks).tolist())
        best = choose(known, others)
        found |= {name: known[best][name] for name in fold}
    return found


def tables(found: Mapping[str, Scored]) -> dict[str, str]:
    """Return what all lists share, and what single scores are good for, each list judged by the others' figures.

    Where texts were embedded, the table has a name of its own and says what that is good for.
    """
    lists = {name: one for name, one in found.items() if len(one.asked) and one.asked.shape[1] > 1}
    if len(lists) < 2:
        return {}  # no others that could judge
    every = range(next(iter(lists.values())).asked.shape[2])
    without = {f"without {BLOCKS[one]}": [other for other in every if other != one] for one in every}
    parts = {"all scores: **the default**": every, "the SVM on texts alone": [0], **without}
    kind, names = "sections", [f"S{number}" for number in range(21, 21 + len(parts))]
    if "embedding" in BLOCKS[: len(every)]:
        parts = {"all scores and embeddings": every, "without embeddings": every[:-1]}
        kind, names = "embedding", ["", ""]
    whole = left_out(lists, every)
    rows = [
        [name, what, *row(left_out(lists, some), whole)]
        for name, (what, some) in zip(names, parts.items(), strict=True)
    ]
    head = [
        "",
        "what",
        "top 1",
        "gain",
        "top 3",
        "gain",
        "likely",
        "gain",
        "stated less true",
        "at most in a long list",
    ]
    return {kind: f"{table(head, rows, 2)}\n\n{weights(lists, every)}"}


def row(some: Mapping[str, Figures], than: Mapping[str, Figures]) -> list[str]:
    """Return the means over lists, three of them with what they are more than another's."""
    names = sorted(some)
    here, there = (
        np.array([[f.first, f.third, f.likely, f.stated] for f in map(of.get, names) if f]) for of in (some, than)
    )
    means = [f"{mean:.3f}" for mean in here.mean(axis=0)]
    pairs = zip(means, bootstrap.said((here - there)[:, :3], "+"), strict=False)
    worst = max((abs(f.stated) for f in some.values() if f.papers >= _MANY), default=0.0)
    return [*(cell for both in pairs for cell in both), means[-1], f"{worst:.2f}"]


def weights(lists: Mapping[str, Scored], blocks: Sequence[int]) -> str:
    """Say what the lists choose to share, beside what stands: weights, how far they hold, and recency's at most."""
    prior = shared(lists.values(), blocks)
    best = choose(judged(lists, blocks, prior.tolist()), lists)
    stand = Choice(hyper.STACKING_STRENGTH, hyper.STACKING_MOST[BLOCKS.index("recency")])
    names = ", ".join(BLOCKS[block] for block in blocks)
    now, then = _shared([hyper.STACKING_PRIOR[block] for block in blocks], stand), _shared(prior.tolist(), best)
    return f"As they stand, {names} weigh {now}. All lists together choose {then}."


def _shared(prior: Sequence[float], choice: Choice) -> str:
    most = f"recency at most {choice.most}" if choice.most else "no cap of recency"
    return f"{', '.join(f'{weight:.1f}' for weight in prior)}, with a strength of {choice.strength:.0f} and {most}"
