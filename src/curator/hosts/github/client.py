"""GitHub's pull requests and issues, through github3.py; contents go by git."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import github3
from github3.exceptions import (
    ForbiddenError,
    GitHubError,
    GitHubException,
    NotFoundError,
    UnprocessableResponseBody,
    error_for,
)
from github3.session import GitHubSession
from requests import RequestException, Response
from requests.adapters import HTTPAdapter
from urllib3.util import Retry

from curator.doctor import ALLOW
from curator.errors import HostError
from curator.types import Closing, Hosting, PullRequest, PullState

VERSION = "2022-11-28"
"""Of GitHub's API: later ones leave out fields that github3.py needs."""

_LONGEST_WAIT = 120.0
_ALARM, _LABEL = "<!-- curator: alarm", "curator"
_FIRST = "nightly run"  # the only one that had an issue once, with a mark that named no run
_NO_API = "what answers is no API of GitHub's: correct GITHUB_API_URL, or leave it out for github.com"
_HINTS = (
    (
        401,
        "",
        "the token was refused: set a valid GITHUB_TOKEN",
    ),
    (403, "not permitted to create", ALLOW),
    (
        403,
        "not accessible",
        "the token may not do this: give the job `permissions: contents: write, pull-requests: write, issues: write`",
    ),
    (404, "", "no such repository, or the token may not read it: look at GITHUB_REPOSITORY and the token"),
)


class Session(GitHubSession):  # type: ignore[misc] # github3.py has no types
    """A session with one server: waits when told to, asks again where asking changes nothing, talks to no other."""

    def __init__(self, url: str, patience: float, sleep: Callable[[float], None]) -> None:
        super().__init__(default_connect_timeout=patience, default_read_timeout=patience)
        self.base_url = url.rstrip("/")
        self._sleep = sleep
        self.headers["X-GitHub-Api-Version"] = VERSION
        again = Retry(
            total=2,
            status_forcelist=(500, 502, 503, 504),
            allowed_methods={"GET"},
            backoff_factor=0.2,
            raise_on_status=False,
            respect_retry_after_header=False,
            redirect=0,
        )
        for scheme in ("https://", "http://"):
            self.mount(scheme, HTTPAdapter(max_retries=again))

    def request(self, method: str, url: str, **more: Any) -> Response:
        """Send a request; one that a rate limit refused was not done, and is sent again after the time named."""
        if not url.startswith(f"{self.base_url}/"):
            raise HostError(f"{url} is not on {self.base_url}, and gets neither request nor token")
        for _ in range(3):
            response: Response = super().request(method, url, **more)
            wait = _wait(response)
            if wait is None or wait > _LONGEST_WAIT:
                return response
            self._sleep(wait)
        return response


def _wait(response: Response) -> float | None:
    """Return the seconds after which a refused request may come again, None for any other answer."""
    if response.status_code not in {403, 429}:
        return None
    headers = response.headers
    if headers.get("retry-after", "").isdigit():
        return float(headers["retry-after"])
    if headers.get("x-ratelimit-remaining") == "0" and headers.get("x-ratelimit-reset", "").isdigit():
        return max(0.0, float(headers["x-ratelimit-reset"]) - time.time()) + 1
    return 60.0 if response.status_code == 429 else None


class GitHub:
    """The repository `name` (`owner/name`) on the server whose API is at `url`."""

    def __init__(
        self, url: str, name: str, token: str, patience: float = 20.0, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        owner, slash, short = name.partition("/")
        if not slash or not token:
            raise HostError("set GITHUB_REPOSITORY to owner/name and GITHUB_TOKEN to a token for it")
        self._owner, self._short, self._name = owner, short, name
        self._client = github3.GitHub(token=token, session=Session(url, patience, sleep))
        self._repo: Any = None
        self._pulls: dict[int, Any] = {}

    def default_branch(self) -> str:
        """Return the branch that pull requests go to."""
        with self._explaining("read the repository"):
            self._repo = self._client.repository(self._owner, self._short)
        if self._repo is None:
            raise HostError(f"GitHub, read the repository of {self._name}: {_NO_API}")
        if self._repo.archived:
            raise HostError(f"{self._name} is archived: nothing can be proposed to it")
        return str(self._repo.default_branch)

    def recent(self, branch: str) -> list[PullRequest]:
        """Return the last pull requests from a branch: an open one first, then the newest."""
        with self._explaining("list pull requests"):
            head = f"{self._owner}:{branch}"
            found = [*self._repo.pull_requests(state="all", head=head, sort="created", direction="desc", number=30)]
        ours = [one for one in found if one.head.ref == branch]
        return [self._known(one) for one in sorted(ours, key=lambda one: one.state != "open")]

    def again(self, number: int) -> PullRequest:
        """Return a pull request as it is now."""
        with self._explaining(f"read pull request #{number}"):
            return self._known(self._repo.pull_request(number))

    def ended(self, pull: PullRequest) -> PullRequest:
        """Return a pull request with who merged or closed it, where GitHub says."""
        with self._explaining(f"read who ended #{pull.number}"):
            if pull.state == "merged":
                user = self._repo.pull_request(pull.number).merged_by
            else:
                user = self._repo.issue(pull.number).closed_by
        return replace(pull, ended_by=_login(user), by_bot=getattr(user, "type", "") == "Bot")

    def closing(self, number: int) -> Closing | None:
        """Return who closed a pull request and when, None where there is no such."""
        with self._explaining(f"read who closed #{number}"):
            try:
                one = self._repo.issue(number)
            except NotFoundError:
                return None
        by_bot = getattr(one.closed_by, "type", "") == "Bot"
        return Closing(_login(one.closed_by), by_bot, _login(one.user), one.closed_at)

    def last_word(self, number: int, since: date) -> date | None:
        """Return the day on which a person last commented on a pull request or reviewed it; None for none `since`."""
        with self._explaining(f"read what was said in #{number}"):
            remarks = [*self._read(f"/issues/{number}/comments", since=f"{since}T00:00:00Z", per_page="100")]
            remarks += self._read(f"/pulls/{number}/reviews", per_page="100")
        of_people = [one for one in remarks if (one["user"] or {}).get("type") != "Bot"]
        times = [one.get("created_at") or one.get("submitted_at") for one in of_people]
        days = [datetime.fromisoformat(time).date() for time in times if time]
        return max((day for day in days if day >= since), default=None)

    def _read(self, path: str, **params: str) -> Any:
        """Return an answer's JSON, where github3.py knows no such question or takes less than GitHub may answer."""
        session = self._client.session
        answer = session.get(f"{session.base_url}/repos/{self._name}{path}", params=params)
        if answer.status_code != 200:
            raise error_for(answer)
        return answer.json()

    def open(self, title: str, body: str, branch: str, base: str) -> PullRequest:
        """Open a pull request; one that was opened though no answer came is found, not opened again."""
        try:
            with self._explaining("open a pull request"):
                return self._known(_given(self._repo.create_pull(title, base, branch, body)))
        except HostError:
            there = self._look(branch, base)
            if there is None:
                raise
            return there

    def _look(self, branch: str, base: str) -> PullRequest | None:
        """Return the open pull request from a branch to another, None too where the server still does not answer."""
        try:
            return next((one for one in self.recent(branch) if one.state == "open" and one.base == base), None)
        except HostError:
            return None

    def edit(self, pull: PullRequest, **changes: str) -> PullRequest:
        """Change title, body or state of a pull request, and nothing that is not named."""
        one = self._pulls[pull.number]
        with self._explaining(f"change pull request #{pull.number}"):
            one.update(**changes)
        return self._known(one)

    def _known(self, one: Any) -> PullRequest:
        self._pulls[one.number] = one
        state: PullState = "merged" if one.merged_at else "open" if one.state == "open" else "closed"
        body = (one.body or "").replace("\r\n", "\n")
        return PullRequest(one.number, state, one.title, body, one.head.sha, one.html_url, one.base.ref)

    def raise_alarm(self, run: str, text: str) -> str:
        """Open one issue that says why a run fails, unless it is open already; return where it is."""
        self.default_branch()
        with self._explaining("open an issue"):
            issue = next(self._alarms(run), None) or _given(
                self._repo.create_issue(f"curator: the {run} fails", f"{_alarm(run)}\n\n{text}", labels=[_LABEL])
            )
            return str(issue.html_url)

    def clear_alarm(self, run: str) -> bool:
        """Close the issue that says that a run fails; tell whether there was one."""
        self.default_branch()
        with self._explaining("close an issue"):
            there = [*self._alarms(run)]
            for issue in there:
                issue.edit(state="closed")
        return bool(there)

    def hosting(self) -> Hosting:
        """Return what GitHub tells of the repository and its workflows."""
        with self._explaining("look at the repository"):
            facts, workflows = self._repo.as_dict(), self._if_allowed("/actions/workflows", per_page="100")
            may = self._if_allowed("/actions/permissions/workflow")
            alarm = next(self._alarms(), None)
        states = {one["path"].rpartition("/")[2]: one["state"] for one in workflows["workflows"]} if workflows else None
        return Hosting(
            may_push=facts.get("permissions", {}).get("push"),
            pushed=datetime.fromisoformat(facts["pushed_at"]).date() if facts["pushed_at"] else None,
            workflows=states,
            may_open=may["can_approve_pull_request_reviews"] if may else None,
            alarm=alarm.html_url if alarm else "",
        )

    def _if_allowed(self, path: str, **params: str) -> Any:
        """Return what GitHub answers, or None where this token may not know."""
        try:
            return self._read(path, **params)
        except (ForbiddenError, NotFoundError):
            return None

    def _alarms(self, run: str = "") -> Iterator[Any]:
        """Return the open issues that say that this run fails, or any."""
        mark = _alarm(run) if run else _ALARM
        return (issue for issue in self._repo.issues(state="open", labels=_LABEL) if mark in (issue.body or ""))

    @contextmanager
    def _explaining(self, doing: str) -> Iterator[None]:
        """Turn github3.py's exceptions into one line that says what to do."""
        try:
            yield
        except GitHubError as error:
            raise HostError(f"GitHub, {doing} of {self._name}: {_explained(error)}") from error
        except (GitHubException, RequestException) as error:
            raise HostError(f"GitHub, {doing} of {self._name}: no answer ({error}): run the command again") from error


def _alarm(run: str) -> str:
    return f"{_ALARM} -->" if run == _FIRST else f"{_ALARM}: {run} -->"


def _login(user: Any) -> str:
    return str(user.login) if user else ""


def _given(answer: Any) -> Any:
    """Return what was created; github3.py returns None where nothing was."""
    if answer is None:
        raise HostError("GitHub made nothing and did not say why: run the command again")
    return answer


def _explained(error: GitHubError) -> str:
    if isinstance(error, UnprocessableResponseBody) or error.response.status_code < 400:
        return _NO_API
    details = "; ".join(str(one.get("message", one)) if isinstance(one, dict) else str(one) for one in error.errors)
    reason = f"{error.code} {error.msg}" + (f" ({details})" if details else "")
    hint = next((hint for code, part, hint in _HINTS if error.code == code and part in str(error.msg)), "")
    return f"{reason}: {hint}" if hint else reason
