"""What is written is never more than what could have been, and what nobody knows is in neither."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from curator.papers.identity import PaperId
from curator.types import Paper
from experiments.attainable import Reached, reached, table

PAPERS = {f"2601.0000{n}": Paper(PaperId(f"2601.0000{n}"), f"Steps {word}") for n, word in ((8, "of"), (9, "with"))}


def case(folder: Path, entries: Sequence[str], taken_out: Sequence[str]) -> Reached:
    """Learn from entries, and write those that were taken out; the number in braces tells one from another."""
    (folder / "masked.md").write_text("# List\n\n## Optimizers\n\n" + "".join(f"{one}\n" for one in entries), "utf8")
    rows = [
        {"id": name, "sections": ["Optimizers"], "blocks": [one]} for name, one in zip(PAPERS, taken_out, strict=True)
    ]
    (folder / "truth.jsonl").write_text("".join(json.dumps(one) + "\n" for one in rows), encoding="utf8")
    return reached(folder, PAPERS)


def entry(number: int, title: str, rest: str = "") -> str:
    return f"- [{title}](https://arxiv.org/abs/2601.0000{number}){rest}"


def test_a_hand_that_facts_alone_can_write_is_reached_whole(tmp_path: Path) -> None:
    old = [entry(number, f"Steps {number}") for number in range(1, 6)]
    one = case(tmp_path, old, [entry(8, "Steps of"), entry(9, "Steps with")])
    assert one == Reached(2, 1.0, 1.0, 1.0, 1.0, 1.0)


def test_what_nobody_knows_of_a_paper_is_in_no_form(tmp_path: Path) -> None:
    old = [entry(number, f"Steps {number}", f" *({place})*") for number, place in enumerate(("MIT", "ETH", "KTH"), 1)]
    one = case(tmp_path, old, [entry(8, "Steps of", " *(EPFL)*"), entry(9, "Steps with", " *(UCL)*")])
    assert (one.familiar, one.best_familiar, one.theirs) == (0.0, 0.0, 1.0)
    assert one.alike == one.best_alike < 1


def test_an_older_entry_of_the_maintainer_s_form_is_what_could_have_been_chosen(tmp_path: Path) -> None:
    old = [entry(1, "Steps 1", " :new:"), *(entry(number, f"Steps {number}") for number in range(2, 6))]
    one = case(tmp_path, old, [entry(8, "Steps of"), entry(9, "**Steps** with")])
    assert one.alike <= one.best_alike < 1
    assert one.theirs == pytest.approx(0.5)


def test_the_means_stand_below_the_lists(tmp_path: Path) -> None:
    half, whole = Reached(2, 0.5, 0.5, 1, 0.5, 0.5), Reached(2, 1.0, 1.0, 1, 1.0, 1.0)
    lines = table({"a": half, "none": Reached(0, *[float("nan")] * 5), "b": whole}).splitlines()
    assert lines[2] == "| a | 2 | 0.50 | 0.50 | 1.00 | 0.50 | 0.50 |"
    assert lines[4].startswith("| **mean** |  | 0.750 [0.500, 1.000] |")
