"""What goes on around the rolling pull request: other branches, colleagues' pull requests, files that are gone."""

import re
from pathlib import Path

import pytest

from tests.github_bot import BRANCH, DATA, LIST, STATE, Bot, Server, good, identity, question
from tests.hosts.github.by_hand import answer, box, line_of, tick


def settings(bot: Bot, text: str) -> None:
    (bot.folder / "curator.toml").write_text(text)


def state_file(bot: Bot, name: str, old: str, new: str) -> None:
    bot.maintainer.change(STATE, old, new, name)


@pytest.fixture
def own(bot: Bot) -> Bot:
    """Give a bot on the stand-in, which has learnt the list once."""
    if bot.server.own is None:
        pytest.skip("needs the stand-in")
    bot.learn()
    return bot


def test_a_proposal_is_never_pushed_to_the_default_branch(own: Bot, capsys: pytest.CaptureFixture[str]) -> None:
    settings(own, '[host]\nbranch = "main"\n')
    before = own.maintainer.head("main")
    assert own.night(good(1)) == 1
    assert "[host] branch is main, the list's own" in capsys.readouterr().err
    assert own.maintainer.head("main") == before


def colleague(bot: Bot) -> int:
    """Let a colleague try the bot's branch on another one, by a pull request of their own; return its number."""
    assert bot.server.own
    bot.server.own.repositories[bot.repo].git("branch", "dev", "main")
    words = {"title": "Try on dev", "head": BRANCH, "base": "dev", "body": "my own words"}
    return int(bot.maintainer.call("POST", "/pulls", **words)["number"])


def test_a_colleague_s_pull_request_from_the_bot_s_branch_is_not_written_in(own: Bot) -> None:
    own.night(good(1), good(2))
    other = colleague(own)
    own.later()
    own.night(good(3))
    assert answer(own, other) == "my own words"
    assert identity(3) in answer(own, 1)


@pytest.mark.parametrize(("method", "path", "how"), [("PATCH", "", {"state": "closed"}), ("PUT", "/merge", {})])
def test_a_closing_counts_though_a_colleague_s_pull_request_from_that_branch_ended_before(
    own: Bot, method: str, path: str, how: dict[str, str]
) -> None:
    own.night(good(1), good(2))
    own.maintainer.call(method, f"/pulls/{colleague(own)}{path}", **how)
    own.later()
    own.night()
    own.maintainer.call("PATCH", "/pulls/1", state="closed")
    own.later()
    own.night()
    assert {number: one.sections for number, one in own.labels().items()} == {identity(1): (), identity(2): ()}
    assert not own.maintainer.pulls()


def test_a_pull_request_that_is_closed_while_it_points_elsewhere_decides_nothing(own: Bot) -> None:
    own.night(good(1))
    assert own.server.own
    own.server.own.repositories[own.repo].git("branch", "dev", "main")
    own.maintainer.call("PATCH", "/pulls/1", base="dev")
    own.maintainer.close()
    own.later()
    own.learn()
    assert all(one.sections for one in own.labels().values())


def test_a_word_behind_a_box_does_not_hide_what_was_ticked(own: Bot) -> None:
    own.night(good(1), good(2), ask=[question(3)])
    for number, words in ((1, "Methods"), (3, "not for this list")):
        line = box(own, number, words)
        other = line.replace("[x]", "[ ]") if "[x]" in line else line.replace("[ ]", "[x]")
        own.maintainer.edit(line, f"{other} we have a newer one")
    own.later()
    own.learn()
    assert {number: one.sections for number, one in own.labels().items()} == {identity(1): (), identity(3): ()}


def test_a_tick_for_another_section_in_the_instant_of_the_merge_is_answered_by_what_to_do(own: Bot) -> None:
    own.night(good(1))
    tick(own, 1, "Other")
    own.maintainer.merge()
    own.later()
    own.learn()
    said = next(line for line in answer(own, 1).splitlines() if "Other" in line)
    assert "was decided already" not in said, said


def test_a_line_that_was_commented_out_on_the_branch_is_not_taken(own: Bot) -> None:
    own.night(good(1), good(2))
    line = line_of(own.maintainer, BRANCH, 1).rstrip("\n")
    own.maintainer.change(BRANCH, line, f"<!-- {line} -->")
    own.maintainer.merge()
    own.later()
    own.learn()
    found = own.labels().get(identity(1))
    assert found is None or not found.sections, "nobody took it: nobody sees it in the list"


def test_papers_that_moved_to_a_file_that_no_setting_names_are_not_turned_down(own: Bot) -> None:
    own.night(good(1), good(2))
    own.maintainer.merge()
    own.later()
    own.learn()
    text = own.maintainer.read("main") + "\n"
    lines = [line_of(own.maintainer, "main", number) for number in (1, 2)]
    for line in lines:
        text = text.replace(line, "")
    own.maintainer.write({"README.md": text, "archive.md": "# Archive\n\n## Methods\n\n" + "".join(lines)})
    own.later()
    own.learn()
    assert all(one.sections for one in own.labels().values()), "rejections that nobody decided"


def test_a_row_that_a_person_corrected_stays_corrected(own: Bot) -> None:
    own.night(good(1))
    own.maintainer.close()
    own.later()
    own.learn()
    state_file(own, "data/labels.csv", f"{identity(1)},Paper number 1,,", f"{identity(1)},Paper number 1,Data,")
    own.later()
    own.learn()
    assert own.labels()[identity(1)].sections == (DATA,)


def test_without_its_file_of_decisions_a_night_stops(own: Bot, capsys: pytest.CaptureFixture[str]) -> None:
    own.night(good(1))
    own.maintainer.close()
    own.later()
    own.learn()
    own.maintainer.write({"data/labels.csv": None}, STATE)
    own.later()
    capsys.readouterr()
    assert own.night(good(1)) == 1
    assert f"data/labels.csv on branch {STATE}: gone: restore it from git" in capsys.readouterr().err


def test_without_its_file_of_waiting_papers_none_falls_out_of_the_pull_request_unsaid(own: Bot) -> None:
    own.night(good(1), good(2), ask=[question(3)])
    own.maintainer.write({"data/pending.json": None}, STATE)
    own.later()
    own.night(good(4))
    assert {identity(1), identity(2)} <= {*own.listed()}
    assert identity(3) in own.maintainer.body()


def test_a_broken_file_is_named_with_its_branch(own: Bot, capsys: pytest.CaptureFixture[str]) -> None:
    own.night(good(1))
    own.maintainer.write({"data/pending.json": "{"}, STATE)
    capsys.readouterr()
    assert own.night() == 1
    assert STATE in capsys.readouterr().err


def test_a_branch_that_stands_in_the_way_is_named(own: Bot, capsys: pytest.CaptureFixture[str]) -> None:
    """A branch `curator` leaves no room for `curator/suggestions`: git keeps branches as folders."""
    assert own.server.own
    own.server.own.repositories[own.repo].git("branch", "curator", "main")
    capsys.readouterr()
    assert own.night(good(1)) == 1
    said = capsys.readouterr().err
    assert "changed under every attempt" not in said
    assert "curator" in said


def test_where_the_list_moved_to_another_file_the_error_names_the_setting(
    server: Server, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bot = Bot(server, tmp_path / "moved")
    bot.learn()
    bot.maintainer.write({"papers.md": LIST, "README.md": "# See papers.md\n"})
    capsys.readouterr()
    assert bot.learn() == 1
    said = capsys.readouterr().err
    assert "[list] files" in said
    assert not re.search(r"the file \[state\] sections", said), said
