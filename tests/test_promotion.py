"""A training that does worse on what was decided since leaves the standing model in use, and says why."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from curator import model as learning
from curator.config import Config
from curator.model import persistence, versions
from curator.model.manifest import Origin
from curator.types import Example, Label
from curator.use_cases.promotion import judge, promote
from curator.use_cases.train import Training
from tests import corpus

LEARNT, SINCE = date(2025, 6, 1), date(2025, 7, 1)
OLD, NEW = 60, 18


@pytest.fixture(scope="module")
def examples() -> list[Example]:
    return corpus.examples(OLD + NEW)


def training(examples: Sequence[Example]) -> Training:
    return Training(learning.fit(examples, corpus.SECTIONS), examples, "Made-up list")


@pytest.fixture(scope="module")
def decided(examples: Sequence[Example]) -> list[Label]:
    return [Label(one.paper.id, one.paper.title, one.sections, SINCE) for one in examples[OLD : OLD + NEW]]


@pytest.fixture
def folder(examples: Sequence[Example], tmp_path: Path) -> Path:
    """Give the folder of a model that was learnt before the decisions."""
    before = [*examples[:OLD], *examples[OLD + NEW :]]
    model = learning.fit(before, corpus.SECTIONS)
    persistence.save(model, tmp_path / "models", Config(), origin=Origin(on=LEARNT))
    return tmp_path / "models"


def test_a_model_learnt_from_more_takes_the_place_of_the_one_before(
    examples: Sequence[Example], decided: Sequence[Label], folder: Path
) -> None:
    found = promote(training(examples), decided, folder)
    assert found.promoted
    assert f"of {NEW} papers taken since" in found.why
    assert [one.manifest.why for one in versions.versions(folder)] == [found.why, ""]


def test_a_model_learnt_from_mixed_up_sections_is_refused_and_the_standing_one_stays(
    examples: Sequence[Example], decided: Sequence[Label], folder: Path
) -> None:
    turn = dict(zip(corpus.SECTIONS, [*corpus.SECTIONS[1:], corpus.SECTIONS[0]], strict=True))
    mixed_up = [replace(one, sections=tuple(turn[path] for path in one.sections)) for one in examples[:OLD]]
    before = persistence.check(folder)
    found = promote(training([*mixed_up, *examples[OLD:]]), decided, folder)
    assert not found.promoted
    assert persistence.check(folder) == before
    refused = versions.refused(folder)
    assert refused
    assert refused.why == found.why


def test_there_must_be_a_model_with_a_day_to_compare_with(examples: Sequence[Example], tmp_path: Path) -> None:
    new = training(examples)
    assert judge(new, [], tmp_path / "nowhere").promoted
    persistence.save(new.model, tmp_path / "models")
    assert "no model before" in judge(new, [], tmp_path / "models").why


def test_without_decisions_since_the_new_model_takes_the_place(examples: Sequence[Example], folder: Path) -> None:
    assert "too few" in judge(training(examples), [], folder).why
