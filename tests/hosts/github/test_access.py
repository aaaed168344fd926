"""What a repository lets the bot do, and how much GitHub takes."""

from pathlib import Path

import pytest

from curator.proposals import body
from tests.github_bot import BRANCH, STATE, Bot, Server, good, identity


def test_a_protected_default_branch_does_not_matter(bot: Bot) -> None:
    bot.server.protect(bot.repo)
    assert bot.night(good(1)) == 0
    assert bot.listed() == [identity(1)]
    assert bot.night(good(2)) == 0
    assert sorted(bot.listed()) == [identity(1), identity(2)]


def test_a_repository_that_the_bot_may_not_see_is_one_line_and_nothing_is_pushed(
    bot: Bot, capsys: pytest.CaptureFixture[str]
) -> None:
    with bot.server.hidden(bot.repo):
        assert bot.night(good(1)) == 1
    said = capsys.readouterr().err
    assert said.startswith(f"curator: GitHub, read the repository of {bot.repo}: 40")
    assert said.count("\n") == 1
    assert not bot.maintainer.head(BRANCH)
    assert not bot.maintainer.head(STATE)


@pytest.mark.parametrize("count", [60, 700])
def test_a_body_that_would_be_too_long_is_cut_and_taken(server: Server, tmp_path: Path, count: int) -> None:
    bot = Bot(server, tmp_path / f"long-{count}", "[suggest]\nat_most = 1000\n")
    assert bot.night(*(good(number, title=f"{'Long ' * 50}{number}") for number in range(1, count))) == 0
    assert len(bot.maintainer.body()) <= body.LIMIT
    assert len(bot.listed()) == count - 1
