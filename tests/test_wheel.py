"""What a wheel holds is enough: built offline and installed alone, it shows the demo far from any checkout."""

import json
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests import ROOT

_LARGEST = 3_000_000


def run(*words: object, cwd: Path, **env: object) -> str:
    around = {"PATH": os.environ["PATH"], **{name: str(value) for name, value in env.items()}}
    done = subprocess.run([sys.executable, *map(str, words)], cwd=cwd, env=around, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run("-m", "hatchling", "build", "--target", "wheel", "--directory", folder, cwd=ROOT)
    (path,) = folder.glob("*.whl")
    return path


def test_the_wheel_alone_shows_the_demo_in_an_empty_directory_with_an_empty_home(wheel: Path, tmp_path: Path) -> None:
    site, home, empty = (tmp_path / name for name in ("site", "home", "empty"))
    home.mkdir()
    empty.mkdir()
    world = {"HOME": home, "PYTHONPATH": site, "PIP_NO_INDEX": 1, "PYTHONHASHSEED": 0}
    run("-m", "pip", "install", "--quiet", "--no-deps", "--target", site, wheel, cwd=empty, **world)
    assert run("-c", "import curator; print(curator.__file__)", cwd=empty, **world).startswith(str(site))
    out = run("-m", "curator", "demo", cwd=empty, **world)
    for part in (
        "15 October 2025",
        "Learnt from",
        "arXiv: new, 213 papers",
        "Suggested",
        "+++ b/README.md",
        "Ready: branch",
    ):
        assert part in out
    git = ["git", "-C", str(empty / "demo"), "diff", "--numstat", "main", "curator/suggestions"]
    added, removed, _ = subprocess.run(git, check=True, capture_output=True).stdout.decode().split("\t")
    assert int(added) > 0
    assert removed == "0"
    assert [path.name for path in empty.iterdir()] == ["demo"]


def test_a_release_names_the_commit_whose_workflows_lists_call_and_any_other_build_names_none(tmp_path: Path) -> None:
    tag = {"GITHUB_REF_TYPE": "tag", "GITHUB_REPOSITORY": "owner/curator", "GITHUB_SHA": "a" * 40}
    for number, (world, addresses) in enumerate(((tag, 4), (tag | {"GITHUB_REF_TYPE": "branch"}, 0), ({}, 0))):
        text = run("-m", "hatchling", "metadata", cwd=ROOT, **world)
        found = json.loads(text).get("urls", {})
        assert len(found) == addresses, number
        assert found.get("Source", "").endswith("a" * 40) == bool(addresses)


def test_on_pypi_every_link_and_picture_of_the_readme_leads_to_the_commit_of_the_release() -> None:
    tag = {"GITHUB_REF_TYPE": "tag", "GITHUB_REPOSITORY": "owner/curator", "GITHUB_SHA": "a" * 40}
    shown = json.loads(run("-m", "hatchling", "metadata", cwd=ROOT, **tag))["readme"]["text"]
    targets = re.findall(r'\]\(([^)]+)\)|src="([^"]+)"', shown)
    assert len(targets) > 10
    assert all("".join(one).startswith("https://") for one in targets)
    assert f'<img src="https://raw.githubusercontent.com/owner/curator/{"a" * 40}/docs/images/' in shown
    assert f"(https://github.com/owner/curator/blob/{'a' * 40}/docs/start.md)" in shown
    plain = json.loads(run("-m", "hatchling", "metadata", cwd=ROOT))["readme"]["text"]
    assert plain == (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_wheel_is_small_and_says_where_the_example_comes_from(wheel: Path) -> None:
    assert wheel.stat().st_size < _LARGEST
    names = zipfile.ZipFile(wheel).namelist()
    assert {"curator/py.typed", "curator/example/NOTICE.md"} < {*names}
    assert not [name for name in names if name.startswith("tests/") or name.endswith(".joblib")]
