"""Nothing announced on or after a date reaches what is learnt for it: in a fit, on the command line, in a replay."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from curator.config import SuggestTable
from curator.evaluation.backtest import Replay
from curator.evaluation.past import Past, Version
from curator.feedback.examples import examples
from curator.model import fit, persistence
from curator.types import NO_ID, Label, Paper, PaperId, Prediction
from tests import corpus, world
from tests.command import curator
from tests.corpus import alike

CUT = corpus.START + timedelta(days=200)
BEFORE, ON, AFTER = CUT - timedelta(days=1), CUT, CUT + timedelta(days=9)
LIKE_THE_LIST = Paper(PaperId("2507.77777"), "Quantization of galaxies", "quantization bits of a galaxy " * 9)


NEW = [*(corpus.listed(500 + n, section) for n, section in enumerate(corpus.SECTIONS)), *corpus.papers(0, 20)]


def fitted(day: date) -> list[Prediction]:
    """Return what a model says that was fitted up to CUT, with one more paper announced on `day`."""
    papers = [*corpus.papers(30, 150), replace(LIKE_THE_LIST, announced=day)]
    return fit(examples(corpus.labels(30), papers, until=CUT), corpus.SECTIONS).predict(NEW)


def test_a_fit_changes_with_a_paper_announced_before_the_cut_and_with_none_on_or_after_it() -> None:
    before, on, after = (fitted(day) for day in (BEFORE, ON, AFTER))
    assert alike(on, after)
    assert not alike(before, on, within=1e-4)


@pytest.fixture
def trained(tmp_path: Path) -> Callable[[date], list[Prediction]]:
    """Give a function that trains on the command line, with one more paper announced on a day."""
    lines = world.snapshot(tmp_path / "papers.json").read_text().splitlines()
    (tmp_path / "README.md").write_text(world.listing())
    asked = [Paper(NO_ID, topic) for topic in (*world.METHODS, *world.DATA, *world.OTHER)]

    def train(day: date, seed: int | None = None) -> list[Prediction]:
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
        return persistence.load(tmp_path / "models").predict(asked)

    return train


def test_on_the_command_line_until_draws_the_line_on_that_very_day(
    trained: Callable[[date], list[Prediction]],
) -> None:
    before, on, after = (trained(date(2025, 3, day)) for day in (14, 15, 16))
    assert alike(on, after)
    assert not alike(before, on, within=1e-4)


def test_the_same_input_gives_the_same_model_in_any_process(trained: Callable[..., list[Prediction]]) -> None:
    one, other = (trained(date(2025, 3, 1), seed) for seed in (1, 2))
    assert alike(one, other)
    assert [prediction.evidence for prediction in one] == [prediction.evidence for prediction in other]


ASKED = [replace(corpus.other(5000 + k), announced=CUT + timedelta(days=3 + 30 * (k % 2))) for k in range(20)]
START = Version(CUT, tuple(corpus.labels(30)), corpus.SECTIONS)
MIDDLE = Version(CUT + timedelta(days=30), START.labels, corpus.SECTIONS)
TAKEN = tuple(Label(paper.id, paper.title, (corpus.SECTIONS[0],)) for paper in ASKED)
END = Version(CUT + timedelta(days=60), START.labels + TAKEN, corpus.SECTIONS)
OLD = [paper for paper in corpus.papers(30, 150) if paper.announced and paper.announced < CUT]


def periods(*more: Paper, versions: Sequence[Version] = (START, MIDDLE, END)) -> list[list[tuple[str, float]]]:
    """Return for each period what was stated of the papers that every replay here is asked about."""
    asked = {paper.id for paper in ASKED}
    found: list[list[tuple[str, float]]] = []
    for start, end in pairwise(versions):
        past = Past(lambda day: max((v for v in versions if v.day <= day), key=lambda v: v.day), START.day, END.day)
        weeks = [*Replay(past, SuggestTable(pace=40)).period(start.day, end.day, [*OLD, *ASKED, *more])]
        found.append([(one.id, one.score) for week in weeks for one in week.added if one.id in asked])
    return found


def same(some: list[tuple[str, float]], others: list[tuple[str, float]]) -> bool:
    """Say whether the same was stated of the same papers, give or take what linear algebra differs by."""
    return dict(some) == pytest.approx(dict(others), rel=1e-6, abs=0)


def test_a_replay_learns_in_each_period_from_what_was_announced_before_it_and_from_nothing_else() -> None:
    usual = periods()
    seen = [
        [same(one, other) for one, other in zip(usual, periods(replace(LIKE_THE_LIST, announced=day)), strict=True)]
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
    assert same(first, usual[0])
    assert not same(second, usual[1])
