"""Decisions by command: what was decided stays so, and the branch follows at once."""

from pathlib import Path

import pytest

from curator.config import Config
from curator.workspace import Workspace
from tests.cli.home import BRANCH, DAY, FIRST, SECOND, decided, edit, git, line, placed
from tests.command import curator


def test_what_is_rejected_leaves_the_branch_at_once_and_stays_away(
    night: Path, day: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert curator("reject", FIRST.id) == 0
    assert placed() == {SECOND.id}
    said = capsys.readouterr().out
    assert f"{FIRST.id} {FIRST.title}: turned down\n1 waiting: branch {BRANCH}" in said
    one = decided()[FIRST.id]
    assert (one.sections, one.source, one.by) == ((), "by command", "Ada Maintainer")
    assert curator("nightly", "--feed", day) == 0
    assert placed() == {SECOND.id}


def test_what_a_rule_took_off_the_branch_no_decision_on_another_paper_brings_back(night: Path, day: Path) -> None:
    with Path("curator.toml").open("a", encoding="utf8") as settings:
        settings.write('\n[rules]\nnever = ["again"]\n')
    git("commit", "--quiet", "--all", "--message=A rule")
    assert curator("nightly", "--feed", day) == 0
    assert placed() == {FIRST.id}
    assert curator("reject", "2603.00002") == 0
    assert placed() == {FIRST.id}


def test_a_branch_of_which_all_is_rejected_is_deleted(night: Path, day: Path) -> None:
    assert curator("reject", FIRST.id, SECOND.id) == 0
    assert not git("branch", "--list", BRANCH)
    assert curator("nightly", "--feed", day) == 0
    assert not git("branch", "--list", BRANCH)


def test_undo_brings_a_rejected_paper_back(night: Path) -> None:
    assert curator("reject", FIRST.id) == 0
    assert curator("undo", FIRST.id) == 0
    assert placed() == {FIRST.id, SECOND.id}
    assert not decided()
    assert curator("undo", FIRST.id) == 1


def test_a_paper_is_accepted_in_a_section_whatever_was_said_of_it_before(night: Path, day: Path) -> None:
    for section in ("Data", "methods"):
        assert curator("accept", FIRST.id, section) == 0
        text = git("show", f"{BRANCH}:README.md")
        assert (FIRST.id in text.split("## Data")[1]) is (section == "Data")
        assert text.count(FIRST.id) == 1
    assert curator("reject", FIRST.id) == 0
    assert curator("accept", FIRST.id, "Data") == 0
    assert FIRST.id in git("show", f"{BRANCH}:README.md").split("## Data")[1]
    assert curator("accept", DAY[1].id, "Data") == 0
    assert placed() == {one.id for one in DAY}
    git("merge", "--quiet", "--ff-only", BRANCH)
    assert curator("undo", FIRST.id) == 1
    assert curator("nightly", "--feed", day) == 0
    assert decided()[DAY[1].id].sections == (("Data",),)


def test_a_paper_that_was_accepted_by_mistake_leaves_the_branch_again(night: Path, day: Path) -> None:
    assert curator("accept", DAY[1].id, "Data") == 0
    assert DAY[1].id in placed()
    assert curator("undo", DAY[1].id) == 0
    assert placed() == {FIRST.id, SECOND.id}
    assert curator("nightly", "--feed", day) == 0
    assert placed() == {FIRST.id, SECOND.id}
    assert DAY[1].id not in decided()


def test_a_paper_that_waited_and_was_brought_elsewhere_is_asked_about_again_when_that_is_undone(night: Path) -> None:
    other = "Data" if line(FIRST.id) in git("show", f"{BRANCH}:README.md").split("## Data")[0] else "Methods"
    assert curator("accept", FIRST.id, other) == 0
    assert placed() == {FIRST.id, SECOND.id}
    assert curator("undo", FIRST.id) == 0
    assert placed() == {SECOND.id}
    (question,) = Workspace(night, Config()).pending().questions
    assert (question.paper.id, len(question.choices)) == (FIRST.id, 2)
    assert curator("undo", FIRST.id) == 1


@pytest.mark.parametrize("command", [("reject", FIRST.id), ("accept", FIRST.id, "Methods"), ("undo", FIRST.id)])
def test_on_a_paper_that_the_list_has_under_another_link_nothing_is_decided_by_command(
    night: Path, command: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    edit("main", "## Data\n", f"## Data\n\n- [{FIRST.title}](https://example.org/paper)\n")
    assert curator(*command) == 1
    assert f"{FIRST.id}: already in the list; delete or move its line there" in capsys.readouterr().err
    assert curator("why", FIRST.id) == 0
    assert "in the list, under Data" in capsys.readouterr().out


def test_on_a_branch_of_people_a_decision_is_kept_and_the_line_is_theirs(
    night: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(BRANCH, line(SECOND.id), line(SECOND.id).replace("again", "once more"))
    assert curator("reject", FIRST.id) == 0
    assert f"the proposal stands as it was: branch {BRANCH} has commits by" in capsys.readouterr().out
    assert decided()[FIRST.id].sections == ()
    assert placed() == {FIRST.id, SECOND.id}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["reject", "x"], "'x' is no arXiv number: write it as 2603.00001"),
        (["accept", FIRST.id, "Nowhere"], 'no section is called "Nowhere"'),
        (["reject", "2501.00001"], "2501.00001: already in the list; delete or move its line there"),
    ],
)
def test_what_cannot_be_decided_is_one_line_that_says_why(
    night: Path, capsys: pytest.CaptureFixture[str], words: list[str], said: str
) -> None:
    before = git("rev-parse", BRANCH)
    Path("curator.toml").write_text('[arxiv]\napi_url = "http://127.0.0.1:9/"\n', encoding="utf8")
    assert curator(*words) == 1
    assert said in capsys.readouterr().err
    assert git("rev-parse", BRANCH) == before


def test_accepting_papers_says_nothing_of_the_model(night: Path, day: Path) -> None:
    before = Path("data/shown.json").read_text("utf8")
    assert curator("accept", DAY[1].id, "Data") == 0
    assert Path("data/shown.json").read_text("utf8") == before
