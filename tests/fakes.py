"""Made-up values and stand-ins that several tests share."""

import re
from collections.abc import Mapping, Sequence
from datetime import date

from hypothesis import strategies as st

from curator import lists
from curator.config import Config
from curator.proposals.queue import NOTHING
from curator.types import (
    Announcement,
    Choice,
    Decision,
    Evidence,
    Impression,
    Label,
    Paper,
    PaperId,
    Prediction,
    Proposal,
    Publication,
    Suggestion,
    Survey,
)

DAY = date(2026, 3, 2)

any_text = st.text(st.characters(exclude_categories=["Cs"]))
"""Any text that UTF-8 can hold."""

_ACTS = """@maintainer|fixes #3|a/b#1|GH-7|https://evil.example|www.evil.example|a@b.example|1234567890abcdef
<img src=x>|![x](y)|[x](y)|`c`|**b**|~~s~~|$x$|&amp;|\\|- |1. |```|~~~|<!--|-->|</details>|<br>|[x]: y"""
_BREAKS = ["|", "| a | b |", "\n\n# h", "\n- [ ] x", "\r\n", "\x00", "\u202e", "\u2028", "\ufeff", "\t"]

hostile_text = st.lists(st.sampled_from([*re.split(r"[|\n]", _ACTS), *_BREAKS]) | any_text, max_size=8).map("".join)
"""Text made of what acts in Markdown, HTML or GitHub, and of anything else."""


def paper(number: int = 1, title: str = "", **more: object) -> Paper:
    """Return a paper that differs from those with another number."""
    facts: dict[str, object] = {"announced": DAY, **more}
    return Paper(PaperId(f"2603.{number:05}"), title or f"Paper number {number}", **facts)  # type: ignore[arg-type]


def suggestion(number: int = 1, section: tuple[str, ...] = ("Methods",), *others: Choice, **more: object) -> Suggestion:
    """Return a suggestion for the paper of that number, whose section is as likely as 0.8."""
    return Suggestion(paper(number), 0.9, (Choice(section, 0.8), *others), **more)  # type: ignore[arg-type]


def question(number: int = 1, *sections: tuple[str, ...]) -> Suggestion:
    """Return a question about the paper of that number, with its choices."""
    return Suggestion(paper(number), 0.7, tuple(Choice(section, 0.3) for section in sections))


def announced(*papers: Paper) -> Announcement:
    """Return what announces these papers."""
    return Announcement(papers, "new" if papers else "quiet")


class FakeStore:
    """A list, its labels and what waits, in memory."""

    def __init__(self, files: Mapping[str, str], labels: Sequence[Label] = ()) -> None:
        self.settings = Config()
        self.texts = dict(files)
        self.decided = labels
        self.waiting: Decision = NOTHING
        self.kept: list[Paper] = []
        self.impressions: Sequence[Impression] = ()

    def keep(self, papers: Sequence[Paper]) -> None:
        self.kept += papers

    def surveys(self) -> Sequence[Survey]:
        return lists.parse_all(self.texts)

    def labels(self) -> Sequence[Label]:
        return self.decided

    def recent(self, since: date) -> Sequence[Paper]:
        return [paper for paper in self.kept if paper.announced and paper.announced > since]

    def shown(self) -> Sequence[Impression]:
        return self.impressions

    def save_shown(self, impressions: Sequence[Impression]) -> None:
        self.impressions = impressions

    def save_names(self) -> None:
        pass

    def pending(self) -> Decision:
        return self.waiting

    def save_pending(self, decision: Decision) -> None:
        self.waiting = decision


class FakeHost:
    """A host that keeps the proposals it is given, or refuses them with an error."""

    ticks = True

    def __init__(self, refusal: Exception | None = None, *, ongoing: bool = False) -> None:
        self.proposals: list[Proposal] = []
        self.refusal, self.ongoing = refusal, ongoing

    def publish(self, proposal: Proposal) -> Publication:
        if self.refusal:
            raise self.refusal
        self.proposals.append(proposal)
        return Publication("here", changed=True)


def prediction(one: Paper, relevance: float, *choices: tuple[tuple[str, ...], float]) -> Prediction:
    """Return a prediction with these sections and their probabilities."""
    return Prediction(one, relevance, tuple(Choice(*choice) for choice in choices), Evidence(("word",), ("Neighbour",)))
