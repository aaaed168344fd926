from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.errors import CuratorError
from curator.proposals import queue
from curator.types import NO_ID, Choice, Decision, Entry, Evidence, Label, Outcome, PaperId, Section, Span, Survey
from tests.fakes import DAY, any_text, paper, suggestion, unsure

METHODS, DATA = ("Methods",), ("Data",)
LIST = Survey(
    "", (Section(METHODS, Span(0, 1), "entries"),), (Entry(PaperId("2603.00001"), "One", METHODS, Span(0, 1)),)
)

_papers = st.builds(paper, st.integers(1, 99_999), any_text.filter(bool), abstract=any_text, comment=any_text)


@given(st.lists(_papers, max_size=3))
def test_what_waits_comes_back_as_it_went(papers: list) -> None:  # type: ignore[type-arg]
    evidence = Evidence(("word",), ("Neighbour",))
    suggestions = tuple(suggestion(1, others=(Choice(DATA, 0.1),), evidence=evidence) for _ in papers)
    decision = Decision(suggestions, (unsure(2, METHODS, DATA),), 7)
    assert queue.read(queue.write(decision)) == decision


def test_what_the_list_holds_or_a_label_decides_waits_no_more() -> None:
    decision = Decision((suggestion(1), suggestion(2), suggestion(3)), (unsure(4, METHODS), unsure(5, METHODS)), 0)
    decided = [Label(PaperId("2603.00002"), "", ()), Label(NO_ID, "Paper number 4", ())]
    left = queue.still_open(decision, [LIST], decided)
    assert queue.papers(left) == [paper(3), paper(5)]


def test_a_rule_takes_out_what_waits_but_nothing_that_a_person_brought() -> None:
    judged, brought = suggestion(2, score=0.5), suggestion(3)
    waiting = Decision((judged, brought), (unsure(4, METHODS),), 0)
    left = queue.waiting(waiting, [LIST], [], (), ["paper number"], DAY)
    assert left == Decision((brought,), (), 0)
    assert queue.waiting(waiting, [LIST], [], (), ["another"], DAY) == waiting


def test_a_decision_can_be_narrowed_to_some_papers() -> None:
    decision = Decision((suggestion(1), suggestion(2)), (unsure(3, METHODS), unsure(4, METHODS)), 5)
    some = queue.among(decision, {"2603.00002", "2603.00003"})
    assert (queue.papers(some), some.skipped) == ([paper(2), paper(3)], 5)


def test_what_waits_for_a_section_that_is_gone_waits_on_for_it_may_come_back() -> None:
    waiting = Decision((suggestion(2, DATA),), (unsure(4, DATA, METHODS),), 0)
    assert queue.still_open(waiting, [LIST], []) == waiting


def test_what_waits_stands_before_what_is_new() -> None:
    both = queue.merge(Decision((suggestion(1),), (unsure(2),), 5), Decision((suggestion(3),), (unsure(4),), 9))
    assert queue.papers(both) == [paper(1), paper(3), paper(2), paper(4)]
    assert both.skipped == 9


@pytest.mark.parametrize("text", ["", "{", "[]", '{"suggestions": 3}'])
def test_text_that_is_none_of_it_is_named_in_one_line(text: str) -> None:
    with pytest.raises(CuratorError, match=r"^here.json: .*restore the file from git, or delete it$"):
        queue.read(text, "here.json")


def test_a_union_has_each_paper_once_by_id_and_by_title_what_waits_first() -> None:
    waiting = Decision((suggestion(1),), (unsure(2),), 3)
    same_title = replace(suggestion(5), paper=paper(5, "Paper number 2"))
    other = Decision((suggestion(2), same_title, suggestion(3)), (unsure(1), unsure(4)), 8)
    assert queue.union(waiting, other) == Decision((suggestion(1), suggestion(3)), (unsure(2), unsure(4)), 8)


def test_what_a_person_moved_stays_where_that_person_put_it() -> None:
    outcomes = [
        Outcome(PaperId("2603.00001"), "", ("Methods",), "moved", ("Data",)),
        Outcome(PaperId("2603.00002"), "", ("Methods",), "rejected", None),
    ]
    after = queue.moved(Decision((suggestion(1), suggestion(2)), (), 0), outcomes)
    assert [one.section for one in after.suggestions] == [("Data",), ("Methods",)]


def test_a_line_that_is_asked_about_offers_the_sections_that_a_model_named_the_likeliest_first() -> None:
    by_hand = replace(suggestion(1, DATA), probability=0.0, others=(Choice(METHODS, 0.5), Choice(("Parts",), 0.2)))
    moved = replace(suggestion(2, DATA), probability=0.3, others=(Choice(METHODS, 0.6),))
    found = queue.asked(Decision((by_hand, moved, suggestion(3)), (unsure(4),), 5), {"2603.00001", "2603.00002"})
    assert [one.paper.id for one in found.suggestions] == ["2603.00003"]
    assert [one.paper.id[-1] for one in found.unsure] == ["4", "1", "2"]
    assert [one.section for one in found.unsure[1].choices] == [METHODS, ("Parts",)]
    assert [one.section for one in found.unsure[2].choices] == [METHODS, DATA]


def test_the_first_papers_are_suggestions_before_questions() -> None:
    decision = Decision((suggestion(1), suggestion(2)), (unsure(3), unsure(4)), 0)
    for at_most, counts in ((0, (0, 0)), (1, (1, 0)), (3, (2, 1)), (9, (2, 2))):
        first = queue.first(decision, at_most)
        assert (len(first.suggestions), len(first.unsure)) == counts


def test_a_paper_that_was_moved_before_its_section_was_split_is_asked_about_no_more() -> None:
    asked, other = unsure(1, METHODS, ("Parts",)), unsure(2, METHODS)
    outcomes = [
        Outcome(asked.paper.id, "One", METHODS, "moved", DATA),
        Outcome(other.paper.id, "Two", METHODS, "accepted", METHODS),
    ]
    found = queue.moved(Decision((), (asked, other), 0), outcomes)
    assert [(one.paper, one.section, one.fit) for one in found.suggestions] == [(asked.paper, DATA, asked.fit)]
    assert found.unsure == (other,)
