"""The models before the one in use stay at hand, and a refused one leaves its reason."""

import errno
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from curator.errors import ModelError
from curator.model import Model, fit, persistence, versions
from curator.model.manifest import NAME, Manifest, Origin
from tests import corpus


@pytest.fixture(scope="module")
def model() -> Model:
    return fit(corpus.examples(), corpus.SECTIONS)


def save(model: Model, folder: Path, day: int) -> None:
    """Store a model that differs from those of other days."""
    counts = replace(model.counts, seed=day)
    persistence.save(replace(model, counts=counts), folder, origin=Origin(on=date(2026, 3, day), why=f"day {day}"))


def days(folder: Path) -> list[str]:
    return [one.manifest.learnt[-2:] for one in versions.versions(folder)]


def test_three_models_before_the_one_in_use_stay_newest_first(model: Model, tmp_path: Path) -> None:
    folder = tmp_path / "models"
    for day in range(1, 7):
        save(model, folder, day)
    assert days(folder) == ["06", "05", "04", "03"]
    assert versions.versions(folder)[0].manifest.why == "day 6"
    assert persistence.load(folder).counts.seed == 6
    assert persistence.load(folder / versions.FORMER / versions.versions(folder)[1].name).counts.seed == 5


def test_a_replacement_that_was_cut_short_loses_no_model(model: Model, tmp_path: Path) -> None:
    folder = tmp_path / "models"
    for day in (1, 2):
        save(model, folder, day)
    folder.rename(tmp_path / ".models.stale")
    save(model, folder, 3)
    assert days(folder) == ["03", "02", "01"]


@pytest.mark.parametrize("name", ["thesis", "list.md"])
def test_what_is_no_model_is_never_replaced_by_one(model: Model, tmp_path: Path, name: str) -> None:
    (tmp_path / "thesis").mkdir()
    (tmp_path / "thesis" / "thesis.tex").write_text("precious")
    (tmp_path / "list.md").write_text("precious")
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(ModelError, match="holds something else than a model"):
        save(model, tmp_path / name, 1)
    assert sorted(tmp_path.rglob("*")) == before


def test_the_same_model_stored_again_pushes_none_out(model: Model, tmp_path: Path) -> None:
    folder = tmp_path / "models"
    for day in (1, 2, 2, 2, 2, 2):
        save(model, folder, day)
    assert days(folder) == ["02", "01"]


def test_the_same_model_stored_again_is_used_for_the_reason_that_it_was(model: Model, tmp_path: Path) -> None:
    folder = tmp_path / "models"
    for why in ("there was none", "too few papers were taken since"):
        persistence.save(model, folder, origin=Origin(on=date(2026, 3, 1), why=why))
    assert [one.manifest.why for one in versions.versions(folder)] == ["there was none"]


def test_of_two_models_that_are_written_at_once_each_is_whole(model: Model, tmp_path: Path) -> None:
    folder = tmp_path / "models"

    def meanwhile(made: Manifest) -> dict[str, str]:
        save(model, folder, 2)
        return {persistence.CARD: made.to_json()}

    persistence.save(model, folder, texts=meanwhile)
    assert days(folder)[1:] == ["02"]
    for path in (folder, folder / versions.FORMER / versions.versions(folder)[1].name):
        persistence.load(path)
    assert [path.name for path in tmp_path.iterdir()] == ["models"]


def test_going_back_and_back_again_changes_nothing(model: Model, tmp_path: Path) -> None:
    folder = tmp_path / "models"
    for day in (1, 2, 3):
        save(model, folder, day)
    assert versions.roll_back(folder).manifest.learnt == "2026-03-02"
    assert persistence.load(folder).counts.seed == 2
    assert days(folder) == ["02", "03", "01"]
    versions.roll_back(folder)
    assert days(folder) == ["03", "02", "01"]


def test_without_a_model_before_there_is_none_to_go_back_to(model: Model, tmp_path: Path) -> None:
    save(model, tmp_path / "models", 1)
    with pytest.raises(ModelError, match="no model before this one"):
        versions.roll_back(tmp_path / "models")
    with pytest.raises(ModelError, match="There is no model"):
        versions.versions(tmp_path / "nowhere")


def test_a_model_whose_manifest_is_broken_is_replaced_all_the_same(model: Model, tmp_path: Path) -> None:
    folder = tmp_path / "models"
    save(model, folder, 1)
    (folder / "manifest.json").write_text("{}")
    save(model, folder, 2)
    assert persistence.load(folder).counts.seed == 2


def test_a_refusal_stays_until_a_model_is_taken_into_use(model: Model, tmp_path: Path) -> None:
    folder = tmp_path / "models"
    save(model, folder, 1)
    assert versions.refused(folder) is None
    versions.refuse(folder, date(2026, 3, 2), "it is worse")
    assert versions.refused(folder) == versions.Refusal(date(2026, 3, 2), "it is worse")
    persistence.load(folder)
    save(model, folder, 3)
    assert versions.refused(folder) is None


def test_a_link_to_a_models_folder_stays(tmp_path: Path) -> None:
    elsewhere, link = tmp_path / "disk" / "models", tmp_path / "models"
    elsewhere.mkdir(parents=True)
    link.symlink_to("disk/models")
    for text in ("one", "two"):
        with versions.beside(link) as fresh:
            (fresh / NAME).write_text(text)
        assert link.readlink() == Path("disk/models")
        assert (elsewhere / NAME).read_text() == text
    assert {*tmp_path.iterdir()} == {link, elsewhere.parent}
    assert [*elsewhere.parent.iterdir()] == [elsewhere]


def test_a_model_that_may_not_be_read_is_not_said_to_be_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(path: Path, **_: object) -> str:
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    monkeypatch.setattr(Path, "read_text", refused)
    with pytest.raises(ModelError, match=r"manifest\.json: cannot be read: Permission denied$"):
        versions.manifest(tmp_path)
