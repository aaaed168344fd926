"""Nothing is learnt that nobody decided, and nothing that somebody decided is lost."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.fakes import paper
from tests.github_bot import BRANCH, LIST, METHODS, STATE, Bot, Server, good, identity, question
from tests.hosts.github.by_hand import line_of, tick

# who closed it, and where it went


def test_a_pull_request_that_the_bot_closed_decides_nothing(bot: Bot) -> None:
    bot.night(good(1))
    bot.maintainer.change("main", "## Data\n\n", f"## Data\n\n{line_of(bot.maintainer, BRANCH, 1)}")
    bot.later()
    bot.night()
    assert not bot.maintainer.pulls()
    bot.maintainer.change("main", line_of(bot.maintainer, "main", 1), "")
    for _ in range(2):
        bot.later()
        assert bot.learn() == 0
    assert all(one.source == "list" for one in bot.labels().values())


def test_a_close_by_a_bot_turns_nothing_down(bot: Bot) -> None:
    if bot.server.own is None:
        pytest.skip("the other server has no account that is a bot")
    bot.night(good(1), ask=[question(2)])
    person, bot.maintainer.token = bot.maintainer.token, bot.server.bot
    bot.maintainer.close()
    bot.maintainer.token = person
    bot.later()
    assert bot.night() == 0
    assert not bot.labels()
    assert bot.maintainer.the_pull()["title"] == "Add 1 paper, ask about 1"


def test_a_merge_into_another_branch_decides_nothing_and_its_papers_wait(bot: Bot) -> None:
    bot.night(good(1))
    number = bot.maintainer.the_pull()["number"]
    bot.maintainer.fetch()
    bot.maintainer.git("push", "--quiet", "origin", "origin/main:refs/heads/develop")
    bot.maintainer.call("PATCH", f"/pulls/{number}", base="develop")
    bot.maintainer.merge()
    bot.later()
    assert bot.night(good(2)) == 0
    assert not bot.labels()
    assert bot.listed() == [identity(2)]
    bot.maintainer.fetch()
    bot.maintainer.git("push", "--quiet", "origin", "origin/develop:refs/heads/main")
    bot.later()
    assert bot.night() == 0
    assert bot.labels()[identity(1)].sections == (METHODS,)


def test_closing_turns_down_what_was_asked_too_and_reopening_takes_that_back(bot: Bot) -> None:
    bot.night(good(1), ask=[question(2)])
    number = bot.maintainer.close()
    bot.later()
    bot.learn()
    assert {paper: one.sections for paper, one in bot.labels().items()} == {identity(1): (), identity(2): ()}
    bot.maintainer.reopen(number)
    bot.learn()
    assert not bot.labels()
    assert bot.maintainer.the_pull()["title"] == "Add 1 paper, ask about 1"


# questions end


def test_not_for_this_list_turns_a_paper_down_for_good(bot: Bot) -> None:
    bot.night(good(1), ask=[question(2), question(3)])
    number = bot.maintainer.the_pull()["number"]
    tick(bot, 2, "not for this list")
    bot.later()
    assert bot.learn() == 0
    assert bot.labels()[identity(2)].sections == ()
    assert bot.labels()[identity(2)].source == f"#{number} ticked"
    one = bot.maintainer.the_pull()
    assert one["title"] == "Add 1 paper, ask about 1"
    assert f"[{identity(2)}](https://arxiv.org/abs/{identity(2)}) is turned down" in one["body"]
    bot.later()
    assert bot.night(good(2), ask=[question(2)]) == 0
    assert bot.maintainer.the_pull()["title"] == "Add 1 paper, ask about 1"


def test_a_question_that_nobody_answers_is_dropped_when_the_text_says_and_nothing_is_learnt(bot: Bot) -> None:
    bot.night(good(1), ask=[question(2)])
    for _ in range(3):
        assert bot.maintainer.the_pull()["title"] == "Add 1 paper, ask about 1"
        bot.later(10)
        bot.night()
    bot.maintainer.merge()
    bot.later()
    bot.night(good(3))
    one = bot.maintainer.the_pull()
    assert one["title"] == "Add 1 paper"
    assert identity(2) not in bot.labels()
    bot.later()
    bot.night(ask=[question(2)])
    assert bot.maintainer.the_pull()["title"] == "Add 1 paper"


def test_a_question_dropped_from_an_open_pull_request_is_said(bot: Bot) -> None:
    bot.night(good(1), ask=[question(2)])
    bot.later(20)
    bot.night(ask=[question(3)])
    tick(bot, 3, "Data")
    bot.later(11)
    assert bot.learn() == 0
    assert f"Dropped, since nobody answered for 30 days: Paper number 2 [{identity(2)}]" in bot.maintainer.body()
    assert bot.maintainer.the_pull()["title"] == "Add 2 papers"


def test_what_the_text_of_a_pull_request_promises_is_what_these_tests_hold(bot: Bot) -> None:
    bot.night(good(1), ask=[question(2)])
    said = " ".join(bot.maintainer.body().split())
    for promise in (
        "**Merge** to accept.",
        "delete a line to turn a paper down",
        "move it to another section, or edit its text; curator then leaves the branch to you.",
        "**Close** without merging to turn all of them down, questions too, and reopen to take that back.",
        "A question that nobody answers for 30 days is dropped: less is shown then, and the model learns nothing",
        "What you change in the list after merging is learnt, too.",
        "The title, and what you write above or below this part, stay as you write them; what you write within it",
        "Untick what is not for this list, tick where a paper goes; merge when it is right.",
        "**fits** is how likely you are to take a paper, **section** how likely it belongs there.",
        "curator acts on ticks within minutes and answers here, and reads no comments; two ticks add a paper twice.",
    ):
        assert promise in said


# waiting papers stay true


def test_a_withdrawal_and_a_new_title_reach_the_open_pull_request(bot: Bot) -> None:
    bot.night(good(1), good(2), good(3))
    bot.later()
    gone = replace(good(1), paper=paper(1, comment="This paper has been withdrawn"))
    assert bot.night(gone, good(2, title="A better title")) == 0
    assert sorted(bot.listed()) == [identity(2), identity(3)]
    one = bot.maintainer.the_pull()
    assert one["title"] == "Add 2 papers"
    assert f"Withdrawn by their authors: Paper number 1 [{identity(1)}]" in one["body"]
    assert "A better title" in bot.maintainer.read(BRANCH)
    bot.later()
    bot.night()
    assert sorted(bot.listed()) == [identity(2), identity(3)]
    assert not bot.labels()


@pytest.mark.parametrize("when", ["on the branch", "after the merge", "days later"])
def test_a_paper_with_a_shorter_title_and_another_link_is_still_that_paper(bot: Bot, when: str) -> None:
    bot.learn()
    bot.later()
    bot.night(good(1, title="Deep search: a study of how far one can look"), good(2))
    old = "Deep search: a study of how far one can look"
    branch = BRANCH if when == "on the branch" else "main"
    if when != "on the branch":
        bot.maintainer.merge()
    if when == "days later":
        bot.later()
        bot.learn()
        bot.later()
    line = line_of(bot.maintainer, branch, 1)
    assert old in line
    new = line.replace(old, "Deep search").replace(
        f"https://arxiv.org/abs/{identity(1)}", "https://openreview.net/forum?id=xyz"
    )
    bot.maintainer.change(branch, line, new)
    if when == "on the branch":
        bot.maintainer.merge()
    bot.learn()
    bot.later()
    bot.learn()
    one = bot.labels()[identity(1)]
    assert (one.title, one.sections) == ("Deep search", (METHODS,))
    assert one.source.endswith("merged")
    assert "openreview" not in bot.maintainer.read(STATE, "data/labels.csv")
    assert bot.maintainer.read(STATE, "data/labels.csv").count("Deep search") == 1


# links, patterns, and why there is nothing to propose


def test_a_list_that_is_a_link_is_named_in_one_line(
    server: Server, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bot = Bot(server, tmp_path / "linked")
    bot.maintainer.pull()
    readme = bot.maintainer.folder / "README.md"
    readme.rename(bot.maintainer.folder / "list.md")
    readme.symlink_to("list.md")
    bot.maintainer.git("add", "--all")
    bot.maintainer.git("commit", "--quiet", "--message=Link")
    bot.maintainer.git("push", "--quiet", "origin", "HEAD:refs/heads/main")
    capsys.readouterr()
    said = "README.md is a link to list.md: name that file in [list] files in curator.toml instead"
    assert (bot.night(good(1)), bot.learn()) == (1, 1)
    assert capsys.readouterr().err.count(said) == 2
    (bot.folder / "list.md").write_text(LIST)
    (bot.folder / "README.md").symlink_to("list.md")
    assert bot.run("style") == 1
    assert said in capsys.readouterr().err
    (bot.folder / "curator.toml").write_text('[list]\nfiles = ["list.md"]\n')
    assert bot.night(good(1)) == 0
    assert identity(1) in bot.maintainer.read(BRANCH, "list.md")


def test_a_pattern_never_takes_curator_s_own_files_for_the_list(server: Server, tmp_path: Path) -> None:
    bot = Bot(server, tmp_path / "all", '[list]\nfiles = ["**/*.md"]\n[state]\nbranch = "main"\n')
    bot.maintainer.write({"models/README.md": "# A card\n\n- Old [[Paper]](https://arxiv.org/abs/2603.00001)\n"})
    assert bot.night(good(1)) == 0
    assert bot.listed() == [identity(1)]


def test_nothing_to_propose_says_why_where_something_was_suggested(
    bot: Bot, capsys: pytest.CaptureFixture[str]
) -> None:
    bot.night()
    assert "nothing to propose today\n" in capsys.readouterr().out
    bot.night(good(1), ask=[question(2)])
    bot.maintainer.merge()
    bot.later()
    capsys.readouterr()
    bot.night(ask=[question(2)])
    assert "nothing to propose today: 1 only asked about, which waits for a new paper\n" in capsys.readouterr().out
    bot.night(good(3))
    bot.maintainer.close()
    bot.later()
    capsys.readouterr()
    bot.night(good(3))
    assert (
        "nothing to propose today: 1 already in the list, decided, withdrawn or over the limit"
        in capsys.readouterr().out
    )


def test_one_decision_is_told_as_one(bot: Bot, capsys: pytest.CaptureFixture[str]) -> None:
    bot.learn()
    assert "6 decisions are new or changed, the list's own entries included\n" in capsys.readouterr().out
    bot.maintainer.change("main", "## Data\n\n", "## Data\n\n- By hand [[P]](https://arxiv.org/abs/2602.00009)\n")
    bot.learn()
    assert "1 decision is new or changed, the list's own entries included\n" in capsys.readouterr().out
