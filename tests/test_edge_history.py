import subprocess
from datetime import date
from pathlib import Path

import pytest

from curator.edge import history
from curator.errors import HostError


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    def git(*words: str, day: str = "2025-01-01") -> None:
        dates = {f"GIT_{who}_DATE": f"{day}T12:00:00Z" for who in ("AUTHOR", "COMMITTER")}
        names = {f"GIT_{who}_{what}": "a@b.c" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
        subprocess.run(["git", *words], cwd=tmp_path, check=True, env={"PATH": "/usr/bin:/bin", **dates, **names})

    git("init", "--quiet")
    for day in ("2025-01-10", "2025-02-10", "2025-03-10"):
        (tmp_path / "README.md").write_text(f"as of {day}\r\n")
        git("add", "--all", day=day)
        git("commit", "--quiet", "--message=change", day=day)
    return tmp_path


def test_the_list_is_read_as_it_was_when_each_day_began(repository: Path) -> None:
    days = [date(2025, 1, 10), date(2025, 1, 11), date(2025, 3, 1), date(2025, 3, 11)]
    texts = [history.text(repository, "README.md", day).strip() for day in days]
    assert texts == ["", "as of 2025-01-10", "as of 2025-02-10", "as of 2025-03-10"]


def test_the_span_goes_from_the_first_change_to_the_last(repository: Path) -> None:
    assert history.span(repository, "README.md") == (date(2025, 1, 10), date(2025, 3, 10))


def test_a_file_that_was_never_there_is_an_error_that_says_what_to_do(repository: Path) -> None:
    with pytest.raises(HostError, match="--file"):
        history.span(repository, "LIST.md")
