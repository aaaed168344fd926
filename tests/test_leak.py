"""Nothing announced on or after a date reaches what is learnt for it: in a fit, on the command line, in a replay."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from curator.config import SuggestTable
from curator.evaluation.backtest import Trial, Version, replay
from curator.feedback.examples import examples
from curator.model import fit, persistence
from curator.papers.identity import NO_ID, PaperId
from curator.types import Label, Paper
from tests import corpus, world
from tests.cli.test_cli import curator

CUT = corpus.START + timedelta(days=200)
BEFORE, ON, AFTER = CUT - timedelta(days=1), CUT, CUT + timedelta(days=9)
LIKE_THE_LIST = Paper(PaperId("2507.77777"), "Quantization of galaxies", "quantization bits of a galaxy " * 9)


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in sorted(folder.iterdir())}


def fitted(day: date, folder: Path) -> dict[str, bytes]:
    """Return the files of a model that was fitted up to CUT, with one more paper announced on `day`."""
    papers = [*corpus.papers(30, 150), replace(LIKE_THE_LIST, announced=day)]
    persistence.save(fit(examples(corpus.labels(30), papers, until=CUT), corpus.SECTIONS), folder)
    return bytes_of(folder)


def test_a_fit_changes_with_a_paper_announced_before_the_cut_and_with_none_on_or_after_it(tmp_path: Path) -> None:
    before, on, after = (fitted(day, tmp_path / str(day)) for day in (BEFORE, ON, AFTER))
    assert on == after
    assert before["relevance.joblib"] != on["relevance.joblib"]


@pytest.fixture
def trained(tmp_path: Path) -> Callable[[date], dict[str, bytes]]:
    """Give a function that trains on the command line, with one more paper announced on a day."""
    lines = world.snapshot(tmp_path / "papers.json").read_text().splitlines()
    (tmp_path / "README.md").write_text(world.listing())

    def train(day: date, seed: int | None = None) -> dict[str, bytes]:
        odd = {**json.loads(lines[0]), "id": "2503.99999", "title": "Reward models of galaxy policies"}
        odd["versions"] = [{"version": "v1", "created": str(day)}]
        (tmp_path / "papers.json").write_text("\n".join([*lines, json.dumps(odd)]) + "\n")
        sources = ["--list", tmp_path / "README.md", "--papers", tmp_path / "papers.json"]
        words = ["train", *map(str, sources), "--until", "2025-03-15", "--output", str(tmp_path / "models")]
        if seed is None:
            assert curator(*words) == 0
        else:
            told = os.environ | {"PYTHONHASHSEED": str(seed)}
            subprocess.run([sys.executable, "-m", "curator", *words], env=told, check=True)
        return bytes_of(tmp_path / "models")

    return train


def test_on_the_command_line_until_draws_the_line_on_that_very_day(
    trained: Callable[[date], dict[str, bytes]],
) -> None:
    before, on, after = (trained(date(2025, 3, day)) for day in (14, 15, 16))
    assert on == after
    assert before["relevance.joblib"] != on["relevance.joblib"]


def test_the_same_input_gives_the_same_folder_in_any_process(trained: Callable[..., dict[str, bytes]]) -> None:
    one, other = (trained(date(2025, 3, 1), seed) for seed in (1, 2))
    assert one == other
    assert "README.md" in one


ASKED = [replace(corpus.other(5000 + k), announced=CUT + timedelta(days=3 + 30 * (k % 2))) for k in range(20)]
START = Version(CUT, tuple(corpus.labels(30)), corpus.SECTIONS)
MIDDLE = Version(CUT + timedelta(days=30), START.labels, corpus.SECTIONS)
END = Version(CUT + timedelta(days=60), START.labels, corpus.SECTIONS)
OLD = [paper for paper in corpus.papers(30, 150) if paper.announced and paper.announced < CUT]


def periods(*more: Paper, versions: Sequence[Version] = (START, MIDDLE, END)) -> list[list[tuple[str, float]]]:
    """Return for each period what was stated of the papers that every replay here is asked about."""
    asked = {paper.id for paper in ASKED}

    def stated(trials: list[Trial]) -> list[tuple[str, float]]:
        said = [trial.prediction for trial in trials]
        return [(one.paper.id, one.fit) for one in said if one.paper.id in asked]

    return [stated(found) for found in replay(versions, lambda: [*OLD, *ASKED, *more], SuggestTable())]


def test_a_replay_learns_in_each_period_from_what_was_announced_before_it_and_from_nothing_else() -> None:
    usual = periods()
    seen = [
        [one == other for one, other in zip(usual, periods(replace(LIKE_THE_LIST, announced=day)), strict=True)]
        for day in (BEFORE, START.day, MIDDLE.day - timedelta(days=1), MIDDLE.day, END.day)
    ]
    untouched, changed = True, False
    assert seen == [
        [changed, changed],
        [untouched, changed],
        [untouched, changed],
        [untouched, untouched],
        [untouched, untouched],
    ]


def test_a_replay_learns_in_each_period_what_the_list_held_when_it_began() -> None:
    usual = periods()
    grown = Version(
        MIDDLE.day, (*START.labels, Label(NO_ID, "Galaxy protein traffic weather", (corpus.SECTIONS[0],))), ()
    )
    first, second = periods(versions=(START, grown, END))
    assert first == usual[0]
    assert second != usual[1]
