from curator.proposals import settled
from curator.proposals.instructions import Instructions
from curator.types import Label, PaperId
from tests.fakes import paper

A, B = ("A",), ("B",)
ONE, TWO, THREE = (PaperId(f"2603.0000{number}") for number in (1, 2, 3))
PAPERS = [paper(1), paper(2), paper(3)]


def test_nothing_is_settled_where_a_paper_waits() -> None:
    found = Instructions({ONE: (A,)}, frozenset({TWO}))
    assert settled.replies(found, PAPERS, [Label(TWO, "Two", ())], {ONE}) == {}


def test_a_paper_in_the_list_is_moved_or_deleted_there_whether_it_is_known_by_its_id_or_its_title() -> None:
    known = [Label(ONE, "Another title", (A,)), Label(PaperId(""), paper(2).title, (A,)), Label(THREE, "Three", (A, B))]
    found = Instructions({ONE: (B,), THREE: (A,)}, frozenset({TWO}))
    assert settled.replies(found, PAPERS, known, ()) == {
        ONE: "stands in the list: move its line there",
        TWO: "stands in the list: delete its line there to turn it down",
        THREE: settled.DECIDED,
    }


def test_a_paper_that_was_turned_down_before_is_placed_by_no_tick() -> None:
    assert settled.replies(Instructions({ONE: (A,)}), PAPERS, [Label(ONE, "One", ())], ()) == {ONE: settled.DECIDED}
