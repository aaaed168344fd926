"""Hold the ranking of announced papers against what maintainers went on to add, beside others' rankings.

    python -m experiments.relevance FOLDERS --papers PAPERS

FOLDERS hold replay cases (`before.md`, `meta.json`, `feed.csv` and `accepted.csv`), and masked lists (`masked.md` and
`truth.jsonl`), of which what was taken out is asked about among papers that nobody listed. Scores are stored under
build/relevance: what is done is not done again, and a replay takes two minutes, a masked list half of one.
"""

import argparse
import json
import random
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
from curator.model.features import Features, PaperFeatures
from curator.model.linear import LinearScorer
from curator.model.relevance import Relevance
from curator.model.training_set import TrainingSet
from curator.papers.readers import read_papers
from curator.types import Example, Paper
from experiments import bootstrap, cases
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
    "R36: all papers teach as if none had an abstract, too: the default",
)
DEFAULT = LADDER[-1]
_R24 = np.array([1 / 2.2, 1 / 2.2, 0.2 / 2.2, 0.32])  # what scores weighed before they were weighed on other lists
_OTHERS = 5_000  # papers that nobody listed, among which those are asked about that were taken out of a masked list
_AMONG = 5  # times as many as were added are looked at first

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Scores = Mapping[str, Floats]


@dataclass(frozen=True, slots=True)
class Case:
    """What was known of a list, the papers that are asked about, and which of them it came to hold."""

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


def read_masked(folder: Path, papers: Sequence[Paper]) -> Case:
    """Read a masked list: asked are the papers taken out of it, and others of which nothing was learnt."""
    known = cases.read(folder, papers)
    taken = {paper.id for paper in known.asked} | {example.paper.id for example in known.examples}
    unseen = [paper for paper in papers if paper.id not in taken]
    others = random.Random(0).sample(unseen, min(_OTHERS, len(unseen)))  # noqa: S311 - a sample, not a secret
    feed = [*known.asked, *others]
    return Case(known.examples, known.sections, feed, np.arange(len(feed)) < len(known.asked))


def scores(case: Case) -> dict[str, Floats]:
    """Return what each ranking says of the papers of the feed, the higher the likelier they are added."""
    training = TrainingSet.of(case.examples, case.sections)
    features = PaperFeatures()
    known = features.fit_transform([example.paper for example in case.examples])
    asked = features.transform(case.feed)
    described = [one for one in case.examples if not one.sections or one.paper.abstract]
    if not any(one.sections for one in described):
        described = case.examples  # titles are all that is known of the list
    others = {
        "ELAS u4": ElasU4().fit(case.examples).decision_function(case.feed),
        "plain SVM": ElasU4().fit(described).decision_function(case.feed),
        "keywords": Keywords().fit(case.sections).decision_function(case.feed),
    }
    return _ladder(training, known, asked) | others


def _ladder(training: TrainingSet, known: Features, asked: Features) -> dict[str, Floats]:
    """Return the scores of curator's classifier as its parts are added one by one; titles count where texts cannot."""
    default = Relevance().fit(known, training.member, training.weight)
    full = Relevance(title_only_entries=0).fit(known, training.member, training.weight)
    rows = np.flatnonzero(known.has_abstract)
    y, weight = training.member[rows], training.weight[rows]
    by_title = full.title_.decision_function(asked.title)
    last = default.decision_function(asked)
    if not training.member[rows].any():
        return dict(zip(LADDER, (*[by_title] * (len(LADDER) - 1), last), strict=True))
    unfitted = LinearScorer(C=hyper.TEXT_C, positive_weight=hyper.TEXT_POSITIVE)
    text = unfitted.fit(known.text[rows], y, weight).decision_function(asked.text)
    written = csr_matrix(hstack([known.text, full.authors_.fit_transform(known.authors, training.member)]))
    also = csr_matrix(hstack([asked.text, full.authors_.transform(asked.authors)]))
    authors = unfitted.fit(written[rows], y, weight).decision_function(also)
    lsa = full.lsa_.decision_function(asked.lsa)
    said = full.scores(asked)
    trusted, titled = said[:, 0], 0.2 * by_title
    steps = (by_title, text, lsa, authors, authors + lsa, authors + lsa + titled, trusted + lsa + titled)
    weighed = (said @ _R24, said @ np.asarray(full.weights))
    return dict(zip(LADDER, (*steps, *weighed, last), strict=True))


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
    parser.add_argument("folders", type=Path, nargs="+", help="folders of replay cases and of masked lists")
    parser.add_argument("--papers", type=Path, required=True, nargs="+", help="tables or snapshots of papers")
    parser.add_argument("--cache", type=Path, default=Path("build/relevance"), help="where scores are stored")
    chosen = parser.parse_args()
    chosen.cache.mkdir(parents=True, exist_ok=True)
    papers = list({paper.id: paper for path in chosen.papers for paper in read_papers(path)}.values())
    replays = [one for root in chosen.folders for one in folders(root)]
    names = {folder.name for folder in replays}
    masked = [folder for folder in cases.folders(chosen.folders) if folder.name not in names]
    for some, reader in ((replays, read), (masked, read_masked)):
        found: dict[str, tuple[Scores, Bools]] = {}
        for folder in track(some, "ranking", transient=True):
            stored = chosen.cache / f"{folder.name}.joblib"
            if not stored.exists():
                case = reader(folder, papers)
                joblib.dump((scores(case), case.added), stored)
            found[folder.name] = joblib.load(stored)
        if known := {name: one for name, one in found.items() if one[1].any()}:
            print(f"{table(known)}\n")


if __name__ == "__main__":
    main()
