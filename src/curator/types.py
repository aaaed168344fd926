"""The nouns that pass between modules: frozen values without behaviour of their own."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal, TypeAlias

from curator.papers.identity import PaperId

SectionPath: TypeAlias = tuple[str, ...]
"""Heading texts from the outermost topic to the innermost, the document's title left out."""

AnnounceType = Literal["new", "cross", "replace", "replace-cross"]
FeedState = Literal["new", "quiet", "stale", "partial", "failed"]
SectionKind = Literal["entries", "prose", "contents", "group"]
Verdict = Literal["accepted", "moved", "rejected"]
PullState = Literal["open", "merged", "closed"]


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper as arXiv announced it; `id` is canonical and carries no version."""

    id: PaperId
    title: str
    abstract: str = ""
    authors: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    announced: date | None = None
    comment: str = ""
    announce_type: AnnounceType = "new"


@dataclass(frozen=True, slots=True)
class Span:
    """Lines of a text, counted from 0: from `start` up to but not including `end`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One paper as it stands in a list; `id` may be empty, `date` is all or part of an ISO date."""

    id: PaperId
    title: str
    section: SectionPath
    span: Span
    links: tuple[str, ...] = ()
    date: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the lines under it, down to the next heading of any level."""

    path: SectionPath
    span: Span
    kind: SectionKind


@dataclass(frozen=True, slots=True)
class Survey:
    """One file of a list: its text to the byte, and what was read from it; all section paths start with `prefix`."""

    text: str
    sections: tuple[Section, ...]
    entries: tuple[Entry, ...]
    file: str = "README.md"
    prefix: SectionPath = ()


@dataclass(frozen=True, slots=True)
class Placement:
    """A paper and the section it goes to."""

    paper: Paper
    section: SectionPath


@dataclass(frozen=True, slots=True)
class Label:
    """A decision on one paper; no sections means "not for this list".

    `id` is empty for entries that link no arXiv paper: those are known by their title.
    `source` says where the decision was read (`list` for an entry that stands there), `by` who took it.
    """

    id: PaperId
    title: str
    sections: tuple[SectionPath, ...]
    decided_on: date | None = None
    source: str = "list"
    by: str = ""


@dataclass(frozen=True, slots=True)
class Example:
    """What the model learns from: a paper and the sections it stands in, none for a paper that was left out.

    `rejected` marks the papers that a person turned down, apart from those nobody looked at; of these a sample is
    enough, in which each stands for `weight` papers.
    """

    paper: Paper
    sections: tuple[SectionPath, ...]
    added: date | None = None
    rejected: bool = False
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Choice:
    """A section and the probability that the paper belongs there."""

    section: SectionPath
    probability: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a prediction came out as it did: the words that weighed most, and the titles of the nearest entries."""

    words: tuple[str, ...] = ()
    neighbours: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Prediction:
    """`fit` is how likely a paper belongs to the list; `sections` how likely to each, best first, three at most."""

    paper: Paper
    fit: float
    sections: tuple[Choice, ...]
    evidence: Evidence = field(default_factory=Evidence)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A paper that goes into the list, in `section`.

    `fit` is how likely it is taken at all, `probability` how likely into this section if it is; `others` are the next
    likeliest sections. `position` is how many papers a week score as high or higher, `score` what the model said.
    """

    paper: Paper
    fit: float
    section: SectionPath
    probability: float
    others: tuple[Choice, ...] = ()
    evidence: Evidence = field(default_factory=Evidence)
    position: float = 1.0
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class Unsure:
    """A paper that is perhaps taken, with the sections a person may choose from; figures as for `Suggestion`.

    `note` says why it is asked about, where that is not for want of certainty.
    """

    paper: Paper
    fit: float
    choices: tuple[Choice, ...]
    evidence: Evidence = field(default_factory=Evidence)
    position: float = 1.0
    score: float = 0.0
    note: str = ""


@dataclass(frozen=True, slots=True)
class Impression:
    """A paper that was shown to the maintainer: when, and what was said of it then.

    `position` is how many papers a week scored as high or higher, `score` what the model said, `section` the likeliest
    section and `probability` how likely that was said to be.
    """

    paper: PaperId
    on: date
    position: float
    score: float
    section: SectionPath = ()
    probability: float = 0.0


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a paper that was shown: whether it was taken, and then whether into the section named first."""

    impression: Impression
    taken: bool
    right: bool = False


@dataclass(frozen=True, slots=True)
class Response:
    """How the list took what it was shown: every impression, the answers to them, and what it added lately.

    Of the papers that were added, `found` had been shown, and `missed` had not.
    """

    shown: tuple[Impression, ...] = ()
    answers: tuple[Answer, ...] = ()
    found: int = 0
    missed: int = 0


@dataclass(frozen=True, slots=True)
class Decision:
    """What one night came to: what is suggested, what a person must choose, and how many were passed over."""

    suggestions: tuple[Suggestion, ...]
    unsure: tuple[Unsure, ...]
    skipped: int


@dataclass(frozen=True, slots=True)
class Topic:
    """Papers that belong to the list, have no home in it and resemble each other, and the terms that they share."""

    terms: tuple[str, ...]
    papers: tuple[Paper, ...]


@dataclass(frozen=True, slots=True)
class Announcement:
    """What the feeds said: the papers, and which of five outcomes it was (docs/arxiv.md); `note` says why."""

    papers: tuple[Paper, ...]
    state: FeedState
    note: str = ""


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
class Outcome:
    """What a maintainer did with one proposed paper; `title` is the one that stands now."""

    id: PaperId
    title: str
    proposed: SectionPath
    verdict: Verdict
    section: SectionPath | None
