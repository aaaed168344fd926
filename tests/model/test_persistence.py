import json
from datetime import date
from pathlib import Path

import pytest

from curator.errors import ModelError, OutdatedModelError
from curator.model import Model, fit, persistence
from tests import corpus


@pytest.fixture(scope="module")
def model() -> Model:
    return fit(corpus.examples(), corpus.SECTIONS)


def test_a_model_predicts_the_same_after_it_was_saved(model: Model, tmp_path: Path) -> None:
    persistence.save(model, tmp_path / "models", until=date(2025, 6, 1))
    papers = corpus.papers(5, 5)
    assert persistence.load(tmp_path / "models").predict(papers) == model.predict(papers)


def test_the_manifest_says_what_the_model_was_trained_on(model: Model, tmp_path: Path) -> None:
    persistence.save(model, tmp_path / "models", until=date(2025, 6, 1))
    trained = json.loads((tmp_path / "models/manifest.json").read_text())["trained"]
    assert trained == {
        "entries": 30, "rejected": 0, "negatives": 200, "sections": 3, "seed": 0, "until": "2025-06-01",
    }  # fmt: skip


def test_the_card_is_written_with_the_model_for_the_manifest_beside_it(model: Model, tmp_path: Path) -> None:
    persistence.save(model, tmp_path / "models", card=lambda made: made.to_json())
    assert (tmp_path / "models/README.md").read_text() == (tmp_path / "models/manifest.json").read_text()
    persistence.load(tmp_path / "models")
    persistence.save(model, tmp_path / "models")
    assert not (tmp_path / "models/README.md").exists()


def test_a_new_model_takes_the_place_of_the_old_one_whole(model: Model, tmp_path: Path) -> None:
    folder = tmp_path / "models"
    persistence.save(model, folder)
    (folder / "left over.joblib").write_bytes(b"")
    (tmp_path / ".models.fresh").mkdir()
    persistence.save(model, folder)
    assert [path.name for path in tmp_path.iterdir()] == ["models"]
    persistence.load(folder)


@pytest.mark.parametrize("name", ["sigmoid.joblib", "more.joblib"])
def test_a_file_that_is_not_as_it_was_written_is_refused_before_it_is_read(
    model: Model, name: str, tmp_path: Path
) -> None:
    persistence.save(model, tmp_path / "models")
    (tmp_path / "models" / name).write_bytes(b"forged")
    with pytest.raises(ModelError, match=rf"{name}.*run `curator train`"):
        persistence.load(tmp_path / "models")


def test_a_missing_file_is_noticed(model: Model, tmp_path: Path) -> None:
    persistence.save(model, tmp_path / "models")
    (tmp_path / "models/sigmoid.joblib").unlink()
    with pytest.raises(ModelError, match="sigmoid"):
        persistence.load(tmp_path / "models")


def test_a_model_of_another_library_is_refused(model: Model, tmp_path: Path) -> None:
    persistence.save(model, tmp_path / "models")
    manifest = tmp_path / "models/manifest.json"
    manifest.write_text(json.dumps(json.loads(manifest.read_text()) | {"scikit_learn": "0.1"}))
    with pytest.raises(OutdatedModelError, match=r"scikit-learn 0\.1.*run `curator train`"):
        persistence.load(tmp_path / "models")


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"format": 1}'])
def test_a_manifest_that_cannot_be_read_is_refused(text: str, tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text(text)
    with pytest.raises(OutdatedModelError, match="run `curator train`"):
        persistence.load(tmp_path)


def test_a_folder_without_model_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"no model in .* run `curator train`"):
        persistence.load(tmp_path / "nowhere")
