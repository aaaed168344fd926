"""Hold the ranking of announced papers against what maintainers went on to add, beside others' rankings.

    python -m experiments.relevance FOLDERS --papers PAPERS

FOLDERS hold replay cases: `before.md`, `meta.json`, `feed.csv` and `accepted.csv`. Scores are stored under
build/relevance: what is done is not done again, and a list takes two minutes.
"""

import argparse
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import joblib
import numpy as np
import numpy.typing as npt
from rich.progress import track
from scipy.sparse import csr_matrix, hstack
from sklearn.metrics import average_precision_score

from curator import lists
from curator.feedback import labels as labelling
from curator.feedback.examples import examples
from curator.model import hyperparameters as hyper
from curator.model.baselines import ElasU4, Keywords
from curator.model.classifier import hold_out_relevance
from curator.model.features import Features, PaperFeatures
from curator.model.linear import LinearScorer
from curator.model.relevance import Relevance
from curator.model.training_set import TrainingSet
from curator.papers.readers import read_papers
from curator.types import Example, Paper
from experiments import bootstrap
from experiments.repositories import folders, ids

LADDER = (
    "R4: titles alone",
    "R2: texts alone",
    "R7: latent semantics alone",
    "R12: texts and authors",
    "R13: and latent semantics",
    "R14: and titles",
    "R15: without doubtful unlisted papers",
    "R24: and first categories",
    "R31: weighed as on other lists",
    "R32: weighed as the list's own hold-out says, the default",
)
DEFAULT = LADDER[-1]
_R24 = np.array([1 / 2.2, 1 / 2.2, 0.2 / 2.2, 0.32])  # what scores weighed before they were weighed on other lists
_AMONG = 5  # times as many as were added are looked at first

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Scores = Mapping[str, Floats]


@dataclass(frozen=True, slots=True)
class Case:
    """What was known of a list when a replay begins, the papers announced from then on, and which it came to hold."""

    examples: list[Example]
    sections: list[tuple[str, ...]]
    feed: list[Paper]
    added: Bools


def read(folder: Path, papers: Sequence[Paper]) -> Case:
    """Read a replay case; nothing that was announced from its day `T` on is learnt unless the list held it."""
    survey = lists.parse((folder / "before.md").read_text("utf-8"))
    day = date.fromisoformat(json.loads((folder / "meta.json").read_text("utf-8"))["T"])
    labels = labelling.combine(labelling.from_surveys([survey]), ())
    known = {str(paper.id): paper for paper in papers}
    feed = [known[name] for name in ids(folder / "feed.csv") if name in known]
    added = set(ids(folder / "accepted.csv"))
    truth = np.array([str(paper.id) in added for paper in feed], bool)
    return Case(examples(labels, papers, until=day), lists.topical([survey]), feed, truth)


def scores(case: Case) -> dict[str, Floats]:
    """Return what each ranking says of the papers of the feed, the higher the likelier they are added."""
    training = TrainingSet.of(case.examples, case.sections)
    features = PaperFeatures()
    known = features.fit_transform([example.paper for example in case.examples])
    asked = features.transform(case.feed)
    described = [example for example in case.examples if not example.sections or example.paper.abstract]
    others = {
        "ELAS u4": ElasU4().fit(case.examples).decision_function(case.feed),
        "plain SVM": ElasU4().fit(described).decision_function(case.feed),
        "keywords": Keywords().fit(case.sections).decision_function(case.feed),
    }
    return _ladder(training, known, asked) | others


def _ladder(training: TrainingSet, known: Features, asked: Features) -> dict[str, Floats]:
    """Return the scores of curator's classifier as its parts are added one by one; titles count where texts cannot."""
    full = Relevance().fit(known, training.member, training.weight)
    rows = np.flatnonzero(known.has_abstract)
    y, weight = training.member[rows], training.weight[rows]
    by_title = full.title_.decision_function(asked.title)
    if full.text_ is None or full.lsa_ is None:
        return dict.fromkeys(LADDER, by_title) | dict.fromkeys(LADDER[-2:], full.decision_function(asked))
    unfitted = LinearScorer(C=hyper.TEXT_C, positive_weight=hyper.TEXT_POSITIVE)
    text = unfitted.fit(known.text[rows], y, weight).decision_function(asked.text)
    written = csr_matrix(hstack([known.text, full.authors_.fit_transform(known.authors, training.member)]))
    also = csr_matrix(hstack([asked.text, full.authors_.transform(asked.authors)]))
    authors = unfitted.fit(written[rows], y, weight).decision_function(also)
    lsa = full.lsa_.decision_function(asked.lsa)
    own, *_ = hold_out_relevance(Relevance(), training, known, 0)
    said = full.scores(asked)
    trusted, titled = said[:, 0], 0.2 * by_title
    steps = (by_title, text, lsa, authors, authors + lsa, authors + lsa + titled, trusted + lsa + titled)
    weighed = (said @ _R24, full.decision_function(asked), said @ np.asarray(own.weights))
    return dict(zip(LADDER, (*steps, *weighed), strict=True))


def figures(score: Floats, added: Bools) -> tuple[float, float]:
    """Return a ranking's average precision, and the share of the added papers among the first five times as many."""
    first = np.argsort(-score, kind="stable")[: _AMONG * int(added.sum())]
    return float(average_precision_score(added, score)), float(added[first].sum() / added.sum())


def table(found: Mapping[str, tuple[Scores, Bools]]) -> str:
    """Return a row for each ranking: means over lists, and what the default has more, with 95 % intervals."""
    names = list(next(iter(found.values()))[0])
    known = {name: np.array([figures(some[name], added) for some, added in found.values()]) for name in names}
    lines = [
        f"{len(found)} lists",
        "",
        "| what | AP | the default's gain | ratio | lists ahead of the default | found at 5 × | the default's gain |",
        "|---|--:|---|--:|--:|--:|---|",
    ]
    return "\n".join([*lines, *(_row(name, known[name], known[DEFAULT]) for name in names)])


def _row(name: str, one: Floats, default: Floats) -> str:
    gain = default - one
    low, high = bootstrap.interval(gain)
    mean, most = one.mean(axis=0), gain.mean(axis=0)
    apart = [f"{most[n]:+.3f} [{low[n]:+.3f}, {high[n]:+.3f}]" for n in range(2)]
    ahead = int((gain[:, 0] < 0).sum())
    ratio = default[:, 0].mean() / mean[0]
    return f"| {name} | {mean[0]:.3f} | {apart[0]} | {ratio:.2f} | {ahead} | {mean[1]:.3f} | {apart[1]} |"


def main() -> None:
    """Read the arguments, make or read the scores, print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="+", help="folders of replay cases")
    parser.add_argument("--papers", type=Path, required=True, help="a table or a snapshot of papers")
    parser.add_argument("--cache", type=Path, default=Path("build/relevance"), help="where scores are stored")
    chosen = parser.parse_args()
    chosen.cache.mkdir(parents=True, exist_ok=True)
    papers = list(read_papers(chosen.papers))
    found: dict[str, tuple[Scores, Bools]] = {}
    for folder in track([one for root in chosen.folders for one in folders(root)], "ranking", transient=True):
        stored = chosen.cache / f"{folder.name}.joblib"
        if not stored.exists():
            case = read(folder, papers)
            joblib.dump((scores(case), case.added), stored)
        found[folder.name] = joblib.load(stored)
    print(table({name: one for name, one in found.items() if DEFAULT in one[0] and one[1].any()}))


if __name__ == "__main__":
    main()
