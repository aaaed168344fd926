"""GitHub's refusals, on the stand-in: other servers neither refuse as told nor let a test look inside."""

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from curator.errors import HostError
from curator.hosts.github.client import GitHub, Session
from tests.github_bot import BRANCH, LIST, STATE, Bot, Server, good, identity, stand_in
from tests.github_server import GitHubServer, Repository


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with stand_in(tmp_path_factory.mktemp("github")) as one:
        yield one


@pytest.fixture
def own(server: Server) -> Iterator[GitHubServer]:
    assert server.own
    account = server.own.accounts[server.bot]
    before = account.permission, account.may_open_pulls
    yield server.own
    account.permission, account.may_open_pulls = before


@pytest.fixture
def bot(server: Server, own: GitHubServer, tmp_path: Path) -> Bot:
    return Bot(server, tmp_path / "list")


@pytest.fixture
def repository(bot: Bot, own: GitHubServer) -> Repository:
    return own.repositories[bot.repo]


def said(capsys: pytest.CaptureFixture[str]) -> str:
    """Return the one line of an error."""
    text = capsys.readouterr().err
    assert text.count("\n") == 1, text
    return text


def test_where_actions_may_not_open_pull_requests_the_way_to_mend_it_is_printed_and_the_next_night_does(
    bot: Bot, own: GitHubServer, server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    account = own.accounts[server.bot]
    account.may_open_pulls = False
    assert bot.night(good(1)) == 1
    assert "tick `Allow GitHub Actions to create and approve pull requests` in Settings, Actions, General" in said(
        capsys
    )
    account.may_open_pulls = True
    assert bot.night() == 0
    assert bot.listed() == [identity(1)]


def test_a_token_that_may_only_read_is_told_what_it_lacks_and_nothing_is_pushed(
    bot: Bot, own: GitHubServer, server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    own.accounts[server.bot].permission = "read"
    assert bot.night(good(1)) == 1
    assert "give the job `permissions: contents: write`" in said(capsys)
    assert not bot.maintainer.head(BRANCH)
    assert not bot.maintainer.head(STATE)


@pytest.mark.parametrize(
    ("permission", "complaint"),
    [("none", "no such repository, or the token may not read it"), ("wrong", "was refused")],
)
def test_a_repository_that_is_not_seen_and_a_token_that_is_none_are_told_apart(
    bot: Bot, own: GitHubServer, server: Server, capsys: pytest.CaptureFixture[str], permission: str, complaint: str
) -> None:
    if permission == "wrong":
        bot.server = Server(server.proxy, "expired", server.person, server.owner, own)
    else:
        own.accounts[server.bot].permission = permission
    assert bot.night(good(1)) == 1
    assert complaint in said(capsys)


def test_an_archived_repository_is_named(bot: Bot, repository: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    repository.archived = True
    assert bot.night(good(1)) == 1
    assert "is archived: nothing can be proposed to it" in said(capsys)


@pytest.mark.parametrize("branch", ["main", BRANCH])
def test_state_or_proposal_on_a_protected_branch_is_refused_and_the_other_with_it(
    server: Server, own: GitHubServer, tmp_path: Path, capsys: pytest.CaptureFixture[str], branch: str
) -> None:
    bot = Bot(server, tmp_path / "own", '[state]\nbranch = "main"\n')
    own.repositories[bot.repo].protect(branch)
    before = bot.maintainer.head("main")
    assert bot.night(good(1)) == 1
    assert "set [state] branch, or [host] branch where it is that one, to one without protection" in said(capsys)
    assert (bot.maintainer.head(BRANCH), bot.maintainer.head("main")) == ("", before)


def test_without_its_environment_a_command_says_what_to_set(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from curator import cli

    monkeypatch.chdir(tmp_path)
    (tmp_path / "curator.toml").write_text("")
    with pytest.raises(SystemExit):
        cli.main(["learn"])
    assert "GITHUB_REPOSITORY is not set: set it to owner/name" in said(capsys)


def test_a_list_over_a_megabyte_keeps_every_byte_and_every_other_file_stays(
    server: Server, own: GitHubServer, tmp_path: Path
) -> None:
    text = LIST.replace("## License", "Prose. " * 200_000 + "\n\n## License").replace("\n", "\r\n")
    bot = Bot(server, tmp_path / "large", text=text)
    own.repositories[bot.repo].commit("main", {"deep/er.txt": "kept", ".gitattributes": "* text eol=lf\n"}, "main")
    assert bot.night(good(1)) == 0
    one = bot.maintainer.the_pull()
    assert (one["changed_files"], one["additions"], one["deletions"]) == (1, 1, 0)
    after = own.repositories[bot.repo].read(BRANCH, "README.md")
    assert len(after) > 1_000_000
    assert after.count("\r\n") == after.count("\n")


@pytest.fixture
def deep(server: Server, tmp_path: Path) -> Bot:
    """Give the bot of a list in a folder of its repository."""
    bot = Bot(server, tmp_path / "deep")
    bot.maintainer.write({"lists/README.md": LIST, "lists/curator.toml": "[list]\n"})
    bot.maintainer.git("clone", "--quiet", f"{bot.maintainer.folder}", str(tmp_path / "checkout"))
    bot.folder = tmp_path / "checkout" / "lists"
    return bot


def test_a_list_in_a_folder_of_the_repository_is_found_there(deep: Bot) -> None:
    assert deep.night(good(1)) == 0
    assert identity(1) in deep.maintainer.read(BRANCH, "lists/README.md")
    assert identity(1) not in deep.maintainer.read(BRANCH, "README.md")
    assert identity(1) in deep.maintainer.read(STATE, "lists/data/pending.json")


def test_a_folder_that_is_gone_is_said_as_the_file_that_it_held(deep: Bot, capsys: pytest.CaptureFixture[str]) -> None:
    deep.maintainer.git("rm", "--quiet", "-r", "lists")
    deep.maintainer.git("commit", "--quiet", "--message=Gone")
    deep.maintainer.git("push", "--quiet", "origin", "HEAD:refs/heads/main")
    assert deep.night(good(1)) == 1
    assert "README.md: no such file: correct [list] files in curator.toml" in capsys.readouterr().err


def test_a_link_in_the_repository_leads_nowhere(bot: Bot, tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text(LIST)
    bot.maintainer.pull()
    (bot.maintainer.folder / "README.md").unlink()
    (bot.maintainer.folder / "README.md").symlink_to(tmp_path / "secret.md")
    bot.maintainer.git("commit", "--quiet", "--all", "--message=Link")
    bot.maintainer.git("push", "--quiet", "origin", "HEAD:refs/heads/main")
    bot.night(good(1))
    assert not bot.maintainer.pulls()


def test_no_request_or_token_goes_to_another_server() -> None:
    session = Session("https://github.example/api", 1, time.sleep)
    for url in (
        "https://evil.example/repos",
        "https://github.example.evil.example/api/",
        "https://github.example/other",
    ):
        with pytest.raises(HostError, match="gets neither request nor token"):
            session.get(url)


def test_a_pull_request_from_a_deleted_fork_is_passed_over(
    bot: Bot, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.github_server import payloads

    bot.night(good(1))
    found = GitHub(server.url, bot.repo, server.bot)
    found.default_branch()
    side = payloads._side
    gone = {"repo": None, "user": None}
    monkeypatch.setattr(payloads, "_side", lambda *of: side(*of) | (gone if of[2] != "main" else {}))
    one, *_ = found.recent(BRANCH)
    assert one.number == 1


@pytest.mark.parametrize("url", ["not an address", "ftp://example.org", "http://"])
def test_an_address_of_the_api_that_is_none_is_told_in_one_line(
    bot: Bot, url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = bot.environment()
    monkeypatch.setattr(bot, "environment", lambda: before | {"GITHUB_API_URL": url})
    assert bot.learn() == 1
    assert f"GITHUB_API_URL is {url!r}: set it to an address that starts with https://" in said(capsys)


@pytest.mark.parametrize(
    ("branch", "file", "text"),
    [
        ("main", "README.md", b"- [One\xff](https://arxiv.org/abs/2501.00001)\n"),
        (STATE, "data/labels.csv", b"arxiv_id\n"),
        (STATE, "data/labels.csv", b"\xff\n"),
        (STATE, "data/pending.json", b"{"),
        (STATE, "data/standing.json", b"\xff"),
        (STATE, "data/sections.json", b"[]"),
        (STATE, "data/shown.json", b"{}"),
    ],
)
def test_a_file_that_cannot_be_read_is_named_as_in_the_repository(
    bot: Bot, branch: str, file: str, text: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    bot.night(good(1))
    bot.maintainer.pull(branch)
    (bot.maintainer.folder / file).write_bytes(text)
    bot.maintainer.git("commit", "--quiet", "--all", "--message=By hand")
    bot.maintainer.git("push", "--quiet", "origin", f"HEAD:refs/heads/{branch}")
    capsys.readouterr()
    assert bot.night(good(2)) == 1
    told = said(capsys)
    assert file in told
    assert tempfile.gettempdir() not in told
