"""What the commands come to on masked lists is read off the files that they write."""

import json
from pathlib import Path

import pytest

from experiments.masked import Figures, figures, table

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
    return figures(case, case)


def test_each_figure_is_a_share_of_what_was_taken_out(case: Path) -> None:
    new = ENTRY.format("Small", 4) + "- *Big Steps* <https://arxiv.org/abs/2601.00005>\n"
    rows = "2601.00004,Optimizers,0.9,Datasets,,suggest\n2601.00005,Optimizers,0.5,Datasets,,unsure\n"
    one = answered(case, rows, MASKED.format(OLD[0] + new, OLD[1]))
    assert (one.papers, one.first, one.third, one.placed, one.right) == (2, 0.5, 1.0, 0.5, 1.0)
    assert one.stated == pytest.approx(0.2)
    assert (one.familiar, one.theirs, one.section, one.lines_lost) == (0.5, 0.5, 0.5, 0)


def test_a_line_that_is_gone_is_lost(case: Path) -> None:
    assert answered(case, "", MASKED.format(OLD[0], "")).lines_lost > 0


def test_the_means_stand_below_the_lists_with_their_intervals() -> None:
    half, whole = (Figures(60, share, 1, share, share, 0.1, share, 1, 1, 0) for share in (0.5, 1.0))
    lines = table({"a": half, "b": whole}).splitlines()
    assert lines[2].startswith("| a | 60.00 | 0.50 |")
    assert "| 0.750 [0.500, 1.000] |" in lines[4]
    assert lines[-1] == "stated less true, at most: 0.10"
