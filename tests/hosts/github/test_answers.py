"""What curator says of a tick is what came of it."""

import pytest

from tests.github_bot import BRANCH, METHODS, STATE, Bot, good, identity, question
from tests.hosts.github.by_hand import tick
from tests.season.boxes import boxes


def by_hand(bot: Bot, number: int, section: str) -> None:
    """Add a paper to a section of the list by hand."""
    line = f"- Paper number {number} [[Paper]](https://arxiv.org/abs/{identity(number)})\n"
    bot.maintainer.change("main", f"## {section}\n\n", f"## {section}\n\n{line}")


def said(bot: Bot) -> str:
    """Return what the open pull request answers to ticks."""
    return bot.maintainer.body().partition("As ticked: ")[2].partition("\n")[0]


def test_a_paper_turned_down_in_both_of_its_sections_is_one_decision_and_one_line(bot: Bot) -> None:
    bot.night(good(1), ask=[question(2)])
    tick(bot, 2, "Methods")
    tick(bot, 2, "Data")
    bot.later()
    bot.learn()
    assert sorted(bot.listed()) == [identity(1), identity(2), identity(2)]
    tick(bot, 2, "Methods")
    tick(bot, 2, "Data")
    bot.later()
    bot.learn()
    assert bot.maintainer.read(STATE, "data/labels.csv").count(identity(2)) == 1
    assert bot.labels()[identity(2)].sections == ()


@pytest.mark.parametrize("left", [False, True])
def test_a_tick_on_a_paper_that_was_added_by_hand_meanwhile_is_not_said_to_place_it_or_turn_it_down(
    bot: Bot, left: bool
) -> None:
    bot.night(good(1), ask=[question(2), question(3), question(4)])
    if left:
        bot.maintainer.change(BRANCH, "Paper number 1", "Paper one")
    for number in (2, 3, 4):
        by_hand(bot, number, "Methods")
    tick(bot, 2, "Data")
    tick(bot, 3, "not for this list")
    tick(bot, 4, "Methods")
    bot.later()
    bot.learn()
    text = bot.maintainer.body()
    assert text.count("stands in the list: move its line there") == 1
    assert text.count("stands in the list: delete its line there to turn it down") == 1
    assert text.count("was decided already") == 1
    assert "joins" not in text
    assert {number: bot.labels()[identity(number)].sections for number in (2, 3, 4)} == dict.fromkeys(
        (2, 3, 4), (METHODS,)
    )


def test_a_section_ticked_together_with_not_for_this_list_asks_which_of_the_two_is_meant(bot: Bot) -> None:
    bot.night(good(1), ask=[question(2), question(3)])
    tick(bot, 2, "Data")
    tick(bot, 2, "not for this list")
    bot.later()
    bot.learn()
    assert "stays open: tick either sections or *not for this list*" in said(bot)
    assert "still there" not in said(bot)
    assert identity(2) not in bot.labels()


def test_a_branch_taken_back_keeps_the_one_place_that_a_person_left_a_paper_of_two(bot: Bot) -> None:
    bot.night(good(1), ask=[question(2)])
    tick(bot, 2, "Methods")
    tick(bot, 2, "Data")
    bot.later()
    bot.learn()
    text = bot.maintainer.read(BRANCH)
    line = next(one for one in text.splitlines(keepends=True) if identity(2) in one)
    bot.maintainer.write({"README.md": text.replace(line, "", 1) + "\n"}, BRANCH)
    bot.later()
    bot.night(good(3))
    bot.maintainer.edit("- [ ] Rebuild", "- [x] Rebuild")
    bot.later()
    bot.learn()
    assert sorted(bot.listed()) == [identity(1), identity(2), identity(3)]
    assert len([one for one in boxes(bot.maintainer.body()) if one.paper == identity(2) and one.ticked]) == 1


def test_a_question_that_stays_open_when_its_pull_request_ends_is_said_to_come_with_the_next_one(bot: Bot) -> None:
    bot.night(good(1), ask=[question(2)])
    tick(bot, 2, "Data")
    tick(bot, 2, "not for this list")
    bot.maintainer.merge()
    bot.later()
    bot.night(good(3))
    said = "stays open: tick either sections or *not for this list* with the next pull request"
    assert bot.maintainer.pulls("closed")[0]["body"].count(said) == 2
    assert identity(2) in {one.paper for one in boxes(bot.maintainer.body())}
