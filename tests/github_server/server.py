"""The server: HTTP on loopback, tokens, faults, a log of requests, and git's smart HTTP through `git http-backend`."""

import base64
import gzip
import os
import re
import subprocess
import threading
from dataclasses import dataclass, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, cast
from urllib.parse import urlsplit

from tests.github_server import api
from tests.github_server.faults import Answer, Fault
from tests.github_server.records import Account
from tests.github_server.repository import Repository

if TYPE_CHECKING:
    from types import TracebackType


@dataclass(frozen=True)
class Request:
    """One request as it came in, and the status it was answered with; 0 for none. Names of headers are lower case."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes
    status: int = 0


class GitHubServer:
    """A GitHub of one's own, at `url`: `with GitHubServer(folder) as github`."""

    def __init__(self, root: Path, patience: float = 30.0) -> None:
        self.root = root
        self.patience = patience
        self.accounts: dict[str, Account] = {}
        self.repositories: dict[str, Repository] = {}
        self.faults: list[Fault] = []
        self.log: list[Request] = []
        self.lock = threading.RLock()
        self.stopping = threading.Event()
        self._http = _Http(("127.0.0.1", 0), _Handler)
        self._http.github = self
        self.url = f"http://127.0.0.1:{self._http.server_address[1]}"

    def __enter__(self) -> "GitHubServer":
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: "TracebackType | None"
    ) -> None:
        self.stopping.set()
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()

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

    def strike(self, method: str, path: str) -> Fault | None:
        """Return the fault that strikes this request, if any."""
        with self.lock:
            return next((fault for fault in self.faults if fault.strikes(method, path)), None)

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


class _Http(ThreadingHTTPServer):
    daemon_threads = True
    github: GitHubServer

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of clients that went away."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the parent's name
        """Print nothing."""

    def _handle(self) -> None:
        github = cast("_Http", self.server).github
        headers = {name.lower(): value for name, value in self.headers.items()}
        request = Request(self.command, self.path, headers, self._body(headers))
        fault = github.strike(self.command, self.path)
        given = github.answer(request) if fault is None or fault.is_done else None
        if fault:
            given = None if fault.is_silent else fault.answer()
        github.log.append(replace(request, status=given[0] if given else 0))
        if given:
            self._send(*given)
            return
        if fault and fault.kind.startswith("hang"):
            github.stopping.wait(github.patience)
        self.close_connection = True

    def _body(self, headers: dict[str, str]) -> bytes:
        if "chunked" in headers.get("transfer-encoding", ""):
            body = b""
            while size := int(self.rfile.readline().split(b";")[0], 16):
                body += self.rfile.read(size)
                self.rfile.readline()
            self.rfile.readline()
        else:
            body = self.rfile.read(int(headers.get("content-length", 0)))
        return gzip.decompress(body) if headers.get("content-encoding") == "gzip" else body

    def _send(self, status: int, headers: dict[str, str], body: bytes) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = _handle  # noqa: N815 - the parent's names


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
    env = {
        **os.environ,
        "GIT_PROJECT_ROOT": str(repo.path.parent),
        "GIT_HTTP_EXPORT_ALL": "1",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "PATH_INFO": f"/{repo.path.name}{path}",
        "QUERY_STRING": urlsplit(request.path).query,
        "REQUEST_METHOD": request.method,
        "CONTENT_TYPE": request.headers.get("content-type", ""),
        "CONTENT_LENGTH": str(len(request.body)),
        "REMOTE_USER": account.login,
        "REMOTE_ADDR": "127.0.0.1",
        **({"GIT_PROTOCOL": request.headers["git-protocol"]} if "git-protocol" in request.headers else {}),
    }
    done = subprocess.run(["git", "http-backend"], input=request.body, capture_output=True, check=True, env=env)
    head, _, content = done.stdout.partition(b"\r\n\r\n")
    answers = dict(line.split(": ", 1) for line in head.decode().split("\r\n"))
    return int(answers.pop("Status", "200").split()[0]), answers, content
