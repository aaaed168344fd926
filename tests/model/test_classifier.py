from dataclasses import replace
from datetime import date, timedelta

import pytest

from curator.errors import ModelError
from curator.feedback.examples import examples
from curator.model import Counts, Model, fit
from curator.types import NO_ID, Evidence, Example, Paper, PaperId, Prediction
from tests import corpus
from tests.corpus import alike

NEW = [corpus.listed(500 + number, section) for number, section in enumerate(corpus.SECTIONS)]
ELSEWHERE = [corpus.other(number) for number in range(5000, 5010)]


@pytest.fixture(scope="module")
def model() -> Model:
    return fit(corpus.examples(), corpus.SECTIONS)


def test_papers_for_the_list_are_more_relevant_than_others(model: Model) -> None:
    inside, outside = model.predict(NEW), model.predict(ELSEWHERE)
    assert min(p.relevance for p in inside) > max(p.relevance for p in outside)


def test_each_paper_finds_its_section(model: Model) -> None:
    assert [p.sections[0].section for p in model.predict(NEW)] == list(corpus.SECTIONS)


def test_predictions_come_in_the_order_of_the_papers_and_do_not_depend_on_it(model: Model) -> None:
    papers = NEW + ELSEWHERE
    forwards, backwards = model.predict(papers), model.predict(papers[::-1])
    assert [p.paper for p in forwards] == papers
    for one, other in zip(forwards, backwards[::-1], strict=True):
        assert one.relevance == pytest.approx(other.relevance, rel=1e-4)
        assert [c.section for c in one.sections] == [c.section for c in other.sections]
    assert model.predict([]) == []


def test_choices_are_the_three_likeliest_sections_best_first(model: Model) -> None:
    for prediction in model.predict(NEW + ELSEWHERE):
        shares = [choice.probability for choice in prediction.sections]
        assert len(shares) == 3
        assert shares == sorted(shares, reverse=True)
        assert sum(shares) == pytest.approx(1)


def test_evidence_names_words_of_the_paper_and_entries_of_its_section(model: Model) -> None:
    titles = {e.paper.title: e.sections for e in corpus.examples()}
    for prediction in model.predict(NEW):
        text = f"{prediction.paper.title} {prediction.paper.abstract}".lower()
        assert prediction.evidence.words
        assert all(word in text for words in prediction.evidence.words for word in words.split())
        assert prediction.evidence.neighbours
        assert all(prediction.sections[0].section in titles[near] for near in prediction.evidence.neighbours)


def test_evidence_is_left_out_where_only_figures_count(model: Model) -> None:
    bare, full = model.predict(NEW, evidence=False), model.predict(NEW)
    assert all(prediction.evidence == Evidence() for prediction in bare)
    assert alike(bare, full)


def test_relevance_alone_is_that_of_the_predictions(model: Model) -> None:
    papers = [corpus.listed(900, corpus.SECTIONS[0]), corpus.other(7000), corpus.other(7001)]
    assert model.predict_relevance(papers).tolist() == [one.relevance for one in model.predict(papers)]
    assert model.predict_relevance([]).tolist() == []


def test_a_paper_without_abstract_is_no_more_relevant_for_being_short() -> None:
    entries = [replace(e, paper=replace(e.paper, abstract="")) if e.sections else e for e in corpus.examples()[:20]]
    mixed = fit(entries + corpus.examples()[20:], corpus.SECTIONS)
    short = mixed.predict([corpus.other(number, abstract=False) for number in range(6000, 6040)])
    inside = mixed.predict([corpus.listed(700 + n, corpus.SECTIONS[0], abstract=False) for n in range(10)])
    assert max(p.relevance for p in short) < min(p.relevance for p in inside)


@pytest.mark.parametrize("entries", [1, 2, 6])
@pytest.mark.parametrize("abstract", [True, False])
def test_few_entries_are_enough(entries: int, abstract: bool) -> None:
    small = fit(corpus.examples(entries, 50, abstract=abstract), corpus.SECTIONS)
    inside, outside = small.predict([corpus.listed(900, corpus.SECTIONS[0]), corpus.other(7000)])
    assert inside.relevance > outside.relevance
    assert inside.sections[0].section in corpus.SECTIONS[:entries]


def test_a_section_without_entries_is_found_by_its_heading() -> None:
    empty = ("Methods", "Galaxy Proof")
    small = fit(corpus.examples(), [*corpus.SECTIONS, empty])
    assert empty in [c.section for c in small.predict([Paper(NO_ID, "A galaxy proof of galaxy proof")])[0].sections]


def test_a_list_with_a_single_section_has_one_choice() -> None:
    single = [replace(e, sections=(("All",),)) if e.sections else e for e in corpus.examples()]
    (prediction,) = fit(single, [("All",)]).predict(NEW[:1])
    (choice,) = prediction.sections
    assert choice.section == ("All",)
    assert choice.probability == pytest.approx(1)


def test_nothing_to_tell_apart_is_said_in_one_line() -> None:
    inside, outside = corpus.examples(3, 0), corpus.examples(0, 3)
    strangers = [Example(Paper(PaperId("1"), "One"), (("A",),)), Example(Paper(PaperId("2"), "Other"), ())]
    for known, says in (
        (outside, "no entry"),
        (inside, "no paper outside"),
        ([], "no entry"),
        (strangers, "No word"),
    ):
        with pytest.raises(ModelError, match=says):
            fit(known, corpus.SECTIONS)


def test_a_rejected_paper_is_less_relevant_than_one_that_nobody_looked_at() -> None:
    known, odd = corpus.examples(), corpus.listed(800, corpus.SECTIONS[0])
    unseen, refused = (
        fit([*known, Example(odd, (), rejected=rejected)], corpus.SECTIONS) for rejected in (False, True)
    )
    scores = [model.relevance.decision_function(model.features.transform([odd])) for model in (refused, unseen)]
    assert scores[0] < scores[1]


def test_a_typical_entry_is_likelier_than_papers_on_the_whole(model: Model) -> None:
    assert 0 < model.base_rate < model.holdout.typical < 1
    assert {one.typical for one in model.predict(corpus.papers(5, 5))} == {model.holdout.typical}


def test_a_list_whose_entries_are_all_old_names_few_of_the_papers_of_today() -> None:
    """Its entries have no abstract, so that nothing tells it from the stream: that is no reason for even odds."""
    old = [
        replace(e, paper=replace(e.paper, abstract="", title="A method", announced=e.paper.announced - timedelta(900)))
        for e in corpus.examples(40, 0)
        if e.paper.announced
    ]
    today = [Example(replace(e.paper, title=f"A method {n % 7}"), ()) for n, e in enumerate(corpus.examples(0, 400))]
    learnt = fit([*old, *(replace(e, weight=20.0) for e in today)], corpus.SECTIONS)
    found = learnt.predict([example.paper for example in today], evidence=False)
    assert sum(prediction.relevance for prediction in found) / len(found) < 0.1


def test_counts_say_what_the_model_was_trained_on() -> None:
    rejected = Example(corpus.other(1), (), rejected=True)
    assert fit([*corpus.examples(), rejected], corpus.SECTIONS, seed=3).counts == Counts(30, 1, 200, 3, 3)


def test_a_paper_across_the_cut_changes_the_fit_and_one_beyond_it_does_not() -> None:
    cut = date(2025, 12, 1)
    odd = replace(corpus.other(9000), title="Quantization of galaxy", abstract="quantization bits " * 9)

    def predictions(*more: Paper) -> list[Prediction]:
        learned = examples(corpus.labels(), [*corpus.papers(), *more], until=cut)
        return fit(learned, corpus.SECTIONS).predict(NEW)

    assert alike(predictions(replace(odd, announced=cut)), predictions())
    assert not alike(predictions(replace(odd, announced=cut - timedelta(days=1))), predictions(), within=1e-4)
