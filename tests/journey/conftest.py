"""A maintainer's way with curator, from an empty directory: one form in `make test`, five by `make journey`."""

import os
import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from curator import config
from curator.use_cases import init as setting_up
from tests.arxiv_server import ArxivServer
from tests.journey import forms
from tests.journey.forms import Form
from tests.journey.home import commit, git, snapshot

SOURCE = f"owner/curator@{'0' * 40}"


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Walk with every form where CURATOR_JOURNEY says so."""
    if "form" in metafunc.fixturenames:
        some = forms.FORMS if os.environ.get("CURATOR_JOURNEY") == "all" else forms.FORMS[:1]
        metafunc.parametrize("form", some, ids=str)


@pytest.fixture
def arxiv(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ArxivServer]:
    """Give an arXiv that knows what the lists hold and what they left, until the day of the first night.

    Whoever asks it has an address in git's settings.
    """
    home = tmp_path_factory.mktemp("home")
    (home / ".gitconfig").write_text("[user]\n\temail = maintainer@example.org\n", encoding="utf-8")
    monkeypatch.setenv("HOME", str(home))
    with ArxivServer(page=200) as one:
        known = [*forms.others(), *(paper for some in forms.listed().values() for paper in some)]
        for day in sorted({paper.announced for paper in known if paper.announced}):
            one.archive.announce(day, [paper for paper in known if paper.announced == day])
        monkeypatch.setattr(setting_up, "ARXIV", config.ArxivTable(delay=0.0, api_url=f"{one.url}/api/query"))
        yield one


@pytest.fixture
def papers(form: Form, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a table of papers, in the checkout of a list that grew month by month."""
    (tmp_path / "list").mkdir()
    monkeypatch.chdir(tmp_path / "list")
    git("init", "--quiet", "--initial-branch=main")
    for months in range(4, forms.MONTHS + 1):
        commit(form.write(forms.listed(months)), date(2030, 4, 20) + timedelta(days=30 * months))
    known = [*forms.others(), *(paper for some in forms.listed().values() for paper in some)]
    return snapshot(tmp_path / "papers.json", known)


def pointed_at(settings: str, arxiv: ArxivServer) -> str:
    """Return settings that ask the stand-in, without arXiv's waiting times."""
    asked = f'feed_url = "{arxiv.url}/atom"\noai_url = "{arxiv.url}/oai"\napi_url = "{arxiv.url}/api/query"\n'
    head, table, rest = settings.partition("[arxiv]\n")
    assert table
    return f"{head}{table}delay = 0.0\n{asked}{rest}"


def section_of(text: str, paper: str) -> str:
    """Return the nearest heading above a paper in a list."""
    return str(re.findall(r"^#+ (.+?)\s*$", text[: text.index(paper)], re.MULTILINE)[-1])
