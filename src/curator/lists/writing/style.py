"""How a section writes its entries: learned by vote from its own, then its parent's, then the list's."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from curator.lists.reading.parse import Document, read
from curator.lists.reading.unit import Unit
from curator.lists.reading.words import is_venue, word_set, words
from curator.lists.writing.draft import cell_drafts, draft, finish, holes, runs, shared_runs
from curator.lists.writing.template import render
from curator.papers.identity import PaperId
from curator.types import Paper, SectionPath, Survey

_WORDS = re.compile(r"[^\W\d_]{2,}")
_SLOT = re.compile(r"\{\w+\}")
_HIDDEN = re.compile(r"\{[^{}]*\}|//[^/\s)]*|[?#][^)]*")
_WORD = re.compile(r"[A-Za-z]+")
_NAMED = re.compile(r"\w(?:.*\w)?")
_NO_VENUE = word_set("arxiv preprint www acl blog date nature science findings nc sc journal conference workshop")
_NOTHING = word_set("- -- – — N/A n/a NA None none / x X ❌ ✗ ✘ TBD TBA ?")
_POOL, _VOTERS, _HALF = 100, 20, 5


@dataclass(frozen=True, slots=True)
class Style:
    """A section's hand: the template of an entry, what stands between two, and what says that nothing is known."""

    template: str
    gap: tuple[str, ...] = ()
    empty: str = "-"


PLAIN = Style("- [{title}]({link})")


class Learner:
    """Learns the styles of one file's sections; what they have in common is read once."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._drafts: dict[int, str] = {}
        self._cells: dict[int, list[str]] = {}
        self._common: dict[object, list[set[str]]] = {}
        self._newest: dict[str, list[Unit]] = {}
        self._styles: dict[tuple[SectionPath, int], Style] = {}

    def kind_of(self, path: SectionPath) -> str:
        """Return the form that a section's entries mostly have, its sisters' when it has none."""
        units = self._own(path) or self._sisters(path) or self.document.units
        return Counter(unit.block.kind for unit in units).most_common(1)[0][0] if units else "item"

    def _own(self, path: SectionPath) -> list[Unit]:
        return [unit for unit in self.document.units if self.document.headings[unit.heading].path == path]

    def _sisters(self, path: SectionPath) -> list[Unit]:
        of = self.document.headings
        return [unit for unit in self.document.units if of[unit.heading].path[:-1] == path[:-1]]

    def learn(self, path: SectionPath, table: int = -1) -> Style:
        """Return the style of a section; rows are written as those of the table that starts at line `table`."""
        if (path, table) not in self._styles:
            self._styles[path, table] = self._learn(path, table)
        return self._styles[path, table]

    def _learn(self, path: SectionPath, table: int) -> Style:
        kind = self.kind_of(path)
        own, sisters, every = (
            [unit for unit in units if unit.block.kind == kind]
            for units in (self._own(path), self._sisters(path), self.document.units)
        )
        if not every:
            return PLAIN
        if kind == "row":
            rows = [unit for unit in own if unit.block.table == table] or own or every
            empty = _empty(every)
            return Style(self._row(rows, every, empty), empty=empty)
        return Style(self._line(own, sisters, every), _gap(self.document, own or every))

    def _draft(self, unit: Unit) -> str:
        if id(unit) not in self._drafts:
            self._drafts[id(unit)] = draft(unit)
        return self._drafts[id(unit)]

    def _cells_of(self, unit: Unit) -> list[str]:
        if id(unit) not in self._cells:
            self._cells[id(unit)] = cell_drafts(unit)
        return self._cells[id(unit)]

    def _line(self, own: Sequence[Unit], sisters: Sequence[Unit], every: Sequence[Unit]) -> str:
        """Vote in the section; where it has too few entries its sisters vote as well, then the list."""
        votes: dict[str, float] = defaultdict(float)
        kind = every[0].block.kind
        if kind not in self._common:
            self._newest[kind] = newest(every, _POOL)
            self._common[kind] = [shared_runs([self._draft(unit) for unit in self._newest[kind]])]
        every = self._newest[kind]
        for pool, weight in ((own, 1.0), (sisters, 0.1), (every, 0.01)):
            _vote(votes, [self._draft(unit) for unit in newest(pool)], weight, self._common[kind][0])
            if votes and len([unit for unit in pool if unit.id]) >= 3:
                break
        return _as_preprint(self._commonest(votes, own, every, self._common[kind][0])) if votes else PLAIN.template

    def _commonest(self, votes: dict[str, float], own: Sequence[Unit], every: Sequence[Unit], common: set[str]) -> str:
        """Return the winner; of templates that differ in case and spaces only, the one that most entries have."""
        alike: dict[str, float] = defaultdict(float)
        for template, count in votes.items():
            alike[_plainly(template)] += count
        best = max(alike, key=lambda key: alike[key])
        variants: dict[str, float] = defaultdict(float)
        for pool, weight in ((newest(own), 1.0), (newest(every), 0.5)):
            for unit in pool:
                variants[finish(self._draft(unit), common) or ""] += weight / len(pool)
        return max((each for each in votes if _plainly(each) == best), key=lambda each: (variants[each], votes[each]))

    def _row(self, rows: Sequence[Unit], every: Sequence[Unit], empty: str) -> str:
        """Vote for each column on its own: what holds a placeholder or is the same everywhere, else the empty form."""
        width = Counter(len(unit.cells) for unit in rows).most_common(1)[0][0]
        voters = newest([unit for unit in rows if len(unit.cells) == width])
        head = voters[0].block.head
        if head not in self._common:
            alike = [unit for unit in every if unit.block.head == head and len(unit.cells) == width]
            columns = zip(*map(self._cells_of, newest(alike, _POOL)), strict=True)
            self._common[head] = [shared_runs(column) for column in columns]
        sources = zip(*[[unit.text[a:b] for a, b in unit.cells] for unit in voters], strict=True)
        columns = zip(*map(self._cells_of, voters), strict=True)
        cells = [
            _name(source, voters) or _cell(source, column, common, empty)
            for source, column, common in zip(sources, columns, self._common[head], strict=False)
        ]
        width = max(1, len(head))
        return _between_bars(voters[0].text.strip("\r\n"), cells[:width], closed=len(cells) > width)


def _plainly(template: str) -> str:
    return " ".join(template.casefold().split())


def _between_bars(row: str, cells: Sequence[str], *, closed: bool) -> str:
    """Return cells as a row with the indent and the outer bars that `row` has; `closed` when it went on after them."""
    indent = row[: len(row) - len(row.lstrip())]
    left = "|" if row.lstrip().startswith("|") else ""
    right = "|" if closed or row.rstrip().endswith("|") else ""
    return indent + left + "|".join(cells) + right


def learn_style(survey: Survey, section: SectionPath) -> tuple[Style, str]:
    """Return how a section writes its entries, and its newest entry written that way."""
    document = read(survey.text, survey.prefix)
    learner = Learner(document)
    kind = learner.kind_of(section)
    own = newest([u for u in document.units if document.headings[u.heading].path == section and u.block.kind == kind])
    learned = learner.learn(section, own[0].block.table if own else -1)
    example = Paper(own[0].id, own[0].name) if own else Paper(PaperId("2401.00001"), "A Title")
    return learned, render(learned.template, example, learned.empty)


def newest(units: Sequence[Unit], most: int = _VOTERS) -> list[Unit]:
    """Return the units with the newest arXiv ids, newest first; the first ones when none has an id."""
    linked = [unit for unit in units if unit.id]
    return sorted(linked, key=_age, reverse=True)[:most] or list(units[:most])


def _age(unit: Unit) -> tuple[bool, str]:
    return "/" not in unit.id, unit.id


def _vote(votes: dict[str, float], drafts: Sequence[str], weight: float, common: set[str]) -> None:
    """Let entries vote for their templates: the newest weigh most, those in a venue least."""
    shared = common | (shared_runs(drafts) if len(drafts) >= 4 else set())
    for n, each in enumerate(drafts):
        template = finish(each, shared)
        if template and "{title}" in template and ("{id}" in template or "{link}" in template):
            less = (0.2 if has_venue(template) else 1.0) * (0.3 if "doi.org" in template else 1.0)
            votes[template] += weight * 0.5 ** (n / _HALF) * less


def has_venue(template: str) -> bool:
    """Tell whether a template names a conference or journal, which a new paper is not in."""
    return any(_names_venue(run) for _, run, _ in runs(template))


def _names_venue(run: str) -> bool:
    return any(is_venue(word) and word not in _NO_VENUE for word in words(_HIDDEN.sub(" ", run)))


def _as_preprint(template: str) -> str:
    """Return a template that says arXiv where it named a venue."""
    for (start, end), run, _ in sorted(runs(template), reverse=True):
        if _names_venue(run):
            source = template[start:end]
            new = _WORD.sub(_preprint, source) if source.startswith("!") else _NAMED.sub("arXiv", source, count=1)
            template = template[:start] + new + template[end:]
    return template


def _preprint(word: re.Match[str]) -> str:
    return "arXiv" if _names_venue(word[0]) else word[0]


def _name(cells: Sequence[str], units: Sequence[Unit]) -> str:
    """Return the cell's form when the column holds the short names that titles start with."""
    hits = [
        cell
        for cell, unit in zip(cells, units, strict=True)
        if len(name := cell.strip(" `*")) > 1 and unit.name.casefold().startswith(name.casefold() + ":")
    ]
    if len(hits) * 4 < len(cells):
        return ""
    return Counter(cell.replace(cell.strip(" `*"), "{name}", 1) for cell in hits).most_common(1)[0][0]


def _cell(sources: Sequence[str], column: Sequence[str], common: set[str], empty: str) -> str:
    votes: dict[str, float] = defaultdict(float)
    shared = common | (shared_runs(column) if len(column) >= 4 else set())
    for n, (source, each) in enumerate(zip(sources, column, strict=True)):
        cell = finish(each, shared)
        if cell is not None and (cell.strip() or not source.strip()):
            less = (0.2 if has_venue(cell) else 1.0) * (0.4 if holes(each) else 1.0)
            votes[cell] += less * (1.0 - n / (2 * len(column)))
    slotted = {cell: count for cell, count in votes.items() if _SLOT.search(cell)}
    if slotted and 2 * sum(slotted.values()) >= sum(votes.values()):
        return _most(slotted)
    constant = {cell: count for cell, count in votes.items() if cell not in slotted and _constant(cell, sources)}
    return _most(constant) if constant else f" {empty} "


def _constant(cell: str, sources: Sequence[str]) -> bool:
    same = sum(" ".join(source.split()) == " ".join(cell.split()) for source in sources)
    return (
        cell.strip() in _NOTHING
        or not _WORDS.search(cell)
        or "arxiv" in cell.casefold()
        or same * 5 >= len(sources) * 3 >= 6
    )


def _most(votes: Mapping[str, float]) -> str:
    """Return the choice with most votes; choices that differ only in spaces vote together."""
    alike: dict[str, float] = defaultdict(float)
    for choice, count in votes.items():
        alike[" ".join(choice.split())] += count
    best = max(alike, key=lambda choice: alike[choice])
    return max((choice for choice in votes if " ".join(choice.split()) == best), key=lambda choice: votes[choice])


def _empty(rows: Sequence[Unit]) -> str:
    """Return what rows most often hold where there is nothing to say."""
    cells = Counter(cell for unit in rows for a, b in unit.cells if (cell := unit.text[a:b].strip()) in _NOTHING)
    return cells.most_common(1)[0][0] if cells else "-"


def _gap(document: Document, own: Sequence[Unit]) -> tuple[str, ...]:
    """Return the lines that most often stand between two entries: blank ones, or a rule among them."""
    gaps: Counter[tuple[str, ...]] = Counter()
    for one, two in pairwise(own):
        if one.heading == two.heading and two.span.start - one.span.end <= 6:
            lines = tuple(line.rstrip("\r\n") for line in document.lines[one.span.end : two.span.start])
            if all(not line.strip() or set(line.strip()) <= set("-*_") for line in lines):
                gaps[lines] += 1
    default = () if own and own[0].block.kind == "item" else ("",)
    return max(gaps, key=lambda gap: (gaps[gap], -len(gap)), default=default)
