"""How a section writes its entries: the entry whose form reproduces the others best, from their facts alone."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from curator.lists.reading.blocks import is_between
from curator.lists.reading.html import cells_of
from curator.lists.reading.parse import Document
from curator.lists.reading.unit import Unit
from curator.lists.reading.words import word_set
from curator.lists.writing.facts import Facts
from curator.lists.writing.facts import of as facts_of
from curator.lists.writing.forms import best
from curator.lists.writing.parts import TO_PAPER, Leaf, Node, Part, text_of
from curator.lists.writing.pool import Pool, fits
from curator.lists.writing.samples import Sample, names_preprint, newest, sample_of, with_names, with_pages, with_venues
from curator.lists.writing.shape import shape
from curator.types import Paper, SectionPath

_NOTHING = word_set("- -- – — N/A n/a NA None none / x X ❌ ✗ ✘ TBD TBA ? null ... **-** No no :x: []() []")
_NOTHING |= {"Not available", "not available", "Not yet", "Unavailable"}
_SAYS_NO = re.compile(r"[^\W_]|[❌✗✘]|:x:")
_DOUBLE_STOP = re.compile(r"(?<=\w)([?!])\.(?=\W|$)|(?<=\bal)(\.)\.(?!\.)")
_SPACES = re.compile(r"\s{3,}")
_IN_HTML = {"html item", "html row", "details"}
_NAME, _FEW, _NEARLY_ALL = 2, 3, 0.8
_POOL, _OWN, _HALF, _RARE, _SHAPES, _ENOUGH = 60, 20, 8, 12, 40, 6
_LONGEST = 5_000  # characters of an entry that others are written like; of 41,344 real ones none has more than 3,128


@dataclass(frozen=True, slots=True)
class Style:
    """A section's hand: an entry as parts, the share of its others that it reproduces, and what it leaves out.

    `html` tells that it stands where no Markdown is read, `named` that short names stand in the place of titles.
    """

    parts: tuple[Part, ...]
    score: float = 0.0
    gap: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    html: bool = False
    named: bool = False

    @property
    def template(self) -> str:
        """The form as text, with the names of the facts in their places."""
        return text_of(self.parts, lambda leaf: f"{{{leaf.slot}}}")

    def write(self, paper: Paper, number: int = 1) -> str:
        """Return an entry for a paper."""
        facts = facts_of(paper, html=self.html)
        text = text_of(self.parts, lambda leaf: self._fact(leaf, facts, number))
        return _DOUBLE_STOP.sub(r"\1\2", text).rstrip("\n")

    def _fact(self, leaf: Leaf, facts: Facts, number: int) -> str:
        if leaf.slot == "title" and self.named:
            return facts.values.get("short", facts.values["title"])
        return str(number) if leaf.slot == "number" else facts.write(leaf)


def _gives_names(rows: Sequence[Unit]) -> bool:
    """Tell whether the rows of a table give the short names of works where others give titles."""
    short = sum(len(unit.name.split()) <= _NAME for unit in rows)
    return rows[0].block.kind == "row" and len(rows) >= _FEW and short >= _NEARLY_ALL * len(rows)


PLAIN = Style((Leaf("mark", "- "), Node("link", (Leaf("mark", "["),), (Leaf("slot", "", "title"),), TO_PAPER)))
"""A link named by the title, where there is nothing to learn from."""


@dataclass(frozen=True, slots=True)
class _Every:
    """A list's entries of one form: all, the newest, the newest preprints, the newest of each common shape.

    `empty` holds what the cells of each column say where nothing is known.
    """

    units: list[Unit]
    newest: list[Unit]
    preprints: list[Unit]
    typical: list[Unit]
    shapes: Counter[str]
    empty: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Context:
    """What decides a section's style: its own entries, all of their form, and the pool of both."""

    own: list[Unit]
    every: _Every
    pool: Pool


class Learner:
    """Learns the styles of one file's sections; each entry is read once, and kept in `samples`."""

    def __init__(self, document: Document, samples: dict[Unit, Sample] | None = None) -> None:
        self.document = document
        self._samples = {} if samples is None else samples
        self._styles: dict[tuple[SectionPath, int, frozenset[str]], Style] = {}
        self._whole: dict[tuple[str, tuple[str, ...]], _Every] = {}
        self._beside: dict[tuple[SectionPath, str, tuple[str, ...]], list[Unit]] = {}
        self._by_parent: dict[SectionPath, list[Unit]] = defaultdict(list)
        for unit in document.units:
            self._by_parent[document.section_of(unit)[:-1]].append(unit)

    def without(self, unit: Unit) -> "Learner":
        """Return one that learns as if an entry were not there."""
        others = [other for other in self.document.units if other is not unit]
        return Learner(replace(self.document, units=others), self._samples)

    def kind_of(self, path: SectionPath) -> str:
        """Return the form that a section's entries mostly have, its sisters' when it has none."""
        units = self.document.sections.get(path) or self._by_parent[path[:-1]] or self.document.units
        return Counter(unit.block.kind for unit in units).most_common(1)[0][0] if units else "item"

    def example_of(self, path: SectionPath) -> Unit | None:
        """Return the newest of the entries that a section's style is learnt from."""
        kind = self.kind_of(path)
        own = [unit for unit in self.document.sections.get(path, ()) if unit.block.kind == kind]
        return next(iter(newest(own, 1)), None)

    def learn(self, path: SectionPath, known: frozenset[str], table: int = -1) -> Style:
        """Return the style of a section for papers of which so much is known; rows as in the table at that line."""
        if (path, table, known) not in self._styles:
            self._styles[path, table, known] = self._learnt(path, known, table)
        return self._styles[path, table, known]

    def _sampled(self, units: Iterable[Unit]) -> list[Sample]:
        out: list[Sample] = []
        for unit in units:
            if len(unit.text) > _LONGEST:
                continue
            if unit not in self._samples:
                self._samples[unit] = sample_of(unit)
            out.append(self._samples[unit])
        return out

    def _learnt(self, path: SectionPath, known: frozenset[str], table: int) -> Style:
        context = self._context(path, known, table)
        found = best(context.pool, known, context.every.empty) if context else None
        if not context:
            return PLAIN
        own = context.own if len(context.own) > 1 else context.every.units
        gap = () if own[0].block.kind in {"row", "html row"} else _gap(self.document, own)
        if not found:
            return replace(PLAIN, gap=gap)
        html, named = own[0].block.kind in _IN_HTML, _gives_names(own)
        return Style(found.parts, found.score, gap, found.left_out, html=html, named=named)

    def _context(self, path: SectionPath, known: frozenset[str], table: int) -> _Context | None:
        """Return what decides how a section's entries are written, None where nothing is to be learnt from."""
        kind = self.kind_of(path)
        section = [unit for unit in self.document.sections.get(path, ()) if unit.block.kind == kind]
        own = [unit for unit in section if unit.block.table == table] or section
        first = next((unit for unit in own or self.document.units if unit.block.kind == kind), None)
        if not first:
            return None
        head = first.block.head
        own, section, every = _alike(own, kind, head), _alike(section, kind, head), self._every(kind, head)
        return _Context(own, every, self._pool(own, section, self._sisters(path, kind, head), every, known))

    def _sisters(self, path: SectionPath, kind: str, head: tuple[str, ...]) -> list[Unit]:
        """Return the newest entries of one form in a section and those beside it."""
        key = path[:-1], kind, head
        if key not in self._beside:
            self._beside[key] = newest(_alike(self._by_parent[path[:-1]], kind, head), _OWN)
        return self._beside[key]

    def _every(self, kind: str, head: tuple[str, ...]) -> _Every:
        """Return the entries of one form, rows as below one head."""
        if (kind, head) not in self._whole:
            units = _alike(self.document.units, kind, head)
            preprints = newest((unit for unit in units if names_preprint(unit.text)), _RARE)
            shapes, empty = _shapes_of(units), _empty_cells(units)
            every = _Every(units, newest(units, _POOL), preprints, _typical(shapes, units), shapes, empty)
            self._whole[kind, head] = every
        return self._whole[kind, head]

    def _placed(self, circles: list[list[Sample]]) -> list[list[Sample]]:
        """Return the circles with short names and venues where many entries have theirs, each entry once."""
        once = list(dict.fromkeys(sample for circle in circles for sample in circle))
        named = dict(zip(once, with_pages(with_venues(with_names(once))), strict=True))
        return [[named[sample] for sample in circle] for circle in circles]

    def _pool(
        self, own: list[Unit], section: list[Unit], sisters: list[Unit], every: _Every, known: frozenset[str]
    ) -> Pool:
        """Return the entries that decide, the newest of each circle, those most that are in the same position.

        Where a section has several tables, `own` is one of them; what may stand in any entry all of them say.
        """
        circles = [
            (newest(own, _OWN), 1.0),
            (_told(section), 0.0),
            (sisters, 0.1),
            (every.newest, 0.02),
            (every.preprints, 0.02),
            (every.typical, 0.001),
        ]
        samples = self._placed([self._sampled(units) for units, _ in circles])
        _, near, _, far, preprints, _ = samples
        says = _says(far + preprints)
        weights: dict[Sample, float] = defaultdict(float)
        for members, (_, weight) in zip(samples, circles, strict=True):
            for n, sample in enumerate(members):
                weights[sample] += weight * 0.5 ** (n / _HALF) * fits(sample, known, says=says)
        return Pool(near, far, weights, (_shapes_of(own), every.shapes), says=says)


def _told(section: list[Unit]) -> list[Unit]:
    """Return the entries that say what all of a section have: the newest, and the rest where few have an arXiv id."""
    known = newest(section, _OWN)
    few = len(known) < _ENOUGH and any(unit.id for unit in known)
    return [*known, *(unit for unit in section if not unit.id)][:_OWN] if few else known


def _shapes_of(units: Iterable[Unit]) -> Counter[str]:
    return Counter(shape(unit.text) for unit in units)


def _typical(shapes: Counter[str], units: Sequence[Unit]) -> list[Unit]:
    """Return the newest entry of each of the shapes that most entries have."""
    first = {shape(unit.text): unit for unit in reversed(newest(units, len(units)))}
    return [first[one] for one, _ in shapes.most_common(_SHAPES) if one in first]


def _alike(units: Iterable[Unit], kind: str, head: tuple[str, ...]) -> list[Unit]:
    """Return the entries of one form; of rows those with as many cells as their head, all where none has."""
    same = [unit for unit in units if unit.block.kind == kind and unit.block.head == head]
    return [unit for unit in same if len(unit.cells) == len(head)] or same


def _says(samples: Sequence[Sample]) -> bool:
    """Tell whether the list says of preprints that they are some."""
    spoken = sum(sample.preprint for sample in samples)
    silent = sum(not sample.preprint and not sample.venues for sample in samples)
    return spoken * 10 >= len(samples) or spoken > silent


def _empty_cells(rows: Sequence[Unit]) -> tuple[str, ...]:
    """Return what each column holds where there is nothing to say; else the sign that any column holds there.

    A word such as "No" says that there is no code, where the column is for code, and nothing elsewhere.
    """
    places = [cells_of(unit.text) if unit.block.kind == "html row" else unit.cells for unit in rows]
    counts = [Counter[str]() for _ in range(max(map(len, places), default=0))]
    for unit, cells in zip(rows, places, strict=True):
        for column, (start, end) in zip(counts, cells, strict=False):
            cell = _SPACES.sub(" ", unit.text[start:end])
            if cell.strip() in _NOTHING or not cell.strip():
                column[cell] += 1
    common = sum(counts, Counter[str]())
    default = next((cell for cell, _ in common.most_common() if not _SAYS_NO.search(cell)), " - ")
    return tuple(column.most_common(1)[0][0] if column else default for column in counts)


def _gap(document: Document, own: Sequence[Unit]) -> tuple[str, ...]:
    """Return the lines that most often stand between two entries: blank ones, or a rule among them."""
    gaps: Counter[tuple[str, ...]] = Counter()
    for one, two in pairwise(own):
        if one.heading == two.heading and two.span.start - one.span.end <= 6:
            lines = tuple(line.rstrip("\r\n") for line in document.lines[one.span.end : two.span.start])
            if all(map(is_between, lines)):
                gaps[lines] += 1
    default = () if own and own[0].block.kind == "item" else ("",)
    return max(gaps, key=lambda gap: (gaps[gap], -len(gap)), default=default)
