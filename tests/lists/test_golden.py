import os
from dataclasses import replace
from datetime import date

import pytest

from curator.lists import insert, parse, resolve
from curator.types import Paper, PaperId, Placement
from tests import GOLDEN

NEW = Paper(
    PaperId("2405.09999"),
    "Mixing: A New Way to Do It All",
    authors=("Iris Park", "Jon Quill", "Kim Rossi"),
    announced=date(2024, 5, 21),
)
OLD = Paper(PaperId("2212.00001"), "Old Ways Are_not New & <Bold> | Ways", announced=date(2022, 12, 2))
PLACES = {
    "bullets": {NEW: ["Pruning", "Surveys"], OLD: ["Pruning"]},
    "numbered": {NEW: ["Editing Methods"], OLD: ["Editing Methods"]},
    "table": {NEW: ["Reasoning", "Grounding", "Empty Section"], OLD: ["Reasoning"]},
    "paragraphs": {NEW: ["Image Editing", "Video Editing"]},
    "dates": {NEW: ["Web Agents", "Tool Agents", "Game Agents"], OLD: ["Tool Agents"]},
    "details": {NEW: ["Planning", "Search"], OLD: ["Search"]},
    "alphabetical": {NEW: ["Methods"], OLD: ["Methods"]},
    "summaries": {NEW: ["Papers"]},
    "topics": {NEW: ["Growing", "Surveys"], OLD: ["Felling"]},
}


def test_papers_of_one_date_share_one_new_group() -> None:
    survey = parse((GOLDEN / "summaries.md").read_text(encoding="utf-8"))
    papers = [replace(NEW, id=PaperId(f"2405.0900{n}"), title=f"New Work Number {n}") for n in range(3)]
    new = insert(survey, [Placement(paper, ("Papers",)) for paper in papers])
    assert new.count("#### 20th May 2024") == 1
    step = survey
    for paper in papers:
        step = parse(insert(step, [Placement(paper, ("Papers",))]))
    assert sorted(step.text.split("\n")) == sorted(new.split("\n"))


@pytest.mark.parametrize("name", PLACES)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_entries_are_written_as_the_golden_file_has_them(name: str, end: str) -> None:
    text = (GOLDEN / f"{name}.md").read_text(encoding="utf-8").replace("\n", end)
    survey = parse(text)
    placements = [
        Placement(paper, resolve([survey], section)) for paper, places in PLACES[name].items() for section in places
    ]
    written = insert(survey, placements).replace(end, "\n")
    expected = GOLDEN / f"{name}.after.md"
    if os.environ.get("GOLDEN"):
        expected.write_text(written, encoding="utf-8")
    assert written == expected.read_text(encoding="utf-8")
