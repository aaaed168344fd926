"""Examples as arrays, and how many announced papers each of them stands for."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from curator.errors import ModelError
from curator.model import hyperparameters as hyper
from curator.types import Example, SectionPath

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Rows = npt.NDArray[np.int64]
Days = npt.NDArray[np.int64]

_MONTH = 30  # days; of many papers no more than the month is known


@dataclass(frozen=True, slots=True)
class TrainingSet:
    """One row for each example, one column of `belongs` for each of `paths`; `weight` is what counts in a fit.

    `age` sorts the examples, oldest first: by when the entry came into the list, then by when its paper came to arXiv.
    """

    examples: Sequence[Example]
    paths: tuple[SectionPath, ...]
    belongs: Bools
    member: Bools
    weight: Floats
    age: Floats

    @classmethod
    def of(cls, examples: Sequence[Example], sections: Sequence[SectionPath]) -> "TrainingSet":
        """Lay out the examples; raise ModelError when there is nothing to tell apart."""
        paths = tuple(dict.fromkeys([*sections, *(path for example in examples for path in example.sections)]))
        column = {path: number for number, path in enumerate(paths)}
        belongs = np.zeros((len(examples), len(paths)), bool)
        for row, example in enumerate(examples):
            belongs[row, [column[path] for path in example.sections]] = True
        member = np.array([bool(example.sections) for example in examples], bool)
        if not member.any():
            raise ModelError("The list has no entry to learn from; add a paper to one of its sections and train again")
        if member.all():
            raise ModelError(
                "There is no paper outside the list to learn from: check [arxiv] categories, "
                "run `curator papers fetch`, or name a later day with --until"
            )
        weight = np.array([hyper.REJECTED_WEIGHT if example.rejected else 1.0 for example in examples])
        return cls(examples, paths, belongs, member, weight, np.array([_age(example) for example in examples]))

    def take(self, chosen: Rows) -> "TrainingSet":
        """Return some of the examples."""
        examples = tuple(self.examples[row] for row in chosen.tolist())
        return TrainingSet(
            examples, self.paths, self.belongs[chosen], self.member[chosen], self.weight[chosen], self.age[chosen]
        )

    def population(self, rows: Rows) -> Floats:
        """Return how many announced papers each row stands for, so that entries are as rare as what fits is."""
        member = self.member[rows]
        papers = sum(example.weight for example in self.examples if not example.sections)
        entries = self._rate(papers) * papers
        return np.asarray(np.where(member, entries / max(1, int(member.sum())), papers / max(1, int((~member).sum()))))

    @property
    def weekly(self) -> float:
        """How many papers were announced in a week; without dates, all there are."""
        papers = sum(example.weight for example in self.examples if not example.sections)
        days = np.array([_announced(example) for example in self.examples])
        dated = days[~self.member & (days > 0)]
        if not len(dated):
            return float(papers)
        first, last = np.quantile(dated, [0.05, 0.95])
        return float(0.9 * papers / max((last - first) / 7, 1))

    def _rate(self, papers: float) -> float:
        """Return how many entries there are for each announced paper, as the dates say or else a stated prior."""
        days = np.array([_announced(example) for example in self.examples])
        sampled, listed = days[~self.member & (days > 0)], days[self.member & (days > 0)]
        if not len(sampled):
            rate = float(self.member.sum()) / papers
        else:
            rate = _overlap(sampled, listed, papers) or _pace(sampled, listed, papers) or hyper.PRIOR_RATE
        return float(np.clip(rate, *hyper.RATE_BOUNDS))


def _overlap(sampled: Days, listed: Days, papers: float) -> float:
    """Return entries per paper of the time in which the list was kept and papers were read; 0 where there is none."""
    if not len(listed):
        return 0.0
    first, last = np.quantile(sampled, [0.05, 0.95])
    first, last = max(first, np.quantile(listed, 0.1)), min(last, listed.max())
    within = float(np.sum((listed >= first) & (listed <= last)))
    read = float(np.mean((sampled >= first) & (sampled <= last))) * papers
    return within / read if within and read else 0.0


def _pace(sampled: Days, listed: Days, papers: float) -> float:
    """Return the list's entries a day, while it was kept, per paper a day, while papers were read; 0 for too few."""
    if len(listed) < hyper.MIN_DATED:
        return 0.0
    first, last = np.quantile(listed, [0.1, 0.9])
    entries = 0.8 * len(listed) / max(last - first, _MONTH)
    first, last = np.quantile(sampled, [0.05, 0.95])
    return float(entries / (0.9 * papers / max(last - first, 1)))


def _age(example: Example) -> float:
    added = example.added.toordinal() if example.added else 0
    return added * 1e6 + _announced(example)


def _announced(example: Example) -> int:
    """Return a day number, from the id's month where nobody says the day; 0 for unknown."""
    if example.paper.announced:
        return example.paper.announced.toordinal()
    month = example.paper.id.month
    return month.toordinal() if month else 0
