"""The server: HTTP on loopback, tokens, and git's smart HTTP through `git http-backend`."""

import base64
import gzip
import os
import re
import subprocess
import threading
from pathlib import Path
from urllib.parse import urlsplit

from tests.github_server import api
from tests.github_server.records import Account
from tests.github_server.repository import Repository
from tests.http_server import Answer, HttpServer, Request


class GitHubServer(HttpServer):
    """A GitHub of one's own, at `url`: `with GitHubServer(folder) as github`."""

    def __init__(self, root: Path) -> None:
        super().__init__()
        self.root = root
        self.accounts: dict[str, Account] = {}
        self.repositories: dict[str, Repository] = {}
        self.lock = threading.RLock()

    def account(self, login: str, **facts: object) -> Account:
        """Add an account whose token is `token-` and its login."""
        one = Account(login, f"token-{login}", **facts)  # type: ignore[arg-type]
        self.accounts[one.token] = one
        return one

    def repository(self, owner: Account, name: str) -> Repository:
        """Add an empty repository."""
        one = Repository(self.root, owner, name)
        self.repositories[one.full_name] = one
        return one

    def copy(self, full_name: str, name: str) -> Repository:
        """Add a repository that stands as another one does."""
        one = self.repositories[full_name].copy(name)
        self.repositories[one.full_name] = one
        return one

    def answer(self, request: Request) -> Answer:
        """Do what a request asks for."""
        account = self.accounts.get(_token(request.headers))
        git = re.fullmatch(r"/([^/]+/[^/]+)\.git(/.*)", urlsplit(request.path).path)
        with self.lock:
            if git:
                return _git(self.repositories.get(git[1]), account, request, git[2])
            if request.headers.get("x-github-api-version", api.VERSION) != api.VERSION:
                return 400, {}, b'{"message": "Invalid API version"}'
            call = api.Call(self.url, request.method, request.path, account, request.body)
            return api.answer(call, self.repositories)


def _token(headers: dict[str, str]) -> str:
    kind, _, value = headers.get("authorization", "").partition(" ")
    if kind.lower() == "basic":
        return base64.b64decode(value).decode().partition(":")[2]
    return value.strip()


def _git(repo: Repository | None, account: Account | None, request: Request, path: str) -> Answer:
    if account is None:
        return 401, {"www-authenticate": 'Basic realm="GitHub"'}, b"Bad credentials"
    if repo is None or not account.can_read:
        return 404, {}, b"Repository not found."
    pushing = "git-receive-pack" in request.path
    if pushing and (repo.archived or not account.can_write):
        return 403, {}, f"Permission to {repo.full_name}.git denied to {account.login}.".encode()
    given = _backend(repo, account, request, path)
    if pushing and request.method == "POST":
        repo.after_push(account)
    return given


def _backend(repo: Repository, account: Account, request: Request, path: str) -> Answer:
    zipped = request.headers.get("content-encoding") == "gzip"
    body = gzip.decompress(request.body) if zipped else request.body
    env = {
        **os.environ,
        "GIT_PROJECT_ROOT": str(repo.path.parent),
        "GIT_HTTP_EXPORT_ALL": "1",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "PATH_INFO": f"/{repo.path.name}{path}",
        "QUERY_STRING": urlsplit(request.path).query,
        "REQUEST_METHOD": request.method,
        "CONTENT_TYPE": request.headers.get("content-type", ""),
        "CONTENT_LENGTH": str(len(body)),
        "REMOTE_USER": account.login,
        "REMOTE_ADDR": "127.0.0.1",
        **({"GIT_PROTOCOL": request.headers["git-protocol"]} if "git-protocol" in request.headers else {}),
    }
    done = subprocess.run(["git", "http-backend"], input=body, capture_output=True, check=True, env=env)
    head, _, content = done.stdout.partition(b"\r\n\r\n")
    answers = dict(line.split(": ", 1) for line in head.decode().split("\r\n"))
    return int(answers.pop("Status", "200").split()[0]), answers, content
