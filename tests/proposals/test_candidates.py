from typing import Literal

import pytest

from curator.proposals.candidates import select
from curator.types import NO_ID, Entry, Label, PaperId, Span, Survey
from tests.fakes import paper

LIST = Survey(
    "",
    (),
    (
        Entry(PaperId("2603.00001"), "In the list by id", ("A",), Span(0, 1)),
        Entry(NO_ID, "By title", ("A",), Span(1, 2)),
    ),
)


def test_only_what_is_new_to_list_and_maintainer_is_left() -> None:
    papers = [
        paper(1, "Renamed since"),
        paper(2, "By Title!"),
        paper(3),
        paper(4),
        paper(5, comment="This paper has been withdrawn by the author"),
        paper(6, announce_type="replace"),
        paper(7),
        paper(7),
    ]
    selection = select(papers, [LIST], [Label(PaperId("2603.00003"), "", ())], [paper(4)], ["new"])
    assert selection.papers == (paper(7),)
    assert selection.dropped == {
        "in the list": 2,
        "decided before": 1,
        "proposed already": 1,
        "withdrawn": 1,
        "not newly announced": 1,
    }


def test_a_paper_that_a_list_names_by_its_number_anywhere_is_not_new_to_it() -> None:
    hidden = "12603.00007 is none.\n<!-- to read: 2603.00007 -->\n"
    text = f"Our survey is [arXiv:2603.00002v1](https://arxiv.org/abs/2603.00002v1), and {hidden}"
    selection = select([paper(2), paper(7)], [Survey(text, (), ())], [], [], ["new"])
    assert selection.papers == (paper(7),)
    assert selection.dropped == {"in the list": 1}


def test_papers_without_words_in_their_titles_are_not_taken_for_one_another() -> None:
    listed = Survey("", (), (Entry(PaperId("2603.00001"), "…", ("A",), Span(0, 1)),))
    assert select([paper(2, "???")], [listed], [], [], ["new"]).papers == (paper(2, "???"),)


@pytest.mark.parametrize("kinds", [("new", "cross"), ("cross", "new")])
def test_a_paper_that_a_feed_has_as_new_and_as_a_cross_list_is_new(kinds: tuple[Literal["new", "cross"], ...]) -> None:
    selection = select([paper(9, announce_type=kind) for kind in kinds], [LIST], [], [], ["new"])
    assert [one.announce_type for one in selection.papers] == ["new"]
    assert not selection.dropped
