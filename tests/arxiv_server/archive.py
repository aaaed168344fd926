"""What the stand-in knows: papers, and the batch that is announced today."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from curator.types import AnnounceType, Paper, PaperId

LIMIT = 2000
"""Entries in one feed."""

_WORDS = ("toy", "bound", "graph", "agent", "token", "reward", "policy", "kernel", "prior", "speech", "image", "tiny")
_NAMES = ["Ada", "Bo", "Cy", "Dee", "Eli", "Fay", "Gus", "Hal", "Ivy", "Jo"]
_SURNAMES = ["Example", "Sample", "Mock", "Dummy", "Stub", "Fixture", "Placeholder", "Standin"]


def made_up(day: date, count: int, category: str = "cs.CL", first: int = 1) -> list[Paper]:
    """Return `count` papers of one day, the same for the same arguments, with ids that grow with the day."""
    dice = random.Random(f"{day}{category}{first}")
    return [_paper(dice, day, category, number) for number in range(first, first + count)]


def _paper(dice: random.Random, day: date, category: str, number: int) -> Paper:
    words = [dice.choice(_WORDS) for _ in range(30)]
    return Paper(
        id=PaperId(f"{day:%y%m}.{day.day * 500 + number:05}"),
        title=f"{' '.join(words[:5]).title()} {number} for $p<q$ & Friends",
        abstract=f"We study {' '.join(words)} under $x<y$.",
        authors=tuple(f"{dice.choice(_NAMES)} {dice.choice(_SURNAMES)}" for _ in range(3)),
        categories=(category, "stat.ML"),
        announced=day,
        comment=f"{number} pages",
    )


@dataclass
class Archive:
    """Papers by id, each with the day of its last change; the latest announcement, and whether it is late somewhere."""

    papers: dict[str, tuple[Paper, date]] = field(default_factory=dict)
    day: date = date(2031, 5, 1)
    batches: dict[date, tuple[Paper, ...]] = field(default_factory=dict)
    late: dict[str, date] = field(default_factory=dict)
    """Categories whose feed still shows the batch of an earlier day."""

    def announce(self, day: date, papers: Sequence[Paper] = (), announce_type: AnnounceType = "new") -> None:
        """Put papers into the batch of `day`, which becomes the current one; changed papers are told apart by id."""
        self.day = day
        batch = tuple(replace(paper, announced=day, announce_type=announce_type) for paper in papers)
        self.batches[day] = self.batches.get(day, ()) + batch
        self.papers |= {paper.id: (paper, day) for paper in papers}

    def feed(self, categories: Sequence[str]) -> list[Paper]:
        """Return what the feed of these categories shows, cut at the limit."""
        shown = {
            paper.id: paper
            for category in categories
            for paper in self.batches.get(self.late.get(category, self.day), ())
            if category in _with_archives(paper)
        }
        return list(shown.values())[:LIMIT]

    def changed(self, category: str, since: date) -> list[Paper]:
        """Return the papers of a category that changed on or after a day, in the order of their ids."""
        found = (paper for paper, day in self.papers.values() if day >= since and category in _with_archives(paper))
        return sorted(found, key=lambda paper: paper.id)


def _with_archives(paper: Paper) -> Iterator[str]:
    for category in paper.categories:
        yield category
        yield category.split(".", maxsplit=1)[0]
