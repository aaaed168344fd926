import numpy as np
import pytest
from scipy.sparse import csr_matrix

from curator.model import fit
from curator.model.evidence import Entries, leading_terms, words
from curator.model.relevance import Relevance
from tests import corpus


def test_the_nearest_entries_are_those_of_the_section_that_share_most_terms() -> None:
    text = csr_matrix(np.array([[1, 0, 0], [0.6, 0.8, 0], [0, 1, 0], [0, 0, 1]], np.float32))
    entries = Entries(("A", "B", "C", "D"), np.array([[1, 0], [1, 0], [1, 0], [1, 1]], bool), text)
    assert entries.nearest(text[:1], np.array([0])) == [("A", "B", "C")]
    assert entries.nearest(text[:2], np.array([1, 1])) == [("D",), ("D",)]


def test_the_strongest_terms_come_first_and_those_against_do_not_come() -> None:
    text = csr_matrix(np.array([[1, 2, 3, 0]], np.float32))
    assert leading_terms(text, np.array([1, 2, -1, 9], np.float32), 5) == [(1, 0)]
    assert leading_terms(text, np.array([1, 2, -1, 9], np.float32), 1) == [(1,)]


@pytest.mark.parametrize("abstract", [True, False])
def test_words_say_what_those_before_them_did_not(abstract: bool) -> None:
    model = fit(corpus.examples(abstract=abstract), corpus.SECTIONS)
    X = model.features.transform([corpus.listed(900, corpus.SECTIONS[0], abstract=abstract)])
    assert isinstance(model.relevance, Relevance)
    (found,) = words(model.relevance, X, model.features)
    assert 1 <= len(found) <= 4
    for number, term in enumerate(found):
        before = {word for other in found[:number] for word in other.split()}
        assert not before.issuperset(term.split())
        assert not {"a", "the", "of", "we"}.intersection((term.split()[0], term.split()[-1]))
