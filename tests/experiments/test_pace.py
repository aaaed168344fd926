from datetime import timedelta

import numpy as np
import pytest

from curator.proposals import pace
from curator.proposals.pace import SHARED, Shared
from curator.types import Paper, PaperId, Prediction
from experiments.pace import Table, choose, derive, simulate
from experiments.rankings import Week
from tests.fakes import DAY

TRUE = Shared(position=-0.8, score=0.5, first=-1.0, per_e=0.6)


SEASON = np.arange(4000) // 400


def table(own: float, seed: int, spread: float = 0.0) -> Table:
    """Return papers of a list that takes what it is shown as `TRUE` says, give or take what differs by season."""
    random = np.random.default_rng(seed)
    papers = zip(random.uniform(0.2, 60, 4000), random.uniform(0.01, 0.99, 4000), strict=True)
    features = np.array([pace.features(position, score) for position, score in papers])
    away = random.normal(0, spread, 10)[SEASON]
    odds = TRUE.first + TRUE.per_e * own + features @ [TRUE.position, TRUE.score] + away
    return Table(features, random.random(4000) < 1 / (1 + np.exp(-odds)), SEASON, own)


def weeks(taken_of_ten: int, number: int = 12) -> list[Week]:
    """Return weeks of forty papers each, of which so many of the first ten are taken."""
    found = []
    for week in range(number):
        day = DAY + timedelta(weeks=week)
        names = [PaperId(f"2603.{week:02}{place:03}") for place in range(40)]
        ranked = tuple(Prediction(Paper(one, one, announced=day), 1 - n / 50, ()) for n, one in enumerate(names))
        taken = frozenset(map(str, names[:taken_of_ten]))
        found.append(Week(day, day + timedelta(weeks=1), DAY, 3.0, 0.001, ranked, taken))
    return found


def test_what_lists_share_is_found_again_in_lists_that_share_it() -> None:
    found = derive([table(own, seed) for seed, own in enumerate(np.linspace(0, 3, 10))])
    assert (found.position, found.score) == pytest.approx((TRUE.position, TRUE.score), abs=0.1)
    assert (found.first, found.per_e) == pytest.approx((TRUE.first, TRUE.per_e), abs=0.2)


@pytest.mark.parametrize("spread", [0.4, 1.2])
def test_how_much_lists_differ_from_season_to_season_is_found_again(spread: float) -> None:
    found = derive([table(own, seed, spread) for seed, own in enumerate(np.linspace(0, 3, 10))])
    assert found.spread == pytest.approx(spread, rel=0.2)


def test_a_list_that_takes_nothing_has_no_say_in_what_lists_usually_take() -> None:
    nothing = Table(table(1, 99).features, np.zeros(4000, bool), SEASON, 1.0)
    some = [table(own, seed) for seed, own in enumerate(np.linspace(0, 3, 10))]
    assert derive([*some, nothing]).first == pytest.approx(derive(some).first, abs=0.05)


def test_a_simulated_replay_shows_less_to_who_takes_less_and_counts_what_it_found() -> None:
    glad, weary = simulate(weeks(8), SHARED), simulate(weeks(0), SHARED)
    assert glad.added == 96
    assert glad.found <= glad.shown
    assert weary.found == 0 < weary.shown < glad.shown


def test_the_worth_that_is_chosen_finds_most_within_the_loads() -> None:
    assert choose([weeks(8)], SHARED).threshold == 0.08
    assert choose([weeks(0)], SHARED).threshold == 0.14
