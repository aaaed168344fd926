"""The proxy that the bot's tests look through: a log, and faults on demand, before any server."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import github3
import pytest
from github3.session import GitHubSession

from tests.github_server import GitHubServer
from tests.proxy import KINDS, Fault, Kind, Proxy


@pytest.fixture
def proxy(tmp_path: Path) -> Iterator[Proxy]:
    with GitHubServer(tmp_path / "server") as server, Proxy(server.url, patience=2) as one:
        repository = server.repository(server.account("owner", permission="admin"), "list")
        repository.commit("main", {"README.md": "# List\n"})
        yield one


@pytest.fixture
def repo(proxy: Proxy) -> Any:
    session = GitHubSession(default_connect_timeout=1, default_read_timeout=1)
    session.trust_env = False
    session.base_url = proxy.url
    return github3.GitHub(token="token-owner", session=session).repository("owner", "list")


def test_what_comes_back_leads_to_the_proxy_alone(proxy: Proxy, repo: Any) -> None:
    assert repo.url == f"{proxy.url}/repos/owner/list"
    assert repo.create_issue("Title").html_url.startswith(proxy.url)
    repo.create_issue("Title")
    pages = repo.issues()
    pages.params["per_page"] = 1
    assert len(list(pages)) == 2


@pytest.mark.parametrize("kind", KINDS)
def test_each_fault_strikes_as_told_and_once(proxy: Proxy, repo: Any, kind: Kind) -> None:
    proxy.faults.append(Fault(kind, "POST", "/issues$", skip=1))
    repo.create_issue("First")
    with pytest.raises(github3.exceptions.GitHubException):
        repo.create_issue("Second")
    done = ["Second", "First"] if kind.endswith("after") else ["First"]
    assert [one.title for one in repo.issues()] == done
    assert repo.create_issue("Third").number


def test_the_log_holds_every_request_with_who_and_what(proxy: Proxy, repo: Any) -> None:
    repo.create_issue("Title")
    last = proxy.log[-1]
    assert (last.method, last.path, last.status) == ("POST", "/repos/owner/list/issues", 201)
    assert last.headers["authorization"] == "token token-owner"
    proxy.faults.append(Fault("cut"))
    with pytest.raises(github3.exceptions.GitHubException):
        repo.create_issue("Title")
    assert proxy.log[-1].status == 0
