"""The demo on a list of one's own, and the model that the repository ships."""

import csv
import hashlib
import re
import shlex
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from sklearn.metrics import average_precision_score

from curator import example, read_config
from curator.config import Config
from curator.hosts import git
from curator.model import persistence
from curator.papers.identity import key
from curator.papers.store import PaperTable
from tests import ROOT
from tests.command import curator

TOLERANCE = 1e-3  # as the model's card promises


def test_the_demo_says_where_and_when_one_is_and_names_papers_that_fit(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert curator("demo", "--folder", tmp_path / "demo") == 0
    lines = capsys.readouterr().out.splitlines()
    first = "You are the maintainer of RL for Large Reasoning Models, on the evening of 15 October 2025."
    said = " ".join(" ".join(lines).split())
    assert said.startswith(first)
    assert "arXiv has announced 213 papers in cs.AI, cs.CL and cs.LG today, and every night ranks" in said
    fits = [int(found[1]) for line in lines if (found := re.match(r"│[^│]+│ +(\d+)% +│", line))]
    assert len(fits) == 10, "as many as the settings allow on a day"
    assert min(fits) >= 20
    assert "titles alone" not in "\n".join(lines)


def test_the_demo_goes_by_the_usual_settings() -> None:
    assert read_config(example() / "curator.toml").suggest == Config().suggest


def test_the_demo_on_a_list_of_ones_own_leaves_that_list_alone_and_says_what_it_did_not_have(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (example() / "README.md").read_bytes()
    (tmp_path / "mine.md").write_bytes(text)
    assert curator("demo", tmp_path / "mine.md", "--folder", tmp_path / "demo") == 0
    assert (tmp_path / "mine.md").read_bytes() == text
    said = " ".join(capsys.readouterr().out.split())
    assert said.startswith(f"You are the maintainer of the list in {tmp_path / 'mine.md'}, on the evening")
    assert "went by titles alone" in said
    assert "of arXiv it has cs.AI, cs.CL and cs.LG, whatever your list is about" in said
    assert re.search(r"of 4\d\d of your 4\d\d papers: in your list's repository, `curator papers fetch`", said)
    with PaperTable(tmp_path / "demo" / "data" / "papers.sqlite", create=False) as table:
        assert not any(paper.abstract for paper in table)


def test_the_demo_takes_the_folder_of_a_repository_and_all_files_of_its_list(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    head, *parts = re.split(r"^(?=## )", (example() / "README.md").read_text(encoding="utf-8"), flags=re.MULTILINE)
    mine = tmp_path / "mine"
    git.start(mine, {"README.md": head + parts[0], "docs/rest.md": head + "".join(parts[1:])})
    assert curator("demo", mine, "--folder", tmp_path / "demo") == 0
    assert "The list has 552 entries" in " ".join(capsys.readouterr().out.split())
    assert (tmp_path / "demo" / "docs" / "rest.md").read_text(encoding="utf-8").startswith(head)
    assert curator("demo", tmp_path, "--folder", tmp_path / "demo") == 1
    assert "no git repository: name the list's file" in capsys.readouterr().err


def test_the_demo_refuses_a_list_of_two_papers_with_a_word(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    entries = "\n".join(f"- [A Paper Number {n}](https://arxiv.org/abs/2501.0000{n})" for n in (1, 2))
    (tmp_path / "mine.md").write_text(f"# Mine\n\n## Methods\n\n{entries}\n", encoding="utf-8")
    assert curator("demo", tmp_path / "mine.md", "--folder", tmp_path / "demo") == 1
    assert "mine.md has 2 papers, and of fewer than 10 nothing can be learnt" in capsys.readouterr().err
    assert not (tmp_path / "demo").exists()


def test_the_shipped_labels_are_those_of_the_example_list() -> None:
    from curator import lists
    from curator.feedback import labels
    from curator.storage.files import read_text
    from curator.workspace import read_labels

    listed = labels.from_surveys([lists.parse(read_text(example() / "README.md"))])
    shipped = read_labels(example() / "labels.csv")
    assert {(key(one), one.sections) for one in shipped} == {(key(one), one.sections) for one in listed}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the model of the example list as `make model` builds it."""
    recipe = (ROOT / "Makefile").read_text().partition("\nmodel:")[2].partition("\n\n")[0].replace("\\\n", " ")
    *words, _ = shlex.split(recipe.partition("$(BIN)/curator ")[2])
    folder = tmp_path_factory.mktemp("built") / "model"
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        assert curator(*words, folder) == 0
    return folder


def test_a_list_of_482_papers_is_ranked_placed_and_stated_as_well_as_ever(built: Path) -> None:
    """The bounds are the ends of 95 % intervals over the papers held out: what falls below is no chance."""
    tried = persistence.load(built).holdout
    assert average_precision_score(tried.member, tried.relevance, sample_weight=tried.weight) > 0.44
    assert np.average(tried.relevance, weights=tried.weight) == pytest.approx(tried.rate, rel=0.1)
    assert tried.right.mean() > 0.49
    sure = tried.section >= Config().suggest.section_confidence
    assert sure.mean() > 0.13
    assert tried.right[sure].mean() > 0.8
    assert tried.section[sure].mean() == pytest.approx(tried.right[sure].mean(), abs=0.15)


def test_the_shipped_model_is_the_one_that_make_model_builds(built: Path, tmp_path: Path) -> None:
    """Linear algebra differs between processors and versions: sections and decisions do not, probabilities hardly."""
    answers = (_answers(model, tmp_path / "answers.csv") for model in (ROOT / "models", built))
    for one, other in zip(*answers, strict=True):
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
