"""What goes to standard error: lines for people, workflow commands for GitHub Actions."""

import logging
from pathlib import Path

import pytest

from curator.cli import logs
from tests.command import curator

_log = logging.getLogger("curator.somewhere")


@pytest.fixture
def actions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")


@pytest.fixture(autouse=True)
def people(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)


def test_people_read_warnings_and_with_verbose_every_step(capsys: pytest.CaptureFixture[str]) -> None:
    logs.set_up()
    _log.info("asked")
    _log.warning("late")
    assert capsys.readouterr().err == "curator: late\n"
    logs.set_up(verbose=True)
    with logs.group("reading"):
        _log.info("asked")
    assert [line[9:] for line in capsys.readouterr().err.splitlines()] == ["reading", "asked"]


def test_on_actions_a_step_is_a_group_and_a_warning_a_command(
    actions: None, capsys: pytest.CaptureFixture[str]
) -> None:
    logs.set_up()
    with logs.group("reading"):
        _log.warning("late")
        _log.error("gone")
    said = capsys.readouterr().err.splitlines()
    assert said == ["::group::reading", "::warning::curator: late", "::error::curator: gone", "::endgroup::"]


@pytest.mark.parametrize("level", [logging.INFO, logging.WARNING])
def test_no_text_ends_its_line_and_begins_a_command_of_its_own(
    actions: None, capsys: pytest.CaptureFixture[str], level: int
) -> None:
    logs.set_up()
    _log.log(level, "a\r\n::add-mask::%s", "100%")
    (line,) = capsys.readouterr().err.splitlines()
    assert line.endswith("a%0D%0A::add-mask::100%25")


def test_a_group_ends_when_its_step_fails(actions: None, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(ValueError, match="no"), logs.group("reading"):
        raise ValueError("no")
    assert capsys.readouterr().err.splitlines()[-1] == "::endgroup::"


def test_an_error_that_a_person_can_mend_is_an_annotation_of_the_run(
    actions: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert curator("nightly") == 1
    assert "::error::curator: curator.toml: no such file" in capsys.readouterr().err


def test_verbose_says_what_a_command_does_meanwhile(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "curator.toml").write_text("")
    (tmp_path / "feed").write_text("")
    words = ("papers", "import", tmp_path / "feed", "--config", tmp_path / "curator.toml")
    assert curator(*words) == 1
    assert "importing" not in capsys.readouterr().err
    assert curator("--verbose", *words) == 1
    assert "importing feed" in capsys.readouterr().err
