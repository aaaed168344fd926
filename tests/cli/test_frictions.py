"""Small things that stood in the way of new users; each is a law now."""

import errno
import json
import os
import pty
import signal
import socket
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from curator import cli
from curator.cli import show
from curator.hosts import git
from curator.papers.arxiv import client
from tests import scanned, world
from tests.cli.home import DAY
from tests.command import curator

LIST = """# List

## Methods

- Reward models [[Paper]](https://arxiv.org/abs/2501.00001)
- Policy gradients [[Paper]](https://arxiv.org/abs/2501.00002)

## Related tools

- [Awesome X](https://github.com/x/awesome-x)
- [Awesome Y](https://github.com/y/awesome-y)
"""


@pytest.fixture
def trained(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = world.repository(tmp_path / "trained")
    monkeypatch.chdir(folder)
    assert curator("train", "--papers", world.snapshot(tmp_path / "papers.json")) == 0
    return folder


@pytest.fixture
def day(tmp_path: Path) -> Path:
    return world.feed(tmp_path / "feed.atom", DAY)


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = world.repository(tmp_path / "list", LIST)
    monkeypatch.chdir(folder)
    return folder


def test_no_network_fails_in_seconds_says_that_it_tries_again_and_names_no_long_address(
    checkout: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    slept: list[float] = []
    monkeypatch.setattr(client.Client.__init__, "__defaults__", (time.monotonic, slept.append))
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
    entries = "".join(
        f"- Reward shaping for policy {n} [[Paper]](https://arxiv.org/abs/2502.{n:05})\n" for n in range(300)
    )
    Path("README.md").write_text(f"{LIST}\n## More\n\n{entries}", encoding="utf8")
    settings = f'[arxiv]\ncontact = "a@b.c"\napi_url = "http://127.0.0.1:{port}/query"\n'
    Path("curator.toml").write_text(settings, encoding="utf8")
    assert curator("papers", "fetch") == 1
    said = capsys.readouterr().err
    assert sum(slept) < 30
    assert said.count("retrying in") == 2
    assert "no answer" in said
    assert "Is there a network?" in said
    assert max(map(len, said.splitlines())) < 500


def test_without_papers_one_line_says_what_to_run(checkout: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert curator("train") == 1
    said = capsys.readouterr().err
    assert "no papers yet" in said
    assert "run `curator papers fetch`" in said
    assert "Errno" not in said


def test_an_import_that_was_broken_off_is_said_by_doctor_and_goes_on_by_the_same_command(
    checkout: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = world.snapshot(tmp_path / "papers.json")
    broken = tmp_path / "broken.json"
    broken.write_text(whole.read_text() + "{half", encoding="utf8")
    assert curator("papers", "import", broken) == 1
    curator("doctor")
    assert f"an import was broken off: go on by `curator papers import {broken}`" in capsys.readouterr().out
    broken.write_text(whole.read_text(), encoding="utf8")
    assert curator("papers", "import", broken) == 0
    curator("doctor")
    assert "broken off" not in capsys.readouterr().out


def test_a_file_without_papers_is_no_import_that_was_broken_off(
    checkout: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert curator("papers", "import", "README.md") == 1
    mark = checkout / "data/papers.sqlite.importing"
    assert not mark.exists()
    mark.write_text("snapshot.json", encoding="utf-8")
    assert curator("papers", "import", "README.md") == 1
    assert mark.read_text(encoding="utf-8") == "snapshot.json"
    capsys.readouterr()


def test_an_interrupt_says_what_is_kept(
    checkout: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("curator.use_cases.papers.fetch", interrupted)
    assert curator("papers", "fetch") == cli.INTERRUPTED
    assert "interrupted: what is stored so far is kept" in capsys.readouterr().err


def test_a_file_that_the_machine_refuses_is_named_in_one_line_and_no_bug(
    checkout: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise error

    monkeypatch.setattr("curator.workspace.read_config", refused)
    error: OSError = PermissionError(errno.EACCES, os.strerror(errno.EACCES), "data/labels.csv")
    assert curator("audit", "--json") == 1
    said, logged = capsys.readouterr()
    assert json.loads(said) == {"error": "data/labels.csv: cannot be read or written: Permission denied"}
    assert logged == "curator: data/labels.csv: cannot be read or written: Permission denied\n"
    bugs: list[OSError] = [PermissionError(errno.EACCES, ""), FileNotFoundError(errno.ENOENT, "", "data/labels.csv")]
    for bug in bugs:
        error = bug
        assert curator("audit") == 3
        assert "this is a bug" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_what_ends_a_run_from_outside_leaves_nothing_half_done_behind(
    checkout: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    number = getattr(signal, name)
    before = signal.signal(number, signal.SIG_DFL)

    def ended(_: int) -> None:
        os.kill(os.getpid(), number)

    monkeypatch.setattr(os, "fsync", ended)
    try:
        assert curator("papers", "import", world.snapshot(checkout / "papers.json")) == cli.INTERRUPTED
        assert "interrupted: what is stored so far is kept" in capsys.readouterr().err
        assert {path.name for path in (checkout / "data").iterdir()} == {"papers.sqlite"}
        signal.signal(number, signal.SIG_IGN)
        assert curator("papers", "import", checkout / "papers.json") == 0
        assert signal.getsignal(number) is signal.SIG_IGN
    finally:
        signal.signal(number, before)


def test_insert_counts_what_is_added_a_repeat_once_and_what_is_listed_not_at_all(
    checkout: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    papers = world.feed(tmp_path / "papers.atom", DAY)
    rows = f"arxiv_id,section\n{DAY[0].id},Methods\n{DAY[0].id},Methods\n"
    for expected in (1, 0):
        (tmp_path / "rows.csv").write_text(rows, encoding="utf8")
        words = ("--papers", papers, "--placements", tmp_path / "rows.csv", "--output", "README.md", "--json")
        assert curator("insert", "--list", "README.md", *words) == 0
        assert json.loads(capsys.readouterr().out)["placed"] == expected


@pytest.mark.parametrize("words", [["train"], ["nightly"], ["style"], ["doctor"], ["papers", "fetch"], ["why", "x"]])
def test_json_is_one_document_whatever_comes_of_it(
    checkout: Path, capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    code = curator(*words, "--json")
    found = json.loads(capsys.readouterr().out)
    assert code == 0 or words == ["doctor"] or found["error"]


def test_style_says_nothing_of_sections_in_which_no_paper_stands(
    checkout: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert curator("style") == 0
    said = capsys.readouterr().out
    assert "Awesome X" not in said
    assert "README.md: Related tools: no entry links a paper of arXiv" in said


def test_a_night_from_a_saved_feed_counts(trained: Path, day: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert curator("nightly", "--feed", day) == 0
    curator("doctor")
    assert "papers of 2026-03-02 read last" in capsys.readouterr().out


def test_a_second_run_on_the_same_day_is_one_line(
    trained: Path,
    day: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert curator("nightly", "--feed", day) == 0
    capsys.readouterr()
    assert curator("nightly", "--feed", day) == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert line.startswith("Nothing new: branch curator/suggestions")


def test_a_bare_clone_has_a_past_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from datetime import date

    from curator.hosts import history

    folder = world.repository(tmp_path / "list", LIST)
    (folder / "docs").mkdir()
    subprocess.run(["git", "clone", "--quiet", "--bare", folder, tmp_path / "bare.git"], check=True)
    later = date(2037, 1, 1)
    names = ["README.md", "curator.toml"]
    assert history.texts(tmp_path / "bare.git", names, later) == history.texts(folder, names, later)
    assert history.texts(tmp_path / "bare.git", ["README.md"], later)["README.md"] == LIST.removesuffix("\n")


def test_one_file_needs_no_brackets(checkout: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("curator.toml").write_text('[list]\nfiles = "README.md"\n', encoding="utf8")
    assert curator("style") == 0


def test_large_numbers_have_separators(checkout: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = world.snapshot(tmp_path / "papers.json").read_text()
    more = [text.replace('"2503.', f'"250{number}.') for number in range(4, 10)]
    (tmp_path / "many.json").write_text("".join(more), encoding="utf8")
    assert curator("papers", "import", tmp_path / "many.json") == 0
    assert "1,200 papers imported, 1,200 in all" in capsys.readouterr().out


def test_the_width_of_the_terminal_counts_where_output_is_piped_on() -> None:
    ours, theirs = pty.openpty()
    import fcntl
    import struct
    import termios

    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 97, 0, 0))
    code = "from curator.cli import show; print(show.console().width)"

    def width(stdin: int, **more: str) -> str:
        environment = {name: value for name, value in os.environ.items() if name != "COLUMNS"} | more
        run = [sys.executable, "-c", code]
        return subprocess.run(run, stdin=stdin, capture_output=True, check=True, env=environment, text=True).stdout

    assert width(theirs) == "97\n"
    assert width(theirs, COLUMNS="71") == "71\n"
    assert width(subprocess.DEVNULL) == "140\n"
    os.close(ours)
    os.close(theirs)
    assert show.PARTIAL == 4


@pytest.mark.parametrize("width", ["72", "40"])
def test_titles_and_numbers_are_whole_however_narrow_the_terminal(
    trained: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, width: str
) -> None:
    monkeypatch.setenv("COLUMNS", width)
    more = " ".join(f"word{number}" for number in range(30))
    papers = [replace(one, title=f"{one.title} {more}") for one in DAY]
    assert curator("nightly", "--feed", world.feed(tmp_path / "feed.atom", papers)) == 0
    table = capsys.readouterr().out.partition("diff --git")[0]
    assert "…" not in table
    assert {*more.split(), DAY[0].id} <= {*table.split()}


def test_a_list_s_name_may_have_spaces() -> None:
    root = Path(__file__).parents[2]
    said = subprocess.run(
        ["make", "--dry-run", "demo", "LIST=my list.md"], cwd=root, capture_output=True, check=True
    ).stdout.decode()
    # Run by make itself, make also says which directory it enters and leaves.
    assert any(line.endswith('curator demo "my list.md"') for line in said.splitlines())


@pytest.mark.parametrize(
    "words", [["audit", "--list", "README.md"], ["site", "--list", "README.md"], ["init"], ["backtest", "--repo", "."]]
)
def test_a_file_of_papers_that_is_not_there_is_one_line(
    words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    git.start(tmp_path / "list", {"README.md": scanned.listing()})
    monkeypatch.chdir(tmp_path / "list")
    assert curator(*words, "--papers", "none.sqlite") == 1
    assert "none.sqlite is not there" in capsys.readouterr().err
