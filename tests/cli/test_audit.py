"""`curator audit` as a person, a hook and a workflow call it."""

import json
import re
import subprocess
from pathlib import Path

import pytest

from curator import lists
from curator.errors import HostError
from curator.papers.store import PaperTable
from curator.types import Paper, Prediction
from curator.use_cases.audit import Audit, cross_validated, known
from tests import ROOT, corpus, world
from tests.audit.listing import entry, paper
from tests.command import curator

TITLE = "Learning Human Objectives by Evaluating Hypothetical Behaviors"
RIGHT = paper("1912.05652", TITLE)
WRONG = paper("1912.05604", "A Billion Ways to Grasp")
LIST = "# L\n\n## Methods\n\n" + entry(TITLE, "1912.05604") + "- Rivers and Lakes [p](https:/a.org/x)\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "README.md").write_text(LIST)
    (tmp_path / "curator.toml").write_text("")
    with PaperTable(tmp_path / "papers.sqlite") as table:
        table.upsert([RIGHT, WRONG, paper("2001.00001", "Nothing of This List")])
    return tmp_path


def test_findings_are_printed_with_file_line_and_reason_and_an_error_ends_with_1(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert curator("audit", "--list", "README.md", "--papers", "papers.sqlite") == 1
    first, second = capsys.readouterr().out.splitlines()
    assert first.startswith(f'README.md:5: error wrong-id: "{TITLE}" is 1912.05652')
    assert second.startswith("README.md:6: error malformed-link: the address https:/a.org/x")
    (folder / "README.md").write_text("# L\n")
    assert curator("audit") == 0
    assert not capsys.readouterr().out


def test_a_list_that_is_named_by_a_link_is_mended_where_it_is(folder: Path) -> None:
    (folder / "docs").mkdir()
    (folder / "docs/list.md").symlink_to(folder / "README.md")
    assert curator("audit", "--list", "docs/list.md", "--fix") == 0
    assert "https://a.org/x" in (folder / "README.md").read_text()
    assert (folder / "docs/list.md").is_symlink()
    assert not (folder / "list.md").exists()


def test_no_text_of_a_list_or_a_paper_moves_the_terminal(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "README.md").write_text("# L\n\n- Rivers [p](https:/a.org/\x1b[31m\x9b2J\u202ex)\n")
    curator("audit")
    out = capsys.readouterr().out
    assert "https:/a.org/ [31m 2J x does not" in out
    assert out.strip().isprintable()


def test_without_papers_only_the_form_is_looked_at_and_the_lists_own_table_is_read_where_it_is(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    curator("audit", "--json")
    assert [one["rule"] for one in json.loads(capsys.readouterr().out)["findings"]] == ["malformed-link"]
    (folder / "data").mkdir()
    (folder / "papers.sqlite").rename(folder / "data" / "papers.sqlite")
    curator("audit", "--json")
    assert [one["rule"] for one in json.loads(capsys.readouterr().out)["findings"]] == ["wrong-id", "malformed-link"]


def test_what_can_be_mended_is_mended_in_place_once(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fix = ("audit", "--papers", "papers.sqlite", "--fix")
    assert curator(*fix) == 0
    assert "README.md: mended" in capsys.readouterr().err
    after = (folder / "README.md").read_text()
    assert after == LIST.replace("1912.05604", "1912.05652").replace("https:/a", "https://a")
    assert curator(*fix) == 0
    assert (folder / "README.md").read_text() == after
    assert "mended" not in capsys.readouterr().err


def test_sarif_is_printed_for_code_scanning(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    curator("audit", "--sarif")
    (run,) = json.loads(capsys.readouterr().out)["runs"]
    assert [result["ruleId"] for result in run["results"]] == ["malformed-link"]


def git(folder: Path, *words: str) -> None:
    who = ("-c", "user.name=a", "-c", "user.email=a@b.org")
    subprocess.run(["git", *who, *words], cwd=folder, check=True, capture_output=True)


def test_only_lines_changed_since_a_commit_or_a_branch_are_looked_at(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    git(folder, "init", "--initial-branch=main")
    git(folder, "add", "README.md")
    git(folder, "commit", "--message=a")
    assert curator("audit", "--changed-from", "HEAD") == 0
    (folder / "README.md").write_text(LIST + "- Seas and Oceans [p](https:/a.org/y)\n")
    assert curator("audit", "--changed-from", "HEAD") == 1
    assert [line[:12] for line in capsys.readouterr().out.splitlines()] == ["README.md:7:"]
    git(folder, "switch", "--create", "more")
    git(folder, "commit", "--all", "--message=b")
    assert curator("audit", "--changed-from", "main") == 1
    assert curator("audit", "--changed-from", "nowhere") == 1
    assert curator("audit", "--changed-from=--output=stolen") == 1
    assert not (folder / "stolen").exists()
    with pytest.raises(HostError):
        Audit.of(folder, lists.parse_all({"README.md": LIST}), None).changed_from("nowhere")


def test_on_actions_a_finding_is_shown_at_its_line_and_no_text_ends_its_command(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "a,b.md").write_text("- Rivers % Lakes [p](https:/a.org/x)\n")
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    assert curator("audit", "--list", "a,b.md") == 1
    (line,) = capsys.readouterr().out.splitlines()
    assert line.startswith("::error file=a%2Cb.md,line=1,title=malformed-link::the address https:/a.org/x")


def test_what_can_be_mended_is_brought_to_a_branch_of_its_own_and_the_files_stay(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    git(folder, "init", "--initial-branch=main")
    git(folder, "add", "README.md")
    git(folder, "commit", "--message=a")
    propose = ("audit", "--papers", "papers.sqlite", "--propose", "--json")
    assert curator(*propose) == 0
    assert json.loads(capsys.readouterr().out) == {
        "where": f"branch curator/corrections in {folder}",
        "changed": True,
    }
    assert (folder / "README.md").read_text() == LIST
    shown = subprocess.run(
        ["git", "show", "curator/corrections:README.md"], cwd=folder, check=True, capture_output=True
    )
    assert shown.stdout.decode() == LIST.replace("1912.05604", "1912.05652").replace("https:/a", "https://a")
    assert curator(*propose) == 0
    assert json.loads(capsys.readouterr().out)["changed"] is False
    (folder / "README.md").write_text("# L\n")
    assert curator("audit", "--propose") == 0
    assert capsys.readouterr().out == "nothing that can be mended\n"


def test_a_proposal_goes_with_no_other_way_to_mend(folder: Path) -> None:
    assert curator("audit", "--propose", "--fix") == 2


def test_a_snapshot_is_read_for_the_same_papers_as_a_table_is_asked_for(folder: Path, tmp_path: Path) -> None:
    rows = [{"id": one.id, "title": one.title} for one in (RIGHT, WRONG, paper("2001.00001", "Nothing of This List"))]
    (tmp_path / "snapshot.json").write_text("\n".join(map(json.dumps, rows)))
    surveys = lists.parse_all({"README.md": LIST})
    read = {one.id for one in known(surveys, tmp_path / "snapshot.json")}
    assert read == {one.id for one in known(surveys, folder / "papers.sqlite")} == {RIGHT.id, WRONG.id}


def listing(papers: list[Paper], section: str) -> str:
    return f"## {section}\n\n" + "".join(entry(one.title, one.id) for one in papers)


def test_each_entry_is_judged_by_a_model_that_did_not_know_it(tmp_path: Path) -> None:
    listed = [corpus.listed(number, corpus.SECTIONS[number % 2]) for number in range(40)]
    strayed, sections = listed[0], [listed[2::2], [listed[0], *listed[1::2]]]
    text = "# L\n\n" + "\n".join(map(listing, sections, ("Pruning", "Quantization")))
    others = [corpus.other(number) for number in range(1000, 1200)]
    with PaperTable(tmp_path / "papers.sqlite") as table:
        table.upsert([*listed, *others])
    surveys = lists.parse_all({"README.md": text})
    said: dict[str, Prediction] = {one.paper.id: one for one in cross_validated(surveys, tmp_path / "papers.sqlite")}
    assert said.keys() == {one.id for one in listed}
    assert said[strayed.id].sections[0].section == ("Pruning",)


def test_sections_are_asked_about_on_demand_and_need_papers(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert curator("audit", "--sections") == 1
    assert "--papers" in capsys.readouterr().err
    repository = world.repository(tmp_path / "list")
    papers = world.snapshot(tmp_path / "papers.json")
    assert curator("audit", "--config", repository / "curator.toml", "--papers", papers, "--sections") == 0


def test_the_pre_commit_hook_is_a_command_that_there_is(folder: Path) -> None:
    hook = (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf8")
    (words,) = re.findall(r"^  entry: curator (.+)$", hook, re.MULTILINE)
    git(folder, "init", "--initial-branch=main")
    git(folder, "add", "README.md")
    git(folder, "commit", "--message=a")
    assert curator(*words.split()) == 0
    (folder / "README.md").write_text(LIST + "- Seas and Oceans [p](https:/a.org/y)\n")
    assert curator(*words.split()) == 1
