"""What a person does with the branch, and in the list, is decided and stays so."""

from pathlib import Path

import pytest

from curator.errors import CuratorError
from curator.workspace import Workspace
from tests.cli.home import BRANCH, FIRST, SECOND, decided, edit, git, line, placed
from tests.command import curator


@pytest.mark.parametrize("how", [["merge", "--quiet", "--no-edit"], ["merge", "--quiet", "--ff-only"], ["squash"]])
def test_what_is_merged_is_accepted_what_was_deleted_before_never_comes_back(
    night: Path, day: Path, how: list[str]
) -> None:
    edit(BRANCH, line(FIRST.id), "")
    if how == ["squash"]:
        git("merge", "--squash", BRANCH)
        git("commit", "--quiet", "--message=Squashed")
        git("branch", "-D", BRANCH)
    else:
        git(*how, BRANCH)
    assert curator("nightly", "--feed", day) == 0
    found = decided()
    assert (found[FIRST.id].sections, found[FIRST.id].by) == ((), "Ada Maintainer")
    assert found[FIRST.id].source == f"branch {BRANCH} merged"
    assert len(found[SECOND.id].sections) == 1
    assert placed("main") == {SECOND.id}


@pytest.mark.parametrize("name", ["data/labels.csv", "data/pending.json"])
def test_without_what_was_decided_or_waits_a_night_stops_and_the_branch_stays(
    night: Path, day: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = Path(name).read_bytes()
    Path(name).unlink()
    assert curator("nightly", "--feed", day) == 1
    assert (
        f"{name}: gone: restore it from git; to begin anew, delete data/standing.json, too" in capsys.readouterr().err
    )
    assert placed() == {FIRST.id, SECOND.id}
    Path(name).write_bytes(kept)
    assert curator("nightly", "--feed", day) == 0
    assert placed() == {FIRST.id, SECOND.id}


def test_a_squash_whose_branch_is_kept_is_a_merge_and_what_is_deleted_afterwards_is_turned_down(
    night: Path, day: Path
) -> None:
    git("merge", "--squash", BRANCH)
    git("commit", "--quiet", "--message=Squashed")
    assert curator("nightly", "--feed", day) == 0
    assert {one.source for one in decided().values()} >= {f"branch {BRANCH} merged"}
    assert not git("branch", "--list", BRANCH)
    edit("main", line(FIRST.id, "main"), "")
    assert curator("nightly", "--feed", day) == 0
    assert decided()[FIRST.id].sections == ()
    assert decided()[FIRST.id].source == f"branch {BRANCH} merged, then the list"
    assert placed("main") == {SECOND.id}


def test_a_decision_that_could_not_be_written_is_read_again(
    night: Path, day: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise CuratorError("no space left")

    edit(BRANCH, line(FIRST.id), "")
    git("merge", "--quiet", "--ff-only", BRANCH)
    with monkeypatch.context() as broken:
        broken.setattr(Workspace, "save_labels", full)
        assert curator("nightly", "--feed", day) == 1
    assert curator("nightly", "--feed", day) == 0
    assert decided()[FIRST.id].sections == ()


def test_a_line_deleted_on_the_branch_turns_its_paper_down_before_the_merge(
    night: Path, day: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(BRANCH, line(FIRST.id), "")
    assert curator("nightly", "--feed", day) == 1
    assert f"branch {BRANCH} has commits by maintainer@example.org" in capsys.readouterr().err
    assert decided()[FIRST.id].source == f"branch {BRANCH} edited"
    git("branch", "-D", BRANCH)
    assert curator("nightly", "--feed", day) == 0
    assert placed() == {SECOND.id}


def test_a_line_that_was_moved_on_the_branch_belongs_there(night: Path, day: Path) -> None:
    moved = line(FIRST.id)
    text = git("show", f"{BRANCH}:README.md")
    here, there = ("Methods", "Data") if moved in text.split("## Data")[0] else ("Data", "Methods")
    edit(BRANCH, moved, "")
    edit(BRANCH, f"## {there}\n\n", f"## {there}\n\n{moved}")
    git("merge", "--quiet", "--ff-only", BRANCH)
    assert curator("nightly", "--feed", day) == 0
    assert decided()[FIRST.id].sections == ((there,),)
    assert here != there


def test_a_line_that_is_deleted_or_moved_in_the_list_after_the_merge_is_a_decision(night: Path, day: Path) -> None:
    git("merge", "--quiet", "--ff-only", BRANCH)
    assert curator("nightly", "--feed", day) == 0
    assert decided()[FIRST.id].sections
    edit("main", line(FIRST.id, "main"), "")
    assert curator("nightly", "--feed", day) == 0
    assert decided()[FIRST.id].sections == ()
    assert decided()[FIRST.id].source == f"branch {BRANCH} merged, then the list"
    assert placed("main") == {SECOND.id}


def test_a_branch_that_is_deleted_without_a_merge_decides_nothing(night: Path, day: Path) -> None:
    git("branch", "-D", BRANCH)
    assert curator("nightly", "--feed", day) == 0
    assert placed() == {FIRST.id, SECOND.id}
    assert not decided()


def test_nothing_is_learnt_while_curators_branch_is_checked_out(
    night: Path, day: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    git("checkout", "--quiet", BRANCH)
    assert curator("nightly", "--feed", day) == 1
    assert curator("reject", "2510.04206") == 1
    assert f"branch {BRANCH} is checked out: switch to another one first" in capsys.readouterr().err
    git("checkout", "--quiet", "main")
    assert curator("nightly", "--feed", day) == 0
    assert not decided()
    assert placed() == {FIRST.id, SECOND.id}


@pytest.mark.parametrize("command", [("nightly",), ("reject", FIRST.id)])
def test_what_is_merged_into_another_branch_than_the_list_s_decides_nothing(
    night: Path, day: Path, command: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    edit(BRANCH, line(FIRST.id), "")
    git("checkout", "--quiet", "-b", "develop")
    git("merge", "--quiet", "--no-edit", BRANCH)
    assert curator(*command, *(("--feed", day) if command == ("nightly",) else ())) == 1
    assert "the list is kept on main, which is not checked out: switch to it first" in capsys.readouterr().err
    git("checkout", "--quiet", "main")
    git("branch", "-D", BRANCH)
    assert curator("nightly", "--feed", day) == 0
    assert not decided()
    assert placed() == {FIRST.id, SECOND.id}


def test_what_reaches_the_list_by_another_branch_is_learnt_when_it_is_there(night: Path, day: Path) -> None:
    edit(BRANCH, line(FIRST.id), "")
    git("checkout", "--quiet", "-b", "develop")
    git("merge", "--quiet", "--no-edit", BRANCH)
    git("checkout", "--quiet", "main")
    git("merge", "--quiet", "--ff-only", "develop")
    assert curator("nightly", "--feed", day) == 0
    assert (decided()[FIRST.id].sections, len(decided()[SECOND.id].sections)) == ((), 1)


def test_a_branch_that_waits_in_another_one_turns_nothing_down_though_the_list_took_a_paper_by_hand(
    night: Path, day: Path
) -> None:
    git("checkout", "--quiet", "-b", "develop")
    git("merge", "--quiet", "--no-edit", "--no-ff", BRANCH)
    git("branch", "-D", BRANCH)
    git("checkout", "--quiet", "main")
    edit("main", "## Data\n\n", f"## Data\n\n{line(SECOND.id, 'develop')}")
    assert curator("nightly", "--feed", day) == 0
    assert FIRST.id not in decided()
    assert placed() == {FIRST.id, SECOND.id}


def test_a_list_whose_branch_got_another_name_goes_on(night: Path, day: Path) -> None:
    git("branch", "-m", "main", "trunk")
    git("merge", "--quiet", "--ff-only", BRANCH)
    assert curator("nightly", "--feed", day) == 0
    assert len(decided()[FIRST.id].sections) == 1


def test_a_branch_that_was_set_to_the_list_s_own_was_not_merged(night: Path, day: Path) -> None:
    git("branch", "--force", BRANCH, "main")
    assert curator("nightly", "--feed", day) == 0
    assert not decided()


def test_a_paper_that_the_list_names_in_another_line_is_not_turned_down(night: Path, day: Path) -> None:
    one, two = line(FIRST.id), line(SECOND.id)
    edit(BRANCH, two, "")
    edit(BRANCH, one, f"{one.rstrip()}; {two.removeprefix('- ')}")
    git("merge", "--quiet", "--ff-only", BRANCH)
    assert curator("nightly", "--feed", day) == 0
    assert all(decided()[number].sections for number in (FIRST.id, SECOND.id))
    assert curator("nightly", "--feed", day) == 0
    assert all(decided()[number].sections for number in (FIRST.id, SECOND.id))


def test_a_paper_under_a_shorter_title_and_another_link_is_still_that_paper(night: Path, day: Path) -> None:
    edit(BRANCH, line(FIRST.id), "- Reward models for policies [[Paper]](https://x.org/a)\n")
    git("merge", "--quiet", "--ff-only", BRANCH)
    assert curator("nightly", "--feed", day) == 0
    assert decided()[FIRST.id].sections
