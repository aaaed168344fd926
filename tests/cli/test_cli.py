"""The commands as a person calls them: what they print, what they leave behind, how they exit."""

import json
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from curator.cli import show_night
from curator.pipeline import Night
from curator.proposals.candidates import Selection
from curator.proposals.queue import NOTHING
from curator.types import Announcement, Choice, Publication, Suggestion
from tests import world
from tests.cli.home import DAY, FIRST
from tests.command import curator
from tests.fakes import paper


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = world.repository(tmp_path / "list")
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def trained(repository: Path, tmp_path: Path) -> Path:
    assert curator("train", "--papers", world.snapshot(tmp_path / "papers.json")) == 0
    return repository


@pytest.fixture
def day(tmp_path: Path) -> Path:
    return world.feed(tmp_path / "feed.atom", DAY)


def git(*words: str) -> str:
    return subprocess.run(["git", *words], check=True, capture_output=True).stdout.decode()


def test_a_night_leaves_a_branch_that_adds_lines_only_each_under_the_section_that_is_named(
    trained: Path, day: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert curator("nightly", "--feed", day, "--json") == 0
    facts = json.loads(capsys.readouterr().out)
    assert [one["arxiv_id"] for one in facts["suggested"]]
    assert facts["state"] == "new"
    added, removed, _ = git("diff", "--numstat", "main", "curator/suggestions").split("\t")
    assert (int(added), removed) == (len(facts["suggested"]), "0")
    after = git("show", "curator/suggestions:README.md")
    for one in facts["suggested"]:
        section = after.split(f"## {one['section'][-1]}\n")[1].split("\n## ")[0]
        assert one["arxiv_id"] in section


def test_the_same_night_again_changes_nothing(trained: Path, day: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert curator("nightly", "--feed", day) == 0
    first = git("rev-parse", "curator/suggestions")
    assert curator("nightly", "--feed", day) == 0
    assert git("rev-parse", "curator/suggestions") == first
    assert "Nothing new: branch curator/suggestions" in capsys.readouterr().out


def test_a_dry_run_writes_body_and_diff_and_nothing_else(trained: Path, day: Path, tmp_path: Path) -> None:
    before = git("status", "--porcelain", "--branch", "--ignored")
    assert curator("nightly", "--feed", day, "--dry-run", tmp_path / "dry") == 0
    assert git("status", "--porcelain", "--branch", "--ignored") == before
    assert not git("branch", "--list", "curator/suggestions")
    assert "to add**" in (tmp_path / "dry/body.md").read_text()
    git("apply", "--check", str(tmp_path / "dry/changes.diff"))


def test_a_dry_run_says_what_is_ready_and_once_more_that_nothing_is_new(
    trained: Path, day: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for said in ("Ready: ", "Nothing new: "):
        capsys.readouterr()
        assert curator("nightly", "--feed", day, "--dry-run", tmp_path / "dry") == 0
        assert said + str(tmp_path / "dry") in capsys.readouterr().out.replace("\n", "")


def test_a_person_sees_feed_suggestions_diff_and_branch(
    trained: Path, day: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert curator("nightly", "--feed", day) == 0
    out = capsys.readouterr().out
    for part in ("arXiv: new, 3 papers", "Suggested", "runner-up", "+++ b/README.md", "Ready: branch curator/sugg"):
        assert part in out
    assert out.index("Ready: ") < out.index("Merge that branch to accept") < out.index("curator reject ID")


def test_a_dry_run_asks_nobody_to_merge_a_branch(
    trained: Path, day: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert curator("nightly", "--feed", day, "--dry-run", tmp_path / "dry") == 0
    assert "Merge that branch" not in capsys.readouterr().out


@pytest.mark.parametrize(
    "title", ["Reward policies | a | b |", "Reward](https://evil.example) policies", "Reward\n## Data\n- policies"]
)
def test_a_hostile_title_adds_one_line_and_nothing_else(trained: Path, tmp_path: Path, title: str) -> None:
    papers = [paper(1, f"{title} reward shaping for policies")]
    assert curator("nightly", "--feed", world.feed(tmp_path / "f", papers)) == 0
    added, removed, _ = git("diff", "--numstat", "main", "curator/suggestions").split("\t")
    assert (int(added), int(removed)) == (1, 0)
    assert "](https://evil" not in git("show", "curator/suggestions:README.md")


@pytest.mark.parametrize(
    ("content", "state", "code"),
    [
        ("<html>Rate exceeded</html>", "failed", 1),
        ("", "failed", 1),
        (None, "failed", 1),
        ("<feed xmlns='http://www.w3.org/2005/Atom'><title>cs.CL updates on arXiv.org</title></feed>", "quiet", 0),
    ],
)
def test_a_feed_that_is_none_fails_and_an_empty_one_is_a_quiet_night(
    trained: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str | None, state: str, code: int
) -> None:
    if content is not None:
        (tmp_path / "f").write_text(content)
    capsys.readouterr()
    assert curator("nightly", "--feed", tmp_path / "f", "--json") == code
    assert json.loads(capsys.readouterr().out)["state"] == state


@pytest.mark.parametrize("content", ["<html>Rate exceeded</html>", None])
def test_a_failed_night_says_so_while_a_proposal_stands(
    trained: Path, tmp_path: Path, day: Path, capsys: pytest.CaptureFixture[str], content: str | None
) -> None:
    assert curator("nightly", "--feed", day) == 0
    if content is not None:
        (tmp_path / "f").write_text(content)
    capsys.readouterr()
    assert curator("nightly", "--feed", tmp_path / "f") == 1
    assert "arXiv: failed" in capsys.readouterr().out


def test_a_list_with_crlf_gets_lines_with_crlf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, day: Path) -> None:
    folder = world.repository(tmp_path / "crlf", world.listing().replace("\n", "\r\n"))
    monkeypatch.chdir(folder)
    assert curator("train", "--papers", world.snapshot(tmp_path / "papers.json")) == 0
    assert curator("nightly", "--feed", day) == 0
    after = git("show", "curator/suggestions:README.md")
    assert after.count("\n") == after.count("\r\n") > world.listing().count("\n")


def _say(capsys: pytest.CaptureFixture[str]) -> str:
    said = capsys.readouterr()
    assert not said.out
    assert said.err.count("\n") == 1
    return said.err


@pytest.mark.parametrize("command", ["nightly", "train"])
def test_without_settings_one_line_says_what_to_write(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert curator(command) == 1
    assert _say(capsys).startswith("curator: curator.toml: no such file: `curator init` writes one")


@pytest.mark.parametrize(
    ("file", "content", "complaint"),
    [
        ("curator.toml", b"[list]\nfile = 1\n", "[list] file is not a setting; did you mean files?"),
        ("README.md", b"# List\n- caf\xe9\n", "line 2, column 6: "),
        ("README.md", b"# A list without entries\n", "entr"),
        ("data/labels.csv", b"id\n", "no column arxiv_id"),
    ],
)
def test_what_training_cannot_read_is_one_line_and_leaves_no_model(
    repository: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], file: str, content: bytes, complaint: str
) -> None:
    (repository / file).parent.mkdir(exist_ok=True)
    (repository / file).write_bytes(content)
    assert curator("train", "--papers", world.snapshot(tmp_path / "papers.json")) == 1
    assert complaint in _say(capsys)
    assert not (repository / "models").exists()


def test_a_section_with_one_entry_can_be_learnt_and_suggested(tmp_path: Path) -> None:
    path = tmp_path / "list.md"
    path.write_text(world.listing() + "\n## Rare\n\n- Zebra stripes [[Paper]](https://arxiv.org/abs/2504.00001)\n")
    papers, output = world.snapshot(tmp_path / "papers.json"), tmp_path / "model"
    assert curator("train", "--list", path, "--papers", papers, "--output", output) == 0
    asked = world.feed(tmp_path / "asked", [paper(1, "Zebra stripes, zebra stripes")])
    assert curator("predict", "--model", output, "--papers", asked, "--output", tmp_path / "out.csv") == 0
    assert (tmp_path / "out.csv").read_text().splitlines()[1].split(",")[2] == "Rare"


def test_a_model_whose_sections_cannot_be_read_is_to_be_learnt_anew(
    trained: Path, day: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (trained / "models" / "sections.json").write_text("[]")
    capsys.readouterr()
    curator("doctor")
    assert "the model's sections cannot be read; run `curator train` anew" in " ".join(capsys.readouterr().out.split())
    assert curator("predict", "--model", "models", "--papers", day, "--output", trained / "out.csv") == 1
    assert "the model's sections cannot be read; run `curator train` anew" in capsys.readouterr().err


def test_a_model_of_another_form_is_not_loaded(trained: Path, day: Path, capsys: pytest.CaptureFixture[str]) -> None:
    manifest = trained / "models" / "manifest.json"
    manifest.write_text(re.sub(r'(?<="format": )\d+', "3", manifest.read_text()))
    capsys.readouterr()
    assert curator("nightly", "--feed", day) == 1
    assert "curator train" in _say(capsys)


def test_wrong_usage_exits_with_2(capsys: pytest.CaptureFixture[str]) -> None:
    assert curator("nightly", "--no-such-option") == 2
    assert curator("insert") == 2


def test_a_bug_exits_with_3_and_says_so(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("curator.workspace.read_config", lambda path: 1 / 0)
    assert curator("nightly") == 3
    assert "this is a bug" in capsys.readouterr().err


def test_insert_writes_each_paper_into_its_section_and_names_the_ones_it_does_not_know(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "list.md").write_text(world.listing())
    (tmp_path / "placements.csv").write_text("arxiv_id,section\n2603.00001,Data\n2603.00009,Methods\n")
    papers = world.feed(tmp_path / "papers", DAY)
    words = ("--list", tmp_path / "list.md", "--papers", papers, "--placements", tmp_path / "placements.csv")
    assert curator("insert", *words, "--output", tmp_path / "out.md") == 4
    assert "left out: 2603.00009" in capsys.readouterr().err
    added = set((tmp_path / "out.md").read_text().splitlines()) - set(world.listing().splitlines())
    assert added == {f"- {FIRST.title} [[Paper]](https://arxiv.org/abs/2603.00001)"}


def test_one_placement_that_cannot_be_written_leaves_the_others_theirs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "list.md").write_text(world.listing())
    (tmp_path / "placements.csv").write_text("arxiv_id,section\n2603.00001,Data\n2603.00003,Metods\n")
    papers = world.feed(tmp_path / "papers", DAY)
    words = ("--list", tmp_path / "list.md", "--papers", papers, "--placements", tmp_path / "placements.csv")
    assert curator("insert", *words, "--output", tmp_path / "out.md") == 4
    assert '2603.00003 left out: no section is called "Metods"' in capsys.readouterr().err
    assert "2603.00001" in (tmp_path / "out.md").read_text()


def test_a_section_that_the_list_does_not_have_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "list.md").write_text(world.listing())
    (tmp_path / "placements.csv").write_text("arxiv_id,section\n2603.00001,Metods\n")
    papers = world.feed(tmp_path / "papers", DAY)
    words = ("--list", tmp_path / "list.md", "--papers", papers, "--placements", tmp_path / "placements.csv")
    assert curator("insert", *words, "--output", tmp_path / "out.md") == 1
    assert "Methods" in _say(capsys)
    assert not (tmp_path / "out.md").exists()


@pytest.mark.parametrize(
    "ids", ["id,announced\n2603.00003,x\n2603.00001,x\n", '{"id": "2603.00003"}\n{"id": "2603.00001"}\n']
)
def test_predict_answers_for_the_ids_asked_for_in_their_order(
    trained: Path, day: Path, tmp_path: Path, ids: str
) -> None:
    (tmp_path / "ids").write_text(ids)
    words = ("--model", "models", "--papers", day, "--ids", tmp_path / "ids", "--output", tmp_path / "out.csv")
    assert curator("predict", *words) == 0
    lines = (tmp_path / "out.csv").read_text().splitlines()
    assert lines[0] == "arxiv_id,relevance,section,section_probability,section_2,section_3,decision"
    assert [line.split(",")[0] for line in lines[1:]] == ["2603.00003", "2603.00001"]
    assert {line.rsplit(",", 1)[1] for line in lines[1:]} <= {"suggest", "unsure", "skip"}


def test_an_id_that_is_none_is_left_out_and_the_others_are_answered(
    trained: Path, day: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "ids").write_text("id\npony\n2603.00001\n9999.00001\n")
    words = ("--model", "models", "--papers", day, "--ids", tmp_path / "ids", "--output", tmp_path / "out.csv")
    assert curator("predict", *words) == 4
    said = capsys.readouterr()
    assert said.out.endswith("out.csv: 1 paper answered\n")
    assert "'pony' left out: no arXiv number" in said.err
    assert "left out: 9999.00001" in said.err


@pytest.mark.parametrize("ids", ["name\n2603.00001\n", "id\nnot-an-id\n", "", '{"id": \n', "\x00"])
def test_ids_that_are_none_are_one_line(
    trained: Path, day: Path, tmp_path: Path, ids: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "ids").write_text(ids)
    capsys.readouterr()
    words = ("--model", "models", "--papers", day, "--ids", tmp_path / "ids", "--output", tmp_path / "out.csv")
    assert curator("predict", *words) == 1
    assert str(tmp_path / "ids") in _say(capsys)


def test_the_package_runs_as_a_module() -> None:
    done = subprocess.run([sys.executable, "-m", "curator", "--help"], capture_output=True, check=True, text=True)
    assert "nightly" in done.stdout


def test_the_model_before_is_used_again_when_asked(
    trained: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert curator("model", "rollback") == 1
    assert "no model before this one" in capsys.readouterr().err
    before = (trained / "models/manifest.json").read_bytes()
    (trained / "README.md").write_text((trained / "README.md").read_text().replace("Reward hacking", "Hacking"))
    assert curator("train", "--papers", world.snapshot(tmp_path / "papers.json")) == 0
    assert (trained / "models/manifest.json").read_bytes() != before
    assert curator("model", "rollback") == 0
    assert (trained / "models/manifest.json").read_bytes() == before
    capsys.readouterr()
    assert curator("model", "list") == 0
    used, former = capsys.readouterr().out.splitlines()
    assert used.startswith("used  learnt ")
    assert former.startswith("was used  learnt ")
    assert "too few papers were taken" in former
    assert curator("model", "list", "--json") == 0
    assert [one["used"] for one in json.loads(capsys.readouterr().out)["models"]] == [True, False]


def test_a_night_of_questions_alone_says_how_one_is_answered() -> None:
    question = Suggestion(FIRST, 0.5, (Choice(("Methods",), 0.4),))
    quiet = Night(Announcement((), "new"), Selection((), {}), NOTHING, "", (), (), None, None)
    asking = replace(quiet, decision=replace(NOTHING, questions=(question,)))
    assert show_night.where(quiet).plain == "Nothing good enough tonight: no proposal."
    assert "`curator accept ID SECTION`" in show_night.where(asking).plain


def test_questions_are_shown_though_the_branch_is_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    asked = replace(NOTHING, questions=(Suggestion(FIRST, 0.5, (Choice(("Methods",), 0.4),)),))
    same = Publication("branch curator/suggestions", changed=False)
    show_night.night(Night(Announcement((), "new"), Selection((), {}), asked, "", (), (), None, same))
    said = capsys.readouterr().out
    assert said.startswith("Nothing new: branch curator/suggestions\n")
    assert FIRST.id in said


def test_proposing_without_a_handover_says_which_command_writes_it(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert curator("propose") == 1
    assert capsys.readouterr().err.strip() == "curator: proposal.json: no such file: `curator suggest` writes it"


def test_a_night_without_anything_says_what_came_closest_at_home_and_on_the_job_s_page(
    trained: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("curator.toml").write_text("[suggest]\nat_most = 0\n", encoding="utf8")
    quiet = world.feed(tmp_path / "quiet.atom", [paper(2, "Ocean <b>waves</b>"), FIRST])
    page = tmp_path / "page.md"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(page))
    assert curator("suggest", "--feed", quiet, "--output", tmp_path / "out.json", "--json") == 0
    near = json.loads(capsys.readouterr().out)["closest"]
    assert [one["arxiv_id"] for one in near] == [FIRST.id, "2603.00002"]
    assert "Nothing new was good enough. What came closest:\n\n- fits " in page.read_text()
    assert "<b>" not in page.read_text()
    assert curator("nightly", "--feed", quiet) == 0
    said = capsys.readouterr().out
    assert "Nothing good enough tonight" in said
    assert said.index("What came closest:") < said.index(FIRST.title) < said.index("Ocean <b>waves</b>")
