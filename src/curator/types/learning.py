"""What a model learns from, and what it says."""

from dataclasses import dataclass, field
from datetime import date

from curator.types.ids import PaperId
from curator.types.lists import SectionPath
from curator.types.papers import Paper


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
    """`relevance` is how likely a paper belongs to the list; `sections` how likely to each, best first, three at most.

    `typical` is how likely the list's median entry was said to belong, by a model that had not seen it.
    """

    paper: Paper
    relevance: float
    sections: tuple[Choice, ...]
    evidence: Evidence = field(default_factory=Evidence)
    typical: float = 0.5

    @property
    def score(self) -> float:
        """The odds of belonging beside those of the median entry, as a probability: 0.5 where they are the same.

        Probabilities fall as a model learns from more papers that were turned down, those of entries as well.
        """
        typical = min(max(self.typical, 1e-6), 1 - 1e-6)
        odds = self.relevance * (1 - typical)
        return odds / (odds + (1 - self.relevance) * typical)
