"""Hold the ranking of announced papers against what maintainers went on to add, beside others' rankings.

Asked are replay cases (`before.md`, `meta.json`, `feed.csv` and `accepted.csv`), and masked lists (`masked.md` and
`truth.jsonl`), of which what was taken out is asked about among papers that nobody listed.
"""

import csv
import json
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import product
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix, hstack
from sklearn.metrics import average_precision_score

from curator import lists
from curator.feedback import labels as labelling
from curator.feedback.examples import examples
from curator.model import hyperparameters as hyper
from curator.model.baselines import ElasU4, Keywords
from curator.model.features import Features, PaperFeatures
from curator.model.linear import LinearScorer
from curator.model.relevance import BLOCKS, Relevance
from curator.model.training_set import TrainingSet
from curator.types import Example, Paper
from experiments import bootstrap, cases
from experiments.documents import table
from experiments.repositories import ids, replays

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
    "R36: all papers teach as if none had an abstract, too; **the default**",
)
DEFAULT = LADDER[-1]
_R24 = np.array([1 / 2.2, 1 / 2.2, 0.2 / 2.2, 0.32])  # what scores weighed before they were weighed on other lists
_WEIGHTS = [(1.0, *others) for others in product((0.5, 1.0, 2.0, 4.0), (0.25, 0.5, 1.0, 2.0), (0.5, 1.0, 2.0, 4.0))]
_OTHERS = 5_000  # papers that nobody listed, among which those are asked about that were taken out of a masked list
_AMONG = 5  # times as many as were added are looked at first

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Scores = Mapping[str, Floats]


@dataclass(frozen=True, slots=True)
class Ranked:
    """What rankings say of the papers that were asked about, the higher the likelier they are added, and which were.

    `blocks` are the default's own scores, papers × `BLOCKS`; `replayed` tells a replay from a masked list.
    """

    ids: list[str]
    scores: Scores
    blocks: Floats
    added: Bools
    replayed: bool


@dataclass(frozen=True, slots=True)
class Case:
    """What was known of a list, the papers that are asked about, and which of them it came to hold."""

    examples: list[Example]
    sections: list[tuple[str, ...]]
    feed: list[Paper]
    added: Bools


def folders(roots: Sequence[Path]) -> list[Path]:
    """Return the folders of replay cases below some folders, and of masked lists that have no replay."""
    replayed = replays(roots)
    names = {folder.name for folder in replayed}
    return [*replayed, *(folder for folder in cases.folders(roots) if folder.name not in names)]


def measure(folder: Path, papers: Path) -> Ranked:
    """Rank the papers that a replay or else a masked list asks about."""
    replayed = (folder / "feed.csv").exists()
    case = (read if replayed else read_masked)(folder, [*cases.known(papers).values()])
    said, blocks = scores(case)
    return Ranked([str(paper.id) for paper in case.feed], said, blocks, case.added, replayed)


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


def scores(case: Case) -> tuple[dict[str, Floats], Floats]:
    """Return what each ranking says of the papers of the feed, and what the default's own scores do."""
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
    default = Relevance().fit(known, training.member, training.weight)
    blocks = default.scores(asked)
    return _ladder(training, known, asked) | {DEFAULT: blocks @ np.asarray(default.weights)} | others, blocks


def _ladder(training: TrainingSet, known: Features, asked: Features) -> dict[str, Floats]:
    """Return the scores of curator's classifier as its parts are added one by one; titles count where texts cannot."""
    full = Relevance(title_only_entries=0).fit(known, training.member, training.weight)
    rows = np.flatnonzero(known.has_abstract)
    y, weight = training.member[rows], training.weight[rows]
    by_title = full.title_.decision_function(asked.title)
    if not training.member[rows].any():
        return dict.fromkeys(LADDER[:-1], by_title)
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
    return dict(zip(LADDER[:-1], (*steps, *weighed), strict=True))


def figures(score: Floats, added: Bools) -> tuple[float, float]:
    """Return a ranking's average precision, and the share of the added papers among the first five times as many."""
    first = np.argsort(-score, kind="stable")[: _AMONG * int(added.sum())]
    return float(average_precision_score(added, score)), float(added[first].sum() / added.sum())


def tables(found: Mapping[str, Ranked], peers: Path | None = None) -> dict[str, str]:
    """Return how well replays and masked lists are ranked, and what the replays say that the scores should weigh.

    `peers` is a folder with a folder for each of other rankings; one has a row if it holds `CASE.csv` for each replay.
    """
    some = {name: one for name, one in found.items() if one.added.any()}
    replayed = {name: one for name, one in some.items() if one.replayed}
    beside = [replace(one, scores={**one.scores, **read_peers(name, one, peers)}) for name, one in replayed.items()]
    parts = {"replays": beside, "masked lists": [one for one in some.values() if not one.replayed]}
    ranked = rankings({what: part for what, part in parts.items() if part})
    return {"ranking": f"{ranked}\n\n{weights([*replayed.values()])}" if replayed else ranked} if some else {}


def read_peers(name: str, case: Ranked, peers: Path | None) -> dict[str, Floats]:
    """Read what others say of a replay's papers, the least of those that they do not name."""
    files = sorted(peers.glob(f"*/{name}.csv")) if peers else []
    found = {}
    for path in files:
        with path.open(encoding="utf-8", newline="") as stream:
            said = {row["arxiv_id"]: float(row["relevance"]) for row in csv.DictReader(stream)}
        last = min(said.values()) - 1
        found[f"{path.parent.name}, as its own program ranks"] = np.array([said.get(one, last) for one in case.ids])
    return found


def rankings(parts: Mapping[str, Sequence[Ranked]]) -> str:
    """Return a row for each ranking: means over replays and over masked lists, and what the default has more."""
    columns = [_cells(some) for some in parts.values()]
    head = ["", "what"]
    for what, some in parts.items():
        head += [f"{len(some)} {what}: AP", "the default's gain", "ahead", "found at 5 ×", "its gain"]
    names = dict.fromkeys(name for known in columns for name in known)
    blank = [""] * 5
    rows = [[*name.rpartition(": ")[::2], *(c for known in columns for c in known.get(name, blank))] for name in names]
    return table(head, rows, 2)


def _cells(some: Sequence[Ranked]) -> dict[str, list[str]]:
    """Return of each ranking of all these lists what stands in its row."""
    names = [name for name in some[0].scores if all(name in one.scores for one in some)]
    known = {name: np.array([figures(one.scores[name], one.added) for one in some]) for name in names}
    cells = {}
    for name, one in known.items():
        (precision, found), (more, more_found) = one.mean(axis=0), bootstrap.said(known[DEFAULT] - one, "+")
        ahead = int((one[:, 0] > known[DEFAULT][:, 0]).sum())
        cells[name] = [f"{precision:.3f}", more, f"{ahead}", f"{found:.3f}", more_found]
    return cells


def weights(replayed: Sequence[Ranked]) -> str:
    """Say what the scores should weigh: what all lists choose, and what each gains by the choice of the others."""
    tried = [np.asarray(hyper.RELEVANCE_WEIGHTS), *map(np.array, _WEIGHTS)]
    precision = np.array(
        [[average_precision_score(one.added, one.blocks @ each) for each in tried] for one in replayed]
    )
    choice = (precision.sum(axis=0) - precision).argmax(axis=1)  # of each list's others
    (gain,) = bootstrap.said(np.take_along_axis(precision, choice[:, None], axis=1) - precision[:, :1], "+")
    mean = precision.mean(axis=0)
    best = int(mean.argmax())
    return (
        f"As they stand, {', '.join(BLOCKS)} weigh {_relative(tried[0])} (AP {mean[0]:.3f}). Of these weights and "
        f"{len(_WEIGHTS)} others the lists choose {_relative(tried[best])} (AP {mean[best]:.3f}), and so do the "
        f"others of {(choice == best).sum()} of {len(replayed)}; by the others' choice each gains {gain}."
    )


def _relative(weights: Floats) -> str:
    return " : ".join(f"{weight / weights[0]:.2f}" for weight in weights)
