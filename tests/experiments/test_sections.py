from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from experiments import cases
from experiments.sections import (
    STRENGTHS,
    Scored,
    choose,
    figures,
    judged,
    left_out,
    row,
    scored,
    shared,
    tables,
    weights,
)
from tests.experiments import made_up


def test_a_masked_list_is_asked_about_what_was_taken_out_and_learns_nothing_of_it(tmp_path: Path) -> None:
    case = cases.read(made_up.masked(tmp_path / "list"), made_up.listed())
    learnt = {one.paper.id for one in case.examples}
    assert len(case.asked) == 20
    assert not learnt & {paper.id for paper in case.asked}
    assert {path[-1] for true in case.truth for path in true} == set(made_up.SECTIONS)
    found = scored(case)
    assert figures(found.asked[:, :, 0], found.truth).first == 1


def some(seed: int, useful: float) -> Scored:
    """Return scores of six blocks, of which the first tells the section as well as `useful` says."""
    source = np.random.default_rng(seed)
    truth = np.eye(4, dtype=bool)[source.integers(0, 4, 80)]
    scores = source.normal(0, 1, (80, 4, 6))
    scores[:, :, 0] += useful * truth
    return Scored(scores[:40], truth[:40], scores[40:], truth[40:])


LISTS = {f"list {seed}": some(seed, 2.0) for seed in range(6)}
EVERY = range(6)


def test_a_score_that_tells_the_section_weighs_more_than_noise() -> None:
    weights = shared(LISTS.values(), EVERY)
    assert weights[0] == weights.max()
    assert weights[0] > 1 > weights[1:].max()


def test_each_list_weighs_the_same_however_many_papers_it_has() -> None:
    short, long = some(1, 0.0), some(2, 3.0)
    short = Scored(short.held_out, short.held_out_truth, short.asked[:10], short.truth[:10])
    twice = Scored(long.held_out, long.held_out_truth, np.tile(long.asked, (2, 1, 1)), np.tile(long.truth, (2, 1)))
    assert shared([short, twice], EVERY) == pytest.approx(shared([short, long], EVERY), abs=1e-3)


def test_a_list_is_judged_by_what_the_others_chose() -> None:
    others = [name for name in LISTS if name not in {"list 0", "list 5"}]
    known = judged(LISTS, EVERY, shared([LISTS[name] for name in others], EVERY).tolist())
    assert left_out(LISTS, EVERY)["list 0"] == known[choose(known, others)]["list 0"]
    assert choose(known, ["list 0"]) == max(known, key=lambda one: known[one]["list 0"].likely)


def test_gains_over_itself_are_nothing_and_over_noise_are_beyond_their_interval() -> None:
    good, noise = (left_out({n: some(i, u) for i, n in enumerate(LISTS)}, EVERY) for u in (4.0, 0.0))
    assert "+0.000 [+0.000, +0.000]" in row(good, good)
    assert any("[+" in cell for cell in row(good, noise))


def test_what_the_lists_choose_to_share_is_said_beside_what_they_share_now() -> None:
    now, chosen = weights(LISTS, EVERY).split(". All lists together choose ")
    assert now.endswith(" weigh 1.1, 1.5, 1.8, 7.2, 11.1, 0.3, with a strength of 250 and recency at most 0.4")
    text, *others = map(float, chosen.split(", ")[:6])
    assert text > 1 > max(others)
    assert any(f"with a strength of {strength:.0f} and " in chosen for strength in STRENGTHS)


FEW = {name: LISTS[name] for name in ("list 0", "list 1")}


def test_each_score_has_a_row_without_it_and_lists_of_one_section_say_nothing() -> None:
    found = tables(FEW | {"one section": Scored(*(np.ones((5, 1, 6)), np.ones((5, 1), bool)) * 2)})
    assert [line.split(" | ")[0] for line in found["sections"].splitlines()[2:10]] == [f"| S{n}" for n in range(21, 29)]


def test_where_texts_are_embedded_the_table_says_what_that_is_good_for() -> None:
    more = {name: embedded(one) for name, one in FEW.items()}
    head, _, whole, without, *_ = tables(more)["embedding"].splitlines()
    assert head.startswith("|  | what | top 1 | gain |")
    assert whole.startswith("|  | all scores and embeddings | ")
    assert without.startswith("|  | without embeddings | ")
    assert tables({"list 0": LISTS["list 0"]}) == {}


def embedded(one: Scored) -> Scored:
    """Return the same with one more score, which says what the first does."""
    held_out, asked = (np.concatenate([part, part[..., :1]], axis=2) for part in (one.held_out, one.asked))
    return replace(one, held_out=held_out, asked=asked)


def test_what_is_stated_is_held_against_what_is_true() -> None:
    sure = np.tile([0.9, 0.1], (10, 1))
    truth = np.array([[True, False]] * 5 + [[False, True]] * 5)
    found = figures(sure, truth)
    assert (found.first, found.third, found.stated) == pytest.approx((0.5, 1.0, 0.4))
