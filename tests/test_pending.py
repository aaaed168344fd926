import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator import pending
from curator.errors import CuratorError
from curator.records import Choice, Decision, Entry, Evidence, Label, Section, Span, Survey
from tests.fakes import any_text, paper, suggestion, unsure

METHODS, DATA = ("Methods",), ("Data",)
LIST = Survey("", (Section(METHODS, Span(0, 1), "entries"),), (Entry("2603.00001", "One", METHODS, Span(0, 1)),))

_papers = st.builds(paper, st.integers(1, 99_999), any_text.filter(bool), abstract=any_text, comment=any_text)


@given(st.lists(_papers, max_size=3))
def test_what_waits_comes_back_as_it_went(papers: list) -> None:  # type: ignore[type-arg]
    evidence = Evidence(("word",), ("Neighbour",))
    suggestions = tuple(suggestion(1, runner_up=Choice(DATA, 0.1), evidence=evidence) for _ in papers)
    decision = Decision(suggestions, (unsure(2, METHODS, DATA),), 7)
    assert pending.read(pending.write(decision)) == decision


def test_what_the_list_holds_or_a_label_decides_waits_no_more() -> None:
    decision = Decision((suggestion(1), suggestion(2), suggestion(3)), (unsure(4, METHODS), unsure(5, METHODS)), 0)
    decided = [Label("2603.00002", "", ()), Label("", "Paper number 4", ())]
    left = pending.still_open(decision, [LIST], decided)
    assert pending.papers(left) == [paper(3), paper(5)]


def test_a_suggestion_whose_section_is_gone_becomes_a_question_about_those_left() -> None:
    gone = suggestion(2, DATA, runner_up=Choice(METHODS, 0.2))
    left = pending.still_open(Decision((gone, suggestion(3, DATA)), (unsure(4, DATA, METHODS),), 0), [LIST], [])
    assert not left.suggestions
    assert [(one.paper, [choice.section for choice in one.choices]) for one in left.unsure] == [
        (paper(4), [METHODS]),
        (paper(2), [METHODS]),
        (paper(3), []),
    ]


def test_what_waits_stands_before_what_is_new() -> None:
    both = pending.merge(Decision((suggestion(1),), (unsure(2),), 5), Decision((suggestion(3),), (unsure(4),), 9))
    assert pending.papers(both) == [paper(1), paper(3), paper(2), paper(4)]
    assert both.skipped == 9


@pytest.mark.parametrize("text", ["", "{", "[]", '{"suggestions": 3}'])
def test_text_that_is_none_of_it_is_named_in_one_line(text: str) -> None:
    with pytest.raises(CuratorError, match=r"^here.json: .*restore the file from git, or delete it$"):
        pending.read(text, "here.json")
