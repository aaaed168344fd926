"""A git repository on a server: read without a checkout, changed in one push that anyone else's change stops."""

import base64
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from curator.errors import CuratorError, HostError, MovedError
from curator.hosts import git
from curator.types import Change

_DEPTH = 100
"""Commits that are read of a branch, to see who made them."""

_WHOLE = 2**31 - 1
"""The depth at which git reads all commits."""

_SETTINGS = """
[http]
	lowSpeedLimit = 1
	lowSpeedTime = {patience}
[credential]
	helper =
[core]
	symlinks = false
[gc]
	auto = 0
[maintenance]
	auto = false
"""

_WHO = "--format=%H%x09%ae%x09%ce"

_MOVED = re.compile(
    r"stale info|fetch first|non-fast-forward|cannot lock ref|failed to update ref|remote rejected.*exist"
)
_IN_THE_WAY = re.compile(r"'refs/heads/([^']+)' exists; cannot create 'refs/heads/([^']+)'")
_HINTS = (
    (
        r"error: 403|Permission to .* denied|Write access",
        "the token may not write: give the job `permissions: contents: write`, or a token that may",
    ),
    (r"Authentication failed|could not read Username|error: 401", "the token was refused: set a valid GITHUB_TOKEN"),
    (
        r"GH006|GH013|protected branch",
        "a branch is protected: set [state] branch, or [host] branch where it is that one, to one without protection",
    ),
    (r"couldn't find remote ref", "no such branch: commit the list first"),
    (r"not found|error: 404", "no such repository, or the token may not read it"),
)


class Remote:
    """The repository at `url`; what is read of it is stored in the bare repository `folder`.

    File names are relative to `prefix`, the folder of `curator.toml` in the repository, with a slash at its end.
    """

    def __init__(self, url: str, token: str, folder: Path, prefix: str = "", *, patience: int = 30) -> None:
        self._url = url
        self._folder, self._prefix = folder, prefix
        self._secrets = _header(url, token)
        self._heads: dict[str, str] = {}
        folder.mkdir(parents=True, exist_ok=True)
        self._git("init", "--quiet", "--bare", "--template=")
        with (folder / "config").open("a") as settings:
            settings.write(_SETTINGS.format(patience=patience))
        (folder / "info").mkdir(exist_ok=True)
        (folder / "info" / "attributes").write_text("* -text -filter -ident !working-tree-encoding\n")

    def fetch(self, base: str, branch: str, state: str) -> None:
        """Read the branch `base`, and `branch` and `state` where they exist."""
        if state != base:
            self.fetch_latest(state)
        # A pattern, because git fails where a branch that is named in full does not exist.
        wanted = [f"+refs/heads/{base}:refs/heads/{base}", f"+refs/heads/{branch}*:refs/heads/{branch}*"]
        self._fetch(_DEPTH, wanted)

    def fetch_latest(self, branch: str) -> None:
        """Read a branch's last commit, where the branch exists."""
        # HEAD too, because git fails where a pattern matches nothing and a depth is given.
        wanted = ["+HEAD:refs/curator/head", f"+refs/heads/{branch}*:refs/heads/{branch}*"]
        self._fetch(1, wanted)

    def fetch_whole(self, *branches: str) -> None:
        """Read all commits of branches, of those that exist."""
        self._fetch(_WHOLE, ["+HEAD:refs/curator/head", *(f"+refs/heads/{one}*:refs/heads/{one}*" for one in branches)])

    def _fetch(self, depth: int, wanted: Sequence[str]) -> None:
        self._over_http("fetch", "--quiet", "--no-tags", f"--depth={depth}", self._url, *wanted)
        refs = self._git("for-each-ref", "--format=%(refname) %(objectname)", "refs/heads").splitlines()
        self._heads = dict(ref.removeprefix("refs/heads/").split(" ") for ref in refs)

    def head(self, branch: str) -> str:
        """Return a branch's last commit as it was read, empty for none."""
        return self._heads.get(branch, "")

    def at(self, branch: str, moment: datetime) -> str:
        """Return the commit at which a branch stood at a moment, by what was read of it; empty for none."""
        words = ("rev-list", "--first-parent", "--max-count=1", f"--before={moment.isoformat()}")
        return self._git(*words, self.head(branch)) if self.head(branch) else ""

    def text(self, commit: str, file: str) -> str:
        """Return the text of a file in a commit, without the last line end; empty for none."""
        return git.blob(self._folder, f"{commit}:{self._prefix}{file}", check=False)

    def parent(self, commit: str) -> str:
        """Return a commit's only parent, empty where it has none or several."""
        parents = self._git("rev-parse", f"{commit}^@", check=False).split()
        return parents[0] if len(parents) == 1 else ""

    def tree_of(self, commit: str) -> str:
        """Return the name of a commit's tree."""
        return self._git("rev-parse", f"{commit}^{{tree}}")

    def _object(self, commit: str, name: str) -> str:
        """Return what a commit has under a name, a file or a folder, as git names it; empty for nothing."""
        return self._git("rev-parse", "--quiet", "--verify", f"{commit}:{self._prefix}{name}", check=False)

    def people(self, base: str, head: str) -> list[str]:
        """Return the addresses, other than the bot's own, of those who made the commits from `base` to `head`.

        A merge that adds nothing of its own, as a press on "Update branch" makes it, is nobody's.
        """
        commits = [line.split("\t") for line in self._git("log", _WHO, f"{base}..{head}").splitlines()]
        return sorted({who for name, *both in commits for who in both if who != git.EMAIL and not self._is_plain(name)})

    def is_own(self, commit: str) -> bool:
        """Tell whether the bot made a commit, and nobody amended or rebased it since."""
        return set(self._git("log", "-1", _WHO, commit).split("\t")[1:]) == {git.EMAIL}

    def _is_plain(self, commit: str) -> bool:
        """Tell whether a commit is a merge of two others without any conflict, and holds nothing else."""
        parents = self._git("rev-parse", f"{commit}^@", check=False).split()
        merged = self._git("merge-tree", "--write-tree", *parents, check=False) if len(parents) == 2 else ""
        return bool(merged) and merged == self.tree_of(commit)

    def came_from(self, commit: str, head: str) -> bool:
        """Tell whether a branch at `head` stood at a commit before, by what was read of it."""
        return bool(commit) and commit in self._git("rev-list", "--first-parent", head, check=False).split()

    def ids(self, commit: str, but: Iterable[str]) -> frozenset[str]:
        """Return the arXiv ids that Markdown files of a commit name, those left out that `but` names."""
        return git.ids(self._folder, commit, (self._prefix + name for name in but))

    def checkout(self, commit: str, folder: Path, only: Collection[str] | None = None) -> None:
        """Write a commit's files to a folder, to the byte; with `only`, those files and folders of it that exist."""
        folder.mkdir(parents=True, exist_ok=True)
        tree = self._object(commit, "")
        paths = ["."] if only is None else [f":(literal){name}" for name in only if self._object(commit, name)]
        if not tree or not paths:
            return
        where = {"GIT_WORK_TREE": str(folder.resolve()), "GIT_DIR": str(self._folder.resolve())}
        with git.scratch_index() as index:
            self._git("checkout", "--quiet", "--force", tree, "--", *paths, env=index | where)

    def tree(self, base: str, changes: Iterable[Change]) -> str:
        """Write the tree of a commit with changes, and return its name."""
        return git.changed_tree(self._folder, base, changes, self._prefix)

    def makes(self, commit: str, changes: Sequence[Change]) -> bool:
        """Tell whether a commit, which may be empty for none, makes just these changes."""
        parent = self.parent(commit) if commit else ""
        if not parent or not all(self._holds(parent, one.file, one.before) for one in changes):
            return False
        return self.tree(parent, changes) == self.tree_of(commit)

    def _holds(self, commit: str, file: str, text: str) -> bool:
        """Tell whether a file has just this text in a commit."""
        return self._object(commit, file) == self._git("hash-object", "--stdin", data=text)

    def commit(self, tree: str, parent: str, message: str) -> str:
        """Write a commit, without a parent where that is empty, and return its name."""
        return self._git("commit-tree", tree, *(["-p", parent] if parent else []), data=message)

    def names(self, commit: str, folder: str) -> list[str]:
        """Return the names of the files that a commit has in a folder."""
        where = f"{self._prefix}{folder}/"
        found = self._git("ls-tree", "-r", "-z", "--name-only", "--full-tree", commit, where, check=False)
        return [name.removeprefix(self._prefix) for name in found.split("\0") if name]

    def links(self, commit: str) -> dict[str, str]:
        """Return the symbolic links that a commit holds by name, each with what it names."""
        tree = self._object(commit, "")
        entries = self._git("ls-tree", "-r", "-z", "--full-tree", tree, check=False).split("\0")
        found = (entry.split("\t", 1) for entry in entries if entry.startswith("120000 "))
        return {name: self._git("cat-file", "blob", facts.split(" ")[2]) for facts, name in found}

    def commit_files(self, parent: str, files: Mapping[str, Path | None], message: str) -> str:
        """Write a commit that brings files to a commit, None for one to take away, and return its name.

        That is `parent` itself where nothing changes.
        """
        with git.scratch_index() as env:
            if parent:
                self._git("read-tree", parent, env=env)
            for name, path in files.items():
                file = f"{self._prefix}{name}"
                if path is None:
                    self._git("update-index", "-z", "--index-info", data=f"0 {git.ABSENT}\t{file}\0", env=env)
                    continue
                blob = self._git("hash-object", "-w", "--no-filters", str(path.resolve()))
                self._git("update-index", "--add", "--cacheinfo", f"100644,{blob},{file}", env=env)
            tree = self._git("write-tree", env=env)
        if parent and tree == self.tree_of(parent):
            return parent
        return self.commit(tree, parent, message)

    def push(self, heads: Mapping[str, str]) -> None:
        """Set branches to commits, all or none, and only where each still is as it was read.

        Raises
        ------
        MovedError
            Someone else changed one of the branches meanwhile; none was set.
        HostError
            The server refused, or could not be reached.
        """
        moved = {branch: head for branch, head in heads.items() if head != self.head(branch)}
        if not moved:
            return
        leases = [f"--force-with-lease=refs/heads/{branch}:{self.head(branch)}" for branch in moved]
        wanted = [f"{head}:refs/heads/{branch}" for branch, head in moved.items()]
        self._over_http("push", "--quiet", "--atomic", "--no-verify", *leases, self._url, *wanted)
        self._heads |= moved

    def _over_http(self, *words: str) -> None:
        try:
            self._git(*words, env=self._secrets)
        except HostError as error:
            raise _explained(str(error), words[0]) from error

    def _git(self, *words: str, data: str = "", env: Mapping[str, str] | None = None, check: bool = True) -> str:
        return git.run(self._folder, *words, data=data, env=env, check=check)


def _header(url: str, token: str) -> dict[str, str]:
    """Return the environment in which git sends the token to this server, and asks nobody for one."""
    quiet = {"GIT_TERMINAL_PROMPT": "0", "GIT_ASKPASS": ""}
    if not token:
        return quiet
    server = re.match(r"https?://[^/]+/", url)
    if not server:
        raise CuratorError(f"{url} is no address of a server: set GITHUB_SERVER_URL to one that starts with https://")
    secret = base64.b64encode(f"x-access-token:{token}".encode()).decode()
    setting = {"KEY_0": f"http.{server[0]}.extraHeader", "VALUE_0": f"Authorization: Basic {secret}", "COUNT": "1"}
    return quiet | {f"GIT_CONFIG_{name}": value for name, value in setting.items()}


def _explained(reason: str, doing: str) -> HostError:
    if doing == "push" and (found := _IN_THE_WAY.search(reason)):
        return HostError(f"git push: branch {found[1]} leaves no room for {found[2]}: rename it, or set [host] branch")
    if doing == "push" and _MOVED.search(reason):
        return MovedError(f"git push: someone else changed the branch meanwhile ({reason})")
    hint = next((hint for pattern, hint in _HINTS if re.search(pattern, reason)), "run the command again")
    return HostError(f"git {doing}: {hint} ({reason})")
