from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.errors import CuratorError
from curator.proposals import queue
from curator.types import NO_ID, Choice, Decision, Entry, Evidence, Label, Outcome, PaperId, Section, Span, Survey
from tests import GOLDEN
from tests.fakes import DAY, any_text, paper, question, suggestion

METHODS, DATA = ("Methods",), ("Data",)
LIST = Survey(
    "", (Section(METHODS, Span(0, 1), "entries"),), (Entry(PaperId("2603.00001"), "One", METHODS, Span(0, 1)),)
)

_papers = st.builds(paper, st.integers(1, 99_999), any_text.filter(bool), abstract=any_text, comment=any_text)


@given(st.lists(_papers, max_size=3))
def test_what_waits_comes_back_as_it_went(papers: list) -> None:  # type: ignore[type-arg]
    evidence = Evidence(("word",), ("Neighbour",))
    suggestions = tuple(suggestion(1, METHODS, Choice(DATA, 0.1), evidence=evidence) for _ in papers)
    decision = Decision(suggestions, (question(2, METHODS, DATA),), 7)
    assert queue.read(queue.write(decision)) == decision


def test_what_the_list_holds_or_a_label_decides_waits_no_more() -> None:
    decision = Decision((suggestion(1), suggestion(2), suggestion(3)), (question(4, METHODS), question(5, METHODS)), 0)
    decided = [Label(PaperId("2603.00002"), "", ()), Label(NO_ID, "Paper number 4", ())]
    left = queue.still_open(decision, [LIST], decided)
    assert queue.papers(left) == [paper(3), paper(5)]


def test_a_rule_takes_out_what_waits_but_nothing_that_a_person_brought() -> None:
    judged, brought = suggestion(2, score=0.5), suggestion(3)
    waiting = Decision((judged, brought), (question(4, METHODS),), 0)
    left = queue.waiting(waiting, [LIST], [], (), ["paper number"], DAY)
    assert left == Decision((brought,), (), 0)
    assert queue.waiting(waiting, [LIST], [], (), ["another"], DAY) == waiting


def test_a_decision_can_be_narrowed_to_some_papers() -> None:
    decision = Decision((suggestion(1), suggestion(2)), (question(3, METHODS), question(4, METHODS)), 5)
    some = queue.among(decision, {"2603.00002", "2603.00003"})
    assert (queue.papers(some), some.skipped) == ([paper(2), paper(3)], 5)


def test_what_waits_for_a_section_that_is_gone_waits_on_for_it_may_come_back() -> None:
    waiting = Decision((suggestion(2, DATA),), (question(4, DATA, METHODS),), 0)
    assert queue.still_open(waiting, [LIST], []) == waiting


def test_what_waits_stands_before_what_is_new() -> None:
    both = queue.merge(Decision((suggestion(1),), (question(2),), 5), Decision((suggestion(3),), (question(4),), 9))
    assert queue.papers(both) == [paper(1), paper(3), paper(2), paper(4)]
    assert both.skipped == 9


def test_what_waited_in_the_first_form_waits_on() -> None:
    line = suggestion(1, METHODS, Choice(DATA, 0.1), evidence=Evidence(("reward",)), position=2.5, score=0.4)
    waiting = Decision((line,), (question(3, METHODS, DATA),), 12)
    assert queue.read((GOLDEN / "state" / "pending.1.json").read_text()) == waiting


def test_a_line_without_a_section_is_none() -> None:
    text = queue.write(Decision((replace(suggestion(1), choices=()),), (), 0))
    with pytest.raises(CuratorError, match=r"^pending.json: 2603.00001 is a line without a section: restore"):
        queue.read(text)


@pytest.mark.parametrize("text", ["", "{", "[]", '{"suggestions": 3}', '{"suggestions": [{}]}', '{"version": 2}'])
def test_text_that_is_none_of_it_is_named_in_one_line(text: str) -> None:
    with pytest.raises(CuratorError, match=r"^here.json: .*restore the file from git, or delete it$"):
        queue.read(text, "here.json")


def test_what_waits_already_is_left_out_by_id_and_by_title() -> None:
    waiting = Decision((suggestion(1),), (question(2),), 3)
    same_title = replace(suggestion(5), paper=paper(5, "Paper number 2"))
    other = Decision((suggestion(2), same_title, suggestion(3)), (question(1), question(4)), 8)
    assert queue.without(other, waiting) == Decision((suggestion(3),), (question(4),), 8)


def test_what_a_person_moved_stays_where_that_person_put_it() -> None:
    outcomes = [
        Outcome(PaperId("2603.00001"), "", ("Methods",), "moved", ("Data",)),
        Outcome(PaperId("2603.00002"), "", ("Methods",), "rejected", None),
    ]
    after = queue.moved(Decision((suggestion(1), suggestion(2)), (), 0), outcomes)
    assert [one.section for one in after.lines] == [("Data",), ("Methods",)]
    assert after.lines[0].choices == (Choice(("Data",), 0.0), Choice(("Methods",), 0.8))


def test_a_paper_taken_out_of_one_of_its_two_sections_waits_for_the_other_one_once() -> None:
    both = Decision((suggestion(1), queue.placed(suggestion(1), ("Data",))), (), 0)
    outcomes = [
        Outcome(PaperId("2603.00001"), "", ("Methods",), "moved", ("Data",)),
        Outcome(PaperId("2603.00001"), "", ("Data",), "accepted", ("Data",)),
    ]
    assert [one.section for one in queue.moved(both, outcomes).lines] == [("Data",)]


def test_a_line_that_is_asked_about_offers_the_sections_that_a_model_named_the_likeliest_first() -> None:
    by_hand = replace(suggestion(1), choices=(Choice(DATA, 0.0), Choice(METHODS, 0.5), Choice(("Parts",), 0.2)))
    moved = replace(suggestion(2), choices=(Choice(DATA, 0.3), Choice(METHODS, 0.6)))
    found = queue.asked(Decision((by_hand, moved, suggestion(3)), (question(4),), 5), {"2603.00001", "2603.00002"})
    assert [one.paper.id for one in found.lines] == ["2603.00003"]
    assert [one.paper.id[-1] for one in found.questions] == ["4", "1", "2"]
    assert [one.section for one in found.questions[1].choices] == [METHODS, ("Parts",)]
    assert [one.section for one in found.questions[2].choices] == [METHODS, DATA]


def test_the_first_papers_are_suggestions_before_questions() -> None:
    decision = Decision((suggestion(1), suggestion(2)), (question(3), question(4)), 0)
    for at_most, counts in ((0, (0, 0)), (1, (1, 0)), (3, (2, 1)), (9, (2, 2))):
        first = queue.first(decision, at_most)
        assert (len(first.lines), len(first.questions)) == counts


def test_a_paper_that_was_moved_before_its_section_was_split_is_asked_about_no_more() -> None:
    asked, other = question(1, METHODS, ("Parts",)), question(2, METHODS)
    outcomes = [
        Outcome(asked.paper.id, "One", METHODS, "moved", DATA),
        Outcome(other.paper.id, "Two", METHODS, "accepted", METHODS),
    ]
    found = queue.moved(Decision((), (asked, other), 0), outcomes)
    assert [(one.paper, one.section, one.fit) for one in found.lines] == [(asked.paper, DATA, asked.fit)]
    assert found.questions == (other,)
