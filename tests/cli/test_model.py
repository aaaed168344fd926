"""`curator train` and `curator predict`: which settings they go by, and another estimator in the place of curator's."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from tests import world
from tests.command import curator
from tests.fakes import paper

NAMED = '[model]\nestimator = "tests.model.test_custom:bayes"\n'
Names = tuple[Path, ...]


@pytest.fixture
def sources(tmp_path: Path) -> Names:
    (tmp_path / "README.md").write_text(world.listing())
    papers = world.snapshot(tmp_path / "papers.json")
    return (Path("--list"), tmp_path / "README.md", Path("--papers"), papers, Path("--output"), tmp_path / "model")


def decisions(model: Path, papers: Path, *more: object) -> Counter[str]:
    output = model.with_name("answers.csv")
    assert curator("predict", "--model", model, "--papers", papers, "--output", output, *more) == 0
    with output.open(newline="", encoding="utf8") as file:
        return Counter(row["decision"] for row in csv.DictReader(file))


def settings(folder: Path, text: str, name: str = "curator.toml") -> Path:
    (folder / name).write_text(text)
    return folder / name


def test_predict_goes_by_the_settings_of_the_training_and_by_others_where_they_are_named(
    tmp_path: Path, sources: Names
) -> None:
    easy = settings(tmp_path, "[suggest]\npace = 30\nsection_confidence = 0.35\n")
    hard = settings(tmp_path, "[suggest]\npace = 0.5\nsection_confidence = 0.99\n", "hard.toml")
    model = sources[-1]
    asked = [paper(number, f"Reward shaping for policies {number}") for number in range(40)]
    papers = world.feed(tmp_path / "feed.atom", asked)
    assert curator("train", "--config", easy, *sources) == 0
    named = decisions(model, papers)
    assert named["skip"] < named.total()
    assert decisions(model, papers, "--config", hard)["skip"] > named["skip"]
    assert decisions(model, papers, "--config", easy) == named


def test_predict_names_the_group_of_a_paper_s_date_where_a_section_is_grouped(tmp_path: Path, sources: Names) -> None:
    text = world.listing()
    (tmp_path / "README.md").write_text(text.replace("## Methods\n", "## Methods\n\n### 2026\n\n### 2025\n"))
    assert curator("train", *sources) == 0
    model, papers = sources[-1], world.feed(tmp_path / "feed.atom", [paper(1, "Reward shaping for policies")])
    decisions(model, papers)
    with model.with_name("answers.csv").open(newline="", encoding="utf8") as file:
        (row,) = csv.DictReader(file)
    assert {row["section"], row["section_2"]} == {"Methods / 2026", "Data"}


def test_settings_that_were_named_must_be_there(tmp_path: Path, sources: Names) -> None:
    assert curator("train", "--config", tmp_path / "missing.toml", *sources) == 1


def test_an_estimator_of_ones_own_is_trained_and_asked_where_the_settings_name_it(
    tmp_path: Path, sources: Names, capsys: pytest.CaptureFixture[str]
) -> None:
    own = settings(tmp_path, NAMED)
    model, papers = sources[-1], sources[3]
    assert curator("train", "--config", own, *sources) == 0
    assert decisions(model, papers, "--config", own).total() == 200
    card = (model / "README.md").read_text()
    assert "tests.model.test_custom:bayes" in card
    capsys.readouterr()
    assert curator("predict", "--model", model, "--papers", papers, "--output", tmp_path / "no.csv") == 1
    assert "the settings name curator's own estimators" in capsys.readouterr().err


def test_an_estimator_that_is_not_there_ends_in_one_line(
    tmp_path: Path, sources: Names, capsys: pytest.CaptureFixture[str]
) -> None:
    named = settings(tmp_path, '[model]\nestimator = "no.such:thing"\n')
    assert curator("train", "--config", named, *sources) == 1
    said = "[model] estimator is 'no.such:thing': No module named 'no'; install that module beside curator"
    assert said in capsys.readouterr().err


def test_numbers_are_not_answered_by_a_model_that_is_named_beside_them(
    sources: Names, capsys: pytest.CaptureFixture[str]
) -> None:
    assert curator("predict", "2603.00001", "--model", sources[-1]) == 2
    assert "numbers are answered by the list's own model" in capsys.readouterr().err
