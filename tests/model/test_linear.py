import numpy as np
import pytest
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.multiclass import OneVsRestClassifier
from sklearn.svm import LinearSVC

from curator.model.linear import LinearScorer, OneVsRest

SOURCE = np.random.default_rng(0)
X = SOURCE.normal(size=(80, 5)).astype(np.float32)
Y = X[:, 0] + SOURCE.normal(0, 0.5, 80) > 0
LOSSES = pytest.mark.parametrize("loss", ["squared_hinge", "log_loss"])


@LOSSES
def test_scores_order_as_scikit_learns_classifier_does(loss: str) -> None:
    weights = {False: 1, True: 3}
    theirs = LinearSVC(C=0.5, class_weight=weights, random_state=0)
    if loss == "log_loss":
        theirs = LogisticRegression(C=0.5, class_weight=weights, max_iter=500)
    heavy = np.where(np.arange(80) % 2 == 0, 1.0, 5.0)
    ours = LinearScorer(loss, C=0.5, positive_weight=3).fit(X, Y, heavy).decision_function(X)
    expected = theirs.fit(X, Y, sample_weight=heavy).decision_function(X)
    assert np.corrcoef(ours, expected)[0, 1] == pytest.approx(1, abs=1e-6)


@LOSSES
def test_what_is_not_of_the_class_scores_zero_on_average_give_or_take_one(loss: str) -> None:
    outside = LinearScorer(loss).fit(X, Y).decision_function(X)[~Y]
    assert outside.mean() == pytest.approx(0, abs=1e-4)
    assert outside.std() == pytest.approx(1, abs=1e-4)


def test_one_section_against_the_rest_is_scikit_learns_multiclass() -> None:
    sections = np.stack([Y, X[:, 1] > 0, X[:, 2] > 1], axis=1)
    one = LinearSVC(C=0.3, class_weight="balanced", tol=0.01, random_state=0)
    theirs = OneVsRestClassifier(one).fit(X, sections.astype(int)).decision_function(X)
    np.testing.assert_allclose(
        OneVsRest().fit(csr_matrix(X), sections).decision_function(csr_matrix(X)), theirs, atol=1e-4
    )


def test_terms_that_never_occurred_weigh_nothing() -> None:
    wide = np.hstack([X, np.zeros((80, 2), np.float32)])
    scores = OneVsRest().fit(csr_matrix(wide), np.stack([Y, ~Y], axis=1))
    assert len(scores.columns_) == 5
    wide[:, 5:] = 9
    unseen = scores.decision_function(csr_matrix(wide))
    wide[:, 5:] = 0
    np.testing.assert_allclose(unseen, scores.decision_function(csr_matrix(wide)))


def test_of_a_single_section_all_papers_are_as_likely() -> None:
    scores = OneVsRest().fit(csr_matrix(X), np.ones((80, 1), bool)).decision_function(csr_matrix(X))
    np.testing.assert_array_equal(scores, np.zeros((80, 1)))
