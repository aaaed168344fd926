"""`import curator`: a dozen names, documented, quick to import, and the ones that the command line uses."""

import inspect
import os
import subprocess
import sys
from pathlib import Path

import pytest

import curator
from curator import cli


def test_every_public_name_is_there_is_documented_and_stands_in_the_summary() -> None:
    for name in curator.__all__:
        there = getattr(curator, name)
        assert name == "__version__" or inspect.getdoc(there)
        assert name == "__version__" or f"`{name}`" in str(curator.__doc__)
        assert name in dir(curator)
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = curator.nothing


def test_neither_the_import_nor_the_help_loads_what_takes_long() -> None:
    slow = {"numpy", "pandas", "sklearn", "scipy", "requests", "pydantic"}
    for words in (["import curator"], ["import curator.cli"]):
        loaded = subprocess.run(
            [sys.executable, "-c", f"{words[0]}, sys; print(*sys.modules)"], check=True, capture_output=True, text=True
        )
        assert slow.isdisjoint(loaded.stdout.split())


def test_the_version_is_the_packages(capsys: pytest.CaptureFixture[str]) -> None:
    from importlib.metadata import version

    with pytest.raises(SystemExit, match="0"):
        cli.main(["--version"])
    assert capsys.readouterr().out == f"curator {curator.__version__}\n" == f"curator {version('paper-list-curator')}\n"


def test_a_shell_completes_the_commands() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "import sys; from curator.cli import main; sys.argv = ['curator']; main()"],
        env=os.environ | {"_CURATOR_COMPLETE": "complete_bash", "COMP_WORDS": "curator ni", "COMP_CWORD": "1"},
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.stdout.split() == ["nightly"], done.stderr


def test_a_list_is_a_file_or_the_folder_of_its_settings(tmp_path: Path) -> None:
    for name in ("one.md", "two.md"):
        (tmp_path / name).write_text(f"# List\n\n## Topic\n\n- {name} <https://arxiv.org/abs/2603.00001>\n")
    (tmp_path / "curator.toml").write_text('[list]\nfiles = ["*.md"]\n')
    (one,) = curator.read_list(tmp_path / "one.md")
    assert (one.file, len(one.entries)) == ("one.md", 1)
    assert [survey.file for survey in curator.read_list(tmp_path)] == ["one.md", "two.md"]
