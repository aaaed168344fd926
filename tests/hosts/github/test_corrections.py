"""Corrections on GitHub: a pull request of their own, and what people did with it is final."""

from tests.github_bot import LIST, Bot, good

BRANCH = "curator/corrections"
FAULTY = LIST.replace("https://arxiv.org/abs/2501.00001", "https:/arxiv.org/abs/2501.00001")


def faulty(bot: Bot, text: str = FAULTY) -> Bot:
    bot.maintainer.write({"README.md": text})
    (bot.folder / "README.md").write_text(text)
    return bot


def test_corrections_are_a_pull_request_beside_the_rolling_one(bot: Bot) -> None:
    faulty(bot).night(good(1))
    assert bot.run("audit", "--propose") == 0
    corrections, rolling = bot.maintainer.pulls()
    assert (corrections["title"], rolling["title"]) == ("Correct 1 place in the list", "Add 1 paper")
    assert corrections["head"]["ref"] == BRANCH
    assert bot.maintainer.read(BRANCH) == LIST.strip()
    assert bot.maintainer.log(BRANCH) == ["curator Correct 1 place in the list"]


def test_the_same_corrections_again_change_nothing_and_new_ones_join_the_same_pull_request(bot: Bot) -> None:
    faulty(bot).run("audit", "--propose")
    before = bot.maintainer.the_pull()
    assert bot.run("audit", "--propose") == 0
    assert bot.maintainer.the_pull() == before
    faulty(bot, FAULTY.replace("https://arxiv.org/abs/2502.00001", "https:/arxiv.org/abs/2502.00001"))
    assert bot.run("audit", "--propose") == 0
    after = bot.maintainer.the_pull()
    assert (after["number"], after["title"]) == (before["number"], "Correct 2 places in the list")
    assert bot.maintainer.read(BRANCH) == LIST.strip()


def test_what_was_closed_is_not_opened_again_before_there_is_something_else(bot: Bot) -> None:
    faulty(bot).run("audit", "--propose")
    bot.maintainer.close()
    assert bot.run("audit", "--propose") == 0
    assert not bot.maintainer.pulls()
    faulty(bot, FAULTY.replace("# ", "# The ", 1).replace("\n", "\n\n", 1))
    assert bot.run("audit", "--propose") == 0
    assert not bot.maintainer.pulls()
    faulty(bot, FAULTY.replace("https://arxiv.org/abs/2502.00001", "https:/arxiv.org/abs/2502.00001"))
    assert bot.run("audit", "--propose") == 0
    assert bot.maintainer.the_pull()["title"] == "Correct 2 places in the list"


def test_a_branch_that_a_person_committed_on_is_left_alone(bot: Bot) -> None:
    faulty(bot).run("audit", "--propose")
    bot.maintainer.change(BRANCH, "Reward models", "Models of reward")
    head = bot.maintainer.head(BRANCH)
    assert bot.run("audit", "--propose") == 0
    assert bot.maintainer.head(BRANCH) == head
    bot.maintainer.close()
    faulty(bot, FAULTY.replace("https://arxiv.org/abs/2502.00001", "https:/arxiv.org/abs/2502.00001"))
    assert bot.run("audit", "--propose") == 1


def test_after_a_merge_there_is_nothing_to_mend(bot: Bot) -> None:
    faulty(bot).run("audit", "--propose")
    bot.maintainer.merge()
    (bot.folder / "README.md").write_text(bot.maintainer.read("main") + "\n")
    assert bot.run("audit", "--propose") == 0
    assert not bot.maintainer.pulls()


def test_a_checkout_that_is_not_the_branch_on_the_server_is_refused(bot: Bot) -> None:
    faulty(bot)
    (bot.folder / "README.md").write_text(FAULTY + "more\n")
    assert bot.run("audit", "--propose") == 1
    assert not bot.maintainer.pulls()
