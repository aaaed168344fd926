"""A scan comes to the same on one core, on several, and on machines of which one dies on the way."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from curator.config import parse
from curator.errors import CuratorError
from curator.model import persistence
from curator.use_cases import scan
from curator.use_cases.scan import PartScores, Question, Scan
from curator.use_cases.train import Sources, learn
from curator.workspace import Workspace
from tests import scanned
from tests.dask import dask
from tests.scanned import EVERYTHING


@pytest.fixture(scope="module")
def question(tmp_path_factory: pytest.TempPathFactory) -> Question:
    root = scanned.workspace(tmp_path_factory.mktemp("scan") / "list")
    settings = parse(scanned.SETTINGS)
    learn(Sources.of(Workspace(root, settings))).save(root / "models")
    table = scanned.table(root / "all.sqlite", EVERYTHING)
    return Question.of(root / "models", table, None, settings)


@pytest.fixture(autouse=True)
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan, "PART", 16)


def answers(one: Scan) -> list[PartScores]:
    return sorted(one.answers(), key=lambda answer: answer.part)


@pytest.fixture(scope="module")
def alone(question: Question, tmp_path_factory: pytest.TempPathFactory) -> list[PartScores]:
    """Give the answers that one core comes to."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(scan, "PART", 16)
        patch.setattr("os.cpu_count", lambda: 1)
        one = Scan(question, tmp_path_factory.mktemp("alone") / "scan.jsonl")
        one.run()
        return answers(one)


def test_every_paper_is_asked_about_once(alone: list[PartScores]) -> None:
    assert sum(answer.papers for answer in alone) == len(EVERYTHING)
    found = [paper for answer in alone for paper, _ in answer.scores]
    assert len(found) == len({*found})
    assert {*found} >= scanned.MISSED


def test_two_cores_say_what_one_does(question: Question, alone: list[PartScores], tmp_path: Path) -> None:
    both = Scan(question, tmp_path / "scan.jsonl")
    both.run()
    assert answers(both) == alone


def test_a_model_that_changed_on_the_way_is_refused(question: Question, tmp_path: Path) -> None:
    learnt, folder = persistence.load(question.folder), tmp_path / "models"
    persistence.save(learnt, folder)
    asked = Question.of(folder, question.table, None, question.settings)
    persistence.save(replace(learnt, replayed=1.5), folder)
    with pytest.raises(CuratorError, match="another model"):
        Scan(asked, tmp_path / "scan.jsonl").run()


def test_done_and_total_are_told_from_where_the_scan_stands(question: Question, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []

    @contextmanager
    def steps(_: str) -> Iterator[object]:
        yield lambda done, total: told.append((done, total))

    Scan(question, tmp_path / "scan.jsonl").run(steps=steps)  # type: ignore[arg-type]
    Scan(question, tmp_path / "scan.jsonl").run(steps=steps)  # type: ignore[arg-type]
    whole = (len(EVERYTHING), len(EVERYTHING))
    assert told[0] == (0, len(EVERYTHING))
    assert told[-2:] == [whole, whole]
    assert told == sorted(told)


def test_three_machines_of_which_one_dies_on_the_way_say_what_one_does(
    question: Question, alone: list[PartScores], tmp_path: Path
) -> None:
    with dask(tmp_path, 3) as (address, workers):
        spread = Scan(question, tmp_path / "scan.jsonl")

        @contextmanager
        def steps(_: str) -> Iterator[object]:
            def progress(done: int, total: int) -> None:
                if 0 < done < total and workers[0].poll() is None:
                    workers[0].kill()

            yield progress

        spread.run(scheduler=address, steps=steps)  # type: ignore[arg-type]
        assert workers[0].poll() is not None
        assert answers(spread) == alone


def test_a_scheduler_without_workers_is_said_in_one_line(question: Question, tmp_path: Path) -> None:
    with dask(tmp_path, 0) as (address, _), pytest.raises(CuratorError, match="has no workers"):
        Scan(question, tmp_path / "scan.jsonl").run(scheduler=address)
