"""The REST routes: method and path → what GitHub documents as the answer."""

import json
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from tests.github_server import payloads
from tests.github_server.records import Account, Draft, Pull, Refusal
from tests.github_server.repository import Repository
from tests.http_server import Answer

VERSION = "2022-11-28"
_FORBIDDEN = "Resource not accessible by integration"


@dataclass(frozen=True)
class Call:
    """One request to the API, and who sent it; links in answers start with `api`."""

    api: str
    method: str
    target: str
    account: Account | None
    body: bytes

    @property
    def path(self) -> str:
        return urlsplit(self.target).path

    @property
    def query(self) -> dict[str, str]:
        return {key: values[-1] for key, values in parse_qs(urlsplit(self.target).query).items()}

    @property
    def user(self) -> Account:
        if self.account is None:
            raise Refusal(401, "Bad credentials")
        return self.account

    @property
    def data(self) -> dict[str, Any]:
        return _object(self.body)


def answer(call: Call, repos: dict[str, Repository]) -> Answer:
    """Return the answer to one request."""
    try:
        return _send(*_route(call, repos))
    except Refusal as refusal:
        facts: dict[str, Any] = {"message": refusal.message, "documentation_url": "https://docs.github.com/rest"}
        facts |= {"errors": refusal.errors} if refusal.errors else {}
        return _send(refusal.status, facts | {"status": str(refusal.status)})


def _object(body: bytes) -> dict[str, Any]:
    try:
        data = json.loads(body or b"{}")
    except ValueError as error:
        raise Refusal(400, "Problems parsing JSON") from error
    if not isinstance(data, dict):
        raise Refusal(400, "Body should be a JSON object")
    return data


def _send(status: int, body: object, headers: dict[str, str] | None = None) -> Answer:
    limits = {"limit": "5000", "remaining": "4990", "used": "10", "reset": str(int(time.time()) + 3600)}
    always = {
        "content-type": "application/json; charset=utf-8",
        "x-github-api-version-selected": VERSION,
        "x-ratelimit-resource": "core",
        **{f"x-ratelimit-{name}": value for name, value in limits.items()},
    }
    return status, always | (headers or {}), json.dumps(body).encode()


Reply = tuple[int, object] | tuple[int, object, dict[str, str]]


def _route(call: Call, repos: dict[str, Repository]) -> Reply:
    if call.path == "/rate_limit":
        core = {"limit": 5000, "remaining": 4990, "used": 10, "reset": int(time.time()) + 3600}
        return 200, {"resources": {"core": core, "search": core}, "rate": core}
    if call.path == "/user":
        return _me(call)
    match = re.fullmatch(r"/repos/([^/]+/[^/]+)((?:/actions)?/[a-z]+)?(?:/(\d+))?(/[a-z]+)?", call.path)
    repo = repos.get(match[1]) if match else None
    if not match or repo is None or not call.user.can_read:
        raise Refusal(404, "Not Found")
    route = _ROUTES.get((call.method, f"{match[2] or ''}{'/N' if match[3] else ''}{match[4] or ''}"))
    if route is None:
        raise Refusal(404, "Not Found")
    if call.method != "GET":
        _require_write(call.user, repo)
    return route(call, repo, int(match[3] or 0))


def _require_write(account: Account, repo: Repository) -> None:
    if repo.archived:
        raise Refusal(403, "Repository was archived so is read-only.")
    if not account.can_write:
        raise Refusal(403, _FORBIDDEN)


def _me(call: Call) -> Reply:
    if call.user.kind == "Bot":
        raise Refusal(403, _FORBIDDEN)
    return 200, payloads.user(call.api, call.user)


def _repository(call: Call, repo: Repository, _number: int) -> Reply:
    return 200, payloads.repository(call.api, repo, call.user)


def _list_pulls(call: Call, repo: Repository, _number: int) -> Reply:
    state, head, base = (call.query.get(name, "") for name in ("state", "head", "base"))
    found = [
        one
        for one in repo.pulls.values()
        if (state or "open") in {"all", one.state}
        and base in {"", one.base}
        and (":" not in head or head == f"{repo.owner.login}:{one.head}")
    ]
    shown = [payloads.pull(call.api, repo, one, full=False) for one in _sorted(call, found)]
    return _page(call, shown)


def _sorted(call: Call, found: list[Pull]) -> list[Pull]:
    by = call.query.get("sort", "created")
    down = call.query.get("direction", "desc" if by == "created" else "asc") == "desc"
    when = "updated_at" if by == "updated" else "created_at"
    return sorted(found, key=lambda one: (getattr(one, when), one.number), reverse=down)


def _page(call: Call, found: list[payloads.Json]) -> Reply:
    size, number = min(100, int(call.query.get("per_page", 30))), int(call.query.get("page", 1))
    shown = found[(number - 1) * size : number * size]
    query = urlencode({**call.query, "page": number + 1})
    more = {"link": f'<{call.api}{call.path}?{query}>; rel="next"'} if len(found) > number * size else {}
    return 200, shown, more


def _open_pull(call: Call, repo: Repository, _number: int) -> Reply:
    if not call.user.may_open_pulls:
        raise Refusal(403, "GitHub Actions is not permitted to create or approve pull requests.")
    missing = [name for name in ("title", "head", "base") if not call.data.get(name)]
    if missing:
        errors = ({"resource": "PullRequest", "code": "missing_field", "field": name} for name in missing)
        raise Refusal(422, "Validation Failed", *errors)
    title, head, base = (call.data[name] for name in ("title", "head", "base"))
    one = repo.open_pull(Draft(call.user, title, call.data.get("body") or ""), head, base)
    return 201, payloads.pull(call.api, repo, one, full=True)


def _pull(repo: Repository, number: int) -> Pull:
    if number not in repo.pulls:
        raise Refusal(404, "Not Found")
    return repo.pulls[number]


def _get_pull(call: Call, repo: Repository, number: int) -> Reply:
    return 200, payloads.pull(call.api, repo, _pull(repo, number), full=True)


def _edit_pull(call: Call, repo: Repository, number: int) -> Reply:
    repo.edit_pull(_pull(repo, number), call.user, call.data)
    return _get_pull(call, repo, number)


def _merge_pull(call: Call, repo: Repository, number: int) -> Reply:
    how, sha = call.data.get("merge_method", "merge"), call.data.get("sha", "")
    merged = repo.merge_pull(_pull(repo, number), call.user, how, sha)
    return 200, {"sha": merged, "merged": True, "message": "Pull Request successfully merged"}


def _list_issues(call: Call, repo: Repository, _number: int) -> Reply:
    state, labels = call.query.get("state", "open"), {*call.query.get("labels", "").split(",")} - {""}
    found = [one for one in repo.issues.values() if state in {"all", one.state} and labels <= {*one.labels}]
    return _page(call, [payloads.issue(call.api, repo, one) for one in found[::-1]])


def _open_issue(call: Call, repo: Repository, _number: int) -> Reply:
    draft = Draft(call.user, call.data["title"], call.data.get("body") or "")
    return 201, payloads.issue(call.api, repo, repo.open_issue(draft, tuple(call.data.get("labels", ()))))


def _get_issue(call: Call, repo: Repository, number: int) -> Reply:
    one = repo.issues.get(number) or _pull(repo, number)
    return 200, payloads.issue(call.api, repo, one)


def _edit_issue(call: Call, repo: Repository, number: int) -> Reply:
    if number not in repo.issues:
        raise Refusal(404, "Not Found")
    repo.edit_issue(repo.issues[number], call.user, call.data)
    return 200, payloads.issue(call.api, repo, repo.issues[number])


def _list_remarks(call: Call, repo: Repository, number: int) -> Reply:
    reviews, since = call.path.endswith("/reviews"), call.query.get("since", "")
    told = [one for one in _pull(repo, number).remarks if bool(one.verdict) == reviews]
    shown = [payloads.remark(call.api, repo, number, one) for one in told]
    return _page(call, [one for one in shown if one.get("updated_at", "z") >= since])


def _remark(call: Call, repo: Repository, number: int) -> Reply:
    one, review = _pull(repo, number), call.path.endswith("/reviews")
    verdict = {"APPROVE": "APPROVED", "COMMENT": "COMMENTED"}[call.data["event"]] if review else ""
    said = repo.remark(one, call.user, call.data.get("body", ""), verdict)
    return 200 if review else 201, payloads.remark(call.api, repo, number, said)


def _list_workflows(call: Call, repo: Repository, _number: int) -> Reply:
    found = [payloads.workflow(call.api, repo, *one) for one in repo.workflows.items()]
    return 200, {"total_count": len(found), "workflows": found}


def _workflow_permissions(call: Call, repo: Repository, _number: int) -> Reply:
    if call.user.permission != "admin":
        raise Refusal(403, _FORBIDDEN)
    may = {"can_approve_pull_request_reviews": repo.actions_may_open_pulls}
    return 200, {"default_workflow_permissions": "read", **may}


_ROUTES: dict[tuple[str, str], Callable[[Call, Repository, int], Reply]] = {
    ("GET", ""): _repository,
    ("GET", "/pulls"): _list_pulls,
    ("POST", "/pulls"): _open_pull,
    ("GET", "/pulls/N"): _get_pull,
    ("PATCH", "/pulls/N"): _edit_pull,
    ("PUT", "/pulls/N/merge"): _merge_pull,
    ("GET", "/pulls/N/reviews"): _list_remarks,
    ("POST", "/pulls/N/reviews"): _remark,
    ("GET", "/issues/N/comments"): _list_remarks,
    ("POST", "/issues/N/comments"): _remark,
    ("GET", "/actions/workflows"): _list_workflows,
    ("GET", "/actions/permissions/workflow"): _workflow_permissions,
    ("GET", "/issues"): _list_issues,
    ("POST", "/issues"): _open_issue,
    ("GET", "/issues/N"): _get_issue,
    ("PATCH", "/issues/N"): _edit_issue,
}
