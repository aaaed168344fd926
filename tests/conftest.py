"""What tests stand on: no request leaves this machine; a GitHub server, and the bot of a list there."""

import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

# Before numpy is imported: as many tests run as there are cores, and more threads would fight over them.
os.environ["OMP_NUM_THREADS"] = "1"

from tests.github_bot import Bot, Server, any_server

_NOWHERE = 9
"""A port on this machine that nobody listens on."""


@pytest.fixture(autouse=True)
def loopback(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[object]]:
    """Fail a test that connects to any machine but this one; what other programs send out ends at a closed port."""
    connect = socket.socket.connect
    outside: list[object] = []

    def guarded(self: socket.socket, address: object) -> None:
        host, port = address[:2] if isinstance(address, tuple) else ("localhost", 0)
        if host not in {"127.0.0.1", "::1", "localhost"} or port == _NOWHERE:
            outside.append(address)
            raise ConnectionRefusedError(f"{address} is outside")
        connect(self, address)  # type: ignore[arg-type]

    monkeypatch.setattr(socket.socket, "connect", guarded)
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{_NOWHERE}")
        monkeypatch.delenv(name.upper(), raising=False)
    for name in ("GITHUB_API_URL", "GITHUB_SERVER_URL", "GITHUB_REPOSITORY", "GITHUB_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("no_proxy", "127.0.0.1,localhost")
    monkeypatch.delenv("NO_PROXY", raising=False)
    yield outside
    assert not outside, f"a request left this machine: {outside}"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Give the server that `make test-github` names, or else the stand-in."""
    with any_server(tmp_path_factory.mktemp("github")) as one:
        yield one


@pytest.fixture
def bot(server: Server, tmp_path: Path) -> Bot:
    """Give the bot of a new list."""
    return Bot(server, tmp_path / "list")
