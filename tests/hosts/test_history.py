import subprocess
from datetime import date
from pathlib import Path

import pytest

from curator.errors import HostError
from curator.hosts import history
from curator.hosts.git import run

LIST = ["README.md", "docs/*.md"]
SIGNATURE = "gpgsig -----BEGIN PGP SIGNATURE-----\n \n AAAA\n -----END PGP SIGNATURE-----"


def commit(folder: Path, day: str) -> None:
    dates = {f"GIT_{who}_DATE": f"{day}T12:00:00Z" for who in ("AUTHOR", "COMMITTER")}
    names = {f"GIT_{who}_{what}": "a@b.c" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    for words in (["add", "--all"], ["commit", "--quiet", "--message=change"]):
        subprocess.run(["git", *words], cwd=folder, check=True, env={"PATH": "/usr/bin:/bin", **dates, **names})


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    subprocess.run(["git", "init", "--quiet"], cwd=tmp_path, check=True)
    for day in ("2025-01-10", "2025-02-10", "2025-03-10"):
        (tmp_path / "README.md").write_text(f"as of {day}\r\n")
        commit(tmp_path, day)
    for name in ("docs/b.md", "docs/ä.md", "docs/more/c.md", "other/docs/d.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    commit(tmp_path, "2025-04-10")
    return tmp_path


def test_the_list_is_read_as_it_was_when_each_day_began(repository: Path) -> None:
    days = [date(2025, 1, 10), date(2025, 1, 11), date(2025, 3, 1), date(2025, 3, 11)]
    texts = [history.texts(repository, LIST, day).get("README.md", "").strip() for day in days]
    assert texts == ["", "as of 2025-01-10", "as of 2025-02-10", "as of 2025-03-10"]


def test_a_pattern_names_files_of_that_day_as_it_does_in_the_settings(repository: Path) -> None:
    for pattern in (["docs/*.md"], ["docs/**/*.md"], ["*.md"]):
        there = sorted(path.relative_to(repository).as_posix() for path in repository.glob(pattern[0]))
        assert sorted(history.texts(repository, pattern, date(2025, 5, 1))) == there
    assert list(history.texts(repository, LIST, date(2025, 5, 1))) == ["README.md", "docs/b.md", "docs/ä.md"]
    assert list(history.texts(repository, LIST, date(2025, 4, 1))) == ["README.md"]


def test_a_list_in_a_folder_of_a_repository_is_read_from_there(repository: Path) -> None:
    assert history.texts(repository / "docs", ["*.md"], date(2025, 5, 1)) == {"b.md": "docs/b.md", "ä.md": "docs/ä.md"}
    assert history.span(repository / "docs", ["*.md"]) == (date(2025, 4, 10), date(2025, 4, 10))


def test_the_span_goes_from_the_first_change_to_the_last(repository: Path) -> None:
    assert history.span(repository, ["README.md"]) == (date(2025, 1, 10), date(2025, 3, 10))
    assert history.span(repository, LIST) == (date(2025, 1, 10), date(2025, 4, 10))


@pytest.mark.parametrize("setting", ["log.follow", "log.showSignature"])
def test_the_past_is_the_same_whatever_a_person_has_git_show(repository: Path, setting: str, tmp_path: Path) -> None:
    signer = tmp_path / "signer"
    signer.write_text("#!/bin/sh\necho no key is known >&2; exit 1\n")
    signer.chmod(0o755)
    of_head = run(repository, "cat-file", "commit", "HEAD")
    head, _, message = of_head.partition("\n\n")
    signed = run(repository, "hash-object", "-t", "commit", "-w", "--stdin", data=f"{head}\n{SIGNATURE}\n\n{message}\n")
    run(repository, "update-ref", "HEAD", signed)
    for name, value in ((setting, "true"), ("gpg.program", str(signer))):
        run(repository, "config", name, value)
    assert history.span(repository, ["README.md"]) == (date(2025, 1, 10), date(2025, 3, 10))
    assert [*history.texts(repository, ["docs/b.md"], date(2025, 5, 1))] == ["docs/b.md"]


def test_a_repository_without_a_commit_has_no_past_and_says_what_to_do(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "--quiet"], cwd=tmp_path, check=True)
    for ask in (history.span, history.changes):
        with pytest.raises(HostError, match="has no commit yet: commit the list first"):
            ask(tmp_path, LIST)


def test_a_file_that_was_never_there_is_an_error_that_says_what_to_do(repository: Path) -> None:
    with pytest.raises(HostError, match="--file"):
        history.span(repository, ["LIST.md"])


def test_a_past_that_is_not_utf_8_is_an_error_that_says_what_to_do(repository: Path) -> None:
    (repository / "README.md").write_bytes(b"caf\xe9")
    commit(repository, "2025-05-10")
    with pytest.raises(HostError, match=r"2025-06-01: README\.md: not UTF-8 text.*name a later day"):
        history.texts(repository, LIST, date(2025, 6, 1))


def test_what_was_merged_later_is_no_part_of_the_past_before(repository: Path) -> None:
    subprocess.run(["git", "checkout", "--quiet", "-b", "theirs", "HEAD~1"], cwd=repository, check=True)
    (repository / "README.md").write_text("contributed")
    commit(repository, "2025-05-10")
    subprocess.run(["git", "checkout", "--quiet", "-"], cwd=repository, check=True)
    dates = {f"GIT_{who}_DATE": "2025-06-10T12:00:00Z" for who in ("AUTHOR", "COMMITTER")}
    names = {f"GIT_{who}_{what}": "a@b.c" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    merge = ["git", "merge", "--quiet", "--no-ff", "--message=merge", "theirs"]
    subprocess.run(merge, cwd=repository, check=True, env={"PATH": "/usr/bin:/bin", **dates, **names})
    before, after = (history.texts(repository, LIST, day) for day in (date(2025, 6, 1), date(2025, 7, 1)))
    assert before["README.md"].strip() == "as of 2025-03-10"
    assert after["README.md"] == "contributed"
    assert "docs/b.md" in before
