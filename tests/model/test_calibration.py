import numpy as np
import pytest
from sklearn.base import clone

from curator.model.calibration import Bools, ConditionalLogit, Floats, SigmoidCalibration, negative_log_likelihood


def test_a_sigmoid_keeps_the_share_of_members_among_weighted_papers() -> None:
    scores = np.linspace(-1, 1, 200)
    truth = scores + np.random.default_rng(0).normal(0, 0.5, 200) > 0
    weight = np.where(truth, 1.0, 30.0)
    probability = SigmoidCalibration().fit(scores, truth, weight).predict(scores)
    assert np.average(probability, weights=weight) == pytest.approx(truth.sum() / weight.sum(), abs=0.01)


def test_a_sigmoid_never_turns_the_order_round() -> None:
    scores = np.array([0.0, 1.0, 2.0, 3.0])
    backwards = SigmoidCalibration().fit(scores, np.array([True, True, False, False]))
    assert (np.diff(backwards.predict(scores)) >= 0).all()


def scores(count: int) -> tuple[Floats, Bools]:
    """Return what an informative and an uninformative block say of papers in four sections, and the truth."""
    source = np.random.default_rng(0)
    truth = np.eye(4, dtype=bool)[source.integers(0, 4, count)]
    informative, noise = truth * 2 + source.normal(0, 1, truth.shape), source.normal(0, 1, truth.shape)
    return np.stack([informative, noise], axis=2), truth


def fitted(X: Floats, y: Bools, prior: tuple[float, float] = (1.0, 1.0)) -> ConditionalLogit:
    return ConditionalLogit(prior=prior).fit(X, y)


def test_the_stated_confidence_is_the_share_that_was_right() -> None:
    X, truth = scores(400)
    likely = fitted(X, truth).predict_proba(X)
    right = truth[np.arange(400), likely.argmax(axis=1)]
    assert likely.max(axis=1).mean() == pytest.approx(right.mean(), abs=0.04)


def test_a_block_that_is_wrong_on_this_list_loses_its_weight() -> None:
    informative, noise = fitted(*scores(400)).coef_
    assert informative > 1
    assert noise < 0.2


def test_with_few_papers_the_prior_stays_and_with_none_it_is_all() -> None:
    X, truth = scores(400)
    assert fitted(X[:2], truth[:2]).coef_ == pytest.approx([1, 1], abs=0.5)
    assert fitted(X, np.zeros_like(truth), (0.7, 0.3)).coef_ == pytest.approx([0.7, 0.3])


def test_a_stronger_prior_holds_the_weights_nearer() -> None:
    X, truth = scores(50)
    loose, firm = (ConditionalLogit(prior=(1.0, 1.0), strength=s).fit(X, truth).coef_ for s in (0.1, 100.0))
    assert np.abs(firm - 1).max() < np.abs(loose - 1).max()


def test_sections_of_a_paper_add_up_to_one() -> None:
    X, truth = scores(50)
    np.testing.assert_allclose(fitted(X, truth).predict_proba(X).sum(axis=1), 1)


def test_the_gradient_is_that_of_the_likelihood() -> None:
    X, truth = scores(50)
    truth[:5], at, step = False, np.array([0.5, 0.2]), 1e-5
    value, gradient = negative_log_likelihood(at, X, truth)
    rise = [negative_log_likelihood(at + step * one, X, truth)[0] - value for one in np.eye(2)]
    assert np.array(rise) / step == pytest.approx(gradient, abs=1e-2)


def test_estimators_can_be_cloned_with_their_parameters() -> None:
    assert clone(ConditionalLogit(strength=2.0)).get_params()["strength"] == pytest.approx(2)
    assert clone(SigmoidCalibration(C=7.0)).get_params()["C"] == pytest.approx(7)
