"""Decisions in a local repository: on the branch, in the list, and by command; what was decided stays so."""

import json
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from curator.config import Config
from curator.errors import CuratorError
from curator.feedback import impressions, labels
from curator.types import Label
from curator.workspace import Workspace, read_config
from tests import world
from tests.cli.test_cli import curator
from tests.fakes import paper

BRANCH = "curator/suggestions"
FIRST, SECOND = (
    paper(1, "Reward models for policies in question answering"),
    paper(3, "Reward shaping for policies, again"),
)
DAY = (FIRST, paper(2, "Ocean waves and galaxies"), SECOND)


def git(*words: str) -> str:
    who = ("-c", "user.name=Maintainer", "-c", "user.email=maintainer@example.org")
    return subprocess.run(["git", *who, *words], check=True, capture_output=True).stdout.decode()


@pytest.fixture
def day(tmp_path: Path) -> Path:
    return world.feed(tmp_path / "feed.atom", DAY)


@pytest.fixture
def night(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, day: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """Give a list whose branch holds two papers."""
    folder = world.repository(tmp_path / "list")
    monkeypatch.chdir(folder)
    git("config", "user.name", "Ada Maintainer")
    assert curator("train", "--papers", world.snapshot(tmp_path / "papers.json")) == 0
    assert curator("nightly", "--feed", day) == 0
    capsys.readouterr()
    assert placed() == {FIRST.id, SECOND.id}
    return folder


def placed(where: str = BRANCH) -> set[str]:
    """Return the papers of the day that stand in the list at a branch."""
    text = git("show", f"{where}:README.md")
    return {one.id for one in DAY if one.id in text}


def line(number: str, where: str = BRANCH) -> str:
    (found,) = [one for one in git("show", f"{where}:README.md").splitlines() if number in one]
    return f"{found}\n"


def decided() -> dict[str, Label]:
    known = labels.read(Path("data/labels.csv").read_text(encoding="utf8"))
    return {one.id: one for one in known if one.id > "2600"}


def edit(branch: str, old: str, new: str) -> None:
    """Change the list on a branch, as a person."""
    git("checkout", "--quiet", branch)
    text = Path("README.md").read_text(encoding="utf8")
    assert old in text
    Path("README.md").write_text(text.replace(old, new), encoding="utf8")
    git("commit", "--quiet", "--all", "--message=By hand")
    git("checkout", "--quiet", "main")


# on the branch and in the list


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
    assert f"{name}: gone: restore it from git; to begin anew, delete data/standing.json, too" in capsys.readouterr().err
    assert placed() == {FIRST.id, SECOND.id}
    Path(name).write_bytes(kept)
    assert curator("nightly", "--feed", day) == 0
    assert placed() == {FIRST.id, SECOND.id}


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


# by command


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


# reasons


def test_why_says_what_spoke_for_a_paper_and_what_it_takes(night: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert curator("why", FIRST.id) == 0
    said = capsys.readouterr().out
    for word in ("already  proposed, and waits", "for ", "against ", "near ", "section ", "position ", "fits "):
        assert word in said
    assert curator("reject", FIRST.id) == 0
    capsys.readouterr()
    assert curator("why", FIRST.id, "--json") == 0
    facts = json.loads(capsys.readouterr().out)
    assert facts["decided"].startswith("turned down by command")
    assert 0 < facts["fits"] < 1


def test_why_says_that_a_paper_waits_though_arxiv_says_more_of_it_by_now(
    night: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    workspace = Workspace(night, read_config(night / "curator.toml"))
    workspace.keep([replace(FIRST, comment="12 pages")])
    assert curator("why", FIRST.id) == 0
    assert "proposed, and waits" in capsys.readouterr().out


def test_why_states_the_position_that_the_night_went_by(
    night: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("curator.use_cases.predict.today", lambda: DAY[0].announced)
    shown = {one.paper: one.position for one in impressions.read(Path("data/shown.json").read_text("utf8"))}
    assert shown
    for number, position in shown.items():
        capsys.readouterr()
        assert curator("why", number, "--json") == 0
        assert json.loads(capsys.readouterr().out)["position"] == pytest.approx(position)


def test_why_names_a_rule(night: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for table, said in (("never", "never shown"), ("always", "always asked about")):
        Path("curator.toml").write_text(f'[rules]\n{table} = ["ocean waves"]\n', encoding="utf8")
        capsys.readouterr()
        assert curator("why", DAY[1].id) == 0
        assert f'{said}: [rules] {table} has "ocean waves"' in capsys.readouterr().out


def test_accepting_papers_says_nothing_of_the_model(night: Path, day: Path) -> None:
    before = Path("data/shown.json").read_text("utf8")
    assert curator("accept", DAY[1].id, "Data") == 0
    assert Path("data/shown.json").read_text("utf8") == before


def test_predict_answers_for_a_number_with_the_list_s_own_settings(
    night: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert curator("predict", FIRST.id, "--json") == 0
    (one,) = json.loads(capsys.readouterr().out)["papers"]
    assert (one["arxiv_id"], one["decision"]) == (FIRST.id, "suggest")
    assert curator("predict", f"https://arxiv.org/abs/{DAY[1].id}v1") == 0
    assert "relevance" in capsys.readouterr().out
    assert curator("predict") == 2
