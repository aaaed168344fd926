"""The demo on a list of one's own, and the model that the repository ships."""

import csv
import hashlib
import shlex
from collections import Counter
from pathlib import Path

import pytest

from curator import example
from tests import ROOT
from tests.cli.test_cli import curator

TOLERANCE = 1e-3  # as the model's card promises


def test_the_demo_on_a_list_of_ones_own_leaves_that_list_alone(tmp_path: Path) -> None:
    text = (example() / "README.md").read_bytes()
    (tmp_path / "mine.md").write_bytes(text)
    assert curator("demo", tmp_path / "mine.md", "--folder", tmp_path / "demo") == 0
    assert (tmp_path / "mine.md").read_bytes() == text


def test_the_shipped_labels_are_those_of_the_example_list() -> None:
    from curator import lists
    from curator.feedback import labels
    from curator.storage.files import read_text
    from curator.workspace import read_labels

    listed = labels.from_surveys([lists.parse(read_text(example() / "README.md"))])
    shipped = read_labels(example() / "labels.csv")
    assert {(labels.key(one), one.sections) for one in shipped} == {(labels.key(one), one.sections) for one in listed}


def test_the_shipped_model_is_the_one_that_make_model_builds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Linear algebra differs between processors and versions: sections and decisions do not, probabilities hardly."""
    monkeypatch.chdir(ROOT)
    recipe = (ROOT / "Makefile").read_text().partition("\nmodel:")[2].partition("\n\n")[0].replace("\\\n", " ")
    *words, _ = shlex.split(recipe.partition("$(BIN)/curator ")[2])
    assert curator(*words, tmp_path / "model") == 0
    shipped, built = (_answers(model, tmp_path / "answers.csv") for model in (ROOT / "models", tmp_path / "model"))
    for one, other in zip(shipped, built, strict=True):
        for column, value in one.items():
            if column in {"relevance", "section_probability"}:
                assert float(value) == pytest.approx(float(other[column]), abs=TOLERANCE)
            elif not column.startswith("section_"):
                assert value == other[column]


def _answers(model: Path, output: Path) -> list[dict[str, str]]:
    assert curator("predict", "--model", model, "--papers", example() / "feed.atom", "--output", output) == 0
    with output.open(newline="", encoding="utf8") as file:
        return list(csv.DictReader(file))


def test_predict_goes_by_the_settings_that_the_model_was_trained_with_as_the_demo_does(tmp_path: Path) -> None:
    decisions = Counter(answer["decision"] for answer in _answers(ROOT / "models", tmp_path / "answers.csv"))
    assert 0 < decisions["suggest"] + decisions["unsure"] < decisions["skip"]


def test_the_shipped_card_is_that_of_the_shipped_model() -> None:
    manifest = (ROOT / "models/manifest.json").read_bytes()
    assert hashlib.sha256(manifest).hexdigest() in (ROOT / "models/README.md").read_text(encoding="utf8")
