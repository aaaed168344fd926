"""A model that is to be replaced, asked in the names that the list has by now."""

from pathlib import Path

from curator import workspace
from curator.use_cases import train
from tests import corpus, scanned


def test_the_standing_model_answers_in_the_names_that_sections_have_now(tmp_path: Path) -> None:
    folder = scanned.workspace(tmp_path / "list")
    settings, listed = workspace.read_config(folder / "curator.toml"), folder / "README.md"
    train.learn(train.Sources.of(settings, folder)).save(folder / "models")
    old = corpus.SECTIONS[0][-1]
    listed.write_text(listed.read_text("utf8").replace(f"## {old}\n", "## Another name\n"), encoding="utf8")
    standing = train.formerly(folder / "models", train.learn(train.Sources.of(settings, folder)))
    said = {choice.section[-1] for one in standing.predict(scanned.EVERYTHING[:9]) for choice in one.sections}
    assert "Another name" in said
    assert old not in said
