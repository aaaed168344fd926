import json
import re
import subprocess
from datetime import timedelta
from pathlib import Path

import pytest

from curator.cli import main
from curator.cli.show import replayed
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
    assert twin["budgets"][-1]["recall"] == 1
    assert "<svg" in (past / "out/report.html").read_text()


def test_the_terminal_says_how_both_promises_held(past: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(past) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert re.search(
        r"Suggestions right: promised 0\.\d\d, kept (–|[01]\.\d\d) at least \(\d+ of \d+ were added; of all", said
    )
    assert re.search(r"Sections right: promised 0\.\d\d, kept (–|[01]\.\d\d) \(\d+ of \d+\)", said)


def test_the_lists_own_settings_decide_what_is_promised_and_asked_about(
    past: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = '[arxiv]\ncategories = ["{}"]\n[suggest]\nprecision = 0.2\n'
    (past / "list/curator.toml").write_text(settings.format("math.CO"))
    assert run(past, *SINCE) == 1
    assert "check [arxiv] categories" in capsys.readouterr().err
    (past / "other.toml").write_text(settings.format("cs.LG"))
    assert run(past, *SINCE, "--config", past / "other.toml") == 0
    found = json.loads((past / "out/report.json").read_text())
    assert (found["added"], found["promised"]["precision"]) == (19, 0.2)


def test_a_day_after_the_lists_last_is_one_line_that_says_what_to_do(
    past: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(past, "--since", "2030-01-01") == 1
    assert "name an earlier day with --since" in capsys.readouterr().err


def test_what_a_replay_came_to_stands_in_the_card_of_the_next_model(past: Path) -> None:
    assert run(past, *SINCE) == 0
    sources = ["--list", past / "list/README.md", "--papers", past / "papers.json", "--output", past / "models"]
    with pytest.raises(SystemExit, match="0"):
        main(["train", *map(str, sources), "--replay", str(past / "out/report.json")])
    assert "the maintainer added 19" in (past / "models/README.md").read_text()


@pytest.mark.parametrize(
    ("shares", "expected"),
    [
        ((0.8, 0.9), "With precision = 0.40 that would have been kept, too: 82 named, 80% of them added."),
        ((0.5, 0.9), ""),
        ((None, None), ""),
    ],
)
def test_a_lower_setting_that_would_have_kept_the_promise_is_named(
    shares: tuple[float | None, float | None], expected: str
) -> None:
    promises = [{"precision": p, "named": 82, "kept": k} for p, k in zip((0.4, 0.7), shares, strict=True)]
    counts = dict.fromkeys(
        ("papers", "weeks", "added", "suggested", "unsure", "hits", "named", "named_added", "right"), 1
    )
    promised = {"precision": 0.7, "section_confidence": 0.8}
    said = replayed({**counts, "precision": 0.5, "right_section": 0.5, "promised": promised, "promises": promises})
    assert said.partition(" (1 of 1).")[2].strip() == expected
