import os
import subprocess
from pathlib import Path

import pytest

from curator.errors import HostError
from curator.hosts.git import EMAIL, LocalGit, head, start
from curator.types import Change, Proposal

BRANCH = "curator/suggestions"
BEFORE, AFTER = "# List\r\n- é\n", "# List\r\n- é\n- new\n"


def git(folder: Path, *words: str) -> str:
    who = ("-c", "user.name=Maintainer", "-c", "user.email=maintainer@example.org")
    return subprocess.run(["git", *who, *words], cwd=folder, check=True, capture_output=True).stdout.decode()


def proposal(after: str = AFTER, before: str = BEFORE, file: str = "README.md") -> Proposal:
    return Proposal(BRANCH, "Add 1 paper", "body", "Add 1 paper\n", (Change(file, before, after),))


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    start(tmp_path / "list", {"README.md": BEFORE, "docs/other.md": "other\n"})
    return tmp_path / "list"


def test_the_branch_is_one_commit_on_the_present_one_that_changes_the_named_file_alone(repository: Path) -> None:
    (repository / "untracked.txt").write_text("mine")
    publication = LocalGit(repository).publish(proposal())
    assert publication.changed
    assert BRANCH in publication.where
    assert git(repository, "rev-list", "--count", f"main..{BRANCH}") == "1\n"
    assert git(repository, "diff", "--numstat", "main", BRANCH) == "1\t0\tREADME.md\n"
    assert git(repository, "cat-file", "blob", f"{BRANCH}:README.md").encode() == AFTER.encode()
    assert git(repository, "log", "-1", "--format=%ae %ce %s", BRANCH) == f"{EMAIL} {EMAIL} Add 1 paper\n"


def test_index_working_tree_and_checked_out_branch_stay_as_they_are(repository: Path) -> None:
    (repository / "docs/other.md").write_text("staged\n")
    git(repository, "add", "docs/other.md")
    (repository / "docs/other.md").write_text("not staged\n")
    before = git(repository, "status", "--porcelain", "--branch")
    LocalGit(repository).publish(proposal())
    assert git(repository, "status", "--porcelain", "--branch") == before


def test_the_same_proposal_again_changes_nothing_and_another_one_replaces_it(repository: Path) -> None:
    LocalGit(repository).publish(proposal())
    first = git(repository, "rev-parse", BRANCH)
    assert not LocalGit(repository).publish(proposal()).changed
    assert git(repository, "rev-parse", BRANCH) == first
    assert LocalGit(repository).publish(proposal(AFTER + "- newer\n")).changed
    assert git(repository, "rev-list", "--count", f"main..{BRANCH}") == "1\n"


def test_the_branch_follows_the_list_when_that_moves_on(repository: Path) -> None:
    LocalGit(repository).publish(proposal())
    (repository / "README.md").write_bytes(b"# List\n")
    git(repository, "commit", "--all", "--message=Shorter")
    LocalGit(repository).publish(proposal("# List\n- new\n", "# List\n"))
    assert git(repository, "rev-parse", f"{BRANCH}^") == git(repository, "rev-parse", "main")


@pytest.mark.parametrize("words", [("--allow-empty", "--message=Mine"), ("--amend", "--no-edit", "--allow-empty")])
def test_a_branch_on_which_a_person_committed_is_left_alone(repository: Path, words: tuple[str, ...]) -> None:
    LocalGit(repository).publish(proposal())
    git(repository, "switch", "--quiet", BRANCH)
    git(repository, "commit", *words)
    git(repository, "switch", "--quiet", "main")
    tip = git(repository, "rev-parse", BRANCH)
    with pytest.raises(HostError, match=r"has commits by maintainer@example.org: merge, rename or delete it"):
        LocalGit(repository).publish(proposal(AFTER + "- newer\n"))
    assert git(repository, "rev-parse", BRANCH) == tip


def test_a_branch_that_is_checked_out_is_left_alone(repository: Path) -> None:
    LocalGit(repository).publish(proposal())
    git(repository, "switch", "--quiet", BRANCH)
    with pytest.raises(HostError, match="is checked out: switch to another one first"):
        LocalGit(repository).publish(proposal("- newer\n" + AFTER, AFTER))


def test_a_list_in_a_folder_of_the_repository_is_found_there(repository: Path) -> None:
    LocalGit(repository / "docs").publish(proposal("other\nnew\n", "other\n", "other.md"))
    assert git(repository, "diff", "--numstat", "main", BRANCH) == "1\t0\tdocs/other.md\n"


@pytest.mark.parametrize(
    ("wrong", "complaint"),
    [
        (proposal(before="# Another\n"), "README.md differs from the last commit: commit or stash the change first"),
        (proposal(file="gone.md"), "gone.md is not in the last commit: commit it first"),
    ],
)
def test_a_file_that_is_not_as_the_proposal_found_it_is_refused(
    repository: Path, wrong: Proposal, complaint: str
) -> None:
    with pytest.raises(HostError, match=complaint):
        LocalGit(repository).publish(wrong)
    assert not git(repository, "branch", "--list", BRANCH)


def test_ids_are_found_in_all_documents_but_those_that_are_left_out(repository: Path) -> None:
    for name, text in (("old/2024.md", "see 2401.00001v2"), ("other.txt", "2401.00002"), ("cards/a.md", "2401.00003")):
        (repository / name).parent.mkdir(exist_ok=True)
        (repository / name).write_text(f"{text}\n")
    assert LocalGit(repository).ids(["README.md", "cards"]) == {"2401.00001"}


@pytest.mark.parametrize("folder", [".", "docs"])
def test_a_checkout_with_the_line_ends_of_windows_leaves_those_of_the_commit_alone(tmp_path: Path, folder: str) -> None:
    repository, lines = tmp_path / "list", ["# List", "- é", ""]
    attributes = f"{Path('/', folder, 'README.md')} text eol=crlf\n"
    start(repository, {f"{folder}/README.md": "\n".join(lines), ".gitattributes": attributes})
    before = "\r\n".join(lines)
    LocalGit(repository / folder).publish(proposal(f"{before}- new\r\n", before))
    assert git(repository, "diff", "--numstat", "main", BRANCH).split("\t")[:2] == ["1", "0"]


@pytest.mark.parametrize("setting", ["grep.lineNumber", "grep.column", "color.ui", "color.grep"])
def test_ids_are_found_whatever_a_person_has_git_show(repository: Path, setting: str) -> None:
    (repository / "notes.md").write_text("2603.00001\n")
    git(repository, "config", setting, "always" if setting.startswith("color") else "true")
    assert LocalGit(repository).ids([]) == {"2603.00001"}


def test_a_folder_without_repository_or_commit_is_named_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(HostError, match="no git repository: run `git init` there and commit the list"):
        LocalGit(tmp_path).publish(proposal())
    git(tmp_path, "init", "--quiet")
    with pytest.raises(HostError, match="has no commit yet: commit the list first"):
        LocalGit(tmp_path).publish(proposal())


def test_without_git_the_error_says_to_install_it(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", os.devnull)
    with pytest.raises(HostError, match="install git"):
        LocalGit(repository).publish(proposal())


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(HostError, match=r"gone: no such folder$"):
        LocalGit(tmp_path / "gone").publish(proposal())


def test_what_git_itself_refuses_is_one_line(repository: Path) -> None:
    with pytest.raises(HostError, match=r"^git update-ref: [^\n]*$"):
        LocalGit(repository).publish(Proposal("curator..wrong", "", "", "", proposal().changes))


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can give a folder away")
def test_a_repository_of_another_user_is_not_said_to_be_none(repository: Path) -> None:
    os.chown(repository, 65534, -1)
    os.chown(repository / ".git", 65534, -1)
    foreign = r"list: git reads no repository of another user: run curator as [^\n]* safe\.directory [^\n]*$"
    with pytest.raises(HostError, match=foreign):
        head(repository)
    with pytest.raises(HostError, match=foreign):
        LocalGit(repository).current()


def test_a_repository_made_here_is_made_anew_and_nothing_else_is_touched(repository: Path, tmp_path: Path) -> None:
    start(repository, {"README.md": "other\n"})
    assert git(repository, "ls-files") == "README.md\n"
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.tex").write_text("years of work")
    with pytest.raises(HostError, match="holds something else: choose another folder, or remove it"):
        start(tmp_path / "mine", {"README.md": "other\n"})
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["thesis.tex"]
    with pytest.raises(HostError, match="holds something else"):
        start(tmp_path / "mine" / "thesis.tex", {"README.md": "other\n"})
    assert (tmp_path / "mine" / "thesis.tex").read_text() == "years of work"


def test_a_repository_is_made_anew_where_as_on_windows_no_file_that_is_only_read_is_removed(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    remove = os.unlink

    def unlink(path: str, *, dir_fd: int | None = None) -> None:
        if not os.stat(path, dir_fd=dir_fd).st_mode & 0o200:
            raise PermissionError(path)
        remove(path, dir_fd=dir_fd)

    monkeypatch.setattr(os, "unlink", unlink)
    start(repository, {"README.md": "other\n"})
    assert git(repository, "ls-files") == "README.md\n"


def test_a_file_whose_name_is_not_utf_8_hinders_nothing(repository: Path) -> None:
    Path(os.fsdecode(os.fsencode(repository) + b"/caf\xe9.txt")).write_text("mine")
    git(repository, "add", "--all")
    git(repository, "commit", "--quiet", "--message=odd")
    assert LocalGit(repository).texts("HEAD", ["README.md"]) == {"README.md": BEFORE}
    assert LocalGit(repository).publish(proposal()).changed
    assert (
        b"caf\xe9.txt"
        in subprocess.run(
            ["git", "ls-tree", "-z", "--name-only", BRANCH], cwd=repository, check=True, capture_output=True
        ).stdout
    )
