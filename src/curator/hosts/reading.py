"""Read a list's repository, its rolling pull request and what the bot left of both."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from curator.config import Config
from curator.errors import ConfigError, MovedError
from curator.feedback.branch_state import BranchState
from curator.feedback.outcomes import outcomes_of
from curator.hosts.forge import Forge
from curator.hosts.remote import Remote
from curator.hosts.server import ServerStore
from curator.papers.identity import keys
from curator.proposals import body, checkboxes, pull_request
from curator.proposals.pull_request import Situation
from curator.types import Placed, PullRequest, entries_of


@dataclass(frozen=True, slots=True)
class Repository:
    """A list's repository on a server: its pull requests, and what is in it."""

    forge: Forge
    remote: Remote


@dataclass(frozen=True, slots=True)
class Found:
    """A repository and what stands in it: its files, its default branch, and the situation of the pull request."""

    repository: Repository
    store: ServerStore
    base: str
    now: Situation


def read(settings: Config, repository: Repository, folder: Path, today: date) -> Found:
    """Return what stands in a list's repository; what is read of it is written to the empty `folder`."""
    forge, remote = repository.forge, repository.remote
    base = forge.default_branch()
    if settings.host.branch == base:
        raise ConfigError(f"[host] branch is {base}, the list's own: name another one, which curator makes")
    remote.fetch(base, settings.host.branch, settings.state.branch)
    store = ServerStore(settings, remote, base, folder)
    store.require_whole()
    state = store.branch_state()
    branch, pulls = _pulls(settings, repository, base, state)
    pull = pulls[0] if pulls else None
    if pull and pull.state == "open" and not remote.head(branch):
        pull = _closed(repository, settings, base, branch, pull)
    elif pull and pull.state != "open" and pull.number > state.learnt:
        pull = forge.ended(pull)
    ended = [one for one in (pull, *pulls[1:]) if one and one.state != "open"]
    late = tuple(one for one in ended if checkboxes.read(one.body).papers)
    ticked = checkboxes.read(pull.body) if pull and pull.state == "open" else checkboxes.NOTHING
    tip = remote.head(branch)
    foreign = bool(tip) and bool(remote.people(remote.head(base), tip))
    now = Situation(replace(state, branch=branch), pull, ticked, tip, foreign, today, late)
    now = now if foreign else _explained(now, repository, store)
    return Found(repository, store, base, _edited(_heard(now, forge), store))


def _pulls(settings: Config, repository: Repository, base: str, state: BranchState) -> tuple[str, list[PullRequest]]:
    """Return the bot's branch and its pull requests: an earlier branch until the end of its last one was read."""
    if state.branch not in {"", settings.host.branch}:
        former = _ours(repository, state.branch, base)
        if former and (former[0].state == "open" or former[0].number > state.learnt):
            repository.remote.fetch(base, state.branch, settings.state.branch)
            return state.branch, former
    return settings.host.branch, _ours(repository, settings.host.branch, base)


def _ours(repository: Repository, branch: str, base: str) -> list[PullRequest]:
    """Return the pull requests of a branch without those by which people bring it to other branches of theirs."""
    return [one for one in repository.forge.recent(branch) if one.base in {"", base} or body.is_ours(one.body)]


def _closed(repository: Repository, settings: Config, base: str, branch: str, pull: PullRequest) -> PullRequest:
    """Close a pull request whose branch was deleted, as GitHub does itself, unless it was opened since the look."""
    repository.remote.fetch(base, branch, settings.state.branch)
    if repository.remote.head(branch):
        raise MovedError(f"#{pull.number} was opened meanwhile")
    return repository.forge.edit(pull, state="closed")


def _explained(now: Situation, repository: Repository, store: ServerStore) -> Situation:
    """Return a situation in which a branch that moved, though no person committed there, is told apart.

    GitHub brought it up to date; or else what the bot knew was lost, and what it placed is read from the branch. A
    commit that a person amended or rebased, and merged since, is judged by what the bot knows.
    """
    state, pull = now.state, now.pull
    if now.tip in {"", state.head}:
        return now
    if repository.remote.came_from(state.head, now.tip):
        return replace(now, state=replace(state, head=now.tip))
    if pull is None or pull.number <= state.learnt or pull.head != now.tip or not repository.remote.is_own(now.tip):
        return now
    return replace(now, state=replace(state, placed=_placed(now.tip, repository.remote.parent(now.tip), store)))


def _heard(now: Situation, forge: Forge) -> Situation:
    """Count a word of a person as touching the pull request, where nothing else has touched it for long."""
    since = pull_request.quiet_since(now)
    if now.open and since and (spoken := forge.last_word(now.open.number, since)):
        return replace(now, state=replace(now.state, touched=spoken))
    return now


def _edited(now: Situation, store: ServerStore) -> Situation:
    """Add what people made of the lines on a branch that they gave back."""
    if checkboxes.REBUILD not in now.ticked.wishes:
        return now
    return replace(now, edited=tuple(outcomes_of(now.state.placed, store.surveys_at(now.tip))))


def _placed(tip: str, parent: str, store: ServerStore) -> tuple[Placed, ...]:
    """Return the papers that a branch adds to the list."""
    before = [*store.surveys(), *(store.surveys_at(parent) if parent else ())]
    known = {key for entry in entries_of(before) for key in keys(entry)}
    added = (entry for entry in entries_of(store.surveys_at(tip)) if known.isdisjoint(keys(entry)))
    return tuple(Placed(entry.id, entry.title, entry.section) for entry in added)
