import pytest

from curator.feedback.outcomes import outcomes_of
from curator.lists import parse_all
from curator.types import Outcome, PaperId, Placed

LIST = """# L

## Agents

- One [[Paper]](https://arxiv.org/abs/2603.00001)
- Two [[Paper]](https://arxiv.org/abs/2603.00002)

## Benchmarks

- Three [[Paper]](https://arxiv.org/abs/2603.33333)
- Four [[Paper]](https://arxiv.org/abs/2603.00004)
"""
SURVEYS = parse_all({"README.md": LIST})


def test_a_paper_is_accepted_moved_or_rejected_by_where_it_stands_now() -> None:
    placed = [
        Placed(PaperId(f"2603.0000{number}"), title, ("Agents",))
        for number, title in [(1, "One"), (4, "Four"), (5, "Five")]
    ]
    assert outcomes_of(placed, SURVEYS) == [
        Outcome(PaperId("2603.00001"), "One", ("Agents",), "accepted", ("Agents",)),
        Outcome(PaperId("2603.00004"), "Four", ("Agents",), "moved", ("Benchmarks",)),
        Outcome(PaperId("2603.00005"), "Five", ("Agents",), "rejected", None),
    ]


def test_a_corrected_link_is_found_by_title_and_a_corrected_title_by_link() -> None:
    placed = [
        Placed(PaperId("2603.00003"), "THREE!", ("Benchmarks",)),
        Placed(PaperId("2603.00002"), "An old title", ("Agents",)),
    ]
    assert [(one.title, one.verdict) for one in outcomes_of(placed, SURVEYS)] == [
        ("Three", "accepted"),
        ("Two", "accepted"),
    ]


def test_a_paper_in_two_sections_is_accepted_when_one_of_them_was_proposed() -> None:
    twice = parse_all({"README.md": LIST + "- One [[Paper]](https://arxiv.org/abs/2603.00001)\n"})
    for section in (("Agents",), ("Benchmarks",)):
        (one,) = outcomes_of([Placed(PaperId("2603.00001"), "One", section)], twice)
        assert (one.verdict, one.section) == ("accepted", section)


def test_a_paper_is_not_found_by_an_empty_id_or_title() -> None:
    nameless = parse_all({"README.md": LIST + "- [Paper](https://example.org/x)\n"})
    (one,) = outcomes_of([Placed(PaperId("2603.00009"), "?!", ("Agents",))], nameless)
    assert one.verdict == "rejected"


@pytest.mark.parametrize("sign", [" ", "\u2028", "\x0c", "\x85"])
def test_a_sign_that_only_some_take_for_the_end_of_a_line_turns_no_paper_down(sign: str) -> None:
    text = f"# L\n\n## Agents\n\n- [A first paper](https://arxiv.org/abs/2603.00001): by{sign}Ada\n"
    text += "- [A second paper](https://arxiv.org/abs/2603.00002), extends [this](https://arxiv.org/abs/2603.00009)"
    (found,) = outcomes_of([Placed(PaperId("2603.00009"), "Short", ("Agents",))], parse_all({"README.md": text}))
    assert found.verdict == "accepted"
