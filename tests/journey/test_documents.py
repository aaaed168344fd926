"""What the documents tell people to type does what they say, from an empty directory to the last line."""

import re
from pathlib import Path
from typing import Any

import pytest

from tests import ROOT, documents
from tests.arxiv_server import ArxivServer
from tests.command import curator
from tests.journey import forms
from tests.journey.conftest import pointed_at
from tests.journey.forms import DAY
from tests.journey.home import commit, git

_START = documents.lines(ROOT / "docs" / "start.md")


def typed(words: list[str], papers: Path) -> list[str]:
    """Return a documented command with what stands for a name of one's own filled in."""
    names = {
        "PAPERS": str(papers),
        "TABLE": "data/papers.sqlite",
        "FOLDER": "elsewhere",
        "arxiv-metadata.json.gz": str(papers),
    }
    return [names.get(word, word) for word in words]


@pytest.fixture
def begun(papers: Path, arxiv: ArxivServer) -> Path:
    """Go the way of docs/start.md, in a list's checkout; give the table of papers that stands for arXiv's snapshot."""
    for words in _START:
        assert curator(*typed(words, papers)) == 0, words
        if words == ["init"]:
            settings = Path("curator.toml")
            settings.write_text(pointed_at(settings.read_text(encoding="utf-8"), arxiv), encoding="utf-8")
            commit({}, DAY)
        if words == ["train"]:
            arxiv.archive.announce(DAY, forms.coming(DAY))
    return papers


def test_the_lines_of_python_that_are_documented_run(begun: Path) -> None:
    (block,) = re.findall(r"```python\n(.*?)```", documents.text(ROOT / "docs" / "python.md"), re.DOTALL)
    found: dict[str, Any] = {}
    exec(block.replace("path/to/your/list", "."), found)
    assert len(found["predictions"]) == len(found["papers"]) > 0
    assert begun.exists()


def test_the_way_to_a_first_branch_is_the_one_that_is_documented(begun: Path) -> None:
    assert _START[0] == ["init"]
    assert _START[-1] == ["nightly"]
    assert git("branch", "--list", "curator/suggestions")
    assert begun.exists()


@pytest.mark.parametrize(
    "document", ["README.md", "docs/audit.md", "docs/backfill.md", "docs/lists.md", "docs/site.md"]
)
def test_each_line_of_shell_in_a_document_is_a_command_that_works(begun: Path, document: str) -> None:
    Path("lists.toml").write_text('lists = ["curator.toml"]\n', encoding="utf-8")
    lines = documents.lines(ROOT / document)
    shown = [words for words in lines if "--scheduler" not in words and words != ["demo"]]  # test_scan.py, test_demo.py
    assert shown
    for words in shown:
        assert curator(*typed(words, begun)) == 0, words
