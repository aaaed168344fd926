"""`curator nightly --lists` against the stand-in arXiv: one reading for all lists, one night for each."""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest

from curator.pipeline import Night, Predictor
from curator.types import Announcement
from curator.use_cases.night import at_home
from curator.use_cases.nights import read_lists
from curator.workspace import Workspace
from tests import world
from tests.arxiv_server import ArxivServer, Status, made_up
from tests.cli.test_arxiv import fitting
from tests.command import curator
from tests.dask import dask

MONDAY = date(2031, 5, 5)
CATEGORIES = {"one": ["cs.CL"], "two": ["cs.LG", "cs.CL"], "three": ["cs.AI"]}


@pytest.fixture
def server() -> Iterator[ArxivServer]:
    with ArxivServer() as running:
        yield running


@pytest.fixture
def folder(server: ArxivServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("os.cpu_count", lambda: 1)
    papers = world.snapshot(tmp_path / "papers.json")
    for name, categories in CATEGORIES.items():
        root = world.repository(tmp_path / name)
        arxiv = f'feed_url = "{server.url}/atom"\noai_url = "{server.url}/oai"\ncategories = {json.dumps(categories)}\n'
        settings = f'[arxiv]\ncontact = "nobody@example.org"\ndelay = 0\n{arxiv}'
        (root / "curator.toml").write_text((root / "curator.toml").read_text() + settings)
        if name == "one":
            assert curator("train", "--config", root / "curator.toml", "--papers", papers) == 0
        else:
            shutil.copytree(tmp_path / "one" / "models", root / "models")
    names = [f"{name}/curator.toml" for name in CATEGORIES]
    (tmp_path / "lists.toml").write_text(f"lists = {json.dumps(names)}\n")
    return tmp_path


def nights(capsys: pytest.CaptureFixture[str], *more: str) -> tuple[int, dict[str, dict[str, object]]]:
    """Return the exit code, and what each list's night came to, by the list's name."""
    capsys.readouterr()
    code = curator("nightly", "--lists", "lists.toml", "--json", *more)
    facts = json.loads(capsys.readouterr().out)["lists"]
    return code, {Path(one["config"]).parent.name: one for one in facts}


def _said(folder: Path, words: Sequence[str]) -> bytes:
    return subprocess.run(words, cwd=folder, check=True, capture_output=True).stdout


def branches(folder: Path) -> set[str]:
    named = ("git", "branch", "--list", "--format=%(refname:short)", "curator/*")
    return {name for name in CATEGORIES if _said(folder / name, named)}


def test_a_list_on_another_drive_is_named_by_its_whole_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def apart(path: object) -> str:
        raise ValueError(f"{path} is on mount 'D:', here is 'C:'")

    (tmp_path / "lists.toml").write_text('lists = ["gone/curator.toml"]\n')
    monkeypatch.setattr(os.path, "relpath", apart)
    for more in ((), ("--json",)):
        assert curator("nightly", "--lists", tmp_path / "lists.toml", *more) == 1
        said = "".join(capsys.readouterr())
        assert str(tmp_path / "gone/curator.toml") in said


def test_arxiv_is_asked_once_and_each_list_hears_of_its_own_categories(
    folder: Path, server: ArxivServer, capsys: pytest.CaptureFixture[str]
) -> None:
    server.archive.announce(MONDAY, fitting(MONDAY) + made_up(MONDAY, 2, "cs.LG", 100))
    code, ended = nights(capsys)
    assert [request.path for request in server.requests] == ["/atom/cs.AI+cs.CL+cs.LG"]
    assert code == 0
    assert {name: (one["state"], one["announced"]) for name, one in ended.items()} == {
        "one": ("new", 3),
        "two": ("new", 5),
        "three": ("quiet", 0),
    }
    assert branches(folder) == {"one", "two"}
    assert {path.parent.parent.name for path in folder.glob("*/data/seen.json")} == {*CATEGORIES}


def test_the_same_nights_again_are_stale_and_change_nothing(
    folder: Path, server: ArxivServer, capsys: pytest.CaptureFixture[str]
) -> None:
    server.archive.announce(MONDAY, fitting(MONDAY))
    nights(capsys)
    before = {path: path.read_bytes() for path in folder.glob("*/data/*.json")}
    code, ended = nights(capsys)
    assert (code, ended["one"]["state"], ended["one"]["changed"]) == (0, "stale", False)
    assert {path: path.read_bytes() for path in folder.glob("*/data/*.json")} == before


def test_a_day_that_was_missed_is_asked_for_once_for_all(
    folder: Path, server: ArxivServer, capsys: pytest.CaptureFixture[str]
) -> None:
    for number in (0, 2):
        day = MONDAY + timedelta(days=number)
        server.archive.announce(day, fitting(day))
        server.requests.clear()
        nights(capsys)
    asked = [tuple(sorted(request.query.items())) for request in server.requests if request.endpoint == "oai"]
    assert len(asked) == len({*asked}) > 1
    assert sum("cs:cs:CL" in dict(query).values() for query in asked) == 1


def test_what_goes_wrong_with_one_list_leaves_the_others_alone(
    folder: Path, server: ArxivServer, capsys: pytest.CaptureFixture[str]
) -> None:
    server.archive.announce(MONDAY, fitting(MONDAY))
    (folder / "one/models/manifest.json").unlink()
    (folder / "three/curator.toml").write_text("[nonsense]")
    code, ended = nights(capsys)
    assert code == 4
    assert "There is no model in" in str(ended["one"]["error"])
    assert "[nonsense] is not a setting" in str(ended["three"]["error"])
    assert branches(folder) == {"two"}
    assert not (folder / "one/data/seen.json").exists()


def test_an_arxiv_in_trouble_is_asked_once_and_every_list_is_told(
    folder: Path, server: ArxivServer, capsys: pytest.CaptureFixture[str]
) -> None:
    server.misbehave("feed", *[Status(404)] * 9)
    code, ended = nights(capsys)
    assert code == 1
    assert {one["state"] for one in ended.values()} == {"failed"}
    assert len(server.requests) == 1
    assert not list(folder.glob("*/data/seen.json"))


def test_one_saved_feed_is_read_for_all_and_each_list_gets_a_line(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    feed = world.feed(tmp_path / "feed.atom", fitting(date(2026, 3, 2)))
    (folder / "three/models/manifest.json").unlink()
    capsys.readouterr()
    assert curator("nightly", "--lists", "lists.toml", "--feed", feed) == 4
    said = capsys.readouterr()
    for name, line in zip(["one", "two"], sorted(said.out.splitlines()), strict=True):
        there = re.escape(f"Ready: branch curator/suggestions in {folder / name}")
        assert re.fullmatch(rf"{name}/curator.toml: new; [1-9] suggested, \d unsure. {there}", line)
    (failed,) = said.err.splitlines()
    assert "three/curator.toml: There is no model in" in failed


def test_a_bug_in_one_night_is_told_with_its_list_and_the_others_go_on(
    folder: Path, server: ArxivServer, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(store: Workspace, announcement: Announcement, model: Predictor) -> Night:
        if store.root.name == "two":
            raise ZeroDivisionError("a bug")
        return at_home(store, announcement, model)

    monkeypatch.setattr("curator.use_cases.nights.at_home", broken)
    server.archive.announce(MONDAY, fitting(MONDAY))
    code, ended = nights(capsys)
    assert code == 4
    assert ended["two"] == {"config": "two/curator.toml", "state": "failed", "error": "ZeroDivisionError: a bug"}
    assert branches(folder) == {"one"}
    assert not (folder / "two/data/seen.json").exists()


def test_many_cores_do_what_one_does(
    folder: Path, server: ArxivServer, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    server.archive.announce(MONDAY, fitting(MONDAY))
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    code, ended = nights(capsys)
    assert (code, {*ended}) == (0, {*CATEGORIES})
    assert branches(folder) == {"one", "two"}


def test_two_machines_do_what_one_does(folder: Path, server: ArxivServer, capsys: pytest.CaptureFixture[str]) -> None:
    server.archive.announce(MONDAY, fitting(MONDAY))
    with dask(folder, 2) as (address, _):
        code, ended = nights(capsys, "--scheduler", address)
    assert (code, {*ended}) == (0, {*CATEGORIES})
    assert branches(folder) == {"one", "two"}


def test_a_list_that_is_named_by_its_folder_and_by_its_file_is_one(folder: Path) -> None:
    (folder / "lists.toml").write_text('lists = ["one", "one/curator.toml", "./two"]')
    assert read_lists(folder / "lists.toml") == [folder / "one/curator.toml", folder / "two/curator.toml"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--lists", "lists.toml", "--dry-run", "dry"), "a dry run is of one list"),
        (("--scheduler", "tcp://127.0.0.1:1"), "name them with --lists"),
    ],
)
def test_what_does_not_go_together_is_wrong_usage(
    folder: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], said: str
) -> None:
    assert curator("nightly", *words) == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--lists", "none.toml"), "none.toml: no such file"),
        (("--lists", "lists.toml", "--scheduler", "nonsense"), "Dask"),
    ],
)
def test_what_cannot_be_used_is_said_in_one_line(
    folder: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], said: str
) -> None:
    assert curator("nightly", *words) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert said in line
