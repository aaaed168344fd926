"""What is printed where not all letters can be: no command fails for it, and JSON loses nothing."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests import world

LIST = "# 📖 Étude\n\n## 🤖 Роботы › 模型\n\n" + "".join(
    f"- Paper number {n} “quoted” [[Paper]](https://arxiv.org/abs/2501.{n:05})\n" for n in range(4)
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return world.repository(tmp_path / "list", LIST)


def printed(folder: Path, *words: str, encoding: str = "cp1252", code: int = 0) -> tuple[str, str]:
    environment = {**os.environ, "PYTHONIOENCODING": encoding}
    command = [sys.executable, "-m", "curator", *words]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False)
    assert done.returncode == code, done.stderr.decode(encoding)
    return done.stdout.decode(encoding), done.stderr.decode(encoding)


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1", "utf-8"])
def test_a_heading_in_letters_that_the_terminal_lacks_is_printed_all_the_same(folder: Path, encoding: str) -> None:
    out, _ = printed(folder, "style", encoding=encoding)
    assert ("🤖 Роботы" in out) is (encoding == "utf-8")
    assert "\\ud83e\\udd16" in out or encoding == "utf-8"


def test_json_says_the_same_in_every_encoding(folder: Path) -> None:
    one, other = (json.loads(printed(folder, "style", "--json", encoding=name)[0]) for name in ("cp1252", "utf-8"))
    assert one == other
    assert one["sections"][0]["section"] == ["🤖 Роботы › 模型"]


def test_an_error_that_names_such_letters_is_one_line(folder: Path) -> None:
    _, err = printed(folder, "style", "--list", "模型.md", code=1)
    assert err.splitlines() == ["curator: \\u6a21\\u578b.md: no such file"]


def test_a_night_s_tables_and_progress_need_no_letter_beyond_ascii(folder: Path, tmp_path: Path) -> None:
    printed(folder, "train", "--papers", str(world.snapshot(tmp_path / "papers.json")), encoding="ascii")
    feed = world.feed(tmp_path / "feed.atom", ())
    assert "papers" in printed(folder, "nightly", "--feed", str(feed), encoding="ascii")[0]
