import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.feature_extraction.text import TfidfVectorizer

from curator.model.text import Lexicon, Terms, batches

texts = st.lists(st.text(st.sampled_from("ab cdéß-_.9\n"), max_size=40), min_size=1, max_size=8)


def matrix(corpus: list[str], at_least: int = 1, at_most: float = 1.0):  # type: ignore[no-untyped-def]
    lexicon = Lexicon.learn(corpus, at_least)
    tokens = lexicon.encode(corpus)
    terms = Terms.learn(tokens, lexicon, at_least, at_most)
    return terms, lexicon, terms.transform(tokens)


def test_terms_weigh_what_scikit_learn_says_they_weigh() -> None:
    corpus = ["the cat sat on the mat", "the dog sat", "a cat and a dog, the end", ""]
    terms, lexicon, ours = matrix(corpus)
    theirs = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True)
    expected = theirs.fit_transform(corpus).toarray()
    columns = [theirs.vocabulary_[terms.name(column, lexicon)] for column in range(len(terms))]
    assert sorted(columns) == list(range(len(theirs.vocabulary_)))
    np.testing.assert_allclose(ours.toarray(), expected[:, columns], atol=1e-6)


@given(texts)
def test_every_row_has_length_one_or_no_known_term(corpus: list[str]) -> None:
    _, _, rows = matrix(corpus)
    lengths = np.sqrt((rows.toarray() ** 2).sum(axis=1))
    assert all(length == pytest.approx(1, abs=1e-5) or length == 0 for length in lengths)


@given(texts)
def test_no_pair_spans_two_texts(corpus: list[str]) -> None:
    _, _, together = matrix(corpus)
    terms, lexicon, _ = matrix(corpus)
    alone = [terms.transform(lexicon.encode([text])).toarray()[0] for text in corpus]
    np.testing.assert_allclose(together.toarray(), np.array(alone), atol=1e-6)


def test_rare_and_common_terms_are_left_out() -> None:
    terms, lexicon, _ = matrix(["rare common", "middle common", "middle common"], at_least=2, at_most=0.8)
    assert [terms.name(column, lexicon) for column in range(len(terms))] == ["middle", "middle common"]


def test_unknown_words_are_passed_over_and_do_not_join_their_neighbours() -> None:
    terms, lexicon, _ = matrix(["good night", "good night"])
    row = terms.transform(lexicon.encode(["good unheard night"])).toarray()[0]
    assert [terms.name(column, lexicon) for column in np.flatnonzero(row)] == ["good", "night"]


def test_batches_cover_everything_once() -> None:
    assert [*batches(4, 10)] == [slice(0, 4), slice(4, 8), slice(8, 10)]
    assert [*batches(4, 0)] == []
