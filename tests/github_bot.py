"""The bot on a GitHub server, as its workflow runs it: commands, an environment, handovers of made-up nights."""

import copy
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from unittest import mock

import requests

from curator import cli
from curator.feedback import labels_csv
from curator.proposals import handover
from curator.types import Choice, Decision, Evidence, Label, SectionPath, Suggestion
from tests.fakes import paper
from tests.github_server import GitHubServer
from tests.github_world import Maintainer
from tests.proxy import Proxy

BRANCH, STATE = "curator/suggestions", "curator-state"
METHODS, DATA, OTHER = ("Methods",), ("Data",), ("Other things",)
LIST = """# A made-up list

Words before the list stay as they are.

## Methods

- Reward models [[Paper]](https://arxiv.org/abs/2501.00001)
- Policy gradients [[Paper]](https://arxiv.org/abs/2501.00002)

## Data

- Corpus of questions [[Paper]](https://arxiv.org/abs/2502.00001)
- Corpus of answers [[Paper]](https://arxiv.org/abs/2502.00002)

## Other things

- Something else [[Paper]](https://arxiv.org/abs/2503.00001)
- Something more [[Paper]](https://arxiv.org/abs/2503.00002)

## License

CC0
"""
PATIENCE = 2.0
"""Seconds of silence that make a request hang: the bot waits for one."""

_names = count(1)


@dataclass
class Server:
    """A GitHub server to test against, behind a proxy; `own` is the stand-in where it is that."""

    proxy: Proxy
    bot: str
    person: str
    owner: str
    own: GitHubServer | None = None

    @property
    def url(self) -> str:
        return self.proxy.url

    def repository(self, files: dict[str, str]) -> str:
        """Make a repository with these files, and return its name."""
        name = f"list-{os.getpid()}-{next(_names)}"
        if self.own:
            owner = next(one for one in self.own.accounts.values() if one.login == self.owner)
            self.own.repository(owner, name).commit("main", files)
        else:
            self._call("POST", "/user/repos", name=name, auto_init=True)
            self._call("PUT", f"/repos/{self.owner}/{name}/collaborators/curator-bot", permission="push")
        return f"{self.owner}/{name}"

    def protect(self, repo: str) -> None:
        """Let the main branch of a repository be changed by pull requests alone."""
        if self.own:
            self.own.repositories[repo].protect("main")
            return
        reviews = {"required_approving_review_count": 1}
        rules = {"required_status_checks": None, "restrictions": None, "required_pull_request_reviews": reviews}
        self._call("PUT", f"/repos/{repo}/branches/main/protection", enforce_admins=True, **rules)

    @contextmanager
    def hidden(self, repo: str) -> Iterator[None]:
        """Keep a repository from the bot."""
        if self.own:
            account = self.own.accounts[self.bot]
            before, account.permission = account.permission, "none"
            yield
            account.permission = before
            return
        self._call("DELETE", f"/repos/{repo}/collaborators/curator-bot")
        self._call("PATCH", f"/repos/{repo}", private=True)
        yield
        self._call("PATCH", f"/repos/{repo}", private=False)

    def _call(self, method: str, path: str, **data: object) -> None:
        headers = {"authorization": f"token {self.person}"}
        requests.request(method, self.url + path, json=data or None, headers=headers, timeout=30).raise_for_status()


@contextmanager
def stand_in(folder: Path) -> Iterator[Server]:
    """Give the stand-in with an owner, a person and the bot."""
    with GitHubServer(folder) as own, Proxy(own.url, PATIENCE) as proxy:
        own.account("owner", permission="admin")
        person, bot = own.account("person"), own.account("bot", kind="Bot")
        yield Server(proxy, bot.token, person.token, "owner", own)


@contextmanager
def any_server(folder: Path) -> Iterator[Server]:
    """Give the server that `make test-github` names, or else the stand-in; no request may break GitHub's schema."""
    url = os.environ.get("CURATOR_TEST_GITHUB")
    if url is None:
        with stand_in(folder) as own:
            yield own
        return
    before = len(requests.get(f"{url}/_test/contract", timeout=30).json())
    with Proxy(url, PATIENCE) as proxy:
        yield Server(proxy, "test_token_bot", "test_token_human", "maintainer")
    breaches = requests.get(f"{url}/_test/contract", timeout=30).json()[before:]
    assert not [one for one in breaches if one["side"] == "request"]


class Bot:
    """The bot of one list: `folder` is the checkout its commands run in, `today` their day."""

    def __init__(self, server: Server, folder: Path, settings: str = "", text: str = LIST) -> None:
        self.server, self.folder = server, folder
        self.today = date(2026, 3, 2)
        self.repo = server.repository({"README.md": text})
        self.maintainer = self._maintainer()
        if server.own is None:
            self.maintainer.write({"README.md": text})
        folder.mkdir()
        (folder / "curator.toml").write_text(settings or "[list]\n")

    def copy(self) -> "Bot":
        """Return a bot whose list and repository stand as this one's; only the stand-in can do that."""
        assert self.server.own
        one = copy.copy(self)
        number = next(_names)
        one.repo = self.server.own.copy(self.repo, f"copy-{number}").full_name
        one.folder = self.folder.parent / f"{self.folder.name}-{number}"
        shutil.copytree(self.folder, one.folder)
        one.maintainer = one._maintainer()
        return one

    def _maintainer(self) -> Maintainer:
        own, clone = self.server.own, self.folder.parent / f"{self.folder.name}-clone"
        source = own.repositories[self.repo].path if own else None
        return Maintainer(self.server.url, self.repo, self.server.person, clone, source)

    def environment(self) -> dict[str, str]:
        """Return what Actions would set."""
        name = {"GITHUB_REPOSITORY": self.repo, "GITHUB_TOKEN": self.server.bot}
        return name | {"GITHUB_API_URL": self.server.url, "GITHUB_SERVER_URL": self.server.url}

    def run(self, *words: object) -> int:
        """Run one command and return its exit code."""
        home = Path.cwd()
        os.chdir(self.folder)
        try:
            with (
                mock.patch.dict(os.environ, self.environment()),
                mock.patch("curator.cli.github.today", return_value=self.today),
                mock.patch("curator.use_cases.steps.today", return_value=self.today),
                mock.patch("curator.cli.github.PATIENCE", 1),
            ):
                cli.main([str(word) for word in words])
        except SystemExit as end:
            return int(end.code or 0)
        finally:
            os.chdir(home)
        return 0

    def night(self, *suggestions: Suggestion, ask: Sequence[Suggestion] = (), dry_run: Path | None = None) -> int:
        """Propose a night's papers, and return the exit code."""
        decision = Decision(suggestions, tuple(ask), 40)
        text = handover.write(handover.Handover(decision, 50, (self.today,)))
        (self.folder / "proposal.json").write_text(text)
        return self.run("propose", *(["--dry-run", dry_run] if dry_run else []))

    def learn(self) -> int:
        """Learn, and return the exit code."""
        return self.run("learn")

    def later(self, days: int = 1) -> None:
        """Let days go by."""
        self.today += timedelta(days=days)

    def labels(self) -> dict[str, Label]:
        """Return the decisions on papers that were proposed, by id."""
        text = self.maintainer.read(STATE, "data/labels.csv")
        return {one.id: one for one in labels_csv.read(text + "\n") if one.id > "2600"} if text else {}

    def listed(self, branch: str = BRANCH) -> list[str]:
        """Return the ids of proposed papers that stand in the list on a branch, in their order."""
        text = self.maintainer.read(branch)
        return [line.split("/abs/")[1][:10] for line in text.splitlines() if "/abs/26" in line]


def good(number: int, section: SectionPath = METHODS, title: str = "") -> Suggestion:
    """Return a suggestion of the paper of that number."""
    evidence = Evidence(("reward", "policy"), ("Reward models",))
    return Suggestion(paper(number, title), 0.9, (Choice(section, 0.8), Choice(OTHER, 0.1)), evidence)


def question(number: int, *sections: SectionPath) -> Suggestion:
    """Return a question about the paper of that number."""
    named = zip(sections or (METHODS, DATA, OTHER), (0.4, 0.3, 0.2), strict=False)
    return Suggestion(paper(number), 0.7, tuple(Choice(*both) for both in named))


def identity(number: int) -> str:
    """Return the arXiv id of the paper of that number."""
    return paper(number).id
