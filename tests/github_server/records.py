"""What GitHub keeps of accounts, issues and pull requests, and how it refuses."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from typing import Literal

numbers = count(1001)


class Refusal(Exception):  # noqa: N818 - what GitHub does, no error of ours
    """An answer that is no success: status, message and GitHub's list of errors."""

    def __init__(self, status: int, message: str, *errors: Mapping[str, str]) -> None:
        super().__init__(message)
        self.status, self.message, self.errors = status, message, errors


@dataclass
class Account:
    """Who uses the API: a person, or an installation's token, which may not ask who it is."""

    login: str
    token: str
    kind: Literal["User", "Bot"] = "User"
    permission: str = "write"
    may_open_pulls: bool = True
    id: int = field(default_factory=lambda: next(numbers))

    @property
    def can_read(self) -> bool:
        return self.permission != "none"

    @property
    def can_write(self) -> bool:
        return self.permission in {"write", "maintain", "admin"}


@dataclass(frozen=True)
class Draft:
    """What a person or a bot wrote, to become a pull request or an issue."""

    user: Account
    title: str
    body: str


@dataclass(frozen=True)
class Remark:
    """A comment, or a review, which has a verdict."""

    user: Account
    body: str
    created_at: datetime
    verdict: str = ""
    id: int = field(default_factory=lambda: next(numbers))


@dataclass
class Issue:
    """An issue."""

    number: int
    title: str
    body: str
    user: Account
    created_at: datetime
    updated_at: datetime
    labels: tuple[str, ...] = ()
    state: str = "open"
    closed_at: datetime | None = None
    closed_by: Account | None = None
    id: int = field(default_factory=lambda: next(numbers))


@dataclass
class Pull:
    """A pull request; `frozen` holds head and base once it is closed."""

    number: int
    title: str
    body: str
    head: str
    base: str
    user: Account
    created_at: datetime
    updated_at: datetime
    state: str = "open"
    closed_at: datetime | None = None
    closed_by: Account | None = None
    merged_at: datetime | None = None
    merged_by: Account | None = None
    merge_commit_sha: str | None = None
    frozen: tuple[str, str] | None = None
    remarks: tuple[Remark, ...] = ()
    id: int = field(default_factory=lambda: next(numbers))
