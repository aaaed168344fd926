"""On GitHub: init, a night, ticks on a phone, the merge, what is learnt of it, and the next night."""

import subprocess
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests import ROOT, documents
from tests.arxiv_server import ArxivServer
from tests.github_bot import BRANCH, Bot, Server, stand_in
from tests.github_world import Maintainer
from tests.journey import forms
from tests.journey.conftest import SOURCE, pointed_at, section_of
from tests.journey.forms import DAY, Form
from tests.test_workflows import LEARN, NIGHTLY, linted, run

_WAIT = 3.0
"""Seconds that arXiv asks for between two questions."""

_WRITTEN = ("curator.toml", ".gitignore", ".github/workflows/curator.yml")


class Journey(Bot):
    """A list of some form on the stand-in, and a clone in which the workflows' commands run."""

    def __init__(self, server: Server, folder: Path, form: Form) -> None:
        assert server.own
        self.server, self.folder, self.today = server, folder, DAY
        self.repo = server.repository(form.write(forms.listed()))
        source = server.own.repositories[self.repo].path
        self.maintainer = Maintainer(server.url, self.repo, server.person, folder.parent / "person", source)
        subprocess.run(["git", "clone", "--quiet", source, folder], check=True)

    def workflow(self, which: Path) -> list[int]:
        """Run a workflow's lines in the list's newest state."""
        for words in (["fetch", "--quiet"], ["reset", "--quiet", "--hard", "origin/main"]):
            subprocess.run(["git", *words], cwd=self.folder, check=True)
        return run(self, which)

    def texts(self, branch: str = "main") -> str:
        """Return all of the list's files on a branch, joined."""
        self.maintainer.fetch()
        names = self.maintainer.git("ls-tree", "-r", "--name-only", f"origin/{branch}").splitlines()
        return "\n".join(self.maintainer.show(branch, name) for name in names if name.endswith(".md"))

    def boxes(self, paper: str) -> list[str]:
        """Return the lines of the open pull request that offer a box for a paper; none where none is open."""
        body = self.maintainer.body() if self.maintainer.pulls() else ""
        return [line for line in body.replace("\r\n", "\n").splitlines() if f"<!-- curator: {paper} " in line]

    def tick(self, line: str) -> None:
        """Tick a box, or untick it."""
        before, after = ("- [x]", "- [ ]") if line.startswith("- [x]") else ("- [ ]", "- [x]")
        self.maintainer.edit(line, line.replace(before, after))

    def turn_down(self, paper: str) -> None:
        """Say by ticks that a paper is not for the list."""
        boxes = self.boxes(paper)
        refusals = [line for line in boxes if "not for this list" in line]
        self.tick((refusals or [line for line in boxes if line.startswith("- [x]")])[0])

    def move(self, paper: str) -> str:
        """Untick a paper's section, tick another one, and return that one's name."""
        sections = [line for line in self.boxes(paper) if "section" in line]
        line = next(one for one in sections[1:] if one.startswith("- [ ]"))
        for each in (*(one for one in sections if one.startswith("- [x]")), line):
            self.tick(each)
        return next(name for name in forms.SECTIONS if name in line)


@pytest.fixture
def journey(form: Form, tmp_path: Path) -> Iterator[Journey]:
    with stand_in(tmp_path / "github") as server:
        yield Journey(server, tmp_path / "list", form)


def set_up(journey: Journey, arxiv: ArxivServer) -> None:
    """Run `curator init` in the clone, and push what it wrote."""
    assert journey.run("init", "--source", SOURCE) == 0
    files = {name: (journey.folder / name).read_text(encoding="utf-8") for name in _WRITTEN}
    files["curator.toml"] = pointed_at(files["curator.toml"], arxiv)
    journey.maintainer.write(files)


def test_a_maintainer_sets_up_ticks_merges_and_is_understood(journey: Journey, arxiv: ArxivServer) -> None:
    set_up(journey, arxiv)
    assert linted([journey.folder / _WRITTEN[-1]]) == ""
    assert journey.workflow(LEARN)[-1] == 0
    first = forms.coming(DAY)
    arxiv.archive.announce(DAY, first)
    assert journey.workflow(NIGHTLY) == [0, 0, 0]
    assert len(arxiv.requests) * _WAIT < 600  # ten minutes to the first pull request, as arXiv wants to be asked
    shown = [one.id for one in first if journey.boxes(one.id)]
    assert len(shown) >= 2
    assert {*shown} <= {one.id for one in first if one.comment == forms.FITS}

    turned_down, moved = shown[:2]
    journey.turn_down(turned_down)
    there = journey.move(moved)
    assert journey.workflow(LEARN)[-1] == 0
    assert turned_down not in journey.texts(BRANCH)
    assert section_of(journey.texts(BRANCH), moved) == there
    journey.maintainer.merge()
    assert journey.workflow(LEARN)[-1] == 0
    labels = journey.labels()
    assert labels[turned_down].sections == ()
    assert [path[-1] for path in labels[moved].sections] == [there]

    journey.later()
    arxiv.archive.announce(journey.today, [*first, *forms.coming(DAY + timedelta(days=1))])
    assert journey.workflow(NIGHTLY) == [0, 0, 0]
    assert not journey.boxes(turned_down) + journey.boxes(moved)
    assert turned_down not in journey.texts() + (journey.texts(BRANCH) if journey.maintainer.pulls() else "")
    assert section_of(journey.texts(), moved) == there


def test_each_line_of_shell_that_is_documented_for_github_works_by_hand(journey: Journey, arxiv: ArxivServer) -> None:
    set_up(journey, arxiv)
    assert journey.workflow(LEARN)[-1] == 0
    arxiv.archive.announce(DAY, forms.coming(DAY))
    for words in documents.lines(ROOT / "docs" / "github.md"):
        assert journey.run(*words) == 0, words
    assert len(journey.maintainer.pulls()) == 1
    assert (journey.folder / "preview" / "body.md").exists()
