"""How well a list's hand was learnt: each section's form with an example, and all entries written by the others'."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from curator.lists.reading.parse import Document, read
from curator.lists.reading.unit import Unit
from curator.lists.writing import facts
from curator.lists.writing.parts import leaves, text_of
from curator.lists.writing.samples import newest, sample_of
from curator.lists.writing.shape import shape
from curator.lists.writing.style import Learner
from curator.types import Paper, PaperId, SectionPath, Survey

_MOST = 20
_UNKNOWN = ("Ann Author", "Ben Writer", "Cy Scholar")


@dataclass(frozen=True, slots=True)
class Described:
    """A section's form: its template, how well it reproduces the section's entries, an example, what it leaves out."""

    section: SectionPath
    template: str
    score: float
    example: str
    left_out: tuple[str, ...]


def learn_style(survey: Survey, section: SectionPath) -> Described:
    """Return how a section writes its entries, with its newest one written that way; its authors are made up."""
    document = read(survey.text, survey.prefix)
    learner = Learner(document)
    example = learner.example_of(section)
    paper = Paper(PaperId("2401.00001"), "A Title", authors=_UNKNOWN)
    if example:
        paper = replace(paper, id=example.id or paper.id, title=example.name)
    style = learner.learn(section, facts.of(paper).known, example.block.table if example else -1)
    return Described(section, style.template, style.score, style.write(paper), style.left_out)


@dataclass(frozen=True, slots=True)
class Checked:
    """A section's newest entries, each written from its own facts in the form of the others.

    `familiar` is the share with a shape that another entry of the list has, `similarity` how alike they are to what
    stands there, in the mean.
    """

    section: SectionPath
    entries: int
    familiar: float
    similarity: float


def check(survey: Survey) -> Iterator[Checked]:
    """Yield the result of leaving each entry out in turn, by section; of long sections for the newest twenty."""
    document = read(survey.text, survey.prefix)
    learner = Learner(document)
    shapes = [shape(unit.text) for unit in document.units]
    for section, own in document.sections.items():
        tried = [_written_again(document, learner, unit) for unit in newest(own, _MOST)]
        known = sum(shapes.count(shape(text)) > (shape(text) == shape(unit.text)) for unit, text in tried)
        ratio = sum(_alike(text, unit.text) for unit, text in tried)
        yield Checked(section, len(tried), known / len(tried), ratio / len(tried))


def _written_again(document: Document, learner: Learner, unit: Unit) -> tuple[Unit, str]:
    """Return an entry and what the others' form makes of its facts, as far as the entry itself tells them."""
    found = reversed([*leaves(sample_of(unit).parts)])
    values = {leaf.slot: leaf.text for leaf in found if leaf.kind == "slot"}  # of two, the first
    style = learner.without(unit).learn(document.section_of(unit), frozenset(values), unit.block.table)
    return unit, text_of(style.parts, lambda leaf: values.get(leaf.slot, "")).rstrip()


def _alike(one: str, other: str) -> float:
    return SequenceMatcher(None, " ".join(one.split()), " ".join(other.split()), autojunk=False).ratio()
