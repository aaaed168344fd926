"""What the documents name is there: tests, files, links; the notebook prints what it shows."""

import re
from pathlib import Path

import pytest

from tests import ROOT, notebook

_HOUSE = ROOT / "src" / "curator"
_CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf8")
DOCUMENTS = [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]
_TESTS = "\n".join(path.read_text(encoding="utf8") for path in (ROOT / "tests").rglob("test_*.py"))


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_file_test_and_link_that_a_document_names_is_there(document: Path) -> None:
    text = document.read_text(encoding="utf8")
    links = re.findall(r"\]\((?!https?:|#|mailto:|\{)([^)#\s]+)", text)
    assert not [link for link in links if not (document.parent / link).exists()]
    named = re.findall(r"`((?:src|tests|docs|benchmarks|models|requirements)/[\w./]+)`", text)
    assert not [name for name in named if not (ROOT / name).exists()]
    files = re.findall(r"`([\w/]*test_\w+\.py)`", text)
    assert not [name for name in files if not (ROOT / "tests" / name).exists()]
    parts = re.findall(r"`…?(\w+)…`", text)
    assert not [part for part in parts if not re.search(rf"def test_\w*{part.removeprefix('test_')}", _TESTS)]


def test_the_map_of_the_house_names_every_room_once_and_no_other() -> None:
    rows = re.findall(r"^\| `([\w.]+/?)` \|", _CONTRIBUTING, re.MULTILINE)
    rooms = [f"{path.name}/" for path in _HOUSE.iterdir() if path.is_dir() and path.name != "__pycache__"]
    files = [path.name for path in _HOUSE.glob("*.py") if not path.name.startswith("__")]
    assert sorted(rows) == sorted(rooms + files)


def test_each_question_of_a_newcomer_is_answered_by_one_file_that_is_there() -> None:
    answers = re.findall(r"^\| [^|]+\? \| `([\w./]+)`", _CONTRIBUTING, re.MULTILINE)
    assert len(answers) == 5
    assert not [answer for answer in answers if not (_HOUSE / answer).is_file()]


def words(texts: list[str]) -> list[str]:
    return [re.sub(r"\d+ %", "N %", text) for text in texts]


def test_the_notebook_runs_and_prints_what_it_shows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Probabilities differ between processors in their last digits: shares are left out of the comparison."""
    monkeypatch.chdir(tmp_path)
    one = notebook.read()
    assert words(notebook.run(one)) == words(notebook.shown(one))
