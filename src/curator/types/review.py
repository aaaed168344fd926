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
    """A paper that goes into the list, in `section`.

    `fit` is how likely it is taken at all, `probability` how likely into this section if it is; `others` are the next
    likeliest sections. `position` is how many papers a week score as high or higher, `score` that of its `Prediction`,
    0 where no model judged it; `note` is what else there is to say.
    """

    paper: Paper
    fit: float
    section: SectionPath
    probability: float
    others: tuple[Choice, ...] = ()
    evidence: Evidence = field(default_factory=Evidence)
    position: float = 1.0
    score: float = 0.0
    note: str = ""

    @property
    def choices(self) -> tuple[Choice, ...]:
        """Its section and the next likeliest ones, as an `Unsure` has them."""
        return Choice(self.section, self.probability), *self.others

    @property
    def brought(self) -> bool:
        """Whether a person brought the paper, which no model judged."""
        return not self.score


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
class Decision:
    """What one night came to: what is suggested, what a person must choose, and how many were passed over."""

    suggestions: tuple[Suggestion, ...]
    unsure: tuple[Unsure, ...]
    skipped: int

    @property
    def shown(self) -> tuple[Suggestion | Unsure, ...]:
        """All that is put before the maintainer, suggested papers first."""
        return *self.suggestions, *self.unsure


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
