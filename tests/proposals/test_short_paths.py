from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from curator.proposals.instructions import Instructions
from curator.proposals.queue import NOTHING
from curator.proposals.short_paths import shortened, shortened_instructions
from curator.types import Choice, Decision
from tests.fakes import paper, question, suggestion

_paths = st.lists(st.sampled_from("abc"), min_size=1, max_size=4).map(tuple)


def test_headings_that_all_sections_share_are_left_out() -> None:
    runner_up = Choice(("Papers", "Data"), 0.1)
    decision = Decision((suggestion(1, ("Papers", "Methods", "Deep"), runner_up),), (), 0)
    (one,) = shortened(decision).lines
    assert one.choices == (Choice(("Methods", "Deep"), 0.8), Choice(("Data",), 0.1))


def test_with_nothing_shared_or_nothing_at_all_it_stays_as_it_is() -> None:
    assert shortened(NOTHING) == NOTHING
    decision = Decision((suggestion(1, ("A", "B")), suggestion(2, ("C",))), (question(3, ("A", "B")),), 4)
    assert shortened(decision) == decision


def test_what_came_of_a_tick_names_sections_as_briefly_as_the_boxes_do() -> None:
    data, other = ("A long title of the list", "Papers", "Data"), ("Elsewhere",)
    decision = Decision((suggestion(1, (*data[:2], "Methods")),), (question(2, data),), 0)
    found = Instructions({paper(2).id: (data, other)}, frozenset({paper(1).id}))
    assert shortened_instructions(found, decision) == replace(found, placed={paper(2).id: (("Data",), other)})
    assert shortened_instructions(found, NOTHING) == found


@given(st.lists(_paths, min_size=1, max_size=6, unique=True))
def test_different_sections_stay_different_and_keep_their_own_heading(paths: list[tuple[str, ...]]) -> None:
    decision = Decision((suggestion(1, paths[0]),), (question(2, *paths[1:]),), 0)
    shown = shortened(decision)
    after = [shown.lines[0].section, *(choice.section for choice in shown.questions[0].choices)]
    assert len(set(after)) == len(paths)
    assert all(path[len(path) - len(short) :] == short != () for path, short in zip(paths, after, strict=True))
