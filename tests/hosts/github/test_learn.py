"""What the bot learns on GitHub: from the pull request, from its branch, and from the list afterwards."""

from pathlib import Path

import pytest

from curator.feedback import labels_csv
from curator.types import SectionPath
from tests.github_bot import BRANCH, DATA, METHODS, OTHER, STATE, Bot, Server, good, identity
from tests.github_world import Maintainer
from tests.hosts.github.by_hand import line_of


def delete(person: Maintainer, branch: str, number: int) -> None:
    person.change(branch, line_of(person, branch, number), "")


def move(person: Maintainer, branch: str, number: int, section: SectionPath) -> None:
    line = line_of(person, branch, number)
    text = f"{person.read(branch)}\n".replace(line, "").replace(f"## {section[0]}\n\n", f"## {section[0]}\n\n{line}")
    person.write({"README.md": text}, branch)


def sections(bot: Bot) -> dict[str, tuple[SectionPath, ...]]:
    return {arxiv_id: label.sections for arxiv_id, label in bot.labels().items()}


@pytest.mark.parametrize("how", ["merge", "squash", "rebase"])
def test_what_is_merged_is_accepted_what_was_deleted_rejected_what_was_moved_belongs_there(bot: Bot, how: str) -> None:
    bot.night(good(1), good(2), good(3))
    delete(bot.maintainer, BRANCH, 2)
    move(bot.maintainer, BRANCH, 3, DATA)
    bot.maintainer.merge(how)
    assert bot.learn() == 0
    assert sections(bot) == {identity(1): (METHODS,), identity(2): (), identity(3): (DATA,)}


def test_a_decision_says_who_took_it_when_and_where_it_was_read(bot: Bot) -> None:
    bot.night(good(1))
    number = bot.maintainer.the_pull()["number"]
    bot.maintainer.merge()
    bot.later()
    bot.learn()
    one = bot.labels()[identity(1)]
    person = "person" if bot.server.own else "maintainer"
    assert (one.title, one.decided_on, one.source, one.by) == ("Paper number 1", bot.today, f"#{number} merged", person)


def test_a_reworded_title_changes_the_text_and_not_the_verdict(bot: Bot) -> None:
    bot.night(good(1))
    bot.maintainer.change(BRANCH, "Paper number 1", "Paper No. 1 (best of its kind)")
    bot.maintainer.merge()
    bot.learn()
    one = bot.labels()[identity(1)]
    assert (one.title, one.sections) == ("Paper No. 1 (best of its kind)", (METHODS,))


def test_a_corrected_link_is_no_rejection(bot: Bot) -> None:
    bot.night(good(1))
    bot.maintainer.change(BRANCH, f"/abs/{identity(1)}", "/abs/2603.77777")
    bot.maintainer.merge()
    bot.learn()
    assert bot.labels()[identity(1)].sections == (METHODS,)


def test_what_is_closed_is_rejected_but_for_what_was_taken_by_hand(bot: Bot) -> None:
    bot.night(good(1), good(2))
    line = line_of(bot.maintainer, BRANCH, 2)
    number = bot.maintainer.close()
    bot.maintainer.change("main", "## Data\n\n", f"## Data\n\n{line}")
    bot.learn()
    assert sections(bot) == {identity(1): (), identity(2): (DATA,)}
    assert bot.labels()[identity(1)].source == f"#{number} closed"


def test_corrections_on_the_default_branch_after_the_merge_are_learnt_days_later_too(bot: Bot) -> None:
    bot.night(good(1), good(2), good(3))
    bot.maintainer.merge()
    move(bot.maintainer, "main", 1, OTHER)
    bot.learn()
    assert sections(bot) == {identity(1): (OTHER,), identity(2): (METHODS,), identity(3): (METHODS,)}
    bot.later(5)
    delete(bot.maintainer, "main", 2)
    move(bot.maintainer, "main", 3, DATA)
    bot.learn()
    assert sections(bot) == {identity(1): (OTHER,), identity(2): (), identity(3): (DATA,)}
    assert bot.labels()[identity(2)].decided_on == bot.today
    assert bot.labels()[identity(2)].source.endswith("merged, then the list")


def test_learning_twice_changes_nothing(bot: Bot) -> None:
    bot.night(good(1))
    bot.maintainer.merge()
    bot.learn()
    head = bot.maintainer.head(STATE)
    bot.later(5)
    assert bot.learn() == 0
    assert bot.maintainer.head(STATE) == head


def test_papers_that_a_maintainer_adds_by_hand_are_learnt_with_their_day(bot: Bot) -> None:
    bot.learn()
    bot.later()
    by_hand = "- By hand [[Paper]](https://arxiv.org/abs/2602.00009)\n- No arXiv [[Paper]](https://example.org/x)\n"
    bot.maintainer.change("main", "## Data\n\n", f"## Data\n\n{by_hand}")
    bot.learn()
    known = {one.title: one for one in labels_csv.read(bot.maintainer.read(STATE, "data/labels.csv"))}
    assert (known["By hand"].sections, known["By hand"].decided_on) == ((DATA,), bot.today)
    assert known["No arXiv"].sections == (DATA,)
    assert known["Reward models"].decided_on is None


def test_reopening_takes_the_rejection_back(bot: Bot) -> None:
    bot.night(good(1))
    number = bot.maintainer.close()
    bot.learn()
    assert sections(bot) == {identity(1): ()}
    bot.maintainer.reopen(number)
    bot.learn()
    assert sections(bot) == {}
    assert bot.listed() == [identity(1)]
    bot.maintainer.merge()
    bot.learn()
    assert sections(bot) == {identity(1): (METHODS,)}


def test_deleting_the_row_takes_the_rejection_back(bot: Bot) -> None:
    bot.night(good(1), good(2))
    bot.maintainer.close()
    bot.learn()
    rows = bot.maintainer.read(STATE, "data/labels.csv").splitlines(keepends=True)
    bot.maintainer.write({"data/labels.csv": "".join(row for row in rows if identity(1) not in row)}, STATE)
    bot.later()
    assert bot.night(good(3)) == 0
    assert sorted(bot.listed()) == [identity(1), identity(3)]


def test_no_paper_is_proposed_twice_after_a_decision_under_its_id_or_its_title(bot: Bot) -> None:
    bot.night(good(1), good(2))
    delete(bot.maintainer, BRANCH, 2)
    bot.maintainer.merge()
    bot.later()
    assert bot.night(good(1), good(2), good(3, title="Paper number 2"), good(4, title="paper, NUMBER 1")) == 0
    assert not bot.maintainer.pulls()


def test_state_can_live_in_the_list_s_own_branch(server: Server, tmp_path: Path) -> None:
    bot = Bot(server, tmp_path / "own", '[state]\nbranch = "main"\n')
    assert bot.night(good(1)) == 0
    assert identity(1) in bot.maintainer.read("main", "data/pending.json")
    assert bot.maintainer.the_pull()["changed_files"] == 1
    bot.maintainer.merge()
    assert bot.learn() == 0
    assert identity(1) in bot.maintainer.read("main", "data/labels.csv")
    assert not bot.maintainer.head(STATE)


def test_labels_are_one_sorted_line_a_paper_so_that_two_branches_merge(bot: Bot) -> None:
    bot.night(good(1, title='With, a comma and "quotes"'), good(2))
    bot.maintainer.merge()
    bot.learn()
    lines = bot.maintainer.read(STATE, "data/labels.csv").splitlines()
    assert lines[0] == "arxiv_id,title,sections,decided_on,source,by"
    assert len(lines) == 9
    assert lines[1:] == sorted(lines[1:])


@pytest.mark.parametrize("end", ["merge", "squash", "rebase"])
def test_a_line_that_was_deleted_by_amending_the_bot_s_commit_is_turned_down(bot: Bot, end: str) -> None:
    bot.night(good(1), good(2))
    text = bot.maintainer.read(BRANCH) + "\n"
    bot.maintainer.write({"README.md": text.replace(line_of(bot.maintainer, BRANCH, 2), "")}, BRANCH, amend=True)
    bot.maintainer.merge(end)
    bot.later()
    bot.learn()
    found = bot.labels()
    assert (bool(found[identity(1)].sections), found[identity(2)].sections) == (True, ())


def test_a_paper_that_shares_a_line_with_another_was_merged(bot: Bot) -> None:
    bot.night(good(1), good(2))
    one, two = (line_of(bot.maintainer, BRANCH, number) for number in (1, 2))
    text = (bot.maintainer.read(BRANCH) + "\n").replace(two, "")
    bot.maintainer.write({"README.md": text.replace(one, f"{one.rstrip()}; {two.removeprefix('- ')}")}, BRANCH)
    bot.maintainer.merge()
    for _ in range(2):
        bot.later()
        bot.learn()
    assert bot.labels()[identity(1)].sections == bot.labels()[identity(2)].sections == (METHODS,)
