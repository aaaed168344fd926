"""A repository as GitHub keeps it: a bare git repository, its pull requests and its issues."""

import copy
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.github_server.records import Account, Draft, Issue, Pull, Refusal, Remark, numbers

_LONGEST_BODY = 65_536


class Repository:
    """One repository; its git directory is `path`."""

    def __init__(self, root: Path, owner: Account, name: str, clock: Callable[[], datetime] | None = None) -> None:
        self.owner, self.name, self.full_name = owner, name, f"{owner.login}/{name}"
        self.id = next(numbers)
        self.path = root / f"{self.full_name}.git"
        self.clock = clock or (lambda: datetime.now(UTC))
        self.created_at = self.clock()
        self.default_branch = "main"
        self.archived, self.has_issues, self.actions_may_open_pulls = False, True, False
        self.workflows: dict[str, str] = {}
        self.pulls: dict[int, Pull] = {}
        self.issues: dict[int, Issue] = {}
        subprocess.run(["git", "init", "--quiet", "--bare", "-b", "main", "--template=", str(self.path)], check=True)
        with (self.path / "config").open("a") as config:
            config.write("[http]\n\treceivepack = true\n[gc]\n\tauto = 0\n[receive]\n\tautogc = false\n")

    def copy(self, name: str) -> "Repository":
        """Return a repository of another name that stands as this one does."""
        one = copy.copy(self)
        one.name, one.full_name = name, f"{self.owner.login}/{name}"
        one.path = self.path.parent / f"{name}.git"
        shutil.copytree(self.path, one.path)
        one.pulls = {number: replace(pull) for number, pull in self.pulls.items()}
        one.issues = {number: replace(issue) for number, issue in self.issues.items()}
        return one

    def git(self, *words: str, data: str = "", env: Mapping[str, str] | None = None, check: bool = True) -> str:
        """Return what git prints, without the last line end."""
        who = {"GIT_AUTHOR_NAME": "GitHub", "GIT_AUTHOR_EMAIL": "noreply@github.com"}
        who |= {key.replace("AUTHOR", "COMMITTER"): value for key, value in who.items()}
        done = subprocess.run(
            ["git", *words],
            cwd=self.path,
            env={**os.environ, "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull, **who, **(env or {})},
            input=data.encode(),
            capture_output=True,
            check=False,
        )
        if done.returncode and check:
            raise RuntimeError(f"git {words}: {done.stderr.decode()}")
        return "" if done.returncode else done.stdout.decode().removesuffix("\n")

    def sha(self, branch: str) -> str:
        """Return a branch's head, empty for none."""
        return self.git("rev-parse", "--quiet", "--verify", f"refs/heads/{branch}", check=False)

    def read(self, branch: str, file: str) -> str:
        """Return a file's text on a branch, with its line ends."""
        return self.git("cat-file", "blob", f"{branch}:{file}", check=False)

    def commit(self, branch: str, files: Mapping[str, str], parent: str = "") -> None:
        """Commit files to a branch, on top of another branch where `parent` names one."""
        lines = [
            f"commit refs/heads/{branch}",
            "committer Owner <owner@example.org> 1767225600 +0000",
            "data 4",
            "Seed",
        ]
        lines += [f"from refs/heads/{parent}^0"] if parent else []
        for name, text in files.items():
            lines += [f"M 100644 inline {name}", f"data {len(text.encode())}", text]
        self.git("fast-import", "--quiet", data="\n".join(lines) + "\n")

    def protect(self, branch: str) -> None:
        """Refuse pushes to a branch, as a protection rule does."""
        hook = self.path / "hooks" / "update"
        hook.parent.mkdir(exist_ok=True)
        hook.write_text(
            f'#!/bin/sh\n[ "$1" != refs/heads/{branch} ] && exit 0\n'
            f"echo 'error: GH006: Protected branch update failed for refs/heads/{branch}.' >&2\nexit 1\n"
        )
        hook.chmod(0o755)

    # pull requests

    def sides(self, one: Pull) -> tuple[str, str]:
        """Return the heads of both branches of a pull request; once it is closed, as they were."""
        return one.frozen or (self.sha(one.head), self.sha(one.base))

    def open_pull(self, draft: Draft, head: str, base: str) -> Pull:
        """Open a pull request, or refuse as GitHub does."""
        head = head.removeprefix(f"{self.owner.login}:")
        unknown = [name for name, branch in (("head", head), ("base", base)) if not self.sha(branch)]
        if unknown:
            raise _invalid(*({"resource": "PullRequest", "field": name, "code": "invalid"} for name in unknown))
        if any(one.state == "open" and (one.head, one.base) == (head, base) for one in self.pulls.values()):
            raise _custom(f"A pull request already exists for {self.owner.login}:{head}.")
        if not self.git("rev-list", "--max-count=1", f"{base}..{head}"):
            raise _custom(f"No commits between {base} and {head}")
        _check_length(draft.body)
        now = self.clock()
        one = Pull(self._number(), draft.title, draft.body, head, base, draft.user, now, now)
        self.pulls[one.number] = one
        self.keep_heads()
        return one

    def edit_pull(self, one: Pull, by: Account, changes: Mapping[str, Any]) -> None:
        """Change title, body, base or state."""
        _check_length(changes.get("body") or "")
        one.base = changes.get("base", one.base)
        state = changes.get("state", one.state)
        if state == "open" and one.state == "closed":
            self._reopen(one)
        elif state == "closed" and one.state == "open":
            one.frozen = self.sides(one)
            one.state, one.closed_at, one.closed_by = "closed", self.clock(), by
        one.title, one.body = changes.get("title", one.title), changes.get("body", one.body)
        one.updated_at = self.clock()

    def _reopen(self, one: Pull) -> None:
        if one.merged_at:
            raise _custom("state cannot be changed. The pull request is merged.")
        if not self.sha(one.head):
            raise _custom(f"state cannot be changed. The {one.head} branch has been deleted.")
        if one.frozen and self.sha(one.head) != one.frozen[0]:
            raise _custom(f"state cannot be changed. The {one.head} branch was force-pushed or recreated.")
        one.state, one.closed_at, one.closed_by, one.frozen = "open", None, None, None

    def remark(self, one: Pull, by: Account, body: str, verdict: str) -> Remark:
        """Comment on a pull request, or review it."""
        said = Remark(by, body, self.clock(), verdict)
        one.remarks += (said,)
        one.updated_at = said.created_at
        return said

    def mergeable(self, one: Pull) -> bool:
        """Tell whether a pull request merges without conflict."""
        head, base = self.sides(one)
        return bool(self.git("merge-tree", "--write-tree", base, head, check=False))

    def size(self, one: Pull) -> tuple[int, int, int, int]:
        """Return the numbers of commits, files, added and removed lines."""
        head, base = self.sides(one)
        rows = [row.split("\t")[:2] for row in self.git("diff", "--numstat", f"{base}...{head}").splitlines()]
        added, removed = (sum(int(row[column]) for row in rows if row[column] != "-") for column in (0, 1))
        return len(self.git("rev-list", f"{base}..{head}").split()), len(rows), added, removed

    def merge_pull(self, one: Pull, by: Account, how: str = "merge", sha: str = "") -> str:
        """Merge a pull request and return the new head of its base."""
        head, base = self.sides(one)
        if one.state == "closed" or not self.mergeable(one):
            raise Refusal(405, "Pull Request is not mergeable")
        if sha and sha != head:
            raise Refusal(409, "Head branch was modified. Review and try the merge again.")
        merged = self._rebase(base, head, by) if how == "rebase" else self._join(one, base, head, by, how)
        one.frozen, one.merge_commit_sha = (head, base), merged
        self.git("update-ref", f"refs/heads/{one.base}", merged, base)
        one.state, one.merged_by, one.closed_by = "closed", by, by
        one.merged_at = one.closed_at = one.updated_at = self.clock()
        return merged

    def _join(self, one: Pull, base: str, head: str, by: Account, how: str) -> str:
        tree = self.git("merge-tree", "--write-tree", base, head)
        parents = ["-p", base, *(["-p", head] if how == "merge" else [])]
        merge = f"Merge pull request #{one.number} from {self.owner.login}/{one.head}\n\n{one.title}"
        message = merge if how == "merge" else f"{one.title} (#{one.number})"
        author = {"GIT_AUTHOR_NAME": by.login, "GIT_AUTHOR_EMAIL": f"{by.login}@users.noreply.github.com"}
        return self.git("commit-tree", tree, *parents, "-m", message, env=author)

    def _rebase(self, base: str, head: str, by: Account) -> str:
        with tempfile.TemporaryDirectory() as folder:
            who = {"GIT_COMMITTER_NAME": by.login, "GIT_COMMITTER_EMAIL": f"{by.login}@users.noreply.github.com"}
            self.git("worktree", "add", "--quiet", "--detach", folder, head)
            try:
                self.git("-C", folder, "rebase", "--quiet", base, env=who)
                return self.git("-C", folder, "rev-parse", "HEAD")
            except RuntimeError as error:
                raise Refusal(405, "This branch can't be rebased") from error
            finally:
                self.git("worktree", "remove", "--force", folder)

    def after_push(self, by: Account) -> None:
        """Close pull requests whose branch is gone, and mark as merged those whose commits reached the base."""
        for one in [one for one in self.pulls.values() if one.state == "open"]:
            if not self.sha(one.head):
                kept = self.git("rev-parse", f"refs/pull/{one.number}/head")
                one.frozen = (kept, self.sha(one.base))
                one.state, one.closed_at, one.closed_by = "closed", self.clock(), by
            elif not self.git("rev-list", "--max-count=1", f"{one.base}..{one.head}"):
                one.frozen = self.sides(one)
                one.state, one.merged_by, one.merge_commit_sha = "closed", by, one.frozen[0]
                one.merged_at = one.closed_at = self.clock()
        self.keep_heads()

    def keep_heads(self) -> None:
        """Keep the head of every open pull request under `refs/pull`, as GitHub does."""
        for one in self.pulls.values():
            if one.state == "open":
                self.git("update-ref", f"refs/pull/{one.number}/head", self.sha(one.head))

    # issues

    def open_issue(self, draft: Draft, labels: tuple[str, ...]) -> Issue:
        """Open an issue."""
        if not self.has_issues:
            raise Refusal(410, "Issues has been disabled in this repository.")
        now = self.clock()
        one = Issue(self._number(), draft.title, draft.body, draft.user, now, now, labels)
        self.issues[one.number] = one
        return one

    def edit_issue(self, one: Issue, by: Account, changes: Mapping[str, Any]) -> None:
        """Change title, body or state."""
        one.title, one.body = changes.get("title", one.title), changes.get("body", one.body)
        one.state = changes.get("state", one.state)
        one.closed_at, one.closed_by = (self.clock(), by) if one.state == "closed" else (None, None)

    def _number(self) -> int:
        return len(self.pulls) + len(self.issues) + 1


def _check_length(body: str) -> None:
    if len(body) > _LONGEST_BODY:
        message = f"body is too long (maximum is {_LONGEST_BODY} characters)"
        raise _invalid({"resource": "Issue", "code": "custom", "field": "body", "message": message})


def _invalid(*errors: Mapping[str, str]) -> Refusal:
    return Refusal(422, "Validation Failed", *errors)


def _custom(message: str) -> Refusal:
    return _invalid({"resource": "PullRequest", "code": "custom", "message": message})
