"""Labels and papers → Examples: what the model learns from, and nothing that it could not have known."""

import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date

from curator.papers.identity import key, title_key
from curator.types import Example, Label, Paper, SectionPath

NEGATIVES = 20_000


def examples(
    labels: Sequence[Label],
    papers: Iterable[Paper],
    *,
    until: date | None,
    eligible: Callable[[Paper], bool] = lambda _: True,
    negatives: int = NEGATIVES,
    seed: int = 0,
) -> list[Example]:
    """Return one example for each labelled paper, then a sample of the papers that were announced and never listed.

    `papers` is read once, as a stream. Of the papers that no label names, only those count that are `eligible`. Each
    sampled paper weighs as many as it stands for. Nothing announced on or after `until` is among them; a paper without
    a date is, when `until` is None.
    """
    decided = _decided(labels)
    by_title = {title_key(example.paper.title): name for name, example in decided.items()}
    by_title.pop("", None)
    draw = _Reservoir(negatives, random.Random(seed))  # noqa: S311 - a sample, not a secret
    for paper in papers:
        name = paper.id if paper.id in decided else by_title.get(title_key(paper.title))
        if name is not None:
            decided[name] = _described(decided[name], paper)
        elif eligible(paper) and (until is None or (paper.announced is not None and paper.announced < until)):
            draw.add(paper)
    return [*decided.values(), *draw.examples()]


def _decided(labels: Sequence[Label]) -> dict[str, Example]:
    """Join the labels of one paper: where it stands in the list counts for more than that it was once turned down."""
    decided: dict[str, Example] = {}
    for label in labels:
        name = key(label)
        before = decided.get(name)
        sections = label.sections if before is None else tuple(dict.fromkeys(before.sections + label.sections))
        paper = before.paper if before else Paper(label.id, label.title)
        added = _earliest(before.added if before else None, label.decided_on if label.sections else None)
        decided[name] = Example(paper, sections, added, rejected=not sections)
    return decided


def _earliest(one: date | None, other: date | None) -> date | None:
    return min(filter(None, (one, other)), default=None)


def _described(example: Example, paper: Paper) -> Example:
    """Give an example what arXiv says of its paper, unless the paper itself was met before."""
    known = example.paper
    if known.announced is not None and paper.id != known.id:
        return example
    return replace(example, paper=replace(paper, id=known.id or paper.id))


class _Reservoir:
    """A uniform sample of a stream whose length nobody knows beforehand (Vitter 1985, algorithm R)."""

    def __init__(self, size: int, source: random.Random) -> None:
        self._size, self._random = size, source
        self._seen = 0
        self._papers: list[Paper] = []

    def add(self, paper: Paper) -> None:
        self._seen += 1
        if len(self._papers) < self._size:
            self._papers.append(paper)
        elif (slot := self._random.randrange(self._seen)) < self._size:
            self._papers[slot] = paper

    def examples(self) -> list[Example]:
        weight = self._seen / max(1, len(self._papers))
        drawn = sorted(self._papers, key=lambda paper: paper.id)
        no_section: tuple[SectionPath, ...] = ()
        return [Example(paper, no_section, weight=weight) for paper in drawn]
