from dataclasses import replace

import numpy as np

from curator.model.features import Features
from curator.model.relevance import Relevance
from curator.model.training_set import Lesson
from curator.types import Example
from tests import corpus


def learned(examples: list[Example]) -> tuple[Features, Relevance]:
    lesson = Lesson.of(examples, corpus.SECTIONS)
    papers = [example.paper for example in examples]
    features, views = Features.learn(papers)
    return features, Relevance.fit(views, lesson.member, lesson.weight, seed=0)


def test_an_author_who_stands_in_the_list_makes_a_paper_more_relevant() -> None:
    examples = [
        replace(e, paper=replace(e.paper, authors=("B. Known" if e.sections else f"Someone {n}",)))
        for n, e in enumerate(corpus.examples())
    ]
    features, relevance = learned(examples)
    unknown = corpus.listed(900, corpus.SECTIONS[0])
    known, stranger = relevance.score(features.transform([replace(unknown, authors=("B. Known",)), unknown]))
    assert known > stranger


def test_a_category_that_is_common_in_the_list_makes_a_paper_more_relevant() -> None:
    examples = [
        replace(e, paper=replace(e.paper, categories=("cs.CL" if e.sections or n % 9 == 0 else "cs.RO", "cs.LG")))
        for n, e in enumerate(corpus.examples())
    ]
    features, relevance = learned(examples)
    paper = corpus.listed(900, corpus.SECTIONS[0])
    common, unseen, rare = (replace(paper, categories=names) for names in (("cs.CL",), ("math.AG",), ("cs.RO",)))
    scores = relevance.score(features.transform([common, unseen, replace(paper, categories=()), rare]))
    assert scores[0] > scores[1] == scores[2] > scores[3]


def test_of_few_entries_the_categories_say_little() -> None:
    few = [e for e in corpus.examples() if not e.sections] + [
        replace(e, paper=replace(e.paper, categories=("cs.CL",))) for e in corpus.examples()[:2]
    ]
    assert 0 < learned(few)[1].category["cs.CL"] < learned(few * 3)[1].category["cs.CL"]


def test_an_unlisted_paper_that_looks_like_the_list_teaches_nothing() -> None:
    overlooked = [Example(corpus.listed(700 + n, corpus.SECTIONS[n % 3]), ()) for n in range(3)]
    missed = replace(corpus.listed(800, corpus.SECTIONS[0]))
    scores = []
    for more in ([], overlooked):
        features, relevance = learned([*corpus.examples(), *more])
        views = features.transform([missed, *(corpus.other(n) for n in range(5000, 5050))])
        score = relevance.score(views)
        scores.append((score[0] - score[1:].mean()) / score[1:].std())
    assert scores[1] > 0.8 * scores[0]


def test_outside_papers_score_zero_on_average() -> None:
    features, relevance = learned(corpus.examples())
    assert abs(relevance.score(features.transform(corpus.papers(0, 200))).mean()) < 0.3


def test_without_any_abstract_in_the_list_titles_alone_count() -> None:
    short = [replace(e, paper=replace(e.paper, abstract="")) if e.sections else e for e in corpus.examples()]
    features, relevance = learned(short)
    assert relevance.text is None
    with_abstract = corpus.listed(900, corpus.SECTIONS[0])
    scores = relevance.score(features.transform([with_abstract, replace(with_abstract, abstract="")]))
    assert np.ptp(scores) == 0
