"""What the commands come to on masked lists is read off the files that they write."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from curator.feedback import naming
from curator.feedback.naming import Naming
from curator.lists.reading.groups import GroupHeading
from experiments.masked import Figures, Placed, by_list, figures, means, placed, tables, thresholds

MASKED = "# List\n\n## Optimizers\n\n{}\n## Datasets\n\n{}\n"
ENTRY = "- [{} Steps of Descent](https://arxiv.org/abs/2601.0000{})\n"
OLD = (ENTRY.format("Many", 1) + ENTRY.format("Few", 2), ENTRY.format("No", 3))
TRUTH = [
    {"id": "2601.00004", "sections": ["List / Optimizers"], "blocks": [ENTRY.format("Small", 4).strip()]},
    {"id": "2601.00005", "sections": ["Datasets"], "blocks": ["- **Big Steps** 2601.00005"]},
]
HEAD = "arxiv_id,section,section_probability,section_2,section_3,decision\n"


@pytest.fixture
def case(tmp_path: Path) -> Path:
    (tmp_path / "masked.md").write_text(MASKED.format(*OLD), encoding="utf8")
    (tmp_path / "truth.jsonl").write_text("".join(json.dumps(one) + "\n" for one in TRUTH), encoding="utf8")
    return tmp_path


def answered(case: Path, rows: str, text: str) -> Figures:
    (case / "predictions.csv").write_text(HEAD + rows, encoding="utf8")
    (case / "README.md").write_text(text, encoding="utf8")
    return figures(case, case, placed(case, case))


def test_each_figure_is_a_share_of_what_was_taken_out(case: Path) -> None:
    new = ENTRY.format("Small", 4) + "- *Big Steps* <https://arxiv.org/abs/2601.00005>\n"
    rows = "2601.00004,Optimizers,0.9,Datasets,,suggest\n2601.00005,Optimizers,0.5,Datasets,,unsure\n"
    one = answered(case, rows, MASKED.format(OLD[0] + new, OLD[1]))
    assert (one.papers, one.first, one.third, one.placed, one.right) == (2, 0.5, 1.0, 0.5, 1.0)
    assert one.stated == pytest.approx(0.2)
    assert (one.familiar, one.theirs, one.section, one.lines_lost) == (0.5, 0.5, 0.5, 0)


def test_a_line_that_is_gone_is_lost(case: Path) -> None:
    assert answered(case, "", MASKED.format(OLD[0], "")).lines_lost > 0


HALF, WHOLE = (Figures(60, share, 1, share, share, 0.1, share, 1, 1, 0) for share in (0.5, 1.0))


def test_the_means_stand_below_the_lists_with_their_intervals() -> None:
    lines = by_list({"a": HALF, "b": WHOLE}).splitlines()
    assert lines[2].startswith("| a | 60.00 | 0.50 |")
    assert "| 0.750 [0.500, 1.000] |" in lines[4]


def test_what_is_right_of_the_lines_is_told_of_all_lists_and_of_those_that_have_any() -> None:
    lines = means([HALF, replace(HALF, placed=0.0, right=0.0, stated=-0.2)]).splitlines()
    assert "| right of these; 0 for the 1 lists where nothing was | 0.250 [0.000, 0.500] |" in lines
    assert "| right of these, in the other 1 | 0.500 |" in lines
    assert lines[-1] == "| stated less true, at most in a list of 50 papers or more | 0.20 |"


def said(*probabilities: float, right: float) -> Placed:
    """Return a list of ten papers for each of some probabilities, of which so many lines are right."""
    probable = np.repeat(probabilities, 10)
    hits = np.tile(np.arange(10) < 10 * right, len(probabilities))
    return Placed(len(probable), probable, probable > 0.7, np.column_stack([hits, hits, hits]), probable, hits)


def test_a_line_is_what_is_as_likely_as_the_threshold_and_none_is_right_where_there_is_none() -> None:
    one = said(0.6, 0.8, right=0.5)
    assert [one.lines(threshold) for threshold in (0.6, 0.7, 0.9)] == [(1.0, 0.5), (0.5, 0.5), (0.0, 0.0)]


def test_a_list_is_judged_by_the_lowest_threshold_from_which_on_its_others_are_right_enough() -> None:
    *_, last = thresholds([said(0.62, 0.9, right=1.0), said(0.62, 0.9, right=1.0)]).splitlines()
    assert last.startswith("| T17 | what the other lists choose: 0.6 for 2 | 1.000")
    *_, last = thresholds([said(0.62, 0.9, right=0.5), said(0.62, 0.9, right=1.0)]).splitlines()
    assert last.startswith("| T17 | what the other lists choose: 0.6 for 2 |")
    sure, unsure = said(0.9, right=1.0), said(0.72, right=0.0)
    both = joined(sure, unsure)
    *_, last = thresholds([both, both, both]).splitlines()
    assert last.startswith("| T17 | what the other lists choose: 0.75 for 3 | 0.500 [0.500, 0.500] |")
    assert "| 1.000 [1.000, 1.000] |" in last


def joined(one: Placed, other: Placed) -> Placed:
    """Return the papers of two lists as those of one."""
    names = ("said", "sure", "hits", "dated", "exact")
    both = {name: np.concatenate([getattr(one, name), getattr(other, name)]) for name in names}
    return Placed(one.papers + other.papers, **both)


def test_a_section_with_a_date_is_right_where_both_are_and_a_line_by_the_section_alone(case: Path) -> None:
    years = "".join(f"### {year}\n\n{entry}\n" for year, entry in zip((2026, 2025), OLD, strict=True))
    (case / "masked.md").write_text(f"# List\n\n## Optimizers\n\n{years}", encoding="utf8")
    truth = [replace_section(one, f"Optimizers / {year}") for one, year in zip(TRUTH, (2026, 2025), strict=True)]
    (case / "truth.jsonl").write_text("".join(json.dumps(one) + "\n" for one in truth), encoding="utf8")
    years_of = GroupHeading(("2026",), 0.5), GroupHeading(("2025",), 0.8)
    known = Naming(groups={("Optimizers",): years_of})
    (case / "model").mkdir()
    (case / "model" / "sections.json").write_text(naming.write(known), encoding="utf8")
    rows = "".join(f"2601.0000{number},Optimizers / 2026,0.4,,,suggest\n" for number in (4, 5))
    (case / "predictions.csv").write_text(HEAD + rows, encoding="utf8")
    found = placed(case, case)
    assert found.said.tolist() == [0.8, 0.8]
    assert found.dated.tolist() == [0.4, 0.4]
    assert found.hits[:, 0].tolist() == [True, True]
    assert found.exact.tolist() == [True, False]


def replace_section(one: dict[str, Any], section: str) -> dict[str, Any]:
    return {**one, "sections": [section]}


def test_there_are_no_tables_without_lists_and_no_threshold_without_others_that_choose() -> None:
    assert tables({}) == {}
    one = (HALF, said(0.9, right=1.0))
    assert [*tables({"a": one})] == ["masked", "masked-lists"]
    assert [*tables({"a": one, "b": one})] == ["masked", "masked-lists", "threshold"]
