"""`curator init` as a person calls it, in checkouts of lists, against the stand-in arXiv."""

import json
import os
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from importlib import metadata
from pathlib import Path

import pytest

from curator import config
from curator.papers.store import PaperTable
from curator.types import Paper
from curator.use_cases import init as setting_up
from tests import ROOT
from tests.arxiv_server import ArxivServer, made_up
from tests.command import curator

DAY = date(2031, 5, 5)
ROBOTS, SPEECH = made_up(DAY, 12, "cs.RO"), made_up(DAY, 3, "eess.AS", first=100)
PAPERS = [*ROBOTS, *SPEECH]
SOURCE = f"owner/curator@{'0' * 40}"


def git(folder: Path, *words: str) -> str:
    names = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
    return subprocess.run(["git", *names, *words], cwd=folder, check=True, capture_output=True).stdout.decode()


def listing(papers: list[Paper], link: str = "https://arxiv.org/abs/{}") -> str:
    lines = (
        f"- {one.title}, {', '.join(one.authors)} [[Paper]]({link.format(one.id or n)})\n"
        for n, one in enumerate(papers)
    )
    return f"# 🤖 Robots\n\n## Walking\n\n{''.join(lines)}"


@pytest.fixture
def arxiv(monkeypatch: pytest.MonkeyPatch) -> Iterator[ArxivServer]:
    with ArxivServer() as one:
        one.archive.announce(DAY, PAPERS)
        monkeypatch.setattr(setting_up, "ARXIV", config.ArxivTable(delay=0.0, api_url=f"{one.url}/api/query"))
        yield one


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a list's checkout with a remote on GitHub, in which commands run."""
    folder = tmp_path / "a list"
    folder.mkdir()
    (folder / "README.md").write_text(listing(PAPERS), encoding="utf-8")
    git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "remote", "add", "origin", "git@github.com:someone/robots.git")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message=The list")
    monkeypatch.chdir(folder)
    return folder


def files(folder: Path) -> dict[str, bytes]:
    found = (path for path in folder.rglob("*") if path.is_file() and ".git" not in path.parts)
    return {str(path.relative_to(folder)): path.read_bytes() for path in found}


def test_a_robotics_list_is_set_up_to_read_robotics_by_one_question_to_arxiv(
    checkout: Path, arxiv: ArxivServer, capsys: pytest.CaptureFixture[str]
) -> None:
    assert curator("init", "--source", SOURCE) == 0
    said = capsys.readouterr().out
    assert "README.md (15 entries, 15 with a link to arXiv; sections: 1)" in said
    assert "cs.RO 80%, eess.AS 20%; together 100% of the list's 15 known papers\n" in said
    assert "https://github.com/someone/robots/settings/actions" in said
    settings = config.parse((checkout / "curator.toml").read_text(encoding="utf-8"))
    assert settings.arxiv.categories == ["cs.RO", "eess.AS"]
    assert (settings.list.files, settings.arxiv.contact) == (["README.md"], "https://github.com/someone/robots")
    assert len(arxiv.requests) == 1
    assert sorted(git(checkout, "status", "--short", "--untracked-files=all").split()[1::2]) == [
        ".github/workflows/curator.yml", ".gitignore", "curator.toml",
    ]  # fmt: skip


def test_a_second_time_nothing_changes_and_nobody_is_asked(
    checkout: Path, arxiv: ArxivServer, capsys: pytest.CaptureFixture[str]
) -> None:
    assert curator("init", "--source", SOURCE) == 0
    before, asked = files(checkout), len(arxiv.requests)
    capsys.readouterr()
    assert curator("init", "--source", SOURCE, "--json") == 0
    done = json.loads(capsys.readouterr().out)
    assert (done["written"], done["kept"]) == ([], ["curator.toml", ".gitignore", ".github/workflows/curator.yml"])
    assert (files(checkout), len(arxiv.requests)) == (before, asked)


def test_what_a_person_wrote_is_kept_and_held_against_the_list(
    checkout: Path, arxiv: ArxivServer, capsys: pytest.CaptureFixture[str]
) -> None:
    own = {
        "curator.toml": b'[arxiv]\ncategories = ["cs.CL"]\n',
        ".gitignore": b"*.pdf\r\n/models/\r\nbacktest\r\nbackfill",
        "x.md": b"\n",
    }
    for name, text in own.items():
        (checkout / name).write_bytes(text)
    (checkout / "data").mkdir()
    with PaperTable(checkout / "data" / "papers.sqlite") as table:
        table.upsert(PAPERS)
    assert curator("init", "--source", SOURCE) == 0
    after = files(checkout)
    assert after["curator.toml"] == own["curator.toml"]
    assert after[".gitignore"] == own[".gitignore"] + b"\r\n# What curator can make anew\r\n/data/papers.sqlite*\r\n"
    assert "cs.CL 0%; together 0% of the list's 15 known papers" in capsys.readouterr().out
    assert not arxiv.requests


def test_without_arxiv_nothing_is_guessed_and_nothing_written(
    checkout: Path, arxiv: ArxivServer, capsys: pytest.CaptureFixture[str]
) -> None:
    arxiv.archive.papers.clear()
    before = files(checkout)
    assert curator("init", "--source", SOURCE) == 1
    (line,) = capsys.readouterr().err.strip().split("\n")
    assert "curator init --category cs.RO" in line
    assert files(checkout) == before
    assert curator("init", "--category", "cs.RO", "--category", "cs.SY") == 0
    assert config.parse((checkout / "curator.toml").read_text(encoding="utf-8")).arxiv.categories == ["cs.RO", "cs.SY"]
    assert "owner" not in capsys.readouterr().out


def test_papers_at_hand_are_asked_in_place_of_arxiv(checkout: Path, arxiv: ArxivServer, tmp_path: Path) -> None:
    lines = [{"id": one.id, "title": one.title, "categories": " ".join(one.categories)} for one in ROBOTS]
    (tmp_path / "papers.json").write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    assert curator("init", "--papers", tmp_path / "papers.json") == 0
    assert config.parse((checkout / "curator.toml").read_text(encoding="utf-8")).arxiv.categories == ["cs.RO"]
    assert not arxiv.requests


@pytest.mark.parametrize(("known", "said"), [(1, "; few to choose by: see that these are right\n"), (5, "papers\n")])
def test_categories_that_few_papers_speak_for_are_to_be_looked_at(
    known: int, said: str, checkout: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = tmp_path / "papers.sqlite"
    with PaperTable(table) as papers:
        papers.upsert(ROBOTS[:known])
    assert curator("init", "--papers", table) == 0
    assert f"cs.RO 100%; together 100% of the list's {known} known paper" in (out := capsys.readouterr().out)
    assert said in out


def test_a_file_that_knows_no_paper_of_the_list_is_not_to_be_tried_later(
    checkout: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = tmp_path / "papers.sqlite"
    with PaperTable(table) as papers:
        papers.upsert(made_up(DAY, 3, first=900))
    assert curator("init", "--papers", table) == 1
    (line,) = capsys.readouterr().err.strip().split("\n")
    assert "knows none of the list's papers" in line
    assert "run it without this file, so that arXiv is asked" in line
    assert "later" not in line


def test_where_nobody_says_whom_arxiv_may_write_to_one_line_asks_for_it(
    checkout: Path,
    arxiv: ArxivServer,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name in ("HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(tmp_path))
    git(checkout, "remote", "remove", "origin")
    before = files(checkout)
    assert curator("init") == 1
    assert "git config user.email you@example.org" in capsys.readouterr().err
    assert (files(checkout), arxiv.requests) == (before, [])

    table = tmp_path / "papers.sqlite"
    with PaperTable(table) as papers:
        papers.upsert(PAPERS)
    assert curator("init", "--papers", str(table)) == 0
    assert 'curator.toml: contact = "you@example.org"' in capsys.readouterr().out


def test_entries_without_a_link_to_arxiv_are_searched_for_by_title(checkout: Path, arxiv: ArxivServer) -> None:
    papers = [replace(one, id=type(one.id)()) for one in PAPERS]
    (checkout / "README.md").write_text(listing(papers, "https://example.org/{}.pdf"), encoding="utf-8")
    assert curator("init") == 0
    assert "cs.RO" in config.parse((checkout / "curator.toml").read_text(encoding="utf-8")).arxiv.categories


def test_a_list_in_a_folder_of_months_with_a_translation_is_found(
    checkout: Path, arxiv: ArxivServer, capsys: pytest.CaptureFixture[str]
) -> None:
    git(checkout, "rm", "--quiet", "README.md")
    for month, start in enumerate(range(0, 15, 5), 1):
        path = checkout / "papers" / f"31-{month:02}.md"
        path.parent.mkdir(exist_ok=True)
        path.write_text(listing(PAPERS[start : start + 5]), encoding="utf-8")
    (checkout / "README.md").write_text("# Robots\n\nSee the months.\n", encoding="utf-8")
    (checkout / "LIES.md").write_text(listing(PAPERS[:4]), encoding="utf-8")
    (checkout / "latin.md").write_bytes(b"# \xe9t\xe9\n")
    (checkout / "link.md").symlink_to("README.md")
    assert curator("init") == 0
    assert config.parse((checkout / "curator.toml").read_text(encoding="utf-8")).list.files == ["papers/*.md"]
    said = capsys.readouterr().out
    assert "papers/*.md (3 files; 15 entries, 15 with a link to arXiv; sections: 1)" in said
    assert "LIES.md: repeats papers/31-01.md" in said
    assert "latin.md: line 1, column 3: " in said
    assert "link.md: is a link" in said


def test_a_model_folder_of_the_list_s_own_stays_in_git_and_a_table_there_is_taken_out(
    checkout: Path, arxiv: ArxivServer, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("models/robots.md", "data/papers.sqlite"):
        (checkout / name).parent.mkdir()
        (checkout / name).touch()
    git(checkout, "add", "--all")
    (checkout / "data/papers.sqlite").unlink()
    assert curator("init") == 0
    assert "/models/" not in (checkout / ".gitignore").read_text(encoding="utf-8")
    assert "git rm --cached data/papers.sqlite" in capsys.readouterr().out


@pytest.mark.parametrize("where", ["papers", ".."])
def test_a_folder_that_is_no_repository_s_outermost_is_refused_in_one_line(
    checkout: Path, where: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (checkout / where).mkdir(exist_ok=True)
    monkeypatch.chdir(checkout / where)
    assert curator("init") == 1
    (line,) = capsys.readouterr().err.strip().split("\n")
    assert ("no git repository" in line) is (where == "..")


def test_a_list_that_is_not_committed_is_said_to_be_so(
    checkout: Path, arxiv: ArxivServer, capsys: pytest.CaptureFixture[str]
) -> None:
    git(checkout, "mv", "README.md", "LIST.md")
    assert curator("init") == 0
    assert "no commit holds the list: commit it before the first night" in capsys.readouterr().out
    git(checkout, "update-ref", "-d", "HEAD")
    assert curator("init") == 1
    (line,) = capsys.readouterr().err.strip().split("\n")
    assert line.endswith("the repository has no commit yet: commit the list first")


def test_a_file_whose_name_is_not_utf_8_is_left_out_and_named(
    checkout: Path, arxiv: ArxivServer, capsys: pytest.CaptureFixture[str]
) -> None:
    odd = Path(os.fsdecode(os.fsencode(checkout) + b"/caf\xe9.md"))
    odd.write_text(listing(made_up(DAY, 5, "cs.RO", first=200)), encoding="utf-8")
    assert curator("init", "--source", SOURCE, "--json") == 0
    assert odd.name in json.loads(capsys.readouterr().out)["looked"]["left_out"]
    assert config.parse((checkout / "curator.toml").read_text(encoding="utf-8")).list.files == ["README.md"]


def test_a_list_that_was_not_utf_8_a_year_ago_is_set_up_all_the_same(
    checkout: Path, arxiv: ArxivServer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = (checkout / "README.md").read_bytes()
    (checkout / "README.md").write_bytes(b"\xff" + text)
    with monkeypatch.context() as then:
        then.setenv("GIT_COMMITTER_DATE", "2020-01-01T12:00:00Z")
        git(checkout, "commit", "--quiet", "--all", "--amend", "--message=The list")
    (checkout / "README.md").write_bytes(text)
    git(checkout, "commit", "--quiet", "--all", "--message=UTF-8")
    assert curator("init", "--source", SOURCE) == 0
    assert "commits: 2, the first on 2020-01-01\n" in capsys.readouterr().out


def test_a_repository_without_papers_is_refused_in_one_line(
    checkout: Path, arxiv: ArxivServer, capsys: pytest.CaptureFixture[str]
) -> None:
    (checkout / "README.md").write_text("# Notes\n\nWords.\n", encoding="utf-8")
    assert curator("init") == 1
    assert "no Markdown file here lists papers" in capsys.readouterr().err


def test_a_list_elsewhere_than_on_github_gets_no_workflow(checkout: Path, arxiv: ArxivServer) -> None:
    git(checkout, "remote", "set-url", "origin", "https://gitlab.com/someone/robots.git")
    assert curator("init", "--source", SOURCE) == 0
    assert not (checkout / ".github").exists()


def test_all_that_git_does_not_have_is_named_whichever_run_wrote_it(
    checkout: Path, arxiv: ArxivServer, capsys: pytest.CaptureFixture[str]
) -> None:
    git(checkout, "config", "status.showUntrackedFiles", "no")
    assert curator("init") == 0
    for _ in range(2):
        capsys.readouterr()
        assert curator("init", "--source", SOURCE) == 0
        assert "git add curator.toml .gitignore .github/workflows/curator.yml" in capsys.readouterr().out
    git(checkout, "add", "--all")
    git(checkout, "commit", "--quiet", "--message=Set up curator")
    capsys.readouterr()
    assert curator("init", "--source", SOURCE) == 0
    assert "git add" not in capsys.readouterr().out


@pytest.mark.parametrize(
    "text", ["curator", "owner/curator", "owner/curator@", "https://example.org/o/c/tree/main", "a/b@c d"]
)
def test_a_source_that_is_none_is_refused(checkout: Path, text: str) -> None:
    assert curator("init", "--source", text) == 1


def test_a_release_says_itself_where_its_workflows_are(monkeypatch: pytest.MonkeyPatch) -> None:
    assert setting_up.source("https://github.com/owner/curator/tree/abc").repository == "owner/curator"

    class Release(dict[str, str]):
        def get_all(self, name: str) -> list[str]:
            return [
                "Source, https://github.com/owner/curator/tree/abc",
                "Documentation, https://owner.github.io/curator/",
            ]

    monkeypatch.setattr(metadata, "metadata", lambda name: Release())
    monkeypatch.setattr(metadata, "version", lambda name: "1.2.3")
    published = setting_up.published()
    assert published
    assert (published.ref, published.version) == ("abc", "v1.2.3")
    assert setting_up.schema_address() == "https://owner.github.io/curator/curator.schema.json"


def test_the_schema_that_is_published_is_that_of_the_settings(capsys: pytest.CaptureFixture[str]) -> None:
    assert curator("config", "schema") == 0
    assert json.loads(capsys.readouterr().out) == json.loads((ROOT / "docs" / "curator.schema.json").read_text("utf-8"))


def test_every_setting_says_in_the_schema_what_it_is_for() -> None:
    tables = config.schema()["$defs"].values()
    assert not [name for table in tables for name, one in table["properties"].items() if not one.get("description")]
