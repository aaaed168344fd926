"""`curator backfill` as a person calls it."""

import json
import re
import subprocess
from pathlib import Path

import pytest

from curator.papers.store import Part
from curator.proposals import handover
from curator.types import Paper, PaperId
from curator.use_cases import scan
from tests import corpus, scanned
from tests.command import curator
from tests.scanned import EVERYTHING, MISSED


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    made = scanned.workspace(tmp_path / "list")
    monkeypatch.chdir(made)
    monkeypatch.setattr(scan, "PART", 64)
    monkeypatch.setattr("os.cpu_count", lambda: 1)
    scanned.table(tmp_path / "all.sqlite", EVERYTHING)
    assert curator("train") == 0
    return made


def run(*more: object) -> int:
    return curator("backfill", "--papers", "../all.sqlite", *more)


def report() -> list[dict[str, object]]:
    rows: list[dict[str, object]] = json.loads(Path("backfill/report.json").read_text())
    return rows


def branch() -> str:
    words = ["git", "show", "curator/suggestions:README.md"]
    return subprocess.run(words, check=True, capture_output=True, text=True).stdout


def ids(text: str) -> set[str]:
    return {*re.findall(r"abs/(\d{4}\.\d{5})", text)}


def test_what_the_list_missed_is_told_best_first_and_under_its_section(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert run("--json") == 0
    facts = json.loads(capsys.readouterr().out)
    rows = report()
    assert facts == {
        "report": "backfill/report.html",
        "read": len(EVERYTHING),
        "missed": len(rows),
        "portion": 4,
        "where": None,
    }
    assert {row["arxiv_id"] for row in rows[:20]} <= MISSED
    assert [row["fits"] for row in rows] == sorted((row["fits"] for row in rows), reverse=True)  # type: ignore[type-var]
    page = Path("backfill/report.html").read_text()
    at = {int(str(row["arxiv_id"])[5:]): page.index(str(row["arxiv_id"])) for row in rows[:20]}
    for number, place in at.items():
        heading = page.rfind("<h2>", 0, place)
        assert page[heading:].startswith(f"<h2>{corpus.SECTIONS[number % 3][-1]} (")


def test_what_the_list_holds_or_its_maintainer_turned_down_or_was_shown_is_not_told_again(folder: Path) -> None:
    run()
    first, second, *rest = (str(row["arxiv_id"]) for row in report())
    (folder / "data/labels.csv").write_text(
        f"arxiv_id,title,sections,decided_on,source,by\n{first},T,,2026-01-01,pull request,m\n"
    )
    shown = {"paper": second, "on": "2026-01-01", "position": 1.0, "score": 0.5}
    (folder / "data/shown.json").write_text(json.dumps({"version": 0, "shown": [shown]}))
    run()
    assert [row["arxiv_id"] for row in report()][: len(rest)] == rest


def test_a_rule_keeps_papers_away_and_brings_others_as_in_a_night(folder: Path) -> None:
    assert run() == 0
    titles = {str(row["arxiv_id"]): str(row["title"]) for row in report()}
    first, *_ = titles
    missing = next(one for one in EVERYTHING if one.id not in titles and int(one.id[5:]) > 60)
    rules = f"[rules]\nnever = [{json.dumps(titles[first])}]\nalways = [{json.dumps(missing.title)}]\n"
    Path("curator.toml").write_text(f"{scanned.SETTINGS}\n{rules}")
    assert run() == 0
    told = {str(row["arxiv_id"]) for row in report()}
    assert first not in told
    assert missing.id in told


def test_only_papers_since_a_day_that_the_settings_name_the_categories_of_are_asked_about(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    since = corpus.START.replace(month=3)
    wanted = [one for one in EVERYTHING if one.announced and one.announced >= since]
    scanned.table(folder.parent / "all.sqlite", [Paper(PaperId("2503.09999"), "X", categories=("math.CO",))])
    capsys.readouterr()
    run("--since", since, "--json")
    assert json.loads(capsys.readouterr().out)["read"] == len(wanted)


def test_the_same_command_again_asks_the_model_nothing_and_says_the_same(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run()
    before = {path.name: path.read_bytes() for path in Path("backfill").iterdir()}

    def asked(*_: object) -> None:
        raise AssertionError("asked again")

    monkeypatch.setattr(scan, "_ask", asked)
    assert run() == 0
    assert {path.name: path.read_bytes() for path in Path("backfill").iterdir()} == before


def test_what_was_cut_short_is_gone_on_with_and_comes_to_the_same(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run()
    whole, file = report(), Path("backfill/scan.jsonl")
    file.write_bytes(file.read_bytes()[:-100])
    kept, asked, ask = len(file.read_text().splitlines()) - 2, [], scan._ask

    def counted(question: scan.Question, part: Part) -> scan.PartScores:
        asked.append(part)
        return ask(question, part)

    monkeypatch.setattr(scan, "_ask", counted)
    run()
    assert len(asked) == 6 - kept
    assert kept > 0
    assert report() == whole


def test_a_table_that_grew_is_asked_about_where_it_grew(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run()
    scanned.table(folder.parent / "all.sqlite", [corpus.listed(97, corpus.SECTIONS[1])])
    asked, ask = [], scan._ask

    def counted(question: scan.Question, part: Part) -> scan.PartScores:
        asked.append(part.number)
        return ask(question, part)

    monkeypatch.setattr(scan, "_ask", counted)
    run()
    assert asked == [5]
    assert any(str(row["arxiv_id"]).endswith("00097") for row in report())


def test_another_model_or_another_day_is_another_question(folder: Path) -> None:
    run()
    first = Path("backfill/scan.jsonl").read_text().splitlines()[0]
    run("--since", "2025-02-01")
    second = Path("backfill/scan.jsonl").read_text().splitlines()[0]
    scanned.table(folder / "data/papers.sqlite", corpus.papers(0, 250))
    curator("train")
    run("--since", "2025-02-01")
    assert len({first, second, Path("backfill/scan.jsonl").read_text().splitlines()[0]}) == 3


def test_portions_come_one_at_a_time_each_after_the_one_before_was_decided(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    held = ids(Path("README.md").read_text())
    assert run("--portion", 3, "--propose") == 0
    first = ids(branch()) - held
    assert len(first) == 3
    assert first <= MISSED
    run("--portion", 3, "--propose")
    assert ids(branch()) - held == first
    scanned.merge(folder)
    run("--portion", 3, "--propose")
    second = ids(branch()) - held - first
    assert len(second) == 3
    assert "branch curator/suggestions" in capsys.readouterr().out.replace("\n", " ")
    assert not first & {str(row["arxiv_id"]) for row in report()}


def test_without_propose_no_branch_is_made_and_nothing_waits(folder: Path) -> None:
    run()
    assert not subprocess.run(["git", "branch", "--list", "curator/*"], check=True, capture_output=True).stdout
    assert not (folder / "data/pending.json").exists()


def test_the_portion_is_handed_over_to_the_job_that_may_write(folder: Path) -> None:
    run("--portion", 2)
    handed = handover.read(Path("backfill/proposal.json").read_text())
    assert len(handed.decision.lines) == 2
    assert handed.announced == len(EVERYTHING)
    assert len(handed.days) == 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--papers", "README.md"), "README.md cannot be used as a table of papers"),
        (("--papers", "none.sqlite"), "none.sqlite cannot be used as a table of papers"),
        (("--scheduler", "nonsense"), "Dask"),
    ],
)
def test_what_cannot_be_used_is_said_in_one_line(
    folder: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], said: str
) -> None:
    assert curator("backfill", *words) == 1
    assert said in capsys.readouterr().err


def test_without_a_model_nothing_is_scanned(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(scanned.workspace(tmp_path / "list"))
    assert curator("backfill") == 1
    assert "There is no model in" in capsys.readouterr().err
    assert not Path("backfill").exists()
