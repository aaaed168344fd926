"""Derive what lists share in their response to suggestions; each list is judged by the others' figures.

    python -m experiments.pace --repositories FOLDER --papers PAPERS [--cases FOLDER]

The first FOLDER holds git clones of lists, the second replay cases, of which repositories are made where there is no
clone. Rankings are stored under build/pace, so that a second run takes a minute or two.
"""

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import log
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize_scalar
from scipy.special import expit
from sklearn.linear_model import LogisticRegression

from curator.papers.readers import read_papers
from curator.proposals import pace
from curator.proposals.pace import Shared
from curator.proposals.policy import Budget, decide
from curator.types import Answer, Impression, Response
from experiments import repositories
from experiments.rankings import Week, rankings

_SINCE = date(2025, 5, 1)
_THRESHOLDS = (0.08, 0.09, 0.10, 0.11, 0.12, 0.14)
_LOAD, _MEAN_LOAD = 4.0, 6.0  # shown for each one found: over all papers, and as the mean of the lists, at most
_SEEN_AFTER, _LATELY = timedelta(weeks=3), timedelta(weeks=12)
_SEASON = 8  # weeks of a list that have one intercept, about as long as answers count

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one simulated replay: counts, and the mean of what was stated."""

    added: int
    shown: int
    found: int
    stated: float

    @property
    def load(self) -> float:
        """How many were shown for each one found."""
        return self.shown / max(1, self.found)


def simulate(weeks: Sequence[Week], shared: Shared) -> Outcome:
    """Show each week what the policy shows, to a maintainer who takes what the list came to hold."""
    answers: list[Answer] = []
    added: dict[str, date] = {}
    stated: list[float] = []
    for week in weeks:
        shown = {one.impression.paper: one.impression for one in answers}
        announced = {one.paper.id: one.paper.announced or week.day for one in week.ranked if one.paper.id in week.taken}
        added.update({str(name): day for name, day in announced.items() if str(name) not in added})
        counted = [name for name, day in added.items() if week.end - _LATELY < day + _SEEN_AFTER <= week.end]
        found = sum(name in shown for name in counted)
        response = Response(tuple(shown.values()), tuple(answers), found, len(counted) - found)
        typical = week.ranked[0].typical if week.ranked else 0.5
        now = pace.current(None, week.own, response, week.end, pace.usual(week.own, typical, shared))
        unseen = [one for one in week.ranked if one.paper.id not in shown]
        decision = decide(unseen, [*shown.values()], Budget(week.end, week.since, now, 70, 1.0, week.base_rate))
        for one in decision.questions:
            impression = Impression(one.paper.id, week.end, one.position, one.score)
            answers.append(Answer(impression, str(one.paper.id) in week.taken))
            stated.append(one.fit)
    return Outcome(len(added), len(answers), sum(one.taken for one in answers), float(np.mean(stated or [0.0])))


@dataclass(frozen=True, slots=True)
class Table:
    """What the regression reads of one list: a row for each paper, when it was first ranked; the mean of its pace.

    `season` numbers the eight weeks that a paper was first ranked in.
    """

    features: Floats
    taken: npt.NDArray[np.bool_]
    season: npt.NDArray[np.int64]
    own: float


def tabulate(weeks: Sequence[Week]) -> Table:
    """Return position and score of each paper in the first week that ranked it, and whether it was taken."""
    rows: list[tuple[float, float]] = []
    taken: list[bool] = []
    season: list[int] = []
    for number, week in enumerate(weeks):
        span = max(1.0, min((week.end - week.since).days / 7, 4.0))
        for place, one in enumerate(week.ranked[:400], 1):
            if one.paper.announced and one.paper.announced >= week.day:
                rows.append(pace.features(place / span, one.relevance))
                taken.append(one.paper.id in week.taken)
                season.append(number // _SEASON)
    own = float(np.mean([log(pace.starting(week.own)) for week in weeks]))
    return Table(np.array(rows), np.array(taken), np.array(season), own)


def derive(tables: Sequence[Table]) -> Shared:
    """Fit position and score with an intercept for each list, and the intercepts by the lists' pace."""
    lists = np.repeat(np.arange(len(tables)), [len(one.taken) for one in tables])
    columns = np.column_stack([np.concatenate([one.features for one in tables]), np.eye(len(tables))[lists]])
    model = LogisticRegression(C=1e3, max_iter=800, fit_intercept=False)
    coefficients = model.fit(columns, np.concatenate([one.taken for one in tables])).coef_[0]
    some = np.array([one.taken.any() for one in tables])
    intercepts, own = coefficients[2:][some], np.array([one.own for one in tables])[some]
    by_pace = np.column_stack([np.ones(len(own)), own])
    (first, per_e), *_ = np.linalg.lstsq(by_pace, intercepts)
    shared = Shared(float(coefficients[0]), float(coefficients[1]), float(first), float(per_e))
    return replace(shared, spread=_likeliest_spread(tables, shared))


def _likeliest_spread(tables: Sequence[Table], shared: Shared) -> float:
    """Return the standard deviation of a season's intercept around the usual one, by maximum marginal likelihood."""
    seasons = [
        (one.features[rows] @ [shared.position, shared.score] + shared.first + shared.per_e * one.own, one.taken[rows])
        for one in tables
        for rows in (one.season == number for number in np.unique(one.season))
    ]
    found = minimize_scalar(lambda spread: -sum(_evidence(*one, spread) for one in seasons), bounds=(0.1, 3.0))
    return float(found.x)


def _evidence(usual: Floats, taken: npt.NDArray[np.bool_], spread: float) -> float:
    """Return the logarithm of how likely it is that these were taken, by Laplace's approximation over the intercept."""
    away = 0.0
    for _ in range(25):
        chance = expit(usual + away)
        bend = float(chance @ (1 - chance)) + 1 / spread**2
        away += float(np.clip((float((taken - chance).sum()) - away / spread**2) / bend, -1, 1))
    logit = usual + away
    return float(
        -np.logaddexp(0, np.where(taken, -logit, logit)).sum() - away**2 / (2 * spread**2) - log(bend * spread**2) / 2
    )


def choose(weeks: Sequence[Sequence[Week]], shared: Shared) -> Shared:
    """Return `shared` with the threshold that finds most within the loads that are asked for."""
    tried = [replace(shared, threshold=value) for value in _THRESHOLDS]
    outcomes = [[simulate(one, each) for one in weeks] for each in tried]
    fair = [
        (sum(one.found for one in some), each)
        for each, some in zip(tried, outcomes, strict=True)
        if _together(some).load <= _LOAD and np.mean([one.load for one in some if one.found]) <= _MEAN_LOAD
    ]
    return max(fair, key=lambda pair: pair[0])[1] if fair else tried[-1]


def _together(outcomes: Sequence[Outcome]) -> Outcome:
    shown = sum(one.shown for one in outcomes)
    stated = sum(one.stated * one.shown for one in outcomes) / max(1, shown)
    return Outcome(sum(one.added for one in outcomes), shown, sum(one.found for one in outcomes), stated)


def _line(name: str, one: Outcome) -> str:
    taken = one.found / max(1, one.shown)
    return (
        f"| {name} | {one.added} | {one.shown} | {one.found} | {one.found / max(1, one.added):.2f} | {one.load:.1f} "
        f"| {one.stated:.2f} | {taken:.2f} |"
    )


def report(known: Mapping[str, Sequence[Week]]) -> None:
    """Print what all lists together derive, and the table of lists that are each judged by the others."""
    tables = {name: tabulate(weeks) for name, weeks in known.items()}
    print("all lists:", choose([*known.values()], derive([*tables.values()])))
    print("| list | added | shown | found | share | load | stated | taken |\n|---|--:|--:|--:|--:|--:|--:|--:|")
    outcomes = []
    for left_out, weeks in known.items():
        others = [name for name in known if name != left_out]
        shared = choose([known[name] for name in others], derive([tables[name] for name in others]))
        outcomes.append(simulate(weeks, shared))
        print(_line(left_out, outcomes[-1]), flush=True)
    print(_line("together", _together(outcomes)))


def main() -> None:
    """Read the arguments, make or read the rankings, print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--repositories", type=Path, required=True, help="a folder of git clones of lists")
    parser.add_argument("--papers", type=Path, required=True, help="a table or a snapshot of papers")
    parser.add_argument("--cases", type=Path, help="a folder of replay cases")
    parser.add_argument("--cache", type=Path, default=Path("build/pace"), help="where rankings are stored")
    chosen = parser.parse_args()
    papers = list(read_papers(chosen.papers))
    folders = repositories.found(chosen.repositories, chosen.cases, chosen.papers, chosen.cache / "repositories")
    report({path.name: rankings(path, papers, _SINCE, chosen.cache) for path in folders})


if __name__ == "__main__":
    main()
