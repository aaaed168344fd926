"""A small made-up list and the papers announced around it, with words that tell topics apart."""

import random
from collections.abc import Sequence
from datetime import date, timedelta

import pytest

from curator.types import Example, Label, Paper, PaperId, Prediction, SectionPath

SECTIONS: tuple[SectionPath, ...] = (("Methods", "Pruning"), ("Methods", "Quantization"), ("Benchmarks",))
_TOPICS = (
    "pruning sparse channels saliency magnitude lottery ticket structured removal masks",
    "quantization bits integer rounding outliers activation calibration codebook scale precision",
    "benchmark leaderboard evaluation suite tasks harness annotators coverage scoring testbed",
)
_LIST = "compression efficient inference transformer memory latency deployment weights"
_OTHERS = "galaxy protein traffic weather robot speech auction proof genome market coral tremor"
_COMMON = "we propose a new method that shows how results improve over the state of art in many settings"
START = date(2025, 1, 1)


def listed(number: int, section: SectionPath, *, abstract: bool = True) -> Paper:
    """Return a paper that belongs to the list, in that section."""
    source = random.Random(f"listed {number}")
    return _paper(number, source, f"{_TOPICS[SECTIONS.index(section)]} {_LIST}", abstract=abstract)


def other(number: int, *, abstract: bool = True) -> Paper:
    """Return a paper that belongs elsewhere."""
    return _paper(number, random.Random(f"other {number}"), _OTHERS, abstract=abstract)


def _paper(number: int, source: random.Random, words: str, *, abstract: bool) -> Paper:
    own, common = words.split(), _COMMON.split()
    ends, starts = source.choices(own, k=5), source.choices(common, k=2)
    title = " ".join(starts + ends).capitalize()
    text = " ".join(source.choices(own, k=25) + source.choices(common, k=25)) if abstract else ""
    day = START + timedelta(days=number % 300)
    return Paper(PaperId(f"{day:%y%m}.{number:05}"), title, text, ("A. Author",), ("cs.LG",), day)


def papers(entries: int = 30, others: int = 200, *, abstract: bool = True) -> list[Paper]:
    """Return papers as they were announced, entries first."""
    inside = [listed(number, SECTIONS[number % len(SECTIONS)], abstract=abstract) for number in range(entries)]
    return inside + [other(number, abstract=abstract) for number in range(1000, 1000 + others)]


def labels(entries: int = 30) -> list[Label]:
    """Return the list's labels for the first papers."""
    return [
        Label(paper.id, paper.title, (SECTIONS[number % len(SECTIONS)],))
        for number, paper in enumerate(papers(entries, 0))
    ]


def examples(entries: int = 30, others: int = 200, *, abstract: bool = True) -> list[Example]:
    """Return what a model can learn the list from."""
    everything = papers(entries, others, abstract=abstract)
    inside = [Example(p, (SECTIONS[n % len(SECTIONS)],)) for n, p in enumerate(everything[:entries])]
    return inside + [Example(p, ()) for p in everything[entries:]]


def alike(some: Sequence[Prediction], others: Sequence[Prediction], within: float = 1e-9) -> bool:
    """Say whether two series of predictions name the same sections with the same probabilities, give or take."""
    pairs = list(zip(some, others, strict=True))
    figures = [[p.relevance, *(c.probability for c in p.sections)] for pair in pairs for p in pair]
    return all([c.section for c in a.sections] == [c.section for c in b.sections] for a, b in pairs) and all(
        one == pytest.approx(other, abs=within) for one, other in zip(figures[::2], figures[1::2], strict=True)
    )
