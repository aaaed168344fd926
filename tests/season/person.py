"""A person of whom every decision is known: what was done, and the labels that it may come to."""

import random
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from curator.papers.identity import keys, title_key
from curator.types import Entry, Paper, SectionPath, Survey
from tests.season import edits
from tests.season.desk import Season
from tests.season.edits import Files

TAKEN, REFUSED, UNDECIDED = frozenset({True}), frozenset({False}), frozenset[bool | None]({None})
NOT_REFUSED, ANYTHING = frozenset[bool | None]({True, None}), frozenset[bool | None]({True, False, None})


@dataclass
class Known:
    """What is known of a paper: the labels that it may have, the entries it belongs beside, the titles it had."""

    paper: Paper
    beside: frozenset[str]
    verdict: frozenset[bool | None] = UNDECIDED
    titles: set[str] = field(default_factory=set)
    waits: bool = False
    ticked: bool = False
    closed_by: int = 0
    merged: bool = False
    moved: bool = False
    fresh: bool = False
    """Whether something was done to it since the bot looked last."""

    def decide(self, verdict: Iterable[bool | None]) -> None:
        self.verdict, self.fresh, self.ticked, self.closed_by = frozenset(verdict), True, False, 0


class Person:
    """A person with an account on the server, and what the bot may know of it."""

    def __init__(self, season: Season) -> None:
        self.season, self.repository = season, season.repository
        self.papers: dict[str, Known] = {}
        self.boxes: dict[tuple[str, str], frozenset[str]] = {}
        self.rebuilds = False
        self.removed: list[tuple[str, list[str]]] = []
        self.counts: Counter[str] = Counter()
        self.retitled = False
        self.cut = False
        self.edited: set[SectionPath] = set()
        self.seen: Mapping[SectionPath, frozenset[str]] = {}

    # what stands where

    def entries(self, paper: str, surveys: Iterable[Survey]) -> list[tuple[Survey, Entry]]:
        """Return the entries of a paper, by its id or any title that it had."""
        titles = self.papers[paper].titles
        return [
            (survey, one)
            for survey in surveys
            for one in survey.entries
            if one.id == paper or (title_key(one.title) in titles)
        ]

    def stands(self, paper: str, surveys: Iterable[Survey]) -> bool:
        return bool(self.entries(paper, surveys))

    def commit(self, files: Files, branch: str = "main") -> None:
        self.repository.commit(branch, files, branch)
        self.repository.after_push(self.season.person)

    def placed(self) -> list[str]:
        """Return the papers that the bot placed on its branch."""
        return [*dict.fromkeys(str(one.id) for one in self.season.standing().placed if str(one.id) in self.papers)]

    def asked(self) -> list[str]:
        return [one for one in self.season.standing().asked if one in self.papers]

    def _changed(self, files: Files, survey: Survey, entry: Entry, to: random.Random | None) -> Files | None:
        """Return files without an entry, or with it in another section."""
        if to is None:
            return edits.without_entry(files, survey, entry)
        others = [one for one in survey.entries if one.section != entry.section and one.span.end != entry.span.start]
        if not others:
            return None
        after, lines = to.choice(others), edits.lines_of(survey, entry)
        paper = next(one for one in self.papers if (survey, entry) in self.entries(one, [survey]))
        there = frozenset(key for one in survey.entries if one.section == after.section for key in keys(one))
        self.papers[paper].beside = there.difference(keys(entry))
        self.papers[paper].moved = True
        if after.span.start > entry.span.start:
            return edits.without_entry(edits.with_lines(files, survey, after, lines), survey, entry)
        return edits.with_lines(edits.without_entry(files, survey, entry), survey, after, lines)
