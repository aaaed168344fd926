from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from curator.model import hyperparameters as hyper
from curator.model.training_set import TrainingSet
from curator.types import NO_ID, Example, Paper, PaperId
from tests import corpus


def rate(examples: list[Example]) -> float:
    """Return how many entries a training set has for each paper that is not listed."""
    training = TrainingSet.of(examples, corpus.SECTIONS)
    weight = training.population(np.arange(len(examples)))
    return float(weight[training.member].sum() / weight[~training.member].sum())


def shifted(examples: list[Example], days: int) -> list[Example]:
    """Return examples of which the entries were announced so many days later."""
    moved = []
    for one in examples:
        day = one.paper.announced + timedelta(days) if one.paper.announced and one.sections else one.paper.announced
        moved.append(replace(one, paper=replace(one.paper, announced=day)))
    return moved


def test_a_sampled_paper_stands_for_as_many_as_were_announced() -> None:
    found = [replace(e, weight=10.0) if not e.sections else e for e in corpus.examples(30, 300)]
    training = TrainingSet.of(found, corpus.SECTIONS)
    assert training.population(np.arange(len(found)))[~training.member].sum() == pytest.approx(3000)


def test_entries_are_as_rare_among_the_papers_as_they_were_while_both_were_read() -> None:
    found = [replace(e, weight=10.0) if not e.sections else e for e in corpus.examples(30, 300)]
    few = [replace(e, weight=20.0) if not e.sections else e for e in found]
    assert rate(found) == pytest.approx(0.1, rel=0.2)  # 30 in days on which 300 were announced
    assert rate(few) == pytest.approx(rate(found) / 2, rel=0.3)


def test_without_dates_the_whole_list_is_set_against_all_papers() -> None:
    found = [
        replace(e, weight=7.0 if not e.sections else 1.0, paper=replace(e.paper, id=NO_ID, announced=None))
        for e in corpus.examples(30, 600)
    ]
    assert rate(found) == pytest.approx(30 / 4200)


def test_a_list_whose_entries_are_all_older_than_the_papers_is_judged_by_the_pace_it_had() -> None:
    many = [replace(e, weight=20.0) if not e.sections else e for e in corpus.examples(90, 300)]
    entries_a_day, papers_a_day = 90 / 90, 300 * 20 / 300
    assert rate(shifted(many, -900)) == pytest.approx(entries_a_day / papers_a_day, rel=0.2)


def test_a_young_list_is_judged_by_the_time_in_which_it_was_kept() -> None:
    many = [replace(e, weight=20.0) if not e.sections else e for e in corpus.examples(90, 300)]
    young = [e for e in many if not e.sections or (e.paper.announced or corpus.START) > corpus.START + timedelta(60)]
    assert rate(young) == pytest.approx(rate(many), rel=0.2)
    unread = shifted(corpus.examples(90, 300), 900)
    assert rate(unread) == pytest.approx(rate(corpus.examples(90, 300)), rel=0.3)


def test_where_too_few_entries_are_dated_a_stated_prior_takes_the_place_of_the_pace() -> None:
    old = shifted(corpus.examples(3, 300), -900)
    undated = [replace(e, paper=replace(e.paper, id=NO_ID, announced=None)) if e.sections else e for e in old]
    assert rate(old) == rate(undated) == pytest.approx(hyper.PRIOR_RATE)


@pytest.mark.parametrize(("days", "papers"), [(0, 5), (-900, 5), (0, 100_000), (-900, 100_000)])
def test_the_rate_is_neither_even_odds_nor_nothing_whatever_the_dates(days: int, papers: int) -> None:
    found = [replace(e, weight=papers / 5) if not e.sections else e for e in corpus.examples(40, 5)]
    least, most = hyper.RATE_BOUNDS
    assert least <= rate(shifted(found, days)) <= most


def test_what_was_turned_down_weighs_more_than_what_nobody_looked_at() -> None:
    training = TrainingSet.of([*corpus.examples(3, 2), Example(corpus.other(1), (), rejected=True)], [])
    assert list(training.weight) == pytest.approx([1, 1, 1, 1, 1, 5])


def test_sections_that_only_examples_name_are_learned_too() -> None:
    training = TrainingSet.of(corpus.examples(3, 3), corpus.SECTIONS[:1])
    assert training.paths == corpus.SECTIONS
    assert training.belongs[:3].tolist() == np.eye(3, dtype=bool).tolist()


def test_age_is_when_the_entry_came_then_when_its_paper_came_as_arxiv_or_its_id_says() -> None:
    announced = Example(Paper(PaperId("2501.00001"), "A", announced=date(2025, 1, 7)), (("S",),))
    listed = replace(announced, added=date(2025, 3, 1))
    ids = ["", "math/9809136", "math/0309136", "2409.00001", "2503.00001"]
    by_id = [Example(Paper(PaperId(arxiv_id), "A"), (("S",),)) for arxiv_id in ids]
    oldest_first = [*by_id[:4], announced, *by_id[4:], listed]
    ages = TrainingSet.of([*oldest_first, *corpus.examples(0, 1)], []).age[:-1]
    assert list(ages) == sorted(set(ages))
    assert ages[0] == pytest.approx(0)


def test_the_weekly_number_of_papers_follows_from_their_days_and_without_days_is_all_there_are() -> None:
    daily = [
        Example(replace(corpus.other(n), announced=corpus.START + timedelta(days=n)), (), weight=3.0) for n in range(70)
    ]
    listed = corpus.examples(3, 0)
    assert TrainingSet.of([*listed, *daily], corpus.SECTIONS).weekly == pytest.approx(21, rel=0.05)
    undated = [replace(e, paper=replace(e.paper, announced=None, id=NO_ID)) for e in daily]
    assert TrainingSet.of([*listed, *undated], corpus.SECTIONS).weekly == 210
