"""When the bot speaks: on the days of the schedule, and not to a pull request that nobody touches."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.github_bot import Bot, Server, good, identity, question
from tests.proxy import Fault


def test_a_pull_request_that_nobody_touched_for_30_days_is_left_as_it_is_until_a_tick(bot: Bot) -> None:
    bot.night(good(1))
    bot.later(31)
    bot.night(good(2))
    assert bot.listed() == [identity(1)]
    assert bot.maintainer.body().count("curator has stopped updating") == 1
    bot.night(good(3))
    bot.maintainer.edit("- [ ] Go on", "- [x] Go on")
    assert bot.learn() == 0
    assert sorted(bot.listed()) == [identity(1), identity(2), identity(3)]
    assert "stopped updating" not in bot.maintainer.body()


@pytest.mark.parametrize(
    ("path", "data"), [("issues/{}/comments", {}), ("pulls/{}/reviews", {"event": "COMMENT"})], ids=["word", "review"]
)
def test_a_word_of_a_person_within_30_days_keeps_the_updates_coming(bot: Bot, path: str, data: dict[str, str]) -> None:
    bot.today = datetime.now(UTC).date() - timedelta(days=31)
    bot.night(good(1))
    bot.later(31)
    bot.maintainer.call("POST", f"/{path.format(bot.maintainer.the_pull()['number'])}", body="On Sunday.", **data)
    bot.night(good(2))
    bot.later(30)
    bot.night(good(3))
    assert sorted(bot.listed()) == [identity(1), identity(2), identity(3)]
    bot.later()
    bot.night(good(4))
    assert len(bot.listed()) == 3
    assert "stopped updating" in bot.maintainer.body()


@pytest.mark.parametrize(("schedule", "days"), [("weekly", 7), ("monthly", 30)])
def test_new_papers_wait_for_the_day_of_the_schedule_and_none_is_lost(
    server: Server, tmp_path: Path, schedule: str, days: int
) -> None:
    bot = Bot(server, tmp_path / schedule, f'[suggest]\nschedule = "{schedule}"\n')
    bot.night(good(1))
    number = bot.maintainer.the_pull()["number"]
    bot.later(days - 2)
    bot.night(good(2), ask=[question(3)])
    before = bot.maintainer.the_pull()
    bot.later()
    bot.night()
    assert bot.maintainer.the_pull() == before
    assert bot.listed() == [identity(1)]
    bot.later()
    bot.night(good(4))
    one = bot.maintainer.the_pull()
    assert (one["number"], one["title"]) == (number, "Add 3 papers, ask about 1")
    assert sorted(bot.listed()) == [identity(1), identity(2), identity(4)]


def test_between_the_days_of_the_schedule_ticks_and_conflicts_are_seen_to_and_nothing_else_joins(
    server: Server, tmp_path: Path
) -> None:
    bot = Bot(server, tmp_path / "between", '[suggest]\nschedule = "weekly"\n')
    bot.night(good(1), ask=[question(2)])
    bot.later()
    bot.night(good(3))
    box = next(line for line in bot.maintainer.body().splitlines() if "Data" in line and "[ ]" in line)
    bot.maintainer.edit(box, box.replace("[ ]", "[x]"))
    bot.maintainer.change("main", "## Methods\n\n", "## Methods\n\n- By hand [[P]](https://arxiv.org/abs/2501.00003)\n")
    assert bot.learn() == 0
    assert sorted(bot.listed()) == [identity(1), identity(2)]
    assert bot.maintainer.the_pull()["mergeable"]
    bot.maintainer.merge()
    bot.later()
    bot.night()
    assert not bot.maintainer.pulls()
    bot.later(5)
    bot.night()
    assert bot.maintainer.the_pull()["title"] == "Add 1 paper"
    assert identity(3) in bot.listed()


def test_a_pull_request_that_could_not_be_opened_on_its_day_is_opened_in_the_next_night(
    server: Server, tmp_path: Path
) -> None:
    bot = Bot(server, tmp_path / "refused", '[suggest]\nschedule = "weekly"\n')
    server.proxy.faults[:] = [Fault("500", "POST", "/pulls$")]
    assert bot.night(good(1)) == 1
    bot.later()
    assert bot.night(good(2)) == 0
    assert bot.listed() == [identity(1)]
    assert bot.maintainer.the_pull()["title"] == "Add 1 paper"


def test_between_the_days_of_the_schedule_a_pull_request_can_be_closed_and_opened_again(
    server: Server, tmp_path: Path
) -> None:
    bot = Bot(server, tmp_path / "again", '[suggest]\nschedule = "weekly"\n')
    bot.night(good(1))
    number = bot.maintainer.close()
    bot.later()
    bot.night(good(2))
    bot.maintainer.reopen(number)
    bot.later()
    bot.night()
    assert bot.maintainer.the_pull()["number"] == number
    assert bot.listed() == [identity(1)]
