from dataclasses import replace

import numpy as np
import pytest

from curator.model.features import PaperFeatures
from curator.model.linear import LinearScorer
from curator.model.relevance import BLOCKS, AuthorFamiliarity, CategoryLogOdds, Relevance
from curator.model.training_set import TrainingSet
from curator.types import Example
from tests import corpus


def learned(examples: list[Example]) -> tuple[PaperFeatures, Relevance]:
    training = TrainingSet.of(examples, corpus.SECTIONS)
    features = PaperFeatures()
    X = features.fit_transform([example.paper for example in examples])
    return features, Relevance().fit(X, training.member, training.weight)


def test_an_author_who_stands_in_the_list_makes_a_paper_more_relevant() -> None:
    examples = [
        replace(e, paper=replace(e.paper, authors=("B. Known" if e.sections else f"Someone {n}",)))
        for n, e in enumerate(corpus.examples())
    ]
    features, relevance = learned(examples)
    unknown = corpus.listed(900, corpus.SECTIONS[0])
    X = features.transform([replace(unknown, authors=("B. Known",)), unknown])
    known, stranger = relevance.decision_function(X)
    assert known > stranger


def test_the_busiest_author_counts_up_to_three_entries_on_a_log_scale() -> None:
    authors = [("A",), ("A", "B"), ("A",), ("A", "A"), ("C",)]
    column = AuthorFamiliarity().fit(authors, np.array([True, True, True, True, False]))
    found = column.transform([("A", "B"), ("B",), ("C",), ()]).toarray().ravel()
    assert found == pytest.approx([1, 0.5, 0, 0])


def test_authors_are_kept_in_the_order_of_the_papers_so_that_a_model_learnt_again_has_the_same_bytes() -> None:
    names = tuple(f"Author {n}" for n in range(50))
    assert list(AuthorFamiliarity().fit([names, names[::-1]], np.array([True, True])).listed_) == list(names)


def test_a_listed_paper_is_not_shown_its_own_label_through_its_author() -> None:
    authors = [("A",), ("B",), ("B",), ("A",)]
    column = AuthorFamiliarity().fit_transform(authors, np.array([True, True, True, False])).toarray().ravel()
    assert column == pytest.approx([0, 0.5, 0.5, 0.5])


def test_a_category_that_is_common_in_the_list_makes_a_paper_more_relevant() -> None:
    examples = [
        replace(e, paper=replace(e.paper, categories=("cs.CL" if e.sections or n % 9 == 0 else "cs.RO", "cs.LG")))
        for n, e in enumerate(corpus.examples())
    ]
    features, relevance = learned(examples)
    paper = corpus.listed(900, corpus.SECTIONS[0])
    common, unseen, rare = (replace(paper, categories=names) for names in (("cs.CL",), ("math.AG",), ("cs.RO",)))
    papers = [common, unseen, replace(paper, categories=()), rare]
    scores = relevance.decision_function(features.transform(papers))
    assert scores[0] > scores[1]
    assert scores[1] == pytest.approx(scores[2])
    assert scores[2] > scores[3]


def test_log_odds_are_those_of_shares_with_a_few_entries_of_doubt() -> None:
    odds = CategoryLogOdds(smoothing=2).fit(["a", "a", "a", "b", "", "b"], np.array([1, 1, 0, 0, 1, 0], bool))
    outside = {"a": 2 / 5, "b": 3 / 5}  # one more than was seen of each
    expected = [np.log((2 / outside["a"] + 2) / 4), np.log((0 / outside["b"] + 2) / 4), 0, 0]
    assert odds.transform(["a", "b", "c", ""]) == pytest.approx(expected)


def test_an_unlisted_paper_that_looks_like_the_list_teaches_nothing() -> None:
    overlooked = [Example(corpus.listed(700 + n, corpus.SECTIONS[n % 3]), ()) for n in range(3)]
    missed = replace(corpus.listed(800, corpus.SECTIONS[0]))
    scores = []
    for more in ([], overlooked):
        features, relevance = learned([*corpus.examples(), *more])
        X = features.transform([missed, *(corpus.other(n) for n in range(5000, 5050))])
        score = relevance.decision_function(X)
        scores.append((score[0] - score[1:].mean()) / score[1:].std())
    assert scores[1] > 0.8 * scores[0]


def test_outside_papers_score_zero_on_average() -> None:
    features, relevance = learned(corpus.examples())
    assert abs(relevance.decision_function(features.transform(corpus.papers(0, 200))).mean()) < 0.3


def told_apart(examples: list[Example]) -> float:
    """Return how much higher papers of the list score than others, where only their abstracts say which they are."""
    features, relevance = learned(examples)
    inside = [replace(corpus.listed(900 + n, corpus.SECTIONS[n % 3]), title="A note", authors=()) for n in range(9)]
    outside = [replace(corpus.other(900 + n), title="A note", authors=()) for n in range(9)]
    scores = relevance.decision_function(features.transform([*inside, *outside]))
    return float(scores[:9].mean() - scores[9:].mean())


def test_a_list_without_any_abstract_tells_papers_by_their_abstracts_all_the_same() -> None:
    short = [replace(e, paper=replace(e.paper, abstract="")) if e.sections else e for e in corpus.examples()]
    assert told_apart(short) > 1


def test_one_abstract_does_not_outvote_the_titles_of_all_entries() -> None:
    first, *rest = corpus.examples()
    misleading = replace(first, paper=replace(first.paper, abstract=corpus.other(1).abstract))
    short = [replace(e, paper=replace(e.paper, abstract="")) if e.sections else e for e in rest]
    assert told_apart([misleading, *short]) > 1


def test_a_blend_of_scorers_says_what_they_say_in_shares() -> None:
    source = np.random.default_rng(0)
    rows, truth = source.normal(0, 1, (80, 4)).astype(np.float32), np.arange(80) % 4 == 0
    one, other = LinearScorer().fit(rows, truth), LinearScorer("log_loss").fit(rows[::-1], truth)
    said = 0.3 * one.decision_function(rows) + 0.7 * other.decision_function(rows)
    assert one.blended(other, 0.3).decision_function(rows) == pytest.approx(said, abs=1e-5)


def test_a_paper_is_scored_by_each_block_and_by_its_title_alone_where_it_has_no_abstract() -> None:
    features, relevance = learned(corpus.examples())
    papers = corpus.papers(3, 9)
    X = features.transform([*papers, replace(papers[0], abstract="")])
    scores = relevance.scores(X)
    assert scores.shape == (len(X), len(BLOCKS))
    assert scores[:, 2] == pytest.approx(relevance.title_.decision_function(X.title))
    assert (scores[:-1, 0] != scores[:-1, 2]).all()
    assert scores[-1, :2] == pytest.approx(scores[-1, 2])
    assert relevance.decision_function(X) == pytest.approx(scores @ np.asarray(relevance.weights))


def test_weights_may_be_left_out() -> None:
    examples = corpus.examples()
    X = PaperFeatures().fit_transform([example.paper for example in examples])
    listed = np.array([bool(example.sections) for example in examples])
    weighed = Relevance().fit(X, listed, np.ones(len(examples))).decision_function(X)
    np.testing.assert_allclose(Relevance().fit(X, listed).decision_function(X), weighed)
