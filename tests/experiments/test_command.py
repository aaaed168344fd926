"""One command measures all of it, keeps what it measured, and writes it into the documents."""

from pathlib import Path

import pytest

from experiments import bootstrap, documents, masked
from experiments.__main__ import DOCUMENTS, main
from experiments.store import Store
from tests.command import curator
from tests.experiments import made_up

PLACE = "# Title\n\n<!-- measured: {} -->\nstale\n<!-- /measured -->\n\nMore.\n"
MADE = ("sources", "ranking", "sections", "masked", "threshold", "written")


def test_each_table_has_its_place_in_one_document() -> None:
    found = [name for path in DOCUMENTS for name in documents.places(path.read_text(encoding="utf8"))]
    assert sorted(found) == sorted([*MADE, "embedding", "groups"])


def test_a_document_is_left_as_it_is_but_for_the_tables_that_were_measured() -> None:
    text = PLACE.format("one") + PLACE.format("two")
    assert documents.places(text) == ["one", "two"]
    assert documents.rebuilt(text, {"two": "new", "three": "x"}) == PLACE.format("one") + PLACE.format("two").replace(
        "stale", "new"
    )
    assert documents.rebuilt(text, {}) == text


def test_how_long_it_took_is_no_difference() -> None:
    one, other = (f"| a |\n\n{documents.note(3, seconds, 'abc')}\n" for seconds in (10, 4000))
    assert "in 1 minutes" in one
    assert "in 67 minutes" in other
    assert documents.bare(one) == documents.bare(other) != one


def test_what_is_kept_counts_until_the_case_changes(tmp_path: Path) -> None:
    case, store, calls = tmp_path / "case", Store(tmp_path / "kept"), list[Path]()
    case.mkdir()
    (case / "masked.md").write_text("one", encoding="utf8")

    def measure(folder: Path) -> int:
        calls.append(folder)
        return len(calls)

    assert [store.measured("x", case, measure).value for _ in range(2)] == [1, 1]
    assert store.measured("y", case, measure).value == 2
    (case / "masked.md").write_text("two", encoding="utf8")
    assert store.measured("x", case, measure).value == 3


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "document.md"
    path.write_text("".join(map(PLACE.format, MADE)), encoding="utf8")
    return path


@pytest.fixture
def given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Write a replay case and two masked lists, and the papers of all; return the words that name them."""
    monkeypatch.setattr(masked, "_curator", curator)
    monkeypatch.setattr(bootstrap, "DRAWS", 100)
    made_up.replay(tmp_path / "cases" / "replay")
    made_up.masked(tmp_path / "cases" / "masked")
    made_up.masked(tmp_path / "cases" / "other")
    papers = made_up.table(tmp_path / "papers.json", [*made_up.listed(), *made_up.announced()])
    return [str(tmp_path / "cases"), "--papers", str(papers), "--output", str(tmp_path / "kept")]


def test_all_tables_are_measured_and_a_second_time_they_are_the_same(given: list[str], document: Path) -> None:
    assert main(given, [document]) == 0
    text = document.read_text(encoding="utf8")
    assert "stale" not in text
    assert "| replays | replay |\n| masked lists | masked, other |" in text
    assert text.count("*Measured on 2 lists in 1 minutes of a core") == len(MADE) - 2
    assert "*Measured on 3 lists in 1 minutes of a core" in text
    assert "| first guess right | 1.000 [1.000, 1.000] |" in text
    assert main([*given, "--check"], [document]) == 0
    assert (document.parent / "kept" / "masked-lists.md").exists()


def test_a_check_says_what_differs_and_leaves_the_document(
    given: list[str], document: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = document.read_text(encoding="utf8")
    assert main([*given, "--check", "--only", "attainable"], [document]) == 1
    assert document.read_text(encoding="utf8") == before
    assert "\n+| all papers (2 lists): familiar | 1.000 [1.000, 1.000] |" in capsys.readouterr().out
    assert "| all papers (2 lists)" in (document.parent / "kept" / document.name).read_text(encoding="utf8")
