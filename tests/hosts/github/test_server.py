"""The stand-in is checked against what GitHub documents, and against github3.py's strict models."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import github3
import pytest
import requests
from github3.session import GitHubSession

from tests.github_server import Account, GitHubServer, Repository
from tests.github_world import EMAIL, Maintainer

LIST = "# List\n\n## Methods\n\n- one\n"


@pytest.fixture
def github(tmp_path: Path) -> Iterator[GitHubServer]:
    with GitHubServer(tmp_path / "server") as server:
        yield server


@pytest.fixture
def repository(github: GitHubServer) -> Repository:
    one = github.repository(github.account("owner", permission="admin"), "list")
    one.commit("main", {"README.md": LIST})
    one.commit("branch", {"README.md": LIST + "- two\n"}, "main")
    return one


@pytest.fixture
def bot(github: GitHubServer, repository: Repository) -> Account:
    return github.account("bot", kind="Bot")


@pytest.fixture
def person(github: GitHubServer, repository: Repository, tmp_path: Path) -> Maintainer:
    return Maintainer(github.url, repository.full_name, github.account("person").token, tmp_path / "clone")


def client(github: GitHubServer, account: Account) -> Any:
    session = GitHubSession(default_connect_timeout=1, default_read_timeout=1)
    session.trust_env = False
    session.base_url = github.url
    return github3.GitHub(token=account.token, session=session)


@pytest.fixture
def repo(github: GitHubServer, bot: Account) -> Any:
    return client(github, bot).repository("owner", "list")


def test_git_clones_and_pushes_with_a_token_and_nobody_else_does(github: GitHubServer, person: Maintainer) -> None:
    assert person.read("main") + "\n" == LIST
    thief = Maintainer(github.url, person.repo, "wrong", person.folder.parent / "thief")
    with pytest.raises(AssertionError, match=r"Authentication failed|could not read"):
        thief.fetch()


def test_github3_reads_every_model_that_is_answered(repo: Any) -> None:
    pull = repo.create_pull("Title", "main", "branch", "body")
    assert repo.default_branch == "main"
    full = repo.pull_request(pull.number)
    assert (full.mergeable, full.commits_count, full.additions_count, full.merged) == (True, 1, 1, False)
    assert [one.head.sha for one in repo.pull_requests(state="all", head="owner:branch")] == [full.head.sha]
    assert not list(repo.pull_requests(head="other:branch"))
    issue = repo.create_issue("Title", "body", labels=["curator"])
    assert [one.title for one in repo.issues(state="open", labels="curator")] == ["Title"]
    assert issue.edit(state="closed")
    assert not list(repo.issues(state="open", labels="curator"))


def test_an_installation_may_not_ask_who_it_is(github: GitHubServer, bot: Account) -> None:
    with pytest.raises(github3.exceptions.ForbiddenError, match="Resource not accessible by integration"):
        client(github, bot).me()


@pytest.mark.parametrize(
    ("title", "head", "message"),
    [
        ("", "branch", "missing_field"),
        ("Title", "gone", "invalid"),
        ("Title", "main", "No commits between main and main"),
        ("Title", "branch", "A pull request already exists for owner:branch."),
    ],
)
def test_a_pull_request_that_cannot_be_is_a_422_that_says_why(repo: Any, title: str, head: str, message: str) -> None:
    repo.create_pull("Title", "main", "branch", "")
    with pytest.raises(github3.exceptions.UnprocessableEntity) as refused:
        repo.create_pull(title, "main", head, "")
    assert message in str(refused.value.errors)


def test_a_body_over_the_limit_is_refused(repo: Any) -> None:
    with pytest.raises(github3.exceptions.UnprocessableEntity) as refused:
        repo.create_pull("Title", "main", "branch", "x" * 65_537)
    assert "maximum is 65536 characters" in str(refused.value.errors)


@pytest.mark.parametrize(("how", "new_commits"), [("merge", 2), ("squash", 1), ("rebase", 1)])
def test_the_three_ways_to_merge_give_the_commits_they_promise(
    repo: Any, person: Maintainer, how: str, new_commits: int
) -> None:
    before = person.head("main")
    repo.create_pull("Title", "main", "branch", "")
    person.merge(how)
    head = person.head("main")
    assert person.git("rev-list", "--count", f"{before}..{head}") == str(new_commits)
    assert person.read("main") == (LIST + "- two\n").removesuffix("\n")
    (closed,) = person.pulls("closed")
    assert closed["merged_at"]
    assert closed["merge_commit_sha"] == head


def test_conflicting_changes_cannot_be_merged(repo: Any, person: Maintainer) -> None:
    pull = repo.create_pull("Title", "main", "branch", "")
    person.write({"README.md": LIST + "- three\n"})
    full = repo.pull_request(pull.number)
    assert (full.mergeable, full.mergeable_state) == (False, "dirty")
    with pytest.raises(requests.HTTPError, match="405"):
        person.merge()


def test_a_merge_of_another_head_than_named_is_a_409(repo: Any, person: Maintainer) -> None:
    number = repo.create_pull("Title", "main", "branch", "").number
    with pytest.raises(requests.HTTPError, match="409"):
        person.call("PUT", f"/pulls/{number}/merge", sha=person.head("main"))


def test_deleting_the_branch_closes_and_reopening_needs_the_branch_as_it_was(repo: Any, person: Maintainer) -> None:
    repo.create_pull("Title", "main", "branch", "")
    number = person.close()
    person.reopen(number)
    person.delete_branch("branch")
    assert not person.pulls()
    with pytest.raises(requests.HTTPError, match="422"):
        person.reopen(number)


def test_pushing_the_commits_to_the_base_marks_the_pull_request_as_merged(repo: Any, person: Maintainer) -> None:
    repo.create_pull("Title", "main", "branch", "")
    person.pull()
    person.git("push", "--quiet", "origin", "origin/branch:refs/heads/main")
    (closed,) = person.pulls("closed")
    assert closed["merged_at"]


def test_a_protected_branch_refuses_pushes(repository: Repository, person: Maintainer) -> None:
    repository.protect("main")
    with pytest.raises(AssertionError, match="GH006: Protected branch update failed"):
        person.write({"README.md": "# Other\n"})


@pytest.mark.parametrize(("permission", "status"), [("none", 404), ("read", 403)])
def test_without_permission_there_is_no_repository_or_no_writing(
    github: GitHubServer, repo: Any, permission: str, status: int
) -> None:
    stranger = client(github, github.account("stranger", permission=permission))
    with pytest.raises((github3.exceptions.ForbiddenError, github3.exceptions.NotFoundError)) as refused:
        stranger.repository("owner", "list").create_issue("Title")
    assert refused.value.code == status


def test_actions_may_not_open_pull_requests_until_a_setting_allows_it(repo: Any, bot: Account) -> None:
    bot.may_open_pulls = False
    with pytest.raises(github3.exceptions.ForbiddenError, match="not permitted to create or approve pull requests"):
        repo.create_pull("Title", "main", "branch", "")


def test_lists_come_in_pages(repo: Any) -> None:
    for number in range(3):
        repo.create_issue(f"Title {number}")
    assert [one.title for one in repo.issues(number=2)] == ["Title 2", "Title 1"]
    pages = repo.issues()
    pages.params["per_page"] = 1
    assert len(list(pages)) == 3


def test_people_keep_their_names_in_git(person: Maintainer) -> None:
    person.change("main", "one", "two")
    assert person.git("log", "-1", "--format=%ae %ce") == f"{EMAIL} {EMAIL}"
