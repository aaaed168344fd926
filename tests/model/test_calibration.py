import numpy as np
import pytest

from curator.model.calibration import Bools, Floats, Opinions, Sigmoid


def test_a_sigmoid_keeps_the_share_of_members_among_weighted_papers() -> None:
    scores = np.linspace(-1, 1, 200)
    truth = scores + np.random.default_rng(0).normal(0, 0.5, 200) > 0
    weight = np.where(truth, 1.0, 30.0)
    probability = Sigmoid.fit(scores, truth, weight)(scores)
    assert np.average(probability, weights=weight) == pytest.approx(truth.sum() / weight.sum(), abs=0.01)


def test_a_sigmoid_never_turns_the_order_round() -> None:
    scores = np.array([0.0, 1.0, 2.0, 3.0])
    backwards = Sigmoid.fit(scores, np.array([True, True, False, False]), np.ones(4))
    assert (np.diff(backwards(scores)) >= 0).all()


def opinions(count: int) -> tuple[Floats, Bools]:
    """Return what one wise and one silly voice say of papers in four sections, and the truth."""
    source = np.random.default_rng(0)
    truth = np.eye(4, dtype=bool)[source.integers(0, 4, count)]
    wise, silly = truth * 2 + source.normal(0, 1, truth.shape), source.normal(0, 1, truth.shape)
    return np.stack([wise, silly], axis=2), truth


def test_the_stated_confidence_is_the_share_that_was_right() -> None:
    said, truth = opinions(400)
    likely = Opinions.fit(said, truth, (1.0, 1.0))(said)
    right = truth[np.arange(400), likely.argmax(axis=1)]
    assert likely.max(axis=1).mean() == pytest.approx(right.mean(), abs=0.04)


def test_a_voice_that_is_wrong_on_this_list_loses_its_weight() -> None:
    wise, silly = Opinions.fit(*opinions(400), (1.0, 1.0)).weights
    assert wise > 1
    assert silly < 0.2


def test_with_few_papers_the_usual_weights_stay_and_with_none_they_are_all() -> None:
    said, truth = opinions(400)
    few = Opinions.fit(said[:2], truth[:2], (1.0, 1.0)).weights
    assert few == pytest.approx((1, 1), abs=0.5)
    assert Opinions.fit(said, np.zeros_like(truth), (0.7, 0.3)).weights == (0.7, 0.3)


def test_sections_of_a_paper_add_up_to_one() -> None:
    likely = Opinions((2.0,))(np.array([[[1.0], [2.0], [3.0]], [[0.0], [0.0], [0.0]]]))
    np.testing.assert_allclose(likely.sum(axis=1), 1)


def test_sharpened_opinions_prefer_the_same_sections_more_firmly() -> None:
    said, truth = opinions(50)
    plain = Opinions.fit(said, truth, (1.0, 1.0))
    once, sharp = plain(said), plain.sharpened(1.5)(said)
    assert (once.argmax(axis=1) == sharp.argmax(axis=1)).all()
    assert (sharp.max(axis=1) > once.max(axis=1)).all()
