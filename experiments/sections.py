"""Derive what lists share in the weighing of section scores; each list is judged by what the others chose.

    python -m experiments.sections FOLDERS --papers PAPERS [--embedding NAME]

FOLDERS hold masked lists: `masked.md` and `truth.jsonl`. Scores are stored under build/sections, so that
what is done is not done again and a second run takes a few minutes.
"""

import argparse
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import joblib
import numpy as np
import numpy.typing as npt
from rich.progress import track
from scipy.optimize import minimize

from curator.model import encoder_files
from curator.model.calibration import ConditionalLogit, negative_log_likelihood
from curator.model.features import PaperFeatures, TextEncoder
from curator.model.sections import BLOCKS, Headings, SectionScores
from curator.model.splits import RollingOrigin
from curator.model.training_set import TrainingSet
from curator.papers.readers import read_papers
from experiments import bootstrap, cases
from experiments.cases import Masked

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


def row(name: str, some: Mapping[str, Figures], than: Mapping[str, Figures]) -> str:
    """Return a line of the table: the means over lists, three of them less another's, with 95 % intervals."""
    names = sorted(some)
    table, other = (
        np.array([[f.first, f.third, f.likely, f.stated] for f in map(of.get, names) if f]) for of in (some, than)
    )
    apart = (table - other)[:, :3]
    low, high = bootstrap.interval(apart)
    gains = [f"{a:+.3f} [{b:+.3f}, {c:+.3f}]" for a, b, c in zip(apart.mean(axis=0), low, high, strict=True)]
    means = [f"{mean:.3f}" for mean in table.mean(axis=0)]
    worst = max((abs(f.stated) for f in some.values() if f.papers >= _MANY), default=0.0)
    pairs = [cell for both in zip(means, gains, strict=False) for cell in both]
    return f"| {' | '.join([name, *pairs, means[-1], f'{worst:.2f}'])} |"


def report(lists: Mapping[str, Scored]) -> None:
    """Print what all lists share, and the table: all scores, one text classifier alone, and without single scores."""
    every = [*range(next(iter(lists.values())).asked.shape[2])]
    prior = shared(lists.values(), every)
    print(f"{len(lists)} lists; {choose(judged(lists, every, prior.tolist()), lists)}; they weigh")
    print(", ".join(f"{name} {weight:.2f}" for name, weight in zip(BLOCKS, prior, strict=False)))
    print("\n| what | top 1 | gain | top 3 | gain | likely | gain | stated | worst long list |\n" + "|---" * 9 + "|")
    whole = left_out(lists, every)
    print(row("all scores", whole, whole))
    print(row("text alone", left_out(lists, [0]), whole))
    for one in every:
        some = left_out(lists, [other for other in every if other != one])
        print(row(f"without {BLOCKS[one]}", some, whole), flush=True)


def main() -> None:
    """Read the arguments, make or read the scores, print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="+", help="folders of masked lists")
    parser.add_argument("--papers", type=Path, required=True, nargs="+", help="tables or snapshots of papers")
    parser.add_argument("--embedding", default="", help="a folder or package with a text encoder")
    parser.add_argument("--cache", type=Path, default=Path("build/sections"), help="where scores are stored")
    chosen = parser.parse_args()
    papers = list({paper.id: paper for path in chosen.papers for paper in read_papers(path)}.values())
    encoder = encoder_files.load(chosen.embedding) if chosen.embedding else None
    cache = chosen.cache / (chosen.embedding or "plain")
    cache.mkdir(parents=True, exist_ok=True)
    found: dict[str, Scored] = {}
    for folder in track(cases.folders(chosen.folders), "scoring", transient=True):
        stored = cache / f"{folder.name}.joblib"
        if not stored.exists():
            joblib.dump(scored(cases.read(folder, papers), encoder), stored)
        found[folder.name] = joblib.load(stored)
    report({name: one for name, one in found.items() if len(one.asked) and one.asked.shape[1] > 1})


if __name__ == "__main__":
    main()
