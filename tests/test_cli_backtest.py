import json
import subprocess
from datetime import timedelta
from pathlib import Path

import pytest

from curator.cli import main
from tests import corpus


def commit(repository: Path, entries: int, day: str) -> None:
    lines = ["# List"]
    for section in corpus.SECTIONS:
        lines += ["", f"## {section[-1]}", ""]
        lines += [
            f"- {paper.title} [Paper](https://arxiv.org/abs/{paper.arxiv_id})"
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
            facts = {"id": paper.arxiv_id, "title": paper.title, "abstract": paper.abstract, "categories": "cs.LG"}
            file.write(json.dumps({**facts, "versions": [{"version": "v1", "created": str(paper.announced)}]}) + "\n")
    return tmp_path


def test_a_lists_past_is_replayed_into_a_page_and_its_json_twin(past: Path, capsys: pytest.CaptureFixture[str]) -> None:
    since = (corpus.START + timedelta(days=41)).isoformat()
    words = ["--repo", str(past / "list"), "--papers", str(past / "papers.json"), "--output", str(past / "out")]
    with pytest.raises(SystemExit, match="0"):
        main(["backtest", *words, "--since", since, "--json"])
    said = json.loads(capsys.readouterr().out)
    twin = json.loads((past / "out/report.json").read_text())
    assert said["added"] == twin["added"] == 19
    assert twin["budgets"][-1]["recall"] == 1
    assert "<svg" in (past / "out/report.html").read_text()
