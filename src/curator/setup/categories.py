"""Which categories of arXiv a list reads: those in which its own papers were announced."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from curator.types import Paper

NEWEST = 200
"""Papers of the list that are looked at: one question to arXiv, and what the list is about today."""

_REACH = 0.95
"""The share of the list's papers that should be heard of."""

_LEAST = 0.05
"""The share of them below which a category is not worth its stream."""


@dataclass(frozen=True, slots=True)
class Categories:
    """Categories with the share of the list's papers that each announces, and how many papers are known."""

    shares: Mapping[str, float]
    known: int

    @property
    def reach(self) -> float:
        """The share of the papers that are announced in one of them."""
        return sum(self.shares.values())


def choose(papers: Iterable[Paper]) -> Categories:
    """Choose the categories in which the newest of a list's papers were announced, from the most frequent one on.

    On 18 lists, the categories of the newest 200 papers announced 95 % of what these lists took in the year after, and
    cs.CL with cs.LG 46 %; on ten others 90 % and 56 %.
    """
    counts = _announced(sorted(papers, key=lambda paper: paper.id.month or date.min)[-NEWEST:])
    chosen: dict[str, float] = {}
    for name, count in counts.most_common():
        share = count / counts.total()
        if chosen and (sum(chosen.values()) >= _REACH or share < _LEAST):
            break
        chosen[name] = share
    return Categories(chosen, counts.total())


def held(categories: Iterable[str], papers: Iterable[Paper]) -> Categories:
    """Return how much of a list's papers the categories of its settings announce; archives count as all of theirs."""
    counts = _announced(papers)
    shares = {
        name: sum(count for one, count in counts.items() if f"{one}.".startswith(f"{name}.")) / (counts.total() or 1)
        for name in categories
    }
    return Categories(shares, counts.total())


def _announced(papers: Iterable[Paper]) -> Counter[str]:
    return Counter(paper.categories[0] for paper in papers if paper.categories)
