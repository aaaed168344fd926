"""A repository on a GitHub server, with its maintainer, who uses git and the API as people do."""

import base64
import os
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import requests

NAME, EMAIL = "Maintainer", "maintainer@example.org"


class Maintainer:
    """A person with write access to `repo` (`owner/name`) on the server at `url`, working in a clone in `folder`.

    Where `source` is the server's own git directory, reading takes the short way there; pushing never does.
    """

    def __init__(self, url: str, repo: str, token: str, folder: Path, source: Path | None = None) -> None:
        self.url, self.repo, self.token, self.folder = url, repo, token, folder
        self.source = source

    # the repository, by git

    def git(self, *words: str, check: bool = True) -> str:
        """Return what git prints in the clone, without the last line end."""
        own = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "GIT_TERMINAL_PROMPT": "0"}
        secret = base64.b64encode(f"x:{self.token}".encode()).decode()
        sent = f"http.{self.url}/.extraHeader=Authorization: Basic {secret}"
        who = ("-c", f"user.name={NAME}", "-c", f"user.email={EMAIL}", "-c", "init.defaultBranch=main", "-c", sent)
        done = subprocess.run(
            ["git", *who, *words], cwd=self.folder, env={**os.environ, **own}, capture_output=True, check=False
        )
        assert not (done.returncode and check), done.stderr.decode()
        return "" if done.returncode else done.stdout.decode().removesuffix("\n")

    def fetch(self) -> None:
        """Bring the clone up to date, and make it first where there is none."""
        if not self.folder.exists():
            self.folder.mkdir(parents=True)
            self.git("init", "--quiet")
            pushed = f"{self.url}/{self.repo}.git"
            self.git("remote", "add", "origin", str(self.source or pushed))
            self.git("remote", "set-url", "--push", "origin", pushed)
        self.git("fetch", "--quiet", "--prune", "origin")

    def pull(self, branch: str = "main") -> None:
        """Check out a branch as it stands on the server."""
        if self.head(branch):
            self.git("checkout", "--quiet", "--force", "-B", branch, f"origin/{branch}")

    def head(self, branch: str) -> str:
        """Return a branch's head on the server, empty for none."""
        self.fetch()
        return self.git("rev-parse", "--quiet", "--verify", f"refs/remotes/origin/{branch}", check=False)

    def read(self, branch: str, file: str = "README.md") -> str:
        """Return a file's text on a branch of the server, empty for none."""
        self.fetch()
        return self.show(branch, file)

    def show(self, branch: str, file: str = "README.md") -> str:
        """Return a file's text on a branch as it was fetched last, empty for none."""
        return self.git("cat-file", "blob", f"origin/{branch}:{file}", check=False)

    def log(self, branch: str, form: str = "%an %s") -> list[str]:
        """Return a branch's commits that the default branch lacks, as fetched last, newest first."""
        return self.git("log", f"--format={form}", f"origin/main..origin/{branch}").splitlines()

    def write(self, files: Mapping[str, str | None], branch: str = "main", *, amend: bool = False) -> None:
        """Commit files to a branch, None for a file to delete, and push it."""
        self.pull(branch)
        for name, text in files.items():
            path = self.folder / name
            if text is None:
                path.unlink()
            else:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(text.encode())
        self.git("add", "--all")
        self.git("commit", "--quiet", *(["--amend", "--no-edit"] if amend else ["--message=By hand"]))
        self.git("push", "--quiet", "--force", "origin", f"HEAD:refs/heads/{branch}")

    def change(self, branch: str, old: str, new: str, file: str = "README.md", *, amend: bool = False) -> None:
        """Replace text in a file on a branch."""
        text = self.read(branch, file)
        assert old in text, text
        self.write({file: text.replace(old, new)}, branch, amend=amend)

    def delete_branch(self, branch: str) -> None:
        """Delete a branch on the server."""
        self.fetch()
        self.git("push", "--quiet", "origin", f":refs/heads/{branch}")

    # pull requests, by the API

    def call(self, method: str, path: str, **data: object) -> Any:
        """Return the answer's JSON; paths are relative to the repository."""
        answer = requests.request(
            method,
            f"{self.url}/repos/{self.repo}{path}",
            json=data or None,
            headers={"authorization": f"token {self.token}"},
            timeout=30,
        )
        answer.raise_for_status()
        return answer.json()

    def pulls(self, state: str = "open") -> list[dict[str, Any]]:
        """Return the pull requests, newest first."""
        return list(self.call("GET", f"/pulls?state={state}"))

    def the_pull(self) -> dict[str, Any]:
        """Return the only open pull request, in full."""
        (one,) = self.pulls()
        return dict(self.call("GET", f"/pulls/{one['number']}"))

    def body(self) -> str:
        """Return the body of the only open pull request."""
        return str(self.the_pull()["body"])

    def edit(self, old: str, new: str) -> None:
        """Replace text in the body, as a browser does: with CRLF at line ends."""
        one = self.the_pull()
        text = one["body"].replace("\r\n", "\n")
        assert old in text, text
        self.call("PATCH", f"/pulls/{one['number']}", body=text.replace(old, new).replace("\n", "\r\n"))

    def merge(self, how: str = "merge") -> None:
        """Merge the only open pull request."""
        self.call("PUT", f"/pulls/{self.the_pull()['number']}/merge", merge_method=how)

    def close(self) -> int:
        """Close the only open pull request without merging it, and return its number."""
        number = int(self.the_pull()["number"])
        self.call("PATCH", f"/pulls/{number}", state="closed")
        return number

    def reopen(self, number: int) -> None:
        """Open a closed pull request again."""
        self.call("PATCH", f"/pulls/{number}", state="open")
