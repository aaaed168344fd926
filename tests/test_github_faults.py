"""Whatever goes wrong with one request of a night: the next run ends where an undisturbed one does."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from curator import handover
from curator.edge.remote import Remote
from curator.handover import Handover
from curator.records import Decision
from tests.github_bot import BRANCH, DATA, STATE, Bot, Server, good, identity, unsure
from tests.github_server import Fault
from tests.github_server.faults import KINDS

FULL = bool(os.environ.get("CURATOR_FULL_SWEEP"))
REQUESTS = 12
"""What either of the two nights takes."""

CASES = [
    (number, kind)
    for number in range(REQUESTS)
    for place, kind in enumerate(KINDS)
    if FULL or place == (number * 2) % 9
]


@pytest.fixture(scope="module")
def merged(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Bot:
    """Give a list whose pull request was merged with one paper deleted: the next night learns and opens another."""
    one = Bot(server, tmp_path_factory.mktemp("merged") / "list")
    one.night(good(1), good(2))
    line = next(line for line in one.maintainer.read(BRANCH).splitlines() if identity(2) in line)
    one.maintainer.change(BRANCH, f"{line}\n", "")
    one.maintainer.merge()
    one.later()
    return one


@pytest.fixture(scope="module")
def opened(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Bot:
    """Give a list whose pull request is open and has a ticked box: the next night changes branch and body."""
    one = Bot(server, tmp_path_factory.mktemp("opened") / "list")
    one.night(good(1), ask=[unsure(2)])
    box = next(line for line in one.maintainer.body().splitlines() if "Data" in line and "[ ]" in line)
    one.maintainer.edit(box, box.replace("[ ]", "[x]"))
    one.later()
    return one


def outcome(bot: Bot) -> dict[str, Any]:
    """Return all that a maintainer or the next night can see, without what differs from copy to copy."""
    person = bot.maintainer
    pulls = [
        (one["number"], one["state"], one["merged_at"] is None, one["title"], one["body"].split("\n\n", 1)[1])
        for one in person.pulls("all")
    ]
    person.fetch()
    kept = {name: person.show(STATE, f"data/{name}") for name in ("labels.csv", "pending.json")}
    standing = re.sub(r"[0-9a-f]{40}", "", person.show(STATE, "data/standing.json"))
    return {
        "pulls": pulls,
        "branch": person.show(BRANCH),
        "commits": person.log(BRANCH),
        "main": person.show("main"),
        **kept,
        "standing": standing,
    }


_undisturbed: dict[str, dict[str, Any]] = {}


def expected(name: str, start: Bot) -> dict[str, Any]:
    """Return where two undisturbed nights end."""
    if name not in _undisturbed:
        bot = start.copy()
        assert bot.night(good(3)) == 0
        assert bot.night(good(3)) == 0
        _undisturbed[name] = outcome(bot)
    return _undisturbed[name]


@pytest.mark.skipif("CURATOR_TEST_GITHUB" in os.environ, reason="only the stand-in strikes as told")
@pytest.mark.parametrize(("number", "kind"), CASES)
@pytest.mark.parametrize("name", ["merged", "opened"])
def test_the_next_run_ends_where_an_undisturbed_one_does(
    name: str, number: int, kind: Any, merged: Bot, opened: Bot, capsys: pytest.CaptureFixture[str]
) -> None:
    start = {"merged": merged, "opened": opened}[name]
    wanted = expected(name, start)
    bot = start.copy()
    own = bot.server.own
    assert own
    own.faults[:] = [Fault(kind, skip=number)]
    capsys.readouterr()
    code = bot.night(good(3))
    assert not own.faults.pop().times, "the night has fewer requests"
    said = capsys.readouterr().err
    assert (code, said.count("\n")) in {(0, 0), (1, 1)}, said
    assert bot.night(good(3)) == 0
    assert outcome(bot) == wanted


def before_the_first_push(monkeypatch: pytest.MonkeyPatch, act: Callable[[], object]) -> None:
    """Do something in the instant between reading and writing."""
    push, done = Remote.push, list[object]()

    def delayed(self: Remote, heads: dict[str, str]) -> None:
        if not done:
            done.append(act)
            act()
        push(self, heads)

    monkeypatch.setattr(Remote, "push", delayed)


def test_two_runs_at_once_lose_nothing_and_open_one_pull_request(bot: Bot, monkeypatch: pytest.MonkeyPatch) -> None:
    before_the_first_push(monkeypatch, lambda: bot.night(good(2, DATA)))
    assert bot.night(good(1)) == 0
    assert bot.maintainer.the_pull()["title"] in {"Add 1 paper", "Add 2 papers"}
    bot.night(good(1))
    assert sorted(bot.listed()) == [identity(1), identity(2)]
    assert len(bot.maintainer.pulls("all")) == 1


def test_three_processes_at_once_lose_nothing_and_open_one_pull_request(bot: Bot, tmp_path: Path) -> None:
    running = []
    for number in (1, 2, 3):
        folder = tmp_path / f"process-{number}"
        folder.mkdir()
        (folder / "curator.toml").write_text("")
        (folder / "proposal.json").write_text(handover.write(Handover(Decision((good(number),), (), 0))))
        words = [sys.executable, "-m", "curator", "propose"]
        running.append(
            subprocess.Popen(words, cwd=folder, env=os.environ | bot.environment(), stdout=subprocess.DEVNULL)
        )
    assert [process.wait(60) for process in running] == [0, 0, 0]
    assert sorted(bot.listed()) == [identity(1), identity(2), identity(3)]
    assert [one["title"] for one in bot.maintainer.pulls("all")] == ["Add 3 papers"]


def test_labels_learnt_meanwhile_are_not_overwritten(bot: Bot, monkeypatch: pytest.MonkeyPatch) -> None:
    bot.night(good(1))
    bot.maintainer.merge()
    bot.later()
    before_the_first_push(monkeypatch, bot.learn)
    assert bot.night(good(2)) == 0
    assert bot.labels()[identity(1)].sections == (("Methods",),)
    assert sorted(bot.listed()) == [identity(1), identity(2)]


def test_a_commit_that_a_person_pushes_in_the_last_instant_is_not_overwritten(
    bot: Bot, monkeypatch: pytest.MonkeyPatch
) -> None:
    bot.night(good(1))
    before_the_first_push(monkeypatch, lambda: bot.maintainer.change(BRANCH, "Paper number 1", "Mine"))
    assert bot.night(good(2)) == 0
    assert "Mine" in bot.maintainer.read(BRANCH)
    assert bot.listed() == [identity(1)]


def test_a_box_that_is_ticked_in_the_last_instant_is_not_unticked(bot: Bot, monkeypatch: pytest.MonkeyPatch) -> None:
    bot.night(good(1), ask=[unsure(2)])
    box = next(line for line in bot.maintainer.body().splitlines() if "Data" in line and "[ ]" in line)
    before_the_first_push(monkeypatch, lambda: bot.maintainer.edit(box, box.replace("[ ]", "[x]")))
    assert bot.night(good(3)) == 0
    assert sorted(bot.listed()) == [identity(1), identity(2), identity(3)]
