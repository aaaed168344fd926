"""A local git repository as host: one branch with one commit, made without touching index or working tree."""

import os
import re
import shlex
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from curator.errors import HostError
from curator.storage.files import write_text
from curator.types import Change, Proposal, Publication

NAME, EMAIL = "curator", "curator@users.noreply.github.com"
ABSENT = "0" * 40
"""How git calls a commit or a file that is not there."""

_LIKE_ANYWHERE = (
    "grep.lineNumber=false",
    "grep.column=false",
    "color.grep=false",
    "log.showSignature=false",
    "log.follow=false",
    "diff.interHunkContext=0",
    "status.showUntrackedFiles=normal",
)
"""What is read of git is the same wherever it runs: settings by which a person may have more said are put aside."""
_FOREIGN = re.compile(r"detected dubious ownership in repository at '(.+)'")


class LocalGit:
    """The repository that holds `root`; file names in proposals are relative to `root`."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def publish(self, proposal: Proposal) -> Publication:
        """Set the proposal's branch to one commit on the present one; the same proposal again changes nothing.

        Raises
        ------
        HostError
            There is no repository, a file differs from the last commit, or someone else committed on the branch.
        """
        base = head(self._root)
        tree = changed_tree(self._root, base, proposal.changes, self._git("rev-parse", "--show-prefix"))
        tip = self.tip(proposal.branch) or ABSENT
        where = f"branch {proposal.branch} in {self._git('rev-parse', '--show-toplevel')}"
        if tip != ABSENT:
            if self._git("rev-parse", f"{tip}^{{tree}}", f"{tip}^@", check=False).split() == [tree, base]:
                return Publication(where, changed=False)
            self._require_own(proposal.branch, base, tip)
        commit = self._git("commit-tree", tree, "-p", base, data=proposal.message)
        self._git("update-ref", f"refs/heads/{proposal.branch}", commit, tip)
        return Publication(where, changed=True)

    def tip(self, branch: str) -> str:
        """Return a branch's last commit, empty for no branch."""
        return self._git("rev-parse", "--quiet", "--verify", f"refs/heads/{branch}", check=False)

    def current(self) -> str:
        """Return the branch that is checked out, empty for none."""
        return self._git("symbolic-ref", "--quiet", "--short", "HEAD", check=False)

    def holders(self, commit: str) -> list[str]:
        """Return the branches that have this commit."""
        names = self._git("for-each-ref", "--format=%(refname:short)", "--contains", commit, "refs/heads", check=False)
        return names.split()

    def is_merged(self, commit: str) -> bool:
        """Tell whether the present commit has this one among those before it, or is it."""
        return self._git("merge-base", commit, "HEAD", check=False) == commit

    def texts(self, commit: str, names: Iterable[str]) -> dict[str, str]:
        """Return those of these files that a commit holds, by name."""
        prefix = self._git("rev-parse", "--show-prefix")
        there = set(self._git("ls-tree", "-r", "-z", "--full-tree", "--name-only", commit).split("\0"))
        known = [name for name in names if prefix + name in there]
        return {name: blob(self._root, f"{commit}:{prefix}{name}") + "\n" for name in known}

    def ids(self, but: Iterable[str]) -> frozenset[str]:
        """Return the arXiv ids that Markdown files name, those left out that `but` names."""
        return ids(self._root, "--untracked", but)

    def person(self) -> str:
        """Return the name by which the person who works here commits, empty for none."""
        return self._git("config", "user.name", check=False)

    def delete(self, branch: str, tip: str) -> None:
        """Delete a branch whose last commit is `tip`; HostError when it is checked out or has another."""
        self.require_elsewhere(branch)
        self._git("update-ref", "-d", f"refs/heads/{branch}", tip)

    def _require_own(self, branch: str, base: str, tip: str) -> None:
        self.require_elsewhere(branch)
        made = (self._git("log", "--format=%ae%n%ce", *words) for words in ((f"{base}..{tip}",), ("-1", tip)))
        people = {who for lines in made for who in lines.split()} - {EMAIL}
        if people:
            raise HostError(f"branch {branch} has commits by {', '.join(sorted(people))}: merge, rename or delete it")

    def require_elsewhere(self, branch: str) -> None:
        """Raise HostError where a branch is checked out."""
        if self._git("rev-parse", "--symbolic-full-name", "HEAD") == f"refs/heads/{branch}":
            raise HostError(f"branch {branch} is checked out: switch to another one first")

    def _git(self, *words: str, data: str = "", env: Mapping[str, str] | None = None, check: bool = True) -> str:
        return run(self._root, *words, data=data, env=env, check=check)


def head(root: Path) -> str:
    """Return the commit that the repository at `root` stands at.

    Raises
    ------
    HostError
        There is no repository, or it has no commit yet.
    """
    if not run(root, "rev-parse", "--git-dir", check=False):
        raise HostError(f"{root}: no git repository: run `git init` there and commit the list")
    commit = run(root, "rev-parse", "--quiet", "--verify", "HEAD^{commit}", check=False)
    if not commit:
        raise HostError(f"{root}: the repository has no commit yet: commit the list first")
    return commit


def ids(root: Path, where: str, but: Iterable[str]) -> frozenset[str]:
    """Return the arXiv ids that Markdown files name, in a commit or `--untracked`, those left out that `but` names."""
    words = ("grep", "--only-matching", "-h", "-E", "-e", r"\b[0-9]{4}\.[0-9]{4,5}", where)
    left = (f":(exclude,literal){name}" for name in but)
    return frozenset(run(root, *words, "--", "*.md", *left, check=False).split())


def changed_tree(root: Path, base: str, changes: Iterable[Change], prefix: str) -> str:
    """Write the tree of `base` with changes to files under `prefix`, and return its name.

    Raises
    ------
    HostError
        A file is not in `base`, or not as the change found it.
    """
    with scratch_index() as index:
        run(root, "read-tree", base, env=index)
        for change in changes:
            mode, how = _standing(root, base, change, prefix)
            blob = run(root, "hash-object", "-w", "--stdin", *how, data=change.after)
            run(root, "update-index", "--add", "--cacheinfo", f"{mode},{blob},{prefix}{change.file}", env=index)
        return run(root, "write-tree", env=index)


@contextmanager
def scratch_index() -> Iterator[dict[str, str]]:
    """Give the environment in which git has an empty index of its own, which is forgotten afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        yield {"GIT_INDEX_FILE": str(Path(folder) / "index")}


def _standing(root: Path, base: str, change: Change, prefix: str) -> tuple[str, Sequence[str]]:
    """Return the mode of a file that stands in a commit as the proposal found it, and how git is to take its text.

    As it is, or as `git add` does, where a checkout has other line ends than the commit: so it is on Windows.
    """
    stands = run(root, "ls-tree", "--full-tree", base, f":(literal){prefix}{change.file}").split()
    if not stands:
        raise HostError(f"{change.file} is not in the last commit: commit it first")
    for how in ((), ("--path", change.file)):
        if stands[2] == run(root, "hash-object", "--stdin", *how, data=change.before):
            return stands[0], how
    raise HostError(f"{change.file} differs from the last commit: commit or stash the change first")


def start(folder: Path, texts: Mapping[str, str]) -> None:
    """Make a repository in `folder` whose first commit holds `texts`, in place of one that was made so before.

    Raises
    ------
    HostError
        The folder holds something that did not come from here.
    """
    mark = folder / ".git" / "made-by-curator"
    if folder.exists() and not mark.exists() and (folder.is_file() or any(folder.iterdir())):
        raise HostError(f"{folder}: holds something else: choose another folder, or remove it")
    if folder.exists():
        for path in mark.parent.rglob("*"):  # of git's objects, which nobody may write, Windows removes none
            path.chmod(0o700)
        shutil.rmtree(folder)
    for name, text in texts.items():
        write_text(folder / name, text)
    own = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    run(folder, "init", "--quiet", "--initial-branch=main", "--template=", env=own)
    run(folder, "add", "--all", env=own)
    run(folder, "commit", "--quiet", "--message=The list as it was", env=own)
    mark.touch()


def run(root: Path, *words: str, data: str = "", env: Mapping[str, str] | None = None, check: bool = True) -> str:
    """Return what git prints, without the last line end; empty for a failed command when `check` is off.

    Bytes that are no UTF-8, as in a file's name, are kept as surrogates. Raises HostError where git cannot be run, or
    takes the repository for another user's, and when `check` is on, where it fails.
    """
    try:
        done = subprocess.run(
            ["git", *(word for one in _LIKE_ANYWHERE for word in ("-c", one)), *words],
            cwd=root,
            env={**_environment(), **(env or {})},
            input=data.encode("utf-8", "surrogateescape"),
            capture_output=True,
            check=False,
        )
    except OSError as error:
        if not root.is_dir():
            raise HostError(f"{root}: no such folder") from error
        raise HostError(f"git cannot be run: {error.strerror}: install git") from error
    said = done.stderr.decode(errors="replace").strip()
    if done.returncode and (foreign := _FOREIGN.search(said)):
        raise HostError(
            f"{foreign[1]}: git reads no repository of another user: run curator as that user, or "
            f"`git config --global --add safe.directory {shlex.quote(foreign[1])}`"
        )
    if done.returncode and check:
        raise HostError(f"git {words[0]}: {'; '.join(said.split(chr(10)))}")
    return "" if done.returncode else done.stdout.decode("utf-8", "surrogateescape").removesuffix("\n")


def blob(root: Path, name: str, *, check: bool = True) -> str:
    """Return the text of a file in a commit, as git names it, without the last line end; empty for none, unchecked.

    Raises
    ------
    HostError
        It is not UTF-8.
    """
    text = run(root, "cat-file", "blob", name, check=check)
    if any("\udc80" <= letter <= "\udcff" for letter in text):
        raise HostError(f"{name.partition(':')[2]}: not UTF-8 text: save it as UTF-8")
    return text


def _environment() -> dict[str, str]:
    who = {f"GIT_{role}_{part}": value for role in ("AUTHOR", "COMMITTER") for part, value in _IDENTITY}
    others = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return others | who | {"LC_ALL": "C"}


_IDENTITY = (("NAME", NAME), ("EMAIL", EMAIL))
