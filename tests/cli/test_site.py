"""`curator site` as a person calls it."""

import json
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from curator.papers.store import PaperTable
from curator.proposals import queue
from curator.use_cases import site
from tests.audit.listing import entry, paper
from tests.command import curator
from tests.sites.pages import PENDING, RECORDS

FILES = {"index.html", "papers.bib", "papers.csv", "papers.json", "feed.xml"}
ONE, TWO, THREE = (entry(f"Paper number {n} of many", f"240{n}.00001") for n in (1, 2, 3))


def commit(folder: Path, text: bytes, day: str) -> None:
    (folder / "README.md").write_bytes(b"# A List\n\n## Methods\n\n" + text)
    who = ("-c", "user.name=a", "-c", "user.email=a@b.org")
    subprocess.run(["git", "add", "README.md"], cwd=folder, check=True)
    dated = {"GIT_COMMITTER_DATE": f"{day}T12:00:00Z", "GIT_AUTHOR_DATE": f"{day}T12:00:00Z"}
    subprocess.run(["git", *who, "commit", "--quiet", "--message=x"], cwd=folder, check=True, env=dated)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    subprocess.run(["git", "init", "--quiet"], cwd=tmp_path, check=True)
    for text, day in ((ONE, "2024-05-10"), (ONE + TWO, "2024-06-10"), (ONE + TWO + THREE, "2024-08-10")):
        commit(tmp_path, text.encode(), day)
    (tmp_path / "curator.toml").write_text("")
    return tmp_path


def test_the_page_and_its_downloads_are_written_twice_the_same(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert curator("site", "--json") == 0
    facts = json.loads(capsys.readouterr().out)
    assert facts == {"page": "site/index.html", "listed": 3, "abstracts": 0}
    before = {path.name: path.read_bytes() for path in (folder / "site").iterdir()}
    assert before.keys() == FILES
    assert b"<h1>A List</h1>" in before["index.html"]
    assert curator("site") == 0
    assert {path.name: path.read_bytes() for path in (folder / "site").iterdir()} == before


def test_one_paper_is_one_paper(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    commit(folder, ONE.encode(), "2024-09-10")
    assert curator("site") == 0
    assert "index.html: 1 paper, 0 of them with an abstract" in capsys.readouterr().out


def test_growth_and_the_day_that_papers_came_are_read_from_git(folder: Path) -> None:
    curator("site")
    rows = {row["arxiv_id"]: row["added"] for row in json.loads((folder / "site" / "papers.json").read_text())}
    assert rows == {"2401.00001": None, "2402.00001": "2024-06-30", "2403.00001": "2024-08-10"}
    page = (folder / "site" / "index.html").read_text()
    assert "<td>2024-06</td><td>2</td>" in page
    assert "Papers in the list." in page


def test_a_past_that_was_not_utf_8_is_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    subprocess.run(["git", "init", "--quiet"], cwd=tmp_path, check=True)
    days = ((b"\xff" + ONE.encode(), "2024-05-10"), (ONE.encode(), "2024-06-10"), ((ONE + TWO).encode(), "2024-07-10"))
    for text, day in days:
        commit(tmp_path, text, day)
    assert curator("site", "--list", "README.md") == 0
    rows = {row["arxiv_id"]: row["added"] for row in json.loads((tmp_path / "site" / "papers.json").read_text())}
    assert rows == {"2401.00001": None, "2402.00001": "2024-07-10"}


def test_without_a_past_papers_are_counted_by_their_own_dates(tmp_path: Path) -> None:
    (tmp_path / "one.md").write_text("# A List\n\n## Methods\n\n" + ONE + TWO)
    assert curator("site", "--list", tmp_path / "one.md", "--output", tmp_path / "out") == 0
    page = (tmp_path / "out" / "index.html").read_text()
    assert "<td>2024-01</td><td>1</td></tr><tr><td>2024-02</td><td>2</td>" in page
    assert "Papers by their date." in page


def test_abstracts_come_from_the_lists_table_and_what_waits_from_its_queue(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "data").mkdir()
    with PaperTable(folder / "data" / "papers.sqlite") as table:
        table.upsert([paper("2401.00001", "Paper number 1 of many", "An abstract.")])
    (folder / "data" / "pending.json").write_text(queue.write(PENDING))
    curator("site", "--json")
    assert json.loads(capsys.readouterr().out)["abstracts"] == 1
    page = (folder / "site" / "index.html").read_text()
    assert "An abstract." in page
    assert 'id="pending"' in page


@pytest.mark.parametrize(("file", "name"), [("one.md", "one"), ("README.md", "")])
def test_a_file_without_a_title_goes_by_its_own_name_a_readme_by_its_folders(
    tmp_path: Path, file: str, name: str
) -> None:
    (tmp_path / file).write_text(ONE + TWO)
    curator("site", "--list", tmp_path / file, "--output", tmp_path / "out")
    assert f"<h1>{name or tmp_path.name}</h1>" in (tmp_path / "out" / "index.html").read_text()


def test_by_date_every_month_has_its_place_of_the_last_years_and_earlier_papers_count() -> None:
    months = ("2026-02", "2025-11-30", "2025-11", "2009-01", "2025", "")
    found = [replace(RECORDS[0], published=month) for month in months]
    growth = site._by_date(found)
    assert len(growth) == 12 * 8
    assert [*growth.items()][-5:] == [("2025-10", 1), ("2025-11", 3), ("2025-12", 3), ("2026-01", 3), ("2026-02", 4)]
    assert site._by_date(found[:3]) == {"2025-11": 2, "2025-12": 2, "2026-01": 2, "2026-02": 3}
    assert site._by_date(found[4:]) == {}


def test_of_a_long_past_a_version_a_month_is_read_at_most_and_first_and_last_always() -> None:
    days = site._days(date(2010, 1, 5), date(2026, 3, 2))
    assert (days[0], days[-1]) == (date(2010, 1, 5), date(2026, 3, 2))
    assert len(days) <= 38
    assert site._days(date(2026, 3, 2), date(2026, 3, 2)) == [date(2026, 3, 2)]
