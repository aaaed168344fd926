"""A list's past as weekly rankings: what a model learnt anew every four weeks says of the papers of that time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import joblib

from curator.evaluation import past as histories
from curator.evaluation.past import Past, Version
from curator.feedback.examples import examples
from curator.hosts import history
from curator.model import fit
from curator.papers.identity import PaperSet, key, keys
from curator.proposals import pace
from curator.proposals.policy import WINDOW
from curator.types import Paper, Prediction

NEGATIVES = 8_000
_DEEP = 600  # papers of a ranking that are kept, and all that were taken
_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Week:
    """The papers that a night at the end of this week would rank, best first; `taken` are those the list came to hold.

    `since` is the first day of the replay, `own` how many papers a week the list takes.
    """

    day: date
    end: date
    since: date
    own: float
    base_rate: float
    ranked: tuple[Prediction, ...]
    taken: frozenset[str]


def rankings(repository: Path, papers: Sequence[Paper], since: date, cache: Path) -> list[Week]:
    """Return a repository's weeks from a day on, from the cache where they are stored."""
    path = cache / f"{repository.name}.joblib"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        joblib.dump(list(_weeks(_past(repository, since), papers)), path)
    weeks: list[Week] = joblib.load(path)
    return weeks


def _past(repository: Path, since: date) -> Past:
    first, last = (day + timedelta(days=1) for day in history.span(repository, ["README.md"]))
    versions: dict[date, Version] = {}

    def at(day: date) -> Version:
        if day not in versions:
            versions[day] = histories.version(day, history.texts(repository, ["README.md"], day))
        return versions[day]

    return Past(at, max(first, since), last)


def _weeks(past: Past, papers: Sequence[Paper]) -> Iterator[Week]:
    outcome = {key(label) for label in past.at(past.last).labels}
    for day, end in pairwise(histories.periods(past.first, past.last, WINDOW.days)):
        version = past.at(day)
        learnt = examples(version.labels, iter(papers), until=day, negatives=NEGATIVES)
        model = fit(learnt, version.sections)
        news = [p for p in papers if p.announced and max(past.first, day - WINDOW) <= p.announced < end]
        said = {one.paper.id: one for one in model.predict(news, evidence=False)}
        for start, stop in pairwise(histories.days(day, end, _WEEK.days)):
            now = past.at(start)
            listed = PaperSet(now.labels)
            recent = [p for p in news if p.announced and stop - WINDOW <= p.announced < stop and p not in listed]
            ranked = sorted((said[paper.id] for paper in recent), key=lambda one: (-one.relevance, one.paper.id))
            taken = frozenset(str(p.id) for p in recent if not outcome.isdisjoint(keys(p)))
            kept = [one for place, one in enumerate(ranked) if place < _DEEP or one.paper.id in taken]
            own = pace.own_pace(now.arrivals, start)
            yield Week(start, stop, past.first, own, model.base_rate, tuple(map(_bare, kept)), taken)


def _bare(one: Prediction) -> Prediction:
    """Return a prediction without its texts: what is stored holds no abstract."""
    paper = Paper(one.paper.id, one.paper.title, announced=one.paper.announced)
    return Prediction(paper, one.relevance, one.sections, typical=one.typical)
