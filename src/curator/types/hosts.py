"""What goes to a host and comes back from there."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from curator.types.ids import PaperId
from curator.types.lists import SectionPath

Verdict = Literal["accepted", "moved", "rejected"]
PullState = Literal["open", "merged", "closed"]


@dataclass(frozen=True, slots=True)
class Change:
    """A file's whole text before and after; a host refuses it when the file is no longer as before."""

    file: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Placed:
    """A paper as it was put on the bot's branch."""

    id: PaperId
    title: str
    section: SectionPath
    authors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """A change ready for a host, the papers that it places, and the ids of those that it asks about."""

    branch: str
    title: str
    body: str
    message: str
    changes: tuple[Change, ...]
    placed: tuple[Placed, ...] = ()
    asked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Publication:
    """What a host did with a proposal: `where` a person finds it, and whether anything changed."""

    where: str
    changed: bool


@dataclass(frozen=True, slots=True)
class PullRequest:
    """A pull request of the bot's branch; `where` is its address, `head` the branch's last commit.

    `base` is the branch that it goes to, empty where the server does not say. `ended_by` is the login of who merged or
    closed it, empty where nobody asked; `by_bot` is whether that is no person.
    """

    number: int
    state: PullState
    title: str
    body: str
    head: str
    where: str
    base: str = ""
    ended_by: str = ""
    by_bot: bool = False


@dataclass(frozen=True, slots=True)
class Closing:
    """Who closed a pull request, who had opened it, and when it was closed; empty where the server does not say."""

    by: str
    by_bot: bool
    author: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Hosting:
    """What GitHub tells of a repository; None stands for what this token is not told.

    `pushed` is the day of the last push, `workflows` maps names of files to GitHub's states, `may_open` is whether
    Actions may open pull requests, `alarm` the address of an open issue that says that its runs fail.
    """

    may_push: bool | None = None
    pushed: date | None = None
    workflows: Mapping[str, str] | None = None
    may_open: bool | None = None
    alarm: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a maintainer did with one proposed paper; `title` is the one that stands now."""

    id: PaperId
    title: str
    proposed: SectionPath
    verdict: Verdict
    section: SectionPath | None
