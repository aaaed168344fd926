"""The demo on a list of one's own, and the model that the repository ships."""

import hashlib
from pathlib import Path

import pytest

from curator import example
from tests import ROOT
from tests.cli.test_cli import curator


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
    monkeypatch.chdir(ROOT)
    list_, labels, papers = (example() / name for name in ("README.md", "labels.csv", "background.atom.gz"))
    sources = ("--list", list_, "--labels", labels, "--papers", papers)
    assert curator("train", *sources, "--output", tmp_path / "model") == 0
    answers = []
    for model in ("models", tmp_path / "model"):
        output = tmp_path / "answers.csv"
        assert curator("predict", "--model", model, "--papers", example() / "feed.atom", "--output", output) == 0
        answers.append(output.read_text())
    assert answers[0] == answers[1]


def test_the_shipped_card_is_that_of_the_shipped_model() -> None:
    manifest = (ROOT / "models/manifest.json").read_bytes()
    assert hashlib.sha256(manifest).hexdigest() in (ROOT / "models/README.md").read_text(encoding="utf8")
