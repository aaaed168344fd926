from hypothesis import given
from hypothesis import strategies as st

from curator.papers.identity import PaperId
from curator.proposals.policy import decide, verdict
from curator.types import Choice, Evidence, Paper, Prediction, Thresholds

shares = st.floats(0, 1)


def prediction(number: int, relevance: float, *sections: float) -> Prediction:
    choices = tuple(Choice((f"S{place}",), probability) for place, probability in enumerate(sections))
    return Prediction(
        Paper(PaperId(f"2501.{number:05}"), f"Paper {number}"), relevance, choices, Evidence(("word",), ("near",))
    )


predictions = st.lists(st.tuples(shares, shares), max_size=12).map(
    lambda rows: [prediction(number, relevance, section) for number, (relevance, section) in enumerate(rows)]
)
thresholds = st.builds(Thresholds, shares, shares)


def test_what_is_relevant_and_at_home_is_suggested_with_its_fit_other_sections_and_evidence() -> None:
    one = prediction(1, 0.9, 0.8, 0.1)
    (suggestion,) = decide([one], Thresholds(0.5, 0.5), 5).suggestions
    assert (suggestion.paper, suggestion.section, suggestion.probability) == (one.paper, ("S0",), 0.8)
    assert (suggestion.fit, suggestion.others, suggestion.evidence) == (one.fit, one.sections[1:], one.evidence)


def test_a_list_of_one_section_has_no_other_section() -> None:
    assert decide([prediction(1, 0.9, 1.0)], Thresholds(0.5, 0.5), 5).suggestions[0].others == ()


def test_what_is_relevant_without_a_home_is_unsure_with_its_choices() -> None:
    homeless = prediction(1, 0.9, 0.3, 0.2)
    (unsure,) = decide([homeless], Thresholds(0.5, 0.5), 5).unsure
    assert (unsure.choices, unsure.fit) == (homeless.sections, 0.9)
    assert verdict(prediction(2, 0.9), Thresholds(0.5, 0.5)) == "unsure"


def test_the_budget_keeps_the_best_and_counts_the_rest_as_skipped() -> None:
    found = decide([prediction(n, n / 10, 0.9) for n in range(10)], Thresholds(0.5, 0.5), 2)
    assert [s.paper.id for s in found.suggestions] == ["2501.00009", "2501.00008"]
    assert found.skipped == 8


@given(predictions, thresholds, st.integers(0, 12), st.randoms(use_true_random=False))
def test_the_order_of_predictions_never_matters(found, asked, at_most, source) -> None:  # type: ignore[no-untyped-def]
    shuffled = source.sample(found, len(found))
    assert decide(found, asked, at_most) == decide(shuffled, asked, at_most)


@given(predictions, shares, shares, shares)
def test_raising_a_threshold_never_adds_a_suggestion(
    found: list[Prediction], low: float, high: float, section: float
) -> None:
    low, high = sorted((low, high))
    for lenient, strict in (
        (Thresholds(low, section), Thresholds(high, section)),
        (Thresholds(section, low), Thresholds(section, high)),
    ):
        assert set(decide(found, strict, 99).suggestions) <= set(decide(found, lenient, 99).suggestions)


@given(predictions, thresholds, st.integers(0, 12))
def test_every_paper_is_suggested_asked_about_or_skipped(
    found: list[Prediction], asked: Thresholds, at_most: int
) -> None:
    decision = decide(found, asked, at_most)
    assert len(decision.suggestions) + len(decision.unsure) + decision.skipped == len(found)
    assert len(decision.suggestions) + len(decision.unsure) <= at_most
