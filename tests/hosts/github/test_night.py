"""A night on GitHub, and the next ones: what the bot proposes, and when it leaves a branch alone."""

from pathlib import Path

import pytest

from tests.github_bot import BRANCH, DATA, LIST, METHODS, STATE, Bot, Server, good, identity, question


def test_the_first_night_opens_one_pull_request_that_only_adds_lines(bot: Bot) -> None:
    assert bot.night(good(1), good(2, DATA)) == 0
    one = bot.maintainer.the_pull()
    assert (one["title"], one["commits"], one["additions"], one["deletions"]) == ("Add 2 papers", 1, 2, 0)
    assert bot.listed() == [identity(1), identity(2)]
    assert "https://arxiv.org/abs/2603.00001" in one["body"]
    assert bot.maintainer.read("main") == LIST.strip()


def test_a_night_without_anything_good_enough_opens_nothing_and_commits_nothing(bot: Bot) -> None:
    assert bot.night() == 0
    assert not bot.maintainer.pulls("all")
    assert not bot.maintainer.head(BRANCH)


def test_the_same_night_again_changes_nothing(bot: Bot) -> None:
    bot.night(good(1))
    before = bot.maintainer.the_pull(), bot.maintainer.head(STATE)
    bot.later()
    assert bot.night(good(1)) == 0
    assert bot.night() == 0
    assert (bot.maintainer.the_pull(), bot.maintainer.head(STATE)) == before


def test_new_papers_join_the_same_pull_request(bot: Bot) -> None:
    bot.night(good(1))
    number = bot.maintainer.the_pull()["number"]
    bot.later()
    assert bot.night(good(2)) == 0
    one = bot.maintainer.the_pull()
    assert (one["number"], one["title"], one["commits"]) == (number, "Add 2 papers", 1)
    assert sorted(bot.listed()) == [identity(1), identity(2)]
    assert "2603.00002" in one["body"]


@pytest.mark.parametrize("amend", [False, True])
def test_a_branch_that_a_person_committed_on_is_left_alone_and_the_body_says_so_once(bot: Bot, amend: bool) -> None:
    bot.night(good(1), good(2))
    bot.maintainer.change(BRANCH, "Paper number 1", "Paper number one", amend=amend)
    head = bot.maintainer.head(BRANCH)
    for number in (3, 4):
        bot.later()
        assert bot.night(good(number)) == 0
    assert bot.maintainer.head(BRANCH) == head
    body = bot.maintainer.body()
    assert body.count("curator leaves this branch to you") == 1
    assert body.count("Rebuild this pull request") == 1


def test_what_was_found_while_the_branch_was_left_alone_comes_after_the_merge(bot: Bot) -> None:
    bot.night(good(1))
    bot.maintainer.change(BRANCH, "Paper number 1", "Paper number one")
    bot.night(good(2))
    bot.maintainer.merge()
    bot.later()
    assert bot.night() == 0
    assert bot.maintainer.the_pull()["title"] == "Add 1 paper"
    assert sorted(bot.listed()) == [identity(1), identity(2)]
    assert set(bot.labels()) == {identity(1)}


def test_the_rebuild_box_gives_the_branch_back_and_keeps_what_was_turned_down_or_moved(bot: Bot) -> None:
    bot.night(good(1), good(2), good(3))
    text = bot.maintainer.read(BRANCH)
    lines = {
        number: next(line for line in text.splitlines() if f"/abs/{identity(number)}" in line) for number in (1, 2)
    }
    moved = (
        text.replace(f"{lines[1]}\n", "")
        .replace(f"{lines[2]}\n", "")
        .replace("## Data\n\n", f"## Data\n\n{lines[2]}\n")
    )
    bot.maintainer.write({"README.md": moved + "\n", "extra.txt": "mine"}, BRANCH)
    bot.night(good(4))
    bot.maintainer.edit("- [ ] Rebuild", "- [x] Rebuild")
    bot.later()
    assert bot.learn() == 0
    one = bot.maintainer.the_pull()
    assert (one["commits"], one["changed_files"]) == (1, 1)
    assert sorted(bot.listed()) == [identity(2), identity(3), identity(4)]
    assert identity(2) in bot.maintainer.read(BRANCH).split("## Data")[1]
    assert "Rebuild this pull request" not in one["body"]
    assert "the branch is curator's again" in one["body"]
    assert bot.labels()[identity(1)].sections == ()


def test_a_paper_that_was_brought_to_the_list_by_hand_is_not_turned_down_by_a_rebuild(bot: Bot) -> None:
    bot.night(good(1), good(2))
    line = next(line for line in bot.maintainer.read(BRANCH).splitlines() if f"/abs/{identity(1)}" in line)
    bot.maintainer.change(BRANCH, f"{line}\n", "")
    bot.night()
    bot.maintainer.change("main", "## Data\n\n", f"## Data\n\n{line}\n")
    bot.maintainer.edit("- [ ] Rebuild", "- [x] Rebuild")
    assert bot.learn() == 0
    assert bot.labels()[identity(1)].sections == (DATA,)


def test_on_a_conflict_the_insertion_is_made_again_on_the_new_list(bot: Bot) -> None:
    bot.night(good(1))
    bot.maintainer.change("main", "- Reward models [[Paper]](https://arxiv.org/abs/2501.00001)\n", "")
    bot.maintainer.change(
        "main", "## Methods\n\n", "## Methods\n\n- By hand [[Paper]](https://arxiv.org/abs/2501.00003)\n"
    )
    bot.later()
    assert bot.night() == 0
    one = bot.maintainer.the_pull()
    assert (one["mergeable"], one["commits"], one["additions"], one["deletions"]) == (True, 1, 1, 0)
    assert "By hand" in bot.maintainer.read(BRANCH)


def test_a_list_that_was_renamed_gets_its_lines_under_its_new_name(bot: Bot) -> None:
    bot.night(good(1))
    bot.maintainer.write({"README.md": None, "LIST.md": LIST})
    bot.later()
    assert bot.night(good(2)) == 1
    (bot.folder / "curator.toml").write_text('[list]\nfiles = ["LIST.md"]\n')
    assert bot.night(good(2)) == 0
    one = bot.maintainer.the_pull()
    assert (one["changed_files"], one["additions"], one["deletions"]) == (1, 2, 0)
    assert not bot.maintainer.read(BRANCH)


@pytest.mark.parametrize("how", ["merge", "squash", "rebase"])
def test_after_a_merge_the_next_night_opens_a_new_pull_request_with_the_new_papers_alone(bot: Bot, how: str) -> None:
    bot.night(good(1), good(2, DATA))
    bot.maintainer.merge(how)
    bot.later()
    assert bot.night(good(1), good(3)) == 0
    one = bot.maintainer.the_pull()
    assert (one["title"], one["commits"], one["additions"]) == ("Add 1 paper", 1, 1)
    assert {label.sections for label in bot.labels().values()} == {(("Methods",),), (("Data",),)}


def test_after_a_close_its_papers_never_come_back_and_new_ones_do(bot: Bot) -> None:
    bot.night(good(1), good(2))
    bot.maintainer.close()
    bot.later()
    assert bot.night(good(1), good(2)) == 0
    assert not bot.maintainer.pulls()
    assert bot.night(good(1), good(3)) == 0
    assert bot.listed() == [identity(3)]


def test_a_branch_deleted_with_its_pull_request_counts_as_closed(bot: Bot) -> None:
    bot.night(good(1))
    bot.maintainer.delete_branch(BRANCH)
    bot.later()
    assert bot.night(good(2)) == 0
    assert bot.listed() == [identity(2)]
    assert bot.labels()[identity(1)].sections == ()


def test_a_ticked_box_places_the_paper_and_the_body_says_what_came_of_it(bot: Bot) -> None:
    bot.night(good(1), ask=[question(2), question(3)])
    body = bot.maintainer.body()
    assert body.count("- [ ]") == 9
    box = next(line for line in body.splitlines() if f"{identity(2)} " in line and "Data" in line)
    bot.maintainer.edit(box, box.replace("[ ]", "[x]"))
    bot.later()
    assert bot.learn() == 0
    one = bot.maintainer.the_pull()
    assert (one["title"], one["additions"]) == ("Add 2 papers, ask about 1", 2)
    assert identity(2) in bot.maintainer.read(BRANCH).split("## Data")[1]
    assert f"[{identity(2)}](https://arxiv.org/abs/{identity(2)}) joins Data" in one["body"]
    assert one["body"].count("- [ ]") == 7


def test_where_all_is_only_asked_about_one_is_a_line_so_that_the_others_can_be_asked(bot: Bot) -> None:
    assert bot.night(ask=[question(1), question(2)]) == 0
    assert bot.maintainer.the_pull()["title"] == "Add 1 paper, ask about 1"
    bot.night(good(3), ask=[question(4)])
    assert bot.maintainer.the_pull()["title"] == "Add 2 papers, ask about 2"


def test_a_question_that_a_merge_left_unanswered_comes_with_the_next_papers_and_not_alone(bot: Bot) -> None:
    bot.night(good(1), ask=[question(2)])
    bot.maintainer.merge()
    bot.later()
    bot.night()
    assert not bot.maintainer.pulls()
    bot.night(good(3))
    assert bot.maintainer.the_pull()["title"] == "Add 1 paper, ask about 1"


def test_a_person_s_words_in_the_body_stay_until_the_papers_change(bot: Bot) -> None:
    bot.night(good(1))
    bot.maintainer.edit("**1 paper to add**", "I shall read this on Sunday.")
    bot.later()
    bot.night()
    assert "on Sunday" in bot.maintainer.body()


def test_a_pull_request_of_which_nothing_is_left_is_closed(bot: Bot) -> None:
    bot.night(good(1))
    line = next(line for line in bot.maintainer.read(BRANCH).splitlines() if identity(1) in line)
    bot.maintainer.change("main", "## Data\n\n", f"## Data\n\n{line}\n")
    bot.later()
    assert bot.night() == 0
    assert not bot.maintainer.pulls()
    bot.later()
    assert bot.night() == 0
    assert bot.labels()[identity(1)].sections == (("Data",),)


def test_a_pull_request_that_a_person_edited_is_theirs_to_close(bot: Bot) -> None:
    bot.night(good(1))
    bot.maintainer.edit("**1 paper to add**", "I shall read this on Sunday.")
    line = next(line for line in bot.maintainer.read(BRANCH).splitlines() if identity(1) in line)
    bot.maintainer.change("main", "## Data\n\n", f"## Data\n\n{line}\n")
    bot.later()
    assert bot.night() == 0
    assert len(bot.maintainer.pulls()) == 1


def test_commits_that_come_after_the_end_of_a_pull_request_are_left_alone_too(
    bot: Bot, capsys: pytest.CaptureFixture[str]
) -> None:
    bot.night(good(1))
    bot.maintainer.close()
    bot.maintainer.change(BRANCH, "Paper number 1", "Mine")
    head = bot.maintainer.head(BRANCH)
    assert bot.night(good(2)) == 1
    assert "has commits that are not curator's: merge, rename or delete it" in capsys.readouterr().err
    assert bot.maintainer.head(BRANCH) == head
    bot.maintainer.delete_branch(BRANCH)
    assert bot.night(good(2)) == 0
    assert bot.listed() == [identity(2)]


@pytest.mark.parametrize("touched", [False, True])
def test_without_its_memory_nothing_false_is_said_and_nothing_falls_out_of_the_pull_request(
    bot: Bot, touched: bool
) -> None:
    bot.night(good(1))
    bot.maintainer.delete_branch(STATE)
    if touched:
        bot.maintainer.change(BRANCH, "Paper number 1", "Mine")
    for _ in range(2):
        bot.later()
        assert bot.night(good(2)) == 0
    assert bot.listed() == [identity(1)]
    body = bot.maintainer.body()
    assert body.count("somebody else committed on it") == touched
    assert body.count("was lost or set back") == (not touched)
    bot.maintainer.merge()
    bot.later()
    assert bot.night() == 0
    assert bot.labels()[identity(1)].sections == (METHODS,)
    assert identity(2) in bot.listed()


def test_what_was_turned_down_is_known_though_the_memory_was_lost_meanwhile(bot: Bot) -> None:
    bot.night(good(1))
    bot.maintainer.delete_branch(STATE)
    bot.maintainer.close()
    bot.later()
    assert bot.night(good(1)) == 0
    assert bot.labels()[identity(1)].sections == ()


def test_a_memory_that_was_set_back_says_nothing_false_and_loses_no_paper(bot: Bot) -> None:
    bot.night(good(1))
    before = bot.maintainer.head(STATE)
    bot.later()
    bot.night(good(2))
    bot.maintainer.git("push", "--quiet", "--force", "origin", f"{before}:refs/heads/{STATE}")
    bot.later()
    assert bot.night(good(3)) == 0
    assert sorted(bot.listed()) == [identity(1), identity(2)]
    assert "somebody else" not in bot.maintainer.body()
    bot.maintainer.close()
    bot.later()
    assert bot.night() == 0
    assert {paper for paper, one in bot.labels().items() if not one.sections} == {identity(1), identity(2)}
    assert bot.listed() == [identity(3)]


def test_github_s_update_of_the_branch_is_nobody_s_commit(bot: Bot) -> None:
    bot.night(good(1))
    bot.maintainer.change("main", "## Data\n\n", "## Data\n\n- By hand [[P]](https://arxiv.org/abs/2501.00003)\n")
    bot.maintainer.pull(BRANCH)
    bot.maintainer.git("merge", "--quiet", "--no-edit", "origin/main")
    bot.maintainer.git("push", "--quiet", "origin", f"HEAD:refs/heads/{BRANCH}")
    bot.later()
    assert bot.night(good(2)) == 0
    assert sorted(bot.listed()) == [identity(1), identity(2)]
    assert "somebody else" not in bot.maintainer.body()


def test_a_merge_of_the_list_with_more_in_it_is_a_person_s_commit(bot: Bot) -> None:
    bot.night(good(1))
    bot.maintainer.change("main", "CC0", "CC BY")
    bot.maintainer.pull(BRANCH)
    bot.maintainer.git("merge", "--quiet", "--no-commit", "--no-ff", "origin/main")
    (bot.maintainer.folder / "mine.txt").write_text("mine")
    bot.maintainer.git("add", "--all")
    bot.maintainer.git("commit", "--quiet", "--message=Merge and more")
    bot.maintainer.git("push", "--quiet", "origin", f"HEAD:refs/heads/{BRANCH}")
    bot.later()
    assert bot.night(good(2)) == 0
    assert bot.listed() == [identity(1)]
    assert "somebody else committed on it" in bot.maintainer.body()


def test_words_around_the_bot_s_part_and_a_title_of_one_s_own_stay(bot: Bot) -> None:
    bot.night(good(1))
    bot.maintainer.edit("<!-- curator: begin -->", "For Sunday.\n\n<!-- curator: begin -->")
    bot.maintainer.edit("<!-- curator: end -->", "<!-- curator: end -->\n\nAsk Ana, too.")
    bot.maintainer.call("PATCH", f"/pulls/{bot.maintainer.the_pull()['number']}", title="Reading for Sunday")
    bot.later()
    assert bot.night(good(2)) == 0
    one = bot.maintainer.the_pull()
    assert one["title"] == "Reading for Sunday"
    assert one["body"].startswith("For Sunday.\n")
    assert one["body"].rstrip().endswith("Ask Ana, too.")
    assert identity(2) in one["body"]
    bot.maintainer.change(BRANCH, "Paper number 1", "Mine")
    bot.night()
    assert bot.maintainer.body().rstrip().endswith("Ask Ana, too.")


def test_another_branch_in_the_settings_opens_no_second_pull_request(bot: Bot) -> None:
    bot.night(good(1))
    (bot.folder / "curator.toml").write_text('[host]\nbranch = "papers/new"\n')
    bot.later()
    assert bot.night(good(2)) == 0
    assert bot.maintainer.the_pull()["head"]["ref"] == BRANCH
    assert sorted(bot.listed()) == [identity(1), identity(2)]
    bot.maintainer.merge()
    bot.later()
    assert bot.night(good(3)) == 0
    assert bot.maintainer.the_pull()["head"]["ref"] == "papers/new"
    assert set(bot.labels()) == {identity(1), identity(2)}


def test_a_dry_run_writes_the_very_body_and_diff_and_changes_nothing(bot: Bot) -> None:
    bot.night(good(1))
    bot.maintainer.merge()
    state = bot.maintainer.head(STATE)
    bot.later()
    assert bot.night(good(2), dry_run=bot.folder / "dry") == 0
    assert bot.maintainer.head(STATE) == state
    assert not bot.maintainer.pulls()
    bot.night(good(2))
    assert bot.maintainer.body() == (bot.folder / "dry" / "body.md").read_text()
    bot.maintainer.pull()
    bot.maintainer.git("apply", str(bot.folder / "dry" / "changes.diff"))
    assert (bot.maintainer.folder / "README.md").read_text().strip() == bot.maintainer.read(BRANCH)


def test_a_branch_far_behind_the_list_is_still_known_as_the_bot_s_own(bot: Bot) -> None:
    bot.night(good(1))
    bot.maintainer.pull()
    for number in range(120):
        bot.maintainer.git("commit", "--quiet", "--allow-empty", f"--message=Commit {number}")
    bot.maintainer.git("push", "--quiet", "origin", "HEAD:refs/heads/main")
    bot.later()
    assert bot.night(good(2)) == 0
    assert sorted(bot.listed()) == [identity(1), identity(2)]


def test_a_cap_holds_whatever_was_handed_over(server: Server, tmp_path: Path) -> None:
    bot = Bot(server, tmp_path / "capped", "[suggest]\nat_most = 2\n")
    bot.night(*(good(number) for number in range(1, 6)))
    assert bot.maintainer.the_pull()["title"] == "Add 2 papers"


def test_an_ordinary_night_takes_fifteen_requests_or_fewer(bot: Bot) -> None:
    log = bot.server.proxy.log
    bot.night(good(1))
    log.clear()
    bot.later()
    assert bot.night(good(2)) == 0
    assert len(log) <= 15, [f"{one.method} {one.path}" for one in log]
    assert all(one.headers["x-github-api-version"] == "2022-11-28" for one in log if "/repos/" in one.path)
