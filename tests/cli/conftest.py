"""A night at home, before what a person makes of it."""

from pathlib import Path

import pytest

from tests import world
from tests.cli.home import DAY, FIRST, SECOND, git, placed
from tests.command import curator


@pytest.fixture
def day(tmp_path: Path) -> Path:
    """Give the feed of the day."""
    return world.feed(tmp_path / "feed.atom", DAY)


@pytest.fixture
def night(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, day: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """Give a list whose branch holds two papers."""
    folder = world.repository(tmp_path / "list")
    monkeypatch.chdir(folder)
    git("config", "user.name", "Ada Maintainer")
    assert curator("train", "--papers", world.snapshot(tmp_path / "papers.json")) == 0
    assert curator("nightly", "--feed", day) == 0
    capsys.readouterr()
    assert placed() == {FIRST.id, SECOND.id}
    return folder
