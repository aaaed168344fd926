"""What is put before a maintainer, and the answers."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from curator.types.ids import PaperId
from curator.types.learning import Choice, Evidence
from curator.types.lists import SectionPath
from curator.types.papers import Paper

Triage = Literal["suggest", "unsure", "skip"]
"""What becomes of a paper that a model has judged: a line in the diff, a question, nothing."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A paper that is put before the maintainer, and the sections where it may belong.

    `fit` is how likely it is taken at all; each of the `choices` says how likely it goes into a section if it is. Of a
    line the first one is its section, of a question the likeliest. `position` is how many papers a week score as high
    or higher, `score` that of its `Prediction`, 0 where no model judged it; `note` is what else there is to say.
    """

    paper: Paper
    fit: float
    choices: tuple[Choice, ...]
    evidence: Evidence = field(default_factory=Evidence)
    position: float = 1.0
    score: float = 0.0
    note: str = ""

    @property
    def section(self) -> SectionPath:
        """The section that a line goes to, the likeliest one of a question; none where there is nothing to choose."""
        return self.choices[0].section if self.choices else ()

    @property
    def brought(self) -> bool:
        """Whether a person brought the paper, which no model judged."""
        return not self.score


@dataclass(frozen=True, slots=True)
class Decision:
    """What one night came to: the papers that become lines, those asked about, and how many were passed over."""

    lines: tuple[Suggestion, ...]
    questions: tuple[Suggestion, ...]
    skipped: int

    @property
    def shown(self) -> tuple[Suggestion, ...]:
        """All that is put before the maintainer, lines first."""
        return *self.lines, *self.questions


@dataclass(frozen=True, slots=True)
class Near:
    """A paper that was not shown, and how likely it is taken."""

    paper: Paper
    fit: float


@dataclass(frozen=True, slots=True)
class Topic:
    """Papers that belong to the list, have no home in it and resemble each other, and the terms that they share."""

    terms: tuple[str, ...]
    papers: tuple[Paper, ...]


@dataclass(frozen=True, slots=True)
class Impression:
    """A paper that was shown to the maintainer: when, and what was said of it then.

    `position` is how many papers a week scored as high or higher, `score` that of its `Prediction`, `section` the
    likeliest section and `probability` how likely that was said to be.
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
