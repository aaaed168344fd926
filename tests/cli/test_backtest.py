import json
import re
import subprocess
from datetime import date, timedelta
from pathlib import Path

import pytest

from curator.cli import main
from curator.evaluation.backtest import Replay
from tests import corpus


def commit(repository: Path, entries: int, day: str) -> None:
    lines = ["# List"]
    for section in corpus.SECTIONS:
        lines += ["", f"## {section[-1]}", ""]
        lines += [
            f"- {paper.title} [Paper](https://arxiv.org/abs/{paper.id})"
            for number, paper in enumerate(corpus.papers(entries, 0))
            if corpus.SECTIONS[number % 3] == section
        ]
    (repository / "README.md").write_text("\n".join(lines) + "\n")
    commit_all(repository, day)


def commit_all(repository: Path, day: str) -> None:
    who = {f"GIT_{one}_{what}": "a@b.c" for one in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    dates = {f"GIT_{one}_DATE": f"{day}T12:00:00Z" for one in ("AUTHOR", "COMMITTER")}
    for words in (["add", "--all"], ["commit", "--quiet", "--message=more"]):
        subprocess.run(["git", *words], cwd=repository, check=True, env={"PATH": "/usr/bin:/bin", **who, **dates})


@pytest.fixture
def past(tmp_path: Path) -> Path:
    repository = tmp_path / "list"
    repository.mkdir()
    subprocess.run(["git", "init", "--quiet"], cwd=repository, check=True)
    commit(repository, 40, (corpus.START + timedelta(days=40)).isoformat())
    commit(repository, 60, (corpus.START + timedelta(days=60)).isoformat())
    with (tmp_path / "papers.json").open("w") as file:
        for paper in corpus.papers(60, 300):
            facts = {"id": paper.id, "title": paper.title, "abstract": paper.abstract, "categories": "cs.LG"}
            file.write(json.dumps({**facts, "versions": [{"version": "v1", "created": str(paper.announced)}]}) + "\n")
    return tmp_path


def run(past: Path, *more: object) -> int:
    words = ["--repo", past / "list", "--papers", past / "papers.json", "--output", past / "out", *more]
    with pytest.raises(SystemExit) as end:
        main(["backtest", *map(str, words)])
    return int(str(end.value.code or 0))


SINCE = ("--since", (corpus.START + timedelta(days=41)).isoformat())


def test_a_lists_past_is_replayed_into_a_page_and_its_json_twin(past: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(past, *SINCE, "--json") == 0
    said = json.loads(capsys.readouterr().out)
    twin = json.loads((past / "out/report.json").read_text())
    assert said["added"] == twin["added"] == 19
    assert twin["entries"] == [40, 60]
    assert {"shown", "found", "load", "shown_a_week", "weeks_to_first_find"} < {*said}
    assert said["found"] == sum(month["taken"] for month in twin["timeline"]) > 0
    assert "<svg" in (past / "out/report.html").read_text()


def test_the_terminal_says_what_was_found_and_at_what_load(past: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(past, *SINCE) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert re.search(r"Found: \d+ of 19 \(\d+%\), one for each \d+\.\d shown, the first in week \d", said)
    assert re.search(r"At as many shown, others find: ELAS u4 \d+, keywords \d+", said)


def test_a_replay_that_is_cut_short_goes_on_where_it_stopped_and_one_that_asks_something_else_starts_anew(
    past: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    every = ("--every", 7)
    assert run(past, *SINCE, *every) == 0
    whole = (past / "out/report.json").read_text()
    stored = json.loads((past / "out/weeks.json").read_text())
    assert len(stored["weeks"]) == 3
    stored["weeks"] = stored["weeks"][:1]
    (past / "out/weeks.json").write_text(json.dumps(stored))
    learnt: list[date] = []
    period = Replay.period

    def counted(self: Replay, day: date, *more: object) -> object:
        learnt.append(day)
        return period(self, day, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(Replay, "period", counted)
    assert run(past, *SINCE, *every) == 0
    assert len(learnt) == 2
    assert (past / "out/report.json").read_text() == whole
    assert run(past, *SINCE, *every) == 0
    assert len(learnt) == 2
    assert run(past, *SINCE, "--every", 14) == 0
    assert len(learnt) > 2
    (past / "out/weeks.json").write_text("spoiled")
    assert run(past, *SINCE, *every) == 0
    assert (past / "out/report.json").read_text() == whole


def test_the_lists_own_settings_decide_the_pace_and_what_is_asked_about(
    past: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = '[arxiv]\ncategories = ["{}"]\n[suggest]\npace = 2\n'
    (past / "list/curator.toml").write_text(settings.format("math.CO"))
    assert run(past, *SINCE) == 1
    assert "nothing to learn from" in capsys.readouterr().err
    (past / "other.toml").write_text(settings.format("cs.LG"))
    assert run(past, *SINCE, "--config", past / "other.toml") == 0
    found = json.loads((past / "out/report.json").read_text())
    assert (found["added"], found["pace"]) == (19, 2)


def test_a_day_after_the_lists_last_is_one_line_that_says_what_to_do(
    past: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(past, "--since", "2030-01-01") == 1
    assert "name an earlier day with --since" in capsys.readouterr().err


def test_a_list_of_a_single_day_has_no_past_and_is_told_so(past: Path, capsys: pytest.CaptureFixture[str]) -> None:
    subprocess.run(["git", "checkout", "--quiet", "--orphan", "one"], cwd=past / "list", check=True)
    who = ["-c", "user.name=a", "-c", "user.email=a@b.c"]
    subprocess.run(["git", *who, "commit", "--quiet", "--message=All"], cwd=past / "list", check=True)
    assert run(past) == 1
    assert "is of one day, which leaves no past to replay" in capsys.readouterr().err


def test_a_clone_without_its_history_is_told_how_to_get_it(past: Path, capsys: pytest.CaptureFixture[str]) -> None:
    url = (past / "list").as_uri()
    subprocess.run(["git", "clone", "--quiet", "--depth=1", url, str(past / "cut")], check=True)
    assert run(past, "--repo", past / "cut") == 1
    assert "no more than the list's last commits: `git fetch --unshallow`" in capsys.readouterr().err


def test_what_a_replay_came_to_stands_in_the_card_of_the_next_model(past: Path) -> None:
    assert run(past, *SINCE) == 0
    sources = ["--list", past / "list/README.md", "--papers", past / "papers.json", "--output", past / "models"]
    with pytest.raises(SystemExit, match="0"):
        main(["train", *map(str, sources), "--replay", str(past / "out/report.json")])
    assert "the maintainer added 19" in (past / "models/README.md").read_text()


def test_the_terminal_says_what_the_table_of_papers_lacks(past: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = past / "papers.json"
    last = (corpus.START + timedelta(days=48)).isoformat()
    kept = [line for line in path.read_text().splitlines() if json.loads(line)["versions"][0]["created"] < last]
    path.write_text("\n".join(kept) + "\n")
    assert run(past, *SINCE) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert f"The table of papers ends by {last}, the list's past on 2025-03-03: import later ones." in said
    assert "Not counted" not in said


def test_the_page_names_the_list_by_its_title_whatever_its_folder_is_called(past: Path) -> None:
    text = (past / "list/README.md").read_text()
    (past / "list/README.md").write_text(text.replace("# List", "# Papers on Sand & Stones"))
    commit_all(past / "list", (corpus.START + timedelta(days=61)).isoformat())
    assert run(past, *SINCE) == 0
    assert "the maintainer of Papers on Sand &amp; Stones</h1>" in (past / "out/report.html").read_text()
