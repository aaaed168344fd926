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
    assert entries.nearest(text[:1], np.array([0]), ["X"]) == [("A", "B", "C")]
    assert entries.nearest(text[:2], np.array([1, 1]), ["X", "Y"]) == [("D",), ("D",)]


def test_an_entry_without_a_title_is_nobody_s_neighbour() -> None:
    text = csr_matrix(np.array([[1, 0], [0.6, 0.8]], np.float32))
    entries = Entries(("", "B"), np.array([[1, 0], [1, 0]], bool), text)
    assert entries.nearest(text[:1], np.array([0]), [""]) == [("B",)]
    assert entries.nearest(text[:1], np.array([1]), [""]) == [()]


def test_a_listed_paper_is_not_its_own_neighbour() -> None:
    text = csr_matrix(np.array([[1, 0], [0.6, 0.8]], np.float32))
    entries = Entries(("Sand: On Sand", "B"), np.array([[1, 1], [1, 0]], bool), text)
    assert entries.nearest(text[:1], np.array([0]), ["Sand - On sand"]) == [("B",)]
    assert entries.nearest(text[:1], np.array([1]), ["Sand: On Sand"]) == [()]


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
    (others,) = words(model.relevance, X, model.features, against=True)
    assert len(found) <= 4
    assert not {*found}.intersection(others)
    for number, term in enumerate(found):
        before = {word for other in found[:number] for word in other.split()}
        assert not before.issuperset(term.split())
        assert not {"a", "the", "of", "we"}.intersection((term.split()[0], term.split()[-1]))


def test_a_term_that_stands_in_many_papers_of_any_list_is_no_reason() -> None:
    model = fit(corpus.examples(), corpus.SECTIONS)
    papers = [corpus.listed(number, section) for number in range(900, 905) for section in corpus.SECTIONS]
    X, tfidf = model.features.transform(papers), model.features.text_
    assert isinstance(model.relevance, Relevance)
    rare = {term for term, idf in zip(tfidf.get_feature_names_out(), tfidf.idf_, strict=True) if idf > 1 + np.log(10)}
    said = {term for found in words(model.relevance, X, model.features) for term in found}
    assert said
    assert said <= rare
    assert model.against(papers) == words(model.relevance, X, model.features, against=True)
