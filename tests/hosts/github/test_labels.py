"""Rejections that an earlier version wrote are found and forgotten, those that people decided stay."""

import json

import pytest
import requests

from curator.feedback import labels, labels_csv
from curator.types import Label
from tests.fakes import paper
from tests.github_bot import LIST, METHODS, STATE, Bot, good, identity, question

ABOVE = {"README.md": f"# Awesome things\n\n{LIST}"}


def closed_by(bot: Bot, token: str) -> int:
    """Close the pull request with a token, and return its number."""
    number = int(bot.maintainer.the_pull()["number"])
    headers = {"authorization": f"token {token}"}
    url = f"{bot.server.url}/repos/{bot.repo}/pulls/{number}"
    requests.patch(url, json={"state": "closed"}, headers=headers, timeout=30).raise_for_status()
    return number


def as_before(bot: Bot, number: int, *papers: int) -> None:
    """Write what an earlier version made of an end: it closed what it could not place, and then learnt from that."""
    by = bot.maintainer.call("GET", f"/issues/{number}")["closed_by"] or {"login": ""}
    fresh = [Label(paper(one).id, f"Paper {one}", (), bot.today, f"#{number} closed", by["login"]) for one in papers]
    known = labels_csv.read(bot.maintainer.read(STATE, "data/labels.csv") + "\n")
    bot.maintainer.write({"data/labels.csv": labels_csv.write(labels.update(known, fresh))}, STATE)


@pytest.fixture
def wronged(bot: Bot) -> Bot:
    """Return a bot that knows two rejections of a person's, and two that an earlier version wrote."""
    bot.learn()
    bot.night(good(1), good(2))
    bot.maintainer.close()
    bot.learn()
    bot.later()
    bot.night(good(3), good(4))
    bot.maintainer.write(ABOVE)
    as_before(bot, closed_by(bot, bot.server.bot), 3, 4)
    return bot


def test_what_a_closing_of_the_bot_turned_down_is_found_and_named(
    wronged: Bot, capsys: pytest.CaptureFixture[str]
) -> None:
    before = wronged.maintainer.head(STATE)
    capsys.readouterr()
    assert wronged.run("labels", "audit") == 1
    said = capsys.readouterr().out
    assert "2 rejections that nobody decided: forget them with --undo" in said
    assert [identity(number) in said for number in range(1, 5)] == [False, False, True, True]
    assert wronged.run("labels", "audit", "--json") == 1
    (found,) = json.loads(capsys.readouterr().out)["doubts"]
    assert [one["arxiv_id"] for one in found["papers"]] == [identity(3), identity(4)]
    assert wronged.maintainer.head(STATE) == before


def test_what_is_forgotten_comes_again_and_what_a_person_turned_down_does_not(
    wronged: Bot, capsys: pytest.CaptureFixture[str]
) -> None:
    others = [one for one in wronged.maintainer.read(STATE, "data/labels.csv").splitlines() if " closed," not in one]
    assert wronged.run("labels", "audit", "--undo") == 0
    assert "2 rejections that nobody decided: forgotten" in capsys.readouterr().out
    known = wronged.maintainer.read(STATE, "data/labels.csv").splitlines()
    assert [one for one in known if " closed," not in one] == others
    assert {*wronged.labels()} == {identity(1), identity(2)}
    assert wronged.run("labels", "audit") == 0
    assert "found no rejection that nobody decided" in capsys.readouterr().out


def test_the_night_after_proposes_what_was_forgotten(wronged: Bot) -> None:
    wronged.learn()
    assert wronged.run("labels", "audit", "--undo") == 0
    wronged.later()
    assert wronged.night(good(1)) == 0
    assert sorted(wronged.listed()) == [identity(3), identity(4)]


def test_a_person_who_closes_what_cannot_be_placed_decides(bot: Bot) -> None:
    if bot.server.own is None:
        pytest.skip("the other server does not say who closed a pull request")
    bot.learn()
    bot.night(good(1), ask=[question(2, METHODS)])
    bot.maintainer.write(ABOVE)
    as_before(bot, closed_by(bot, bot.server.person), 1, 2)
    assert bot.run("labels", "audit") == 0
    assert {*bot.labels()} == {identity(1), identity(2)}


def test_a_number_of_another_repository_s_is_passed_over(bot: Bot) -> None:
    bot.learn()
    label = Label(paper(1).id, "Paper", (), bot.today, "#977 closed", "bot")
    bot.maintainer.write({"data/labels.csv": labels_csv.write([label])}, STATE)
    assert bot.run("labels", "audit", "--undo") == 0
    assert {*bot.labels()} == {identity(1)}
