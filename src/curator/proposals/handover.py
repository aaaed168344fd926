"""What the job that reads feeds and models hands to the job that may write: JSON, trusted by neither."""

from dataclasses import dataclass
from datetime import date
from math import isfinite

from pydantic import TypeAdapter

from curator.papers.arxiv import seen
from curator.proposals import queue
from curator.storage.json import Schema
from curator.types import Choice, Decision, Paper, Suggestion

LARGEST = 16 << 20
"""Bytes; a night has about ten suggestions, and some thousand ids that were seen."""

_LONGEST, _MOST = 20_000, 20_000
_EVER = 100_000_000  # papers; a backfill may have read all there are


@dataclass(frozen=True, slots=True)
class Handover:
    """One night's decision; how many papers it is about, and of which days; what the feeds then count as seen."""

    decision: Decision
    announced: int = 0
    days: tuple[date, ...] = ()
    seen: str = ""


def _check(handover: Handover) -> None:
    """Raise ValueError for an id, a number or a length that no paper has."""
    if handover.seen:
        seen.read(handover.seen, "what counts as seen")
    counts = (handover.announced, handover.decision.skipped)
    if not all(0 <= count <= _EVER for count in counts) or len(handover.days) > _MOST:
        raise ValueError(f"more than {_EVER} papers or {_MOST} days")
    queue.check(handover.decision)
    for one in handover.decision.shown:
        _check_named(one)
        _check_texts(one.note)
        for choice in one.choices:
            _check_choice(choice)


def _check_named(one: Suggestion) -> None:
    _check_paper(one.paper)
    _check_probability(one.fit)
    _check_probability(one.score)
    if not isfinite(one.position) or one.position < 0:
        raise ValueError(f"{one.position} is no position")
    _check_texts(*one.evidence.words, *one.evidence.neighbours)


def _check_paper(paper: Paper) -> None:
    if not paper.id:
        raise ValueError("a paper has no id")
    _check_texts(paper.title, paper.abstract, paper.comment, *paper.authors, *paper.categories)
    if not paper.title.strip():
        raise ValueError(f"{paper.id} has no title")


def _check_choice(choice: Choice) -> None:
    _check_probability(choice.probability)
    if not choice.section:
        raise ValueError("a section has no name")
    _check_texts(*choice.section)


def _check_probability(probability: float) -> None:
    if not isfinite(probability) or not 0 <= probability <= 1:
        raise ValueError(f"{probability} is no probability")


def _check_texts(*texts: str) -> None:
    if len(texts) > _MOST or any(len(text) > _LONGEST for text in texts):
        raise ValueError(f"a text or a row of texts has more than {_LONGEST} parts")


_SCHEMA = Schema(TypeAdapter(Handover), "proposal.json", check=_check, remedy="run `curator suggest` again")
read, write = _SCHEMA.read, _SCHEMA.write
