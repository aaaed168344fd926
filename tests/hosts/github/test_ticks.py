"""What is ticked and unticked on a pull request, at whatever moment, is done, or answered with why not."""

import pytest

from tests.github_bot import BRANCH, DATA, METHODS, OTHER, STATE, Bot, good, identity, question
from tests.hosts.github.by_hand import answer, tick

# ticks


@pytest.mark.parametrize("how", ["before", "after", "learnt"])
@pytest.mark.parametrize("end", ["merge", "close"])
def test_a_tick_around_the_end_of_a_pull_request_counts_and_is_answered(bot: Bot, how: str, end: str) -> None:
    bot.night(good(1), ask=[question(2)])
    number = bot.maintainer.the_pull()["number"]
    if how == "before":
        tick(bot, 2, "Data")
    getattr(bot.maintainer, end)()
    if how == "learnt":
        bot.later()
        bot.learn()
    if how != "before":
        tick(bot, 2, "Data")
    bot.later()
    assert bot.night() == 0
    assert bot.maintainer.the_pull()["title"] == "Add 1 paper"
    assert identity(2) in bot.maintainer.read(BRANCH).split("## Data")[1]
    assert set(bot.labels()) == {identity(1)}
    assert "Data, section 30%: joins Data with the next pull request" in answer(bot, number)
    bot.maintainer.close()
    for _ in range(2):
        bot.later()
        bot.night()
    assert bot.labels()[identity(2)].sections == ()
    assert not bot.maintainer.pulls()


def test_a_tick_on_a_pull_request_that_has_ended_counts_though_another_is_open(bot: Bot) -> None:
    bot.night(good(1), ask=[question(2)])
    bot.maintainer.close()
    bot.later()
    tick(bot, 2, "Data")
    bot.night(good(3))
    assert sorted(bot.listed()) == [identity(2), identity(3)]


def test_a_tick_on_a_branch_of_people_is_answered_and_comes_next(bot: Bot) -> None:
    bot.night(good(1), ask=[question(2)])
    bot.maintainer.change(BRANCH, "Paper number 1", "Paper one")
    tick(bot, 2, "Data")
    bot.later()
    bot.learn()
    assert "joins Data with the next pull request" in bot.maintainer.body()
    bot.maintainer.close()
    bot.later()
    bot.night()
    assert set(bot.labels()) == {identity(1)}
    assert bot.listed() == [identity(2)]


def test_two_boxes_of_one_paper_are_two_sections(bot: Bot) -> None:
    bot.night(good(1), ask=[question(2)])
    tick(bot, 2, "Data")
    tick(bot, 2, "Methods")
    bot.later()
    bot.learn()
    one = bot.maintainer.the_pull()
    assert (one["title"], one["additions"]) == ("Add 2 papers", 3)
    bot.maintainer.merge()
    bot.learn()
    assert set(bot.labels()[identity(2)].sections) == {METHODS, DATA}
    assert bot.labels()[identity(2)].source.endswith("merged")


def test_of_two_sections_that_were_ticked_one_may_be_deleted(bot: Bot) -> None:
    bot.night(good(1), ask=[question(2)])
    tick(bot, 2, "Data")
    tick(bot, 2, "Methods")
    bot.learn()
    text = bot.maintainer.read(BRANCH)
    methods, data = text.split("## Data")
    line = next(line for line in data.splitlines() if identity(2) in line)
    bot.maintainer.write({"README.md": f"{methods}## Data{data.replace(line, '')}\n"}, BRANCH)
    bot.maintainer.merge()
    bot.learn()
    assert bot.labels()[identity(2)].sections == (METHODS,)


# boxes that curator ticked


def test_unticking_a_suggested_paper_takes_its_line_off_the_branch_in_one_run_and_says_so(bot: Bot) -> None:
    bot.night(good(1), good(2))
    number = bot.maintainer.the_pull()["number"]
    tick(bot, 1, "Methods")
    bot.later()
    assert bot.learn() == 0
    one = bot.maintainer.the_pull()
    assert (one["title"], bot.listed()) == ("Add 1 paper", [identity(2)])
    assert f"[{identity(1)}](https://arxiv.org/abs/{identity(1)}) is turned down" in one["body"]
    assert (bot.labels()[identity(1)].sections, bot.labels()[identity(1)].source) == ((), f"#{number} ticked")
    bot.maintainer.merge()
    bot.later()
    assert bot.night(good(1)) == 0
    assert not bot.maintainer.pulls()
    assert bot.labels()[identity(2)].sections == (METHODS,)


def test_a_suggested_paper_moves_by_two_taps(bot: Bot) -> None:
    bot.night(good(1), good(2))
    tick(bot, 1, "Methods")
    tick(bot, 1, "Other")
    bot.later()
    assert bot.learn() == 0
    assert identity(1) in bot.maintainer.read(BRANCH).split("## Other things")[1]
    assert bot.maintainer.read(BRANCH).count(identity(1)) == 1
    assert f"[{identity(1)}](https://arxiv.org/abs/{identity(1)}) joins Other things" in bot.maintainer.body()
    assert set(bot.labels()) == set()
    bot.maintainer.merge()
    bot.learn()
    assert bot.labels()[identity(1)].sections == (OTHER,)


def test_when_every_paper_is_unticked_the_pull_request_is_closed_and_answered(bot: Bot) -> None:
    bot.night(good(1))
    number = bot.maintainer.the_pull()["number"]
    tick(bot, 1, "Methods")
    bot.later()
    assert bot.learn() == 0
    assert not bot.maintainer.pulls()
    assert "- [ ] Methods, section 80%: is turned down" in answer(bot, number)
    assert bot.labels()[identity(1)].sections == ()
    bot.later()
    assert bot.night(good(1)) == 0
    assert not bot.maintainer.pulls()


def test_when_every_paper_is_unticked_where_people_wrote_nothing_is_left_to_merge(bot: Bot) -> None:
    bot.night(good(1))
    bot.maintainer.edit("<!-- curator: end -->", "<!-- curator: end -->\n\nMine.")
    tick(bot, 1, "Methods")
    bot.later()
    assert bot.learn() == 0
    one = bot.maintainer.the_pull()
    assert (one["title"], one["changed_files"], bot.listed()) == ("Nothing to add for now", 0, [])
    assert f"[{identity(1)}](https://arxiv.org/abs/{identity(1)}) is turned down" in one["body"]
    assert "Mine." in one["body"]
    bot.later()
    assert bot.night(good(2)) == 0
    assert bot.listed() == [identity(2)]


def test_a_paper_unticked_on_a_branch_of_people_is_turned_down_and_its_line_is_theirs_to_delete(bot: Bot) -> None:
    bot.night(good(1), good(2))
    bot.maintainer.change(BRANCH, "Paper number 2", "Paper two")
    tick(bot, 1, "Methods")
    bot.later()
    assert bot.learn() == 0
    assert "is turned down; its line on this branch is yours to delete" in bot.maintainer.body()
    assert bot.labels()[identity(1)].sections == ()
    assert sorted(bot.listed()) == [identity(1), identity(2)]


@pytest.mark.parametrize("how", ["merge", "close"])
def test_boxes_that_curator_ticked_neither_keep_nor_take_back_what_an_end_decides(bot: Bot, how: str) -> None:
    bot.night(good(1), ask=[question(2)])
    number = bot.maintainer.the_pull()["number"]
    getattr(bot.maintainer, how)()
    text = answer(bot, number)
    for _ in range(2):
        bot.later()
        assert bot.learn() == 0
    assert bot.labels()[identity(1)].sections == ((METHODS,) if how == "merge" else ())
    assert answer(bot, number) == text


def test_what_was_unticked_in_the_instant_of_the_merge_stands_in_the_list_and_is_said_to(bot: Bot) -> None:
    bot.night(good(1))
    number = bot.maintainer.the_pull()["number"]
    tick(bot, 1, "Methods")
    bot.maintainer.merge()
    bot.later()
    assert bot.learn() == 0
    assert bot.labels()[identity(1)].sections == (METHODS,)
    said = "stands in the list: delete its line there to turn it down"
    assert f"- [ ] Methods, section 80%: {said}" in answer(bot, number)


def test_a_tick_takes_back_what_another_one_turned_down(bot: Bot) -> None:
    bot.night(good(1), ask=[question(2)])
    bot.maintainer.change(BRANCH, "Paper number 1", "Paper one")
    tick(bot, 2, "not for this list")
    bot.later()
    bot.learn()
    assert bot.labels()[identity(2)].sections == ()
    tick(bot, 2, "Data")
    bot.later()
    bot.learn()
    assert identity(2) not in bot.labels()


def test_a_tick_on_a_paper_that_the_lost_memory_held_is_never_called_decided(bot: Bot) -> None:
    bot.night(good(1), ask=[question(2)])
    number = bot.maintainer.the_pull()["number"]
    bot.maintainer.delete_branch(STATE)
    tick(bot, 2, "Data")
    bot.maintainer.merge()
    bot.later()
    assert bot.night(good(3)) == 0
    assert identity(2) not in bot.labels()
    assert bot.listed() == [identity(1), identity(3)]
    assert "Data, section 30%: is not known any more, since what curator knew was lost" in answer(bot, number)
