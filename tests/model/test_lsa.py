import numpy as np
import pytest
from scipy.sparse import csr_matrix
from sklearn.decomposition import TruncatedSVD
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import Normalizer
from sklearn.utils.estimator_checks import check_estimator

from curator.model.lsa import LSA
from curator.model.tfidf import TOKEN_PATTERN, Tfidf
from tests import corpus

TEXTS = [f"{paper.title}\n{paper.abstract}" for paper in corpus.papers(30, 100)]


def words(texts: list[str]) -> tuple[Tfidf, csr_matrix]:
    tfidf = Tfidf()
    matrix = tfidf.fit_transform(texts)
    return tfidf, matrix[:, : tfidf.n_words_]


def test_likenesses_are_those_of_scikit_learns_own_pipeline_over_single_words() -> None:
    _, matrix = words(TEXTS)
    ours = LSA(n_components=8).fit_transform(matrix)
    vectorizer = TfidfVectorizer(sublinear_tf=True, token_pattern=TOKEN_PATTERN, min_df=5)
    theirs = make_pipeline(vectorizer, TruncatedSVD(8, n_iter=2, random_state=0), Normalizer()).fit_transform(TEXTS)
    np.testing.assert_allclose(ours @ ours.T, theirs @ theirs.T, atol=5e-3)  # float16 keeps three digits


def test_papers_on_the_same_matter_are_more_alike_than_others() -> None:
    tfidf, matrix = words(TEXTS)
    lsa = LSA().fit(matrix)
    papers = [*(corpus.listed(number, corpus.SECTIONS[0]) for number in (801, 802)), corpus.other(803)]
    rows = tfidf.transform([f"{paper.title}\n{paper.abstract}" for paper in papers])[:, : tfidf.n_words_]
    one, same, other = lsa.transform(rows)
    assert one @ same > 0.2 + one @ other


def test_each_row_has_length_one_and_none_when_no_word_is_known() -> None:
    _, matrix = words(TEXTS)
    rows = csr_matrix(np.vstack([matrix[0].toarray(), np.zeros((1, matrix.shape[1]))]))
    assert np.linalg.norm(LSA().fit(matrix).transform(rows), axis=1) == pytest.approx([1, 0], abs=1e-3)


def test_a_single_term_gives_one_direction_of_zeros() -> None:
    one = csr_matrix(np.ones((3, 1)))
    np.testing.assert_array_equal(LSA().fit(one).transform(one), np.zeros((3, 1)))


def test_it_keeps_scikit_learns_conventions() -> None:
    check_estimator(LSA(min_df=1), on_skip=None)
