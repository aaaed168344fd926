"""What is written is never more than what could have been, and what nobody knows is in neither."""

import json
from collections.abc import Sequence
from pathlib import Path

from curator.types import Paper, PaperId
from experiments.attainable import Written, tables, written

PAPERS = {
    "2601.00008": Paper(PaperId("2601.00008"), "Steps of", authors=("Ann Lee",)),
    "2601.00009": Paper(PaperId("2601.00009"), "Steps with"),
}


def case(folder: Path, entries: Sequence[str], taken_out: Sequence[str]) -> list[Written]:
    """Learn from entries, and write those that were taken out."""
    (folder / "masked.md").write_text("# List\n\n## Optimizers\n\n" + "".join(f"{one}\n" for one in entries), "utf8")
    pairs = zip(PAPERS, taken_out, strict=True)
    rows = [{"id": name, "sections": ["Optimizers"], "blocks": [one]} for name, one in pairs]
    (folder / "truth.jsonl").write_text("".join(json.dumps(one) + "\n" for one in rows), encoding="utf8")
    return written(folder, PAPERS)


def entry(number: int, title: str, rest: str = "") -> str:
    return f"- [{title}](https://arxiv.org/abs/2601.0000{number}){rest}"


def test_a_hand_that_facts_alone_can_write_is_reached_whole(tmp_path: Path) -> None:
    old = [entry(number, f"Steps {number}") for number in range(1, 6)]
    found = case(tmp_path, old, [entry(8, "Steps of"), entry(9, "Steps with")])
    assert found == [Written(1, 1, 1, 1, 1, has_authors=known) for known in (True, False)]


def test_what_nobody_knows_of_a_paper_is_in_no_form(tmp_path: Path) -> None:
    old = [entry(number, f"Steps {number}", f" *({place})*") for number, place in enumerate(("MIT", "ETH", "KTH"), 1)]
    for one in case(tmp_path, old, [entry(8, "Steps of", " *(EPFL)*"), entry(9, "Steps with", " *(UCL)*")]):
        assert (one.familiar, one.best_familiar, one.theirs) == (0, 0, 1)
        assert one.alike == one.best_alike < 1


def test_what_an_older_entry_s_form_would_have_come_to_is_attainable(tmp_path: Path) -> None:
    old = [entry(1, "Steps 1", " (new)"), *(entry(number, f"Steps {number}") for number in range(2, 6))]
    one, other = case(tmp_path, old, [entry(8, "Steps of"), entry(9, "**Steps** with")])
    assert (one.alike, one.best_alike) == (1, 1)
    assert other.alike <= other.best_alike < 1
    assert other.theirs == 0


def test_the_means_of_papers_with_authors_stand_below_those_of_all() -> None:
    half, whole = Written(0.5, 0.5, 1, 0.5, 0.5, has_authors=False), Written(1, 1, 1, 1, 1, has_authors=True)
    found = tables({"a": [half], "none": [], "b": [whole]})
    assert found["written-lists"].splitlines()[2] == "| a | 0.50 | 0.50 | 1.00 | 0.50 | 0.50 |"
    lines = found["written"].splitlines()
    assert lines[2].startswith("| all papers (2 lists): familiar | 0.750 [0.500, 1.000] |")
    assert lines[3] == "| alike | 0.750 [0.500, 1.000] | 0.750 [0.500, 1.000] | 1 |"
    assert lines[4].startswith("| those whose authors are known (1 lists): familiar | 1.000 [1.000, 1.000] |")
    assert len(tables({"a": [half]})["written"].splitlines()) == 4
    assert tables({"none": []}) == {}
