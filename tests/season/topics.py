"""A model that is no classifier: it knows for each made-up paper the entries that it resembles."""

import random
from collections.abc import Sequence
from datetime import date
from typing import Any

from curator.lists.identity import Counterparts, sections
from curator.papers.identity import keys
from curator.types import Choice, Entry, Paper, PaperId, Prediction, SectionPath, Survey
from curator.use_cases.models import Renamed

_SYLLABLES = (
    "ba",
    "ce",
    "di",
    "fo",
    "gu",
    "ka",
    "le",
    "mi",
    "no",
    "pu",
    "ra",
    "se",
    "ti",
    "vo",
    "zu",
    "cha",
    "dre",
    "flo",
)


def made_up(number: int, near: Sequence[str], day: date) -> Paper:
    """Return the paper of a number; `near` are entries that it resembles: one, or several where no section is sure."""
    source = random.Random(number)
    words = [_word(source) for _ in range(6)]
    title = " ".join(words).capitalize()
    if number % 3 == 0:
        title = f"{words[0].capitalize()} {words[1]}: {' '.join(words[2:])}"
    authors = tuple(f"{_word(source).capitalize()} {_word(source).capitalize()}" for _ in range(2))
    return Paper(PaperId(f"2603.{number:05}"), title, "\n".join(near), authors, ("cs.CL",), day)


def _word(source: random.Random) -> str:
    return "".join(source.choices(_SYLLABLES, k=3))


class Topics:
    """Knows the sections of a list as it stood when it was made, and finds a paper's by the entries it resembles."""

    base_rate, typical, replayed = 0.01, 0.5, None

    def __init__(self, surveys: Sequence[Survey]) -> None:
        self.known = {path: entries for path, entries in sections(surveys).items() if entries}

    def predict(self, papers: Sequence[Paper], *, evidence: bool = True) -> list[Prediction]:
        """Return for each paper the sections in which the entries stood that it resembles."""
        return [self._prediction(paper) for paper in papers]

    def _prediction(self, paper: Paper) -> Prediction:
        paths = [self._home(entry) for entry in paper.abstract.split("\n")]
        found = [*dict.fromkeys(path for path in paths if path)]
        sure = (0.99,) if len(paths) == 1 else (0.4, 0.3, 0.2)
        return Prediction(paper, 0.99, tuple(Choice(*both) for both in zip(found, sure, strict=False)))

    def _home(self, entry: str) -> SectionPath | None:
        return next((path for path, entries in self.known.items() if entry in entries), None)

    def beside(self, near: Sequence[Entry]) -> frozenset[str]:
        """Return what the entries are known by that stood in a section of these, and in no other one."""
        homes = {self._home(min(keys(one))) for one in near}
        own, others = (
            frozenset().union(*(it for path, it in self.known.items() if (path in homes) == wanted))
            for wanted in (True, False)
        )
        return own - others

    def today(self, surveys: Sequence[Survey]) -> Renamed:
        """Return the model as a night loads it, in the names that sections have now."""
        model: Any = self
        return Renamed(model, Counterparts(self.known, sections(surveys)))
