"""A model → its card: what it is, what it learnt from, how it did on papers it had not seen, what it cannot do."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated

import numpy as np
from pydantic import AliasChoices, Field, TypeAdapter

from curator.config import SuggestTable
from curator.evaluation.tables import percent
from curator.lists.writing.escape import markdown
from curator.model import Model
from curator.model.holdout import HoldOut
from curator.model.manifest import NAME, Manifest
from curator.proposals.pace import is_nearly_all
from curator.proposals.policy import WINDOW
from curator.storage import json as stored
from curator.types import Example

_USUAL = SuggestTable()
_PACES = (1, 5, 10, 20)
_CONFIDENCES = sorted({0.5, 0.8, 0.9, _USUAL.section_confidence})
_BINS = 5

Share = Annotated[float, Field(ge=0, le=1)]


@dataclass(frozen=True, slots=True)
class Replay:
    """What a card tells of a replay of the list's past; the names are those of the report's JSON."""

    since: Annotated[date, Field(alias="from")]
    to: date
    announced: Annotated[int, Field(validation_alias=AliasChoices("announced", "papers"))]  # as earlier reports said
    added: int
    shown: int
    found: int
    suggested: int
    suggested_taken: int
    right: int
    recall: Share | None
    right_section: Share | None
    intercept: float | None = None


def read(text: str, name: str) -> Replay:
    """Read the JSON twin of a replay's report; `name` stands in the error that any other text raises."""
    return stored.read(TypeAdapter(Replay), text, name, "run `curator backtest` again")


def render(title: str, model: Model, examples: Sequence[Example], manifest: Manifest, replay: Replay | None) -> str:
    """Return the card as Markdown, for the model and the examples that it was fitted on; every text is escaped."""
    name = markdown(title) or "a list of papers"
    parts = [
        f"# Model card: {name}",
        _WHAT,
        _facts(model, examples, manifest),
        _HOW,
        "## On papers it had not seen",
        _HELD_OUT,
        _relevance(model.holdout),
        _sections(model.holdout),
        _reliability(model.holdout),
        *(_replayed(replay) if replay else [_NOT_REPLAYED]),
        _LIMITS,
        _AGAIN,
    ]
    return "\n\n".join(parts) + "\n"


_WHAT = """\
Which papers belong to the list, and to which of its sections? curator learnt this model from the list itself. The card
is written together with the model's files and describes the model whose manifest has the SHA-256 below, no other."""

_HOW = """\
In short: linear classifiers read words, latent semantics and titles, and their scores became probabilities on papers
that were held out. docs/classifier.md of curator says how, and what else was tried."""

_HELD_OUT = """\
Before the model learnt from everything it was tested on hold-outs: it learnt from earlier entries and was asked about
later ones (of fewer than thirty, about each part in turn) and about papers that are not listed. Probabilities and
thresholds were then chosen on these answers, which flatters the figures a little; the finished model knows more, and
may be surer."""

_NOT_REPLAYED = """\
## On the list's past

Not replayed. `curator backtest` replays the history of a list in git, and `curator train --replay` puts what came of it
here."""

_LIMITS = """\
## Known limits

- A paper that was not listed counts as one that does not belong, though perhaps nobody looked at it yet.
- Without abstracts titles must do: the model is then less sure, and more often wrong.
- What a maintainer takes of the papers that fit is partly taste; no paper says it.
- Small sections rarely get a paper without a question, and a new section knows nothing but its heading.
- It knows English words of titles and abstracts; it has never seen a paper's text, figures or results.
- It is meant to suggest papers to a person who decides, for this list alone."""

_AGAIN = """\
## To make it anew

`curator train`, with the same list, decisions and papers, gives the same model: the same sections and decisions, and
probabilities that differ by no more than 0.001 between processors and between versions of the libraries. A model is
loaded only when each of its files is the one that its manifest names."""


def _facts(model: Model, examples: Sequence[Example], manifest: Manifest) -> str:
    listed = [one for one in examples if one.sections]
    others = [one for one in examples if not one.sections and not one.rejected]
    sizes = [sum(path in one.sections for one in listed) for path in model.paths]
    until = manifest.trained.get("until")
    rows = [
        ("entries", f"{len(listed)}, {_abstracts(listed)}, {_days(one.paper.announced for one in listed)}"),
        ("added to the list", _days(one.added for one in listed)),
        ("sections", f"{len(sizes)}, with {min(sizes)} to {max(sizes)} entries"),
        ("papers turned down", str(model.counts.rejected)),
        ("papers not listed", f"{_sample(others)}, {_abstracts(others)}, {_days(e.paper.announced for e in others)}"),
        ("in a usual week", _week(others, manifest.asked.a_week)),
        ("of what was left out, learnt nothing announced from", str(until or "(no limit)")),
        ("estimator", f"`{manifest.estimator}`" if manifest.estimator else "curator's own"),
        ("made by", f"scikit-learn {manifest.scikit_learn}, numpy {manifest.numpy}, seed {model.counts.seed}"),
        (NAME, f"`{hashlib.sha256(manifest.to_json().encode()).hexdigest()}`"),
    ]
    return _table(("", ""), rows)


def _week(others: Sequence[Example], first: float) -> str:
    """Say how many papers a week are announced, by the last four weeks', and how many of them are shown at first."""
    dated = [(one.paper.announced, one.weight) for one in others if one.paper.announced]
    if not dated:
        return "not known: the papers have no dates"
    last = max(day for day, _ in dated)
    a_week = sum(weight for day, weight in dated if last - day < WINDOW) / (WINDOW / timedelta(weeks=1))
    text = f"{a_week:,.0f} papers are announced, {first:.0f} of them shown at first"
    if is_nearly_all(a_week, first):
        return f"{text}: **nearly all; read more categories, or set `[suggest] pace`**"
    return text


def _abstracts(examples: Sequence[Example]) -> str:
    return f"{sum(bool(one.paper.abstract) for one in examples)} with abstract"


def _sample(examples: Sequence[Example]) -> str:
    all_papers = round(sum(one.weight for one in examples))
    return str(len(examples)) if all_papers == len(examples) else f"{len(examples)}, drawn from {all_papers}"


def _days(days: Iterable[date | None]) -> str:
    known = sorted(day for day in days if day)
    return f"dated {known[0]} to {known[-1]} ({len(known)})" if known else "without dates"


def _relevance(tried: HoldOut) -> str:
    rows = []
    for pace in _PACES:
        threshold = tried.fit_threshold(pace)
        named = tried.relevance >= threshold
        weight = tried.weight[named]
        true = float(np.sum(weight * tried.member[named]) / weight.sum())
        rows.append((f"{pace:g}", f"{threshold:.2f}", percent(true), percent(_mean(named[tried.member]))))
    head = ("shown a week", "threshold", "of them listed", "of the listed, shown")
    asked = f"Relevance, asked about {tried.member.sum()} entries and {(~tried.member).sum()} other papers"
    return f"{asked}, each weighed by how many announced papers it stands for:\n\n{_table(head, rows)}"


def _sections(tried: HoldOut) -> str:
    rows = []
    for threshold in _CONFIDENCES:
        placed = tried.section >= threshold
        rows.append((f"{threshold:.2f}", percent(_mean(placed)), percent(_mean(tried.right[placed]))))
    head = ("`section_confidence`", "entries placed", "of them rightly")
    right = percent(_mean(tried.right))
    asked = f"Sections, asked about {len(tried.right)} entries, of which {right} had the right one named first:"
    return f"{asked}\n\n{_table(head, rows)}"


def _reliability(tried: HoldOut) -> str:
    relevance = _bins(tried.relevance, tried.member, tried.weight)
    section = _bins(tried.section, tried.right, np.ones(len(tried.right)))
    rows = [
        (f"{place / _BINS:.1f} to {(place + 1) / _BINS:.1f}", relevance[place], section[place])
        for place in range(_BINS)
    ]
    text = (
        "Stated and true: how much was right of what was stated between two probabilities; papers are weighed for "
        "relevance as above, so that their shares are no counts."
    )
    return f"{text}\n\n{_table(('stated', 'relevance: true', 'section: true'), rows)}"


def _bins(stated: np.ndarray, true: np.ndarray, weight: np.ndarray) -> list[str]:
    place = np.minimum(_BINS - 1, (stated * _BINS).astype(int))
    shares = [
        float(np.average(true[at], weights=weight[at])) if (at := place == n).any() else None for n in range(_BINS)
    ]
    return [f"{percent(share)} of {np.sum(place == n)}" if share is not None else "–" for n, share in enumerate(shares)]


def _mean(truths: np.ndarray) -> float | None:
    return float(truths.mean()) if len(truths) else None


def _replayed(replay: Replay) -> list[str]:
    rows = [
        ("shown", str(replay.shown)),
        ("of these added", f"{replay.found}, {percent(replay.recall)} of all that was added"),
        ("suggested as a line", str(replay.suggested)),
        ("of these added", str(replay.suggested_taken)),
        ("of these to the section named", f"{replay.right}: {percent(replay.right_section)}"),
    ]
    text = (
        f"From {replay.since} to {replay.to} the list's past was replayed, with models that knew only what the list "
        f"held by then. Of {replay.announced} papers announced the maintainer added {replay.added}."
    )
    return ["## On the list's past", text, _table(("", "papers"), rows)]


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
