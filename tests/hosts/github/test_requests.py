"""What the bot asks, and what it does when a request goes wrong; github3.py's habits."""

import re
from collections.abc import Iterator
from datetime import date

import pytest

from curator.errors import HostError
from curator.hosts.github.client import GitHub
from tests.github_bot import BRANCH, Bot, Server, good, identity, question
from tests.proxy import Fault, Kind, Proxy


@pytest.fixture
def proxy(server: Server) -> Iterator[Proxy]:
    server.proxy.log.clear()
    yield server.proxy
    server.proxy.faults.clear()


@pytest.fixture
def github(bot: Bot, server: Server) -> GitHub:
    one = GitHub(server.url, bot.repo, server.bot, patience=1)
    one.default_branch()
    return one


def test_the_api_s_address_is_taken_as_it_is_given(bot: Bot, proxy: Proxy, server: Server) -> None:
    proxy.log.clear()
    GitHub(f"{server.url}/", bot.repo, server.bot).default_branch()
    assert proxy.log[-1].path == f"/repos/{bot.repo}"
    assert proxy.log[-1].headers["x-github-api-version"] == "2022-11-28"


@pytest.mark.parametrize("kind", ["limit", "abuse", "429"])
def test_a_rate_limit_is_waited_for_and_the_request_sent_again(
    bot: Bot, proxy: Proxy, server: Server, kind: Kind
) -> None:
    waits: list[float] = []
    github = GitHub(server.url, bot.repo, server.bot, sleep=waits.append)
    proxy.faults.append(Fault(kind, times=2))
    assert github.default_branch() == "main"
    assert len(waits) == 2
    assert all(0 <= wait < 60 for wait in waits)


def test_a_rate_limit_that_stays_is_told_after_three_tries(bot: Bot, proxy: Proxy, server: Server) -> None:
    github = GitHub(server.url, bot.repo, server.bot, sleep=lambda _: None)
    proxy.faults.append(Fault("429", times=9))
    with pytest.raises(HostError, match="429 You have exceeded a secondary rate limit"):
        github.default_branch()
    assert proxy.faults[0].times == 6


@pytest.mark.parametrize("kind", ["cut", "hang", "500", "502"])
def test_reading_is_tried_again_when_it_fails(bot: Bot, proxy: Proxy, github: GitHub, kind: Kind) -> None:
    proxy.faults.append(Fault(kind))
    assert github.default_branch() == "main"


def test_where_no_answer_comes_to_what_github3_does_not_know_that_is_one_line_too(proxy: Proxy, github: GitHub) -> None:
    proxy.faults.append(Fault("cut", path="/comments", times=3))
    with pytest.raises(HostError, match=r"no answer .*: run the command again"):
        github.last_word(1, date(2026, 3, 2))


@pytest.mark.parametrize("kind", ["cut after", "hang after"])
def test_a_pull_request_that_was_opened_though_no_answer_came_is_found_and_not_opened_twice(
    bot: Bot, proxy: Proxy, kind: Kind
) -> None:
    proxy.faults.append(Fault(kind, "POST", "/pulls$"))
    assert bot.night(good(1)) == 0
    assert len(bot.maintainer.pulls("all")) == 1


def test_closing_sends_the_state_alone_so_that_no_tick_is_undone(bot: Bot, proxy: Proxy) -> None:
    bot.night(good(1))
    line = next(line for line in bot.maintainer.read(BRANCH).splitlines() if identity(1) in line)
    bot.maintainer.change("main", "## Data\n\n", f"## Data\n\n{line}\n")
    proxy.log.clear()
    bot.later()
    assert bot.night() == 0
    assert [one.body for one in proxy.log if one.method == "PATCH"] == [b'{"state": "closed"}']


@pytest.mark.parametrize("end", ["merge", "close"])
def test_the_bot_writes_no_comment_whatever_becomes_of_its_pull_request(bot: Bot, proxy: Proxy, end: str) -> None:
    proxy.log.clear()
    bot.night(good(1), ask=[question(2)])
    bot.night(good(1), good(3), ask=[question(2)])
    getattr(bot.maintainer, end)()
    bot.learn()
    bot.later()
    bot.night(good(4))
    assert {one.method for one in proxy.log if re.search(r"/(comments|reviews)\b", one.path)} <= {"GET"}


def test_the_bot_never_asks_who_it_is_and_stays_under_the_limit_of_writing_calls(bot: Bot, proxy: Proxy) -> None:
    proxy.log.clear()
    bot.night(good(1), ask=[question(2)])
    assert not [one for one in proxy.log if one.path == "/user"]
    assert sum(one.method in {"POST", "PATCH", "PUT"} and "/repos/" in one.path for one in proxy.log) <= 2
