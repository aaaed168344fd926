"""Masked lists as cases: what stood in them before, and where the entries that were taken out stood."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from curator import lists
from curator.errors import CuratorError
from curator.feedback import labels as labelling
from curator.feedback.examples import examples
from curator.papers.readers import read_papers
from curator.types import Example, Paper, SectionPath, Survey

NEGATIVES = 8_000


@dataclass(frozen=True, slots=True)
class Masked:
    """What a model may learn of a list, its sections, and the papers it is asked about with their true sections."""

    name: str
    examples: list[Example]
    sections: list[SectionPath]
    asked: list[Paper]
    truth: list[tuple[SectionPath, ...]]


@cache
def known(papers: Path) -> Mapping[str, Paper]:
    """Return the papers of a table or a snapshot by their ids; they are read once."""
    return {str(paper.id): paper for paper in read_papers(papers)}


def folders(roots: Sequence[Path]) -> list[Path]:
    """Return the folders of masked lists below some folders, by name; of two of one name the first."""
    found = {truth.parent.name: truth.parent for root in reversed(roots) for truth in root.rglob("truth.jsonl")}
    return [found[name] for name in sorted(found)]


def read(folder: Path, papers: Sequence[Paper]) -> Masked:
    """Read a folder with `masked.md` and `truth.jsonl`: a JSON object a line, with `id` and `sections`.

    A section of the truth that the masked list no longer has is none.
    """
    surveys = lists.parse_all({"README.md": (folder / "masked.md").read_text("utf-8")})
    rows = truth(folder)
    known = {str(paper.id): paper for paper in papers}
    asked = [row for row in rows if row["id"] in known]
    taken_out = {row["id"] for row in rows}
    labels = labelling.combine(labelling.from_surveys(surveys), ())
    others = [paper for paper in papers if str(paper.id) not in taken_out]
    learnt = examples(labels, others, until=None, negatives=NEGATIVES)
    true = [tuple(path for name in row["sections"] if (path := named(surveys, name))) for row in asked]
    return Masked(folder.name, learnt, lists.topical(surveys), [known[row["id"]] for row in asked], true)


def truth(folder: Path) -> list[dict[str, Any]]:
    """Return what was taken out of a list: for each paper its `id`, its `sections` and its own `blocks` of source."""
    return [json.loads(line) for line in (folder / "truth.jsonl").read_text("utf-8").splitlines()]


def named(surveys: Sequence[Survey], name: str) -> SectionPath | None:
    """Return the section that a name means, None where the masked list has it no longer."""
    try:
        return lists.resolve(surveys, name)
    except CuratorError:
        return None
