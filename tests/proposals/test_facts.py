"""What is said of a paper, as plain values: one word for each thing."""

from dataclasses import replace

from curator.proposals import facts
from curator.types import Choice, Near, Prediction
from tests.fakes import paper, question, suggestion

A, B = Choice(("List", "A"), 0.123456), Choice(("List", "B"), 0.05)
PAPER = {"arxiv_id": "2603.00001", "title": paper(1).title}
SECTIONS = {
    "section": ("List", "A"),
    "section_probability": 0.1235,
    "others": [{"section": ("List", "B"), "section_probability": 0.05}],
}


def test_a_suggestion_and_a_prediction_name_their_sections_alike() -> None:
    one = replace(suggestion(1), choices=(A, B), fit=0.61239, position=2.04, score=0.5)
    assert facts.shown(one) == PAPER | {"fits": 0.6124, "position": 2.0} | SECTIONS
    judged = Prediction(paper(1), 0.61239, (A, B))
    assert facts.predicted(judged) == PAPER | {"relevance": 0.6124} | SECTIONS
    assert facts.predicted(judged, "skip") == facts.predicted(judged) | {"decision": "skip"}


def test_what_is_not_known_is_none() -> None:
    brought = facts.shown(replace(suggestion(1), fit=0.0, choices=(Choice(A.section, 0.0),), score=0.0))
    assert (brought["fits"], brought["position"], brought["section_probability"]) == (None, None, None)
    assert brought["section"] == A.section
    homeless = facts.shown(replace(question(1), choices=(), score=0.5))
    assert (homeless["section"], homeless["section_probability"], homeless["others"]) == ((), None, [])


def test_a_paper_that_came_close_is_told_with_how_likely_it_is_taken() -> None:
    assert facts.near(Near(paper(1), 0.03)) == PAPER | {"fits": 0.03}
