import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.base import clone
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.utils.estimator_checks import check_estimator

from curator.model.tfidf import TOKEN_PATTERN, Tfidf, batches
from tests import corpus

texts = st.lists(st.text(st.sampled_from("ab cdéß-_.9\n"), max_size=40), min_size=1, max_size=8)
MANY = [f"{paper.title}\n{paper.abstract}" for paper in corpus.papers(20, 60)]


def scikit_learns(min_df: int, max_df: float) -> TfidfVectorizer:
    return TfidfVectorizer(
        ngram_range=(1, 2), sublinear_tf=True, token_pattern=TOKEN_PATTERN, min_df=min_df, max_df=max_df
    )


@pytest.mark.parametrize(("min_df", "max_df"), [(1, 1.0), (2, 1.0), (2, 0.95), (3, 0.5)])
def test_the_matrix_is_that_of_scikit_learn_in_another_order_of_columns(min_df: int, max_df: float) -> None:
    ours, theirs = Tfidf(min_df=min_df, max_df=max_df), scikit_learns(min_df, max_df)
    found, expected = ours.fit_transform(MANY), theirs.fit_transform(MANY).toarray()
    columns = [theirs.vocabulary_[name] for name in ours.get_feature_names_out()]
    assert sorted(columns) == list(range(len(theirs.vocabulary_)))
    np.testing.assert_allclose(found.toarray(), expected[:, columns], atol=1e-6)
    new = ["we propose pruning sparse channels of galaxy masks", ""]
    np.testing.assert_allclose(ours.transform(new).toarray(), theirs.transform(new).toarray()[:, columns], atol=1e-6)


@given(texts)
def test_every_row_has_length_one_or_no_known_term(corpus: list[str]) -> None:
    lengths = np.sqrt((Tfidf(min_df=1).fit_transform(corpus).toarray() ** 2).sum(axis=1))
    assert all(length == pytest.approx(1, abs=1e-5) or length == 0 for length in lengths)


@given(texts)
def test_no_pair_spans_two_texts(corpus: list[str]) -> None:
    tfidf = Tfidf(min_df=1)
    together = tfidf.fit_transform(corpus).toarray()
    alone = [tfidf.transform([text]).toarray()[0] for text in corpus]
    np.testing.assert_allclose(together, np.array(alone), atol=1e-6)


def test_rare_and_common_terms_are_left_out() -> None:
    tfidf = Tfidf(min_df=2, max_df=0.8).fit(["rare common", "middle common", "middle common"])
    assert list(tfidf.get_feature_names_out()) == ["middle", "middle common"]


def test_single_words_come_first() -> None:
    tfidf = Tfidf(min_df=1).fit(["a bit of", "a bit"])
    assert [" " in name for name in tfidf.get_feature_names_out()] == [False] * tfidf.n_words_ + [True]


def test_unknown_words_are_passed_over_and_do_not_join_their_neighbours() -> None:
    tfidf = Tfidf(min_df=2).fit(["good night", "good night"])
    row = tfidf.transform(["good unheard night"]).toarray()[0]
    assert tfidf.names(np.flatnonzero(row)) == ["good", "night"]


def test_a_vectorizer_that_is_fitted_twice_is_as_if_fitted_once() -> None:
    twice = Tfidf(min_df=1).fit(["another text"]).fit(MANY)
    assert list(twice.get_feature_names_out()) == list(clone(twice).fit(MANY).get_feature_names_out())


@pytest.mark.filterwarnings("ignore::sklearn.exceptions.SkipTestWarning")  # checks that need arrays of numbers
def test_it_keeps_scikit_learns_conventions() -> None:
    check_estimator(Tfidf(), on_skip=None)


def test_batches_cover_everything_once() -> None:
    assert [*batches(4, 10)] == [slice(0, 4), slice(4, 8), slice(8, 10)]
    assert [*batches(4, 0)] == []
