import hashlib
import json
import os
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from curator.config import parse
from curator.errors import ModelError, OutdatedModelError
from curator.model import Model, fit, persistence
from curator.model.manifest import Origin
from tests import corpus
from tests.corpus import alike


@pytest.fixture(scope="module")
def model() -> Model:
    return fit(corpus.examples(), corpus.SECTIONS)


def test_a_model_predicts_the_same_after_it_was_saved(model: Model, tmp_path: Path) -> None:
    persistence.save(model, tmp_path / "models", origin=Origin(until=date(2025, 6, 1)))
    papers = corpus.papers(5, 5)
    loaded = persistence.load(tmp_path / "models")
    assert alike(loaded.predict(papers), model.predict(papers))
    assert [one.evidence for one in loaded.predict(papers)] == [one.evidence for one in model.predict(papers)]
    assert loaded.holdout.typical == pytest.approx(model.holdout.typical)
    assert loaded.counts == model.counts


def test_a_models_files_hold_no_code(model: Model, tmp_path: Path) -> None:
    persistence.save(model, tmp_path / "models")
    assert {path.name for path in (tmp_path / "models").iterdir()} == {"manifest.json", "model.json", "arrays.npz"}
    with np.load(tmp_path / "models/arrays.npz", allow_pickle=False) as arrays:
        assert all(arrays[name].dtype != object for name in arrays.files)


def test_the_manifest_keeps_what_the_settings_promised(model: Model, tmp_path: Path) -> None:
    settings = parse("[suggest]\npace = 6\nsection_confidence = 0.6")
    persistence.save(model, tmp_path / "models", settings)
    asked = persistence.check(tmp_path / "models").asked
    assert asked.a_week == pytest.approx(6)
    assert asked.section_confidence == pytest.approx(0.6)


def test_the_manifest_says_what_the_model_was_trained_on(model: Model, tmp_path: Path) -> None:
    persistence.save(model, tmp_path / "models", origin=Origin(until=date(2025, 6, 1)))
    trained = json.loads((tmp_path / "models/manifest.json").read_text())["trained"]
    assert trained == {
        "entries": 30, "rejected": 0, "negatives": 200, "sections": 3, "seed": 0, "until": "2025-06-01",
    }  # fmt: skip


def test_what_belongs_to_a_model_is_written_with_it_for_the_manifest_beside_it(model: Model, tmp_path: Path) -> None:
    persistence.save(model, tmp_path / "models", texts=lambda made: {persistence.CARD: made.to_json()})
    assert (tmp_path / "models/README.md").read_text() == (tmp_path / "models/manifest.json").read_text()
    persistence.load(tmp_path / "models")
    persistence.save(model, tmp_path / "models")
    assert not (tmp_path / "models/README.md").exists()


def test_a_new_model_takes_the_place_of_the_old_one_whole(model: Model, tmp_path: Path) -> None:
    folder = tmp_path / "models"
    persistence.save(model, folder)
    (folder / "left over.joblib").write_bytes(b"")
    killed = tmp_path / ".models.fresh.killed"
    killed.mkdir()
    os.utime(killed, (0, 0))
    persistence.save(model, folder)
    assert [path.name for path in tmp_path.iterdir()] == ["models"]
    persistence.load(folder)


def test_a_model_whose_writing_is_cut_short_leaves_the_one_before_and_nothing_beside_it(
    model: Model, tmp_path: Path
) -> None:
    def cut_short(_: object) -> dict[str, str]:
        raise KeyboardInterrupt

    persistence.save(model, tmp_path / "models")
    with pytest.raises(KeyboardInterrupt):
        persistence.save(model, tmp_path / "models", texts=cut_short)
    assert [path.name for path in tmp_path.iterdir()] == ["models"]
    persistence.load(tmp_path / "models")


def test_a_place_that_cannot_be_written_is_said_in_one_line(model: Model, tmp_path: Path) -> None:
    (tmp_path / "a file").write_text("")
    with pytest.raises(ModelError, match=r"^[^\n]+models: cannot be written: Not a directory$"):
        persistence.save(model, tmp_path / "a file" / "models")


@pytest.mark.parametrize("name", ["arrays.npz", "model.json", "more.npz", "more.joblib"])
def test_a_file_that_is_not_as_it_was_written_is_refused_before_it_is_read(
    model: Model, name: str, tmp_path: Path
) -> None:
    persistence.save(model, tmp_path / "models")
    (tmp_path / "models" / name).write_bytes(b"forged")
    with pytest.raises(ModelError, match=rf"{name}.*run `curator train`"):
        persistence.load(tmp_path / "models")


def test_a_missing_file_is_noticed(model: Model, tmp_path: Path) -> None:
    persistence.save(model, tmp_path / "models")
    (tmp_path / "models/arrays.npz").unlink()
    with pytest.raises(ModelError, match="arrays"):
        persistence.load(tmp_path / "models")


def test_a_file_that_cannot_be_read_is_said_in_one_line(model: Model, tmp_path: Path) -> None:
    persistence.save(model, tmp_path / "models")
    (tmp_path / "models" / "model.json").unlink()
    (tmp_path / "models" / "model.json").mkdir()
    with pytest.raises(ModelError, match=r"model\.json: cannot be read: Is a directory; run `curator train` anew$"):
        persistence.load(tmp_path / "models")


def test_a_model_of_other_libraries_is_read_and_one_of_another_form_is_not(model: Model, tmp_path: Path) -> None:
    persistence.save(model, tmp_path / "models")
    manifest = tmp_path / "models/manifest.json"
    written = json.loads(manifest.read_text())
    manifest.write_text(json.dumps(written | {"scikit_learn": "0.1", "numpy": "9"}))
    assert persistence.load(tmp_path / "models").counts == model.counts
    manifest.write_text(json.dumps(written | {"format": 3}))
    with pytest.raises(OutdatedModelError, match=r"format 3.*run `curator train`"):
        persistence.load(tmp_path / "models")


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"format": 1}'])
def test_a_manifest_that_cannot_be_read_is_refused(text: str, tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text(text)
    with pytest.raises(OutdatedModelError, match="run `curator train`"):
        persistence.load(tmp_path)


def test_a_folder_without_model_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"no model in .* run `curator train`"):
        persistence.load(tmp_path / "nowhere")


@pytest.mark.parametrize("name", ["arrays.npz", "model.json"])
@pytest.mark.parametrize("content", [b"", b"{}", b"[1]"])
def test_files_that_agree_with_the_manifest_and_are_no_model_are_refused_in_one_line(
    model: Model, name: str, content: bytes, tmp_path: Path
) -> None:
    persistence.save(model, tmp_path / "models")
    (tmp_path / "models" / name).write_bytes(content)
    manifest = tmp_path / "models/manifest.json"
    written = json.loads(manifest.read_text())
    written["files"][name] = hashlib.sha256(content).hexdigest()
    manifest.write_text(json.dumps(written))
    with pytest.raises(ModelError, match=r"^[^\n]+run `curator train`[^\n]*$"):
        persistence.load(tmp_path / "models")
