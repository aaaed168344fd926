"""Whole nights of `curator nightly` against the stand-in arXiv: outcomes, exit codes, what is remembered."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from curator.types import Paper
from tests import world
from tests.arxiv_server import ArxivServer, Status, made_up
from tests.command import curator

MONDAY = date(2031, 5, 5)
DELAY = 0.02


@pytest.fixture
def server() -> Iterator[ArxivServer]:
    with ArxivServer() as running:
        yield running


@pytest.fixture
def repository(server: ArxivServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = world.repository(tmp_path / "list")
    arxiv = (
        f'[arxiv]\ncontact = "nobody@example.org"\ndelay = {DELAY}\nfeed_url = "{server.url}/atom"\n'
        f'oai_url = "{server.url}/oai"\napi_url = "{server.url}/api/query"\n'
    )
    (folder / "curator.toml").write_text((folder / "curator.toml").read_text() + arxiv)
    monkeypatch.chdir(folder)
    assert curator("train", "--papers", world.snapshot(tmp_path / "papers.json")) == 0
    return folder


def night(capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    """Return exit code and state of one night."""
    capsys.readouterr()
    code = curator("nightly", "--json")
    return code, str(json.loads(capsys.readouterr().out)["state"])


def fitting(day: date) -> list[Paper]:
    """Return papers of a day, one of which belongs to the made-up list."""
    first, *others = made_up(day, 3)
    return [replace(first, title=f"Reward models for policies in question answering, {day}"), *others]


def test_every_outcome_of_a_night_has_its_exit_code_and_loses_nothing(
    repository: Path, server: ArxivServer, capsys: pytest.CaptureFixture[str]
) -> None:
    seen = repository / "data" / "seen.json"
    server.misbehave("feed", Status(404), Status(404))
    assert night(capsys) == (1, "failed")
    assert not seen.exists()
    assert night(capsys) == (1, "failed")
    server.archive.announce(MONDAY, fitting(MONDAY))
    assert night(capsys) == (0, "new")
    known = seen.read_text()
    assert night(capsys) == (0, "stale")
    assert seen.read_text() == known
    server.archive.announce(MONDAY + timedelta(days=1))
    assert night(capsys) == (0, "quiet")
    server.archive.announce(MONDAY + timedelta(days=2), fitting(MONDAY + timedelta(days=2)))
    server.misbehave("oai", *[Status(404)] * 2)
    assert night(capsys) == (4, "partial")
    server.archive.announce(MONDAY + timedelta(days=3), fitting(MONDAY + timedelta(days=3)))
    assert night(capsys) == (0, "new")


def test_a_night_asks_over_one_connection_at_its_pace_and_says_who_asks(
    repository: Path, server: ArxivServer, capsys: pytest.CaptureFixture[str]
) -> None:
    server.archive.announce(MONDAY, fitting(MONDAY))
    night(capsys)
    for number in (1, 2):
        server.archive.announce(MONDAY + timedelta(days=number), fitting(MONDAY + timedelta(days=number)))
    server.requests.clear()
    night(capsys)
    assert [request.endpoint for request in server.requests] == ["feed", "oai", "oai", "oai", "oai"]
    assert len({request.port for request in server.requests}) == 1
    assert all(later.at - earlier.at >= DELAY for earlier, later in pairwise(server.requests))
    for request in server.requests:
        assert request.headers["User-Agent"].startswith("curator/")
        assert "nobody@example.org" in request.headers["User-Agent"]
        assert "application/atom+xml" in request.headers["Accept"]


def test_a_proposal_that_was_not_taken_is_made_again_the_next_night(
    repository: Path, server: ArxivServer, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    server.archive.announce(MONDAY, fitting(MONDAY))
    with monkeypatch.context() as broken:
        broken.setattr("curator.hosts.git.LocalGit.publish", lambda self, proposal: 1 / 0)
        assert curator("nightly") == 3
    assert not (repository / "data" / "seen.json").exists()
    assert night(capsys) == (0, "new")
