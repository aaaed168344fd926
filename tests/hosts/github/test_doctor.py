"""What `curator doctor` finds of a list, at home and on GitHub; it changes nothing."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests import world
from tests.github_bot import LIST, STATE, Bot, Server, good, stand_in
from tests.github_server import GitHubServer


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    with stand_in(tmp_path / "github") as one:
        yield one


@pytest.fixture
def own(server: Server) -> GitHubServer:
    assert server.own
    return server.own


@pytest.fixture
def bot(server: Server, tmp_path: Path) -> Bot:
    """Give the bot of a list with a model, one night and all that the workflows need."""
    one = Bot(server, tmp_path / "list", '[arxiv]\ncontact = "me@example.org"\n')
    (one.folder / "README.md").write_text(LIST)
    assert one.run("papers", "import", world.snapshot(tmp_path / "papers.json")) == 0
    assert one.run("train") == 0
    assert one.run("state", "push") == 0
    batch = {one.today.isoformat(): "2603.00001"}
    seen = json.dumps({"categories": {"cs.CL": batch, "cs.LG": batch}})
    one.maintainer.write({"data/seen.json": seen}, STATE)
    assert server.own
    server.own.repositories[one.repo].workflows = {"curator.yml": "active"}
    return one


def findings(bot: Bot, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    """Return what the doctor says about what, and check its exit code."""
    capsys.readouterr()
    code = bot.run("doctor", "--json")
    found = json.loads(capsys.readouterr().out)["findings"]
    assert code == (0 if all(one["well"] for one in found) else 1)
    return {one["about"]: (one["well"], one["message"]) for one in found}


def test_all_is_well_with_a_list_that_is_set_up(bot: Bot, capsys: pytest.CaptureFixture[str]) -> None:
    assert bot.night(good(1)) == 0
    found = findings(bot, capsys)
    assert all(well for well, _ in found.values()), found
    assert found["model"][1] == "learnt from 6 papers of the list, which has 6"
    assert found["pull request"][1] == "#1, Add 1 paper"
    assert bot.run("doctor") == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(found)
    assert all(line.startswith("well") for line in lines)


def test_it_takes_a_handful_of_requests_and_changes_nothing(bot: Bot, server: Server) -> None:
    before = {path: path.stat().st_mtime_ns for path in bot.folder.rglob("*")}
    log = server.proxy.log
    log.clear()
    bot.run("doctor")
    assert len(log) <= 8, [f"{one.method} {one.path}" for one in log]
    assert {one.method for one in log if "/repos/" in one.path} == {"GET"}
    assert {path: path.stat().st_mtime_ns for path in bot.folder.rglob("*")} == before


def test_what_actions_may_do_is_told_to_who_may_know_it(
    bot: Bot, own: GitHubServer, server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    assert findings(bot, capsys)["permission"][0]
    own.accounts[server.bot].permission = "admin"
    assert "tick `Allow GitHub Actions" in findings(bot, capsys)["permission"][1]
    own.repositories[bot.repo].actions_may_open_pulls = True
    assert findings(bot, capsys)["permission"] == (True, "Actions may open pull requests")


def test_a_workflow_that_github_stopped_and_a_night_that_failed_are_found(
    bot: Bot, own: GitHubServer, capsys: pytest.CaptureFixture[str]
) -> None:
    own.repositories[bot.repo].workflows["curator.yml"] = "disabled_inactivity"
    bot.run("report", "--failed")
    bot.later(30)
    found = findings(bot, capsys)
    assert {about for about, (well, _) in found.items() if not well} == {"curator.yml", "failure", "nights"}


def test_what_cannot_be_looked_at_is_one_finding_and_the_rest_is_looked_at(
    bot: Bot, own: GitHubServer, server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    (bot.folder / "README.md").unlink()
    bot.maintainer.write({"data/labels.csv": "no,columns\n", "models/model.json": "forged"}, STATE)
    found = findings(bot, capsys)
    assert {about for about, (well, _) in found.items() if not well} == {"list", "model", "decisions"}
    own.accounts[server.bot].permission = "none"
    assert "the token may not read it" in findings(bot, capsys)["GitHub"][1]


def test_at_home_nothing_is_asked_of_github(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from curator import cli

    monkeypatch.chdir(world.repository(tmp_path / "list"))
    with pytest.raises(SystemExit, match="1"):
        cli.main(["doctor", "--json"])
    found = {one["about"]: one["well"] for one in json.loads(capsys.readouterr().out)["findings"]}
    assert found == {
        "list": True,
        "arXiv": False,
        "papers": False,
        "model": False,
        "nights": False,
        "decisions": True,
        "pace": True,
    }
