import numpy as np
import pytest

from curator.model.calibration import Sigmoid, Temperature


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


def test_a_temperature_makes_the_stated_confidence_the_share_that_was_right() -> None:
    source = np.random.default_rng(0)
    truth = np.eye(4, dtype=bool)[source.integers(0, 4, 400)]
    scores = 20 * (truth * 0.5 + source.normal(0, 0.5, truth.shape))
    likely = Temperature.fit(scores, truth)(scores)
    right = truth[np.arange(400), likely.argmax(axis=1)]
    assert likely.max(axis=1).mean() == pytest.approx(right.mean(), abs=0.05)


def test_sections_of_a_paper_add_up_to_one() -> None:
    likely = Temperature(2.0)(np.array([[1.0, 2.0, 3.0], [0.0, 0.0, 0.0]]))
    np.testing.assert_allclose(likely.sum(axis=1), 1)


def test_without_anything_to_learn_from_the_scores_are_taken_as_they_are() -> None:
    assert Temperature.fit(np.zeros((3, 1)), np.ones((3, 1), bool)).sharpness == 1
    assert Temperature.fit(np.zeros((3, 2)), np.zeros((3, 2), bool)).sharpness == 1
