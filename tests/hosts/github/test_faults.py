"""Whatever goes wrong with one request of a night: the next run ends where an undisturbed one does."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from curator.hosts.github.client import GitHub
from curator.hosts.remote import Remote
from curator.proposals import handover
from curator.proposals.handover import Handover
from curator.types import Decision
from tests.github_bot import BRANCH, DATA, STATE, Bot, Server, good, identity, question
from tests.proxy import KINDS, Fault, Kind


def merge(one: Bot) -> None:
    """Let a pull request be merged with one paper deleted: the next night learns and opens another."""
    one.night(good(1), good(2))
    line = next(line for line in one.maintainer.read(BRANCH).splitlines() if identity(2) in line)
    one.maintainer.change(BRANCH, f"{line}\n", "")
    one.maintainer.merge()
    one.later()


def tick(one: Bot) -> None:
    """Let a pull request be open, with a box that is ticked: the next night changes branch and body."""
    one.night(good(1), ask=[question(2)])
    box = next(line for line in one.maintainer.body().splitlines() if "Data" in line and "[ ]" in line)
    one.maintainer.edit(box, box.replace("[ ]", "[x]"))
    one.later()


REQUESTS = 12
"""What either of the two nights takes."""

FULL, ELSEWHERE = "CURATOR_FULL_SWEEP" in os.environ, "CURATOR_TEST_GITHUB" in os.environ

# A fault for each request of each night; on another server, which may count requests, for every third one.
CASES = [
    (so_far, number, kind)
    for night, so_far in enumerate((merge, tick))
    for number in range(REQUESTS)
    for place, kind in enumerate(KINDS)
    if FULL or (place == (2 * number + 5 * night) % 9 and not (ELSEWHERE and (number + night) % 3))
]
_numbers = count(1)


class Starts:
    """The lists with which the nights start: made once and copied where the server can do that, else made anew."""

    def __init__(self, server: Server, folder: Path) -> None:
        self._server, self._folder = server, folder
        self._made: dict[Callable[[Bot], None], Bot] = {}
        self._ends: dict[Callable[[Bot], None], dict[str, Any]] = {}

    def bot(self, so_far: Callable[[Bot], None]) -> Bot:
        """Return the bot of a list of its own, after what went before."""
        if so_far not in self._made:
            one = Bot(self._server, self._folder / f"{so_far.__name__}-{next(_numbers)}")
            so_far(one)
            self._made[so_far] = one
        return self._made[so_far].copy() if self._server.own else self._made.pop(so_far)

    def undisturbed(self, so_far: Callable[[Bot], None]) -> dict[str, Any]:
        """Return where two undisturbed nights end."""
        if so_far not in self._ends:
            bot = self.bot(so_far)
            assert bot.night(good(3)) == 0
            assert bot.night(good(3)) == 0
            self._ends[so_far] = outcome(bot)
        return self._ends[so_far]


@pytest.fixture(scope="module")
def starts(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Starts:
    return Starts(server, tmp_path_factory.mktemp("starts"))


def outcome(bot: Bot) -> dict[str, Any]:
    """Return all that a maintainer or the next night can see, without what differs from copy to copy."""
    person = bot.maintainer
    pulls = [
        (one["number"], one["state"], one["merged_at"] is None, one["title"], one["body"])
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


@pytest.mark.parametrize(("so_far", "number", "kind"), CASES)
def test_the_next_run_ends_where_an_undisturbed_one_does(
    so_far: Callable[[Bot], None], number: int, kind: Kind, starts: Starts, capsys: pytest.CaptureFixture[str]
) -> None:
    wanted, bot = starts.undisturbed(so_far), starts.bot(so_far)
    faults = bot.server.proxy.faults
    faults[:] = [Fault(kind, skip=number)]
    capsys.readouterr()
    code = bot.night(good(3))
    assert not faults.pop().times, "the night has fewer requests"
    said = capsys.readouterr().err
    assert (code, said.count("\n")) in {(0, 0), (1, 1)}, said
    assert bot.night(good(3)) == 0
    assert outcome(bot) == wanted


def before_first(monkeypatch: pytest.MonkeyPatch, kind: type, name: str, act: Callable[[], object]) -> None:
    """Do something in the instant before a method is called for the first time."""
    method, done = getattr(kind, name), list[object]()

    def delayed(*words: object, **more: object) -> object:
        if not done:
            done.append(act)
            act()
        return method(*words, **more)

    monkeypatch.setattr(kind, name, delayed)


def before_the_first_push(monkeypatch: pytest.MonkeyPatch, act: Callable[[], object]) -> None:
    """Do something in the instant between reading and writing."""
    before_first(monkeypatch, Remote, "push", act)


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


def test_a_pull_request_that_is_opened_between_two_looks_is_not_taken_for_one_without_branch(
    bot: Bot, monkeypatch: pytest.MonkeyPatch
) -> None:
    before_first(monkeypatch, GitHub, "recent", lambda: bot.night(good(1)))
    assert bot.night(good(2)) == 0
    assert sorted(bot.listed()) == [identity(1), identity(2)]
    assert [one["title"] for one in bot.maintainer.pulls("all")] == ["Add 2 papers"]


@pytest.mark.parametrize("pushes", [False, True])
def test_of_two_runs_that_open_one_pull_request_the_last_to_push_has_its_say(
    bot: Bot, monkeypatch: pytest.MonkeyPatch, pushes: bool
) -> None:
    other = {"title": "Add 1 paper", "body": "Of another run", "head": BRANCH, "base": "main"}
    inner = (lambda: bot.night(good(2))) if pushes else (lambda: bot.maintainer.call("POST", "/pulls", **other))
    before_first(monkeypatch, GitHub, "open", inner)
    assert bot.night(good(1), good(3)) == 0
    (one,) = bot.maintainer.pulls("all")
    assert one["title"] == ("Add 3 papers" if pushes else "Add 2 papers")
    assert "Of another run" not in one["body"]


@pytest.mark.parametrize("act", ["merge", "close"])
def test_what_joins_the_branch_after_the_merge_is_not_counted_as_turned_down(
    bot: Bot, monkeypatch: pytest.MonkeyPatch, act: str
) -> None:
    bot.night(good(1))
    bot.later()
    before_the_first_push(monkeypatch, getattr(bot.maintainer, act))
    assert bot.night(good(2)) == 0
    assert bot.labels().keys() == {identity(1)}
    assert bot.maintainer.the_pull()["title"] == "Add 1 paper"
    assert identity(2) in bot.listed()


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
    bot.night(good(1), ask=[question(2)])
    box = next(line for line in bot.maintainer.body().splitlines() if "Data" in line and "[ ]" in line)
    before_the_first_push(monkeypatch, lambda: bot.maintainer.edit(box, box.replace("[ ]", "[x]")))
    assert bot.night(good(3)) == 0
    assert sorted(bot.listed()) == [identity(1), identity(2), identity(3)]
