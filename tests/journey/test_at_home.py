"""At home: init, a backtest, a night, decisions by command and by hand, the merge, a new model, and the next night."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from curator.feedback import labels_csv
from curator.types import Label
from tests.arxiv_server import ArxivServer
from tests.command import curator
from tests.github_bot import BRANCH
from tests.journey import forms
from tests.journey.conftest import pointed_at, section_of
from tests.journey.forms import DAY
from tests.journey.home import commit, git


def texts(branch: str) -> str:
    names = git("ls-tree", "-r", "--name-only", branch).splitlines()
    return "\n".join(git("show", f"{branch}:{name}") for name in names if name.endswith(".md"))


def decided() -> dict[str, Label]:
    return {one.id: one for one in labels_csv.read(Path("data/labels.csv").read_text(encoding="utf-8"))}


def test_a_maintainer_decides_by_command_merges_and_is_understood(
    papers: Path, arxiv: ArxivServer, capsys: pytest.CaptureFixture[str]
) -> None:
    assert curator("init", "--papers", papers) == 0
    settings = Path("curator.toml")
    settings.write_text(pointed_at(settings.read_text(encoding="utf-8"), arxiv), encoding="utf-8")
    commit({}, DAY)
    past = papers.parent / "past"
    assert curator("backtest", "--repo", ".", "--papers", papers, "--every", 90, "--output", past) == 0
    report = json.loads((past / "report.json").read_text(encoding="utf-8"))
    assert 0 < report["found"] <= report["added"]
    assert curator("papers", "import", papers) == 0
    assert curator("train") == 0
    first = forms.coming(DAY)
    arxiv.archive.announce(DAY, first)
    assert curator("nightly") == 0
    shown = [one.id for one in first if one.id in texts(BRANCH)]
    assert len(shown) >= 2
    assert {*shown} <= {one.id for one in first if one.comment == forms.FITS}

    turned_down, moved = shown[:2]
    there = next(name for name in forms.SECTIONS if name != section_of(texts(BRANCH), moved))
    assert curator("reject", turned_down) == 0
    assert curator("accept", moved, there) == 0
    assert turned_down not in texts(BRANCH)
    assert section_of(texts(BRANCH), moved) == there
    git("merge", "--quiet", "--no-edit", BRANCH)

    assert curator("train") in {0, 4}
    arxiv.archive.announce(DAY + timedelta(days=1), [*first, *forms.coming(DAY + timedelta(days=1))])
    assert curator("nightly") == 0
    assert decided()[turned_down].sections == ()
    assert [path[-1] for path in decided()[moved].sections] == [there]
    assert turned_down not in texts("main") + texts(BRANCH)
    assert section_of(texts("main"), moved) == there
    capsys.readouterr()
    assert curator("undo", turned_down) == 0
    assert turned_down not in decided()
