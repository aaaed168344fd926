"""GitHub's payloads, as complete as github3.py's strict models need them (API version 2022-11-28)."""

import hashlib
from datetime import datetime
from typing import TYPE_CHECKING, Any

from tests.github_server.links import REPOSITORY_URLS, USER_URLS

if TYPE_CHECKING:
    from tests.github_server.records import Account, Issue, Pull, Remark
    from tests.github_server.repository import Repository

Json = dict[str, Any]

_COUNTS = (
    "forks",
    "forks_count",
    "network_count",
    "open_issues",
    "open_issues_count",
    "stargazers_count",
    "subscribers_count",
    "watchers",
    "watchers_count",
)


def moment(when: datetime | None) -> str | None:
    """Return a time as GitHub writes it."""
    return when.strftime("%Y-%m-%dT%H:%M:%SZ") if when else None


def user(api: str, account: "Account") -> Json:
    """Return a simple user."""
    url = f"{api}/users/{account.login}"
    return {
        "login": account.login,
        "id": account.id,
        "node_id": _node("U", account.id),
        "avatar_url": f"{api}/avatars/{account.id}",
        "gravatar_id": "",
        "url": url,
        "html_url": f"{api}/{account.login}",
        "type": account.kind,
        "site_admin": False,
        "user_view_type": "public",
        **{key: url + path for key, path in USER_URLS.items()},
    }


def repository(api: str, repo: "Repository", viewer: "Account | None" = None) -> Json:
    """Return a repository; with `viewer`, what that account may do there."""
    url = f"{api}/repos/{repo.full_name}"
    html = f"{api}/{repo.full_name}"
    short = {
        "id": repo.id,
        "node_id": _node("R", repo.id),
        "name": repo.name,
        "full_name": repo.full_name,
        "owner": user(api, repo.owner),
        "private": False,
        "html_url": html,
        "description": None,
        "fork": False,
        "url": url,
        **{key: url + path for key, path in REPOSITORY_URLS.items()},
    }
    return short | _facts(html, repo) | ({"permissions": _permissions(viewer)} if viewer else {})


def _permissions(viewer: "Account") -> dict[str, bool]:
    level = ["none", "read", "triage", "write", "maintain", "admin"].index(viewer.permission)
    return {name: level > number for number, name in enumerate(["pull", "triage", "push", "maintain", "admin"])}


def _facts(html: str, repo: "Repository") -> Json:
    created = moment(repo.created_at)
    return {
        "created_at": created,
        "updated_at": created,
        "pushed_at": created,
        "clone_url": f"{html}.git",
        "git_url": f"{html}.git",
        "ssh_url": f"{html}.git",
        "svn_url": html,
        "mirror_url": None,
        "homepage": None,
        "language": None,
        "license": None,
        "topics": [],
        "visibility": "public",
        "default_branch": repo.default_branch,
        "archived": repo.archived,
        "disabled": False,
        "allow_forking": True,
        "is_template": False,
        "web_commit_signoff_required": False,
        "size": 1,
        "has_issues": repo.has_issues,
        **{f"has_{what}": False for what in ("discussions", "downloads", "pages", "projects", "wiki")},
        **{f"allow_{how}": True for how in ("merge_commit", "rebase_merge", "squash_merge")},
        **dict.fromkeys(_COUNTS, 0),
    }


def pull(api: str, repo: "Repository", one: "Pull", *, full: bool) -> Json:
    """Return a pull request: as in lists, or in full."""
    url = f"{api}/repos/{repo.full_name}/pulls/{one.number}"
    issue_url = url.replace("/pulls/", "/issues/")
    html = f"{api}/{repo.full_name}/pull/{one.number}"
    head, base = repo.sides(one)
    urls = {
        "url": url,
        "html_url": html,
        "issue_url": issue_url,
        "commits_url": f"{url}/commits",
        "review_comments_url": f"{url}/comments",
        "review_comment_url": f"{api}/repos/{repo.full_name}/pulls/comments{{/number}}",
        "comments_url": f"{issue_url}/comments",
        "statuses_url": f"{api}/repos/{repo.full_name}/statuses/{head}",
    }
    links = {key.removesuffix("_url").replace("url", "self"): {"href": value} for key, value in urls.items()}
    short = {
        **urls,
        **_written(api, one),
        "id": one.id,
        "node_id": _node("PR", one.id),
        "diff_url": f"{html}.diff",
        "patch_url": f"{html}.patch",
        "merged_at": moment(one.merged_at),
        "merge_commit_sha": one.merge_commit_sha,
        "requested_reviewers": [],
        "requested_teams": [],
        "labels": [],
        "draft": False,
        "auto_merge": None,
        "head": _side(api, repo, one.head, head),
        "base": _side(api, repo, one.base, base),
        "_links": links,
    }
    return short | _state_of(api, repo, one) if full else short


def _state_of(api: str, repo: "Repository", one: "Pull") -> Json:
    mergeable = repo.mergeable(one) if one.state == "open" else None
    commits, files, added, removed = repo.size(one)
    return {
        "merged": one.merged_at is not None,
        "mergeable": mergeable,
        "rebaseable": mergeable,
        "mergeable_state": {True: "clean", False: "dirty", None: "unknown"}[mergeable],
        "merged_by": user(api, one.merged_by) if one.merged_by else None,
        "comments": 0,
        "review_comments": 0,
        "maintainer_can_modify": False,
        "commits": commits,
        "additions": added,
        "deletions": removed,
        "changed_files": files,
    }


def _side(api: str, repo: "Repository", branch: str, sha: str) -> Json:
    return {
        "label": f"{repo.owner.login}:{branch}",
        "ref": branch,
        "sha": sha,
        "user": user(api, repo.owner),
        "repo": repository(api, repo),
    }


def _written(api: str, one: "Issue | Pull") -> Json:
    return {
        "number": one.number,
        "state": one.state,
        "locked": False,
        "active_lock_reason": None,
        "title": one.title,
        "body": one.body,
        "body_html": f"<p>{len(one.body)} characters, rendered</p>",
        "body_text": one.body,
        "user": user(api, one.user),
        "author_association": "CONTRIBUTOR",
        "assignee": None,
        "assignees": [],
        "milestone": None,
        "created_at": moment(one.created_at),
        "updated_at": moment(one.updated_at),
        "closed_at": moment(one.closed_at),
    }


def issue(api: str, repo: "Repository", one: "Issue | Pull") -> Json:
    """Return an issue, or a pull request as one."""
    url = f"{api}/repos/{repo.full_name}/issues/{one.number}"
    return {
        **_written(api, one),
        "url": url,
        "id": one.id,
        "node_id": _node("I", one.id),
        "repository_url": f"{api}/repos/{repo.full_name}",
        "labels_url": f"{url}/labels{{/name}}",
        "comments_url": f"{url}/comments",
        "events_url": f"{url}/events",
        "timeline_url": f"{url}/timeline",
        "html_url": f"{api}/{repo.full_name}/issues/{one.number}",
        "labels": [_label(api, repo, name) for name in getattr(one, "labels", ())],
        "comments": 0,
        "state_reason": None,
        "closed_by": user(api, one.closed_by) if one.closed_by else None,
        "performed_via_github_app": None,
    }


def workflow(api: str, repo: "Repository", name: str, state: str) -> Json:
    """Return a workflow of Actions, in the file of that name."""
    number = int(hashlib.sha256(name.encode()).hexdigest()[:6], 16)
    html = f"{api}/{repo.full_name}"
    return {
        "id": number,
        "node_id": _node("W", number),
        "name": name.removesuffix(".yml").capitalize(),
        "path": f".github/workflows/{name}",
        "state": state,
        "created_at": moment(repo.created_at),
        "updated_at": moment(repo.created_at),
        "url": f"{api}/repos/{repo.full_name}/actions/workflows/{number}",
        "html_url": f"{html}/blob/main/.github/workflows/{name}",
        "badge_url": f"{html}/workflows/{name}/badge.svg",
    }


def remark(api: str, repo: "Repository", number: int, one: "Remark") -> Json:
    """Return a comment or a review."""
    base, html = f"{api}/repos/{repo.full_name}", f"{api}/{repo.full_name}/pull/{number}"
    shared = {
        "id": one.id,
        "node_id": _node("R", one.id),
        "user": user(api, one.user),
        "body": one.body,
        "author_association": "COLLABORATOR",
    }
    if one.verdict:
        links = {"html": {"href": html}, "pull_request": {"href": f"{base}/pulls/{number}"}}
        page = {"html_url": f"{html}#pullrequestreview-{one.id}", "pull_request_url": f"{base}/pulls/{number}"}
        return {**shared, **page, "_links": links, "state": one.verdict, "submitted_at": moment(one.created_at)}
    urls = {"url": f"{base}/issues/comments/{one.id}", "html_url": f"{html}#issuecomment-{one.id}"}
    times = dict.fromkeys(("created_at", "updated_at"), moment(one.created_at))
    return {**shared, **urls, **times, "issue_url": f"{base}/issues/{number}"}


def _label(api: str, repo: "Repository", name: str) -> Json:
    number = int(hashlib.sha256(name.encode()).hexdigest()[:6], 16)
    url = f"{api}/repos/{repo.full_name}/labels/{name}"
    return {
        "id": number,
        "node_id": _node("LA", number),
        "url": url,
        "name": name,
        "color": "ededed",
        "default": False,
        "description": None,
    }


def _node(kind: str, number: int) -> str:
    return f"{kind}_{number:08}"
