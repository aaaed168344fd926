"""A model that is to be replaced, asked in the names that the list has by now."""

from pathlib import Path

import pytest

from curator.errors import OutdatedModelError
from curator.use_cases import models, train
from curator.workspace import Workspace
from tests import corpus, scanned


def test_the_standing_model_answers_in_the_names_that_sections_have_now(tmp_path: Path) -> None:
    folder = scanned.workspace(tmp_path / "list")
    config, listed = folder / "curator.toml", folder / "README.md"
    train.learn(train.Sources.of(Workspace.of(config))).save(folder / "models")
    old = corpus.SECTIONS[0][-1]
    listed.write_text(listed.read_text("utf8").replace(f"## {old}\n", "## Another name\n"), encoding="utf8")
    standing = models.formerly(folder / "models", train.learn(train.Sources.of(Workspace.of(config))))
    said = {choice.section[-1] for one in standing.predict(scanned.EVERYTHING[:9]) for choice in one.sections}
    assert "Another name" in said
    assert old not in said


def test_the_model_of_another_list_is_not_asked_and_one_is_learnt_for_the_run(tmp_path: Path) -> None:
    folder = scanned.workspace(tmp_path / "list")
    config, listed = folder / "curator.toml", folder / "README.md"
    train.learn(train.Sources.of(Workspace.of(config))).save(folder / "models")
    assert models.stored(Workspace.of(config)).base_rate > 0
    listed.write_text("# Others\n\n## Elsewhere\n\n- [One Paper of Another List](https://arxiv.org/abs/2401.99999)\n")
    with pytest.raises(OutdatedModelError, match="was learnt from another list: next to none of its papers is here"):
        models.stored(Workspace.of(config))
    (said, *_) = models.current(Workspace.of(config)).predict(scanned.EVERYTHING[:1])
    assert {choice.section[-1] for choice in said.sections} == {"Elsewhere"}
    listed.write_text("# Nothing yet\n")
    assert models.stored(Workspace.of(config)).base_rate > 0
