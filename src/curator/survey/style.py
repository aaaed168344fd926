"""How a section writes its entries: learned by vote from its own, then its parent's, then the list's."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from curator.records import Paper, SectionPath, Survey
from curator.survey.parse import Document, Unit, read
from curator.survey.template import cell_templates, has_venue, leaves_out, render, template_of

_WORDS = re.compile(r"[^\W\d_]{2,}")
_SLOT = re.compile(r"\{\w+\}")


@dataclass(frozen=True, slots=True)
class Style:
    """A section's hand: the template of an entry, and what stands between two entries."""

    template: str
    gap: tuple[str, ...] = ()
    empty: str = "-"


PLAIN = Style("- [{title}]({link})")


def kind_of(document: Document, path: SectionPath) -> str:
    """Return the form that a section's entries mostly have, its sisters' when it has none."""
    of = document.headings
    own = [unit for unit in document.units if of[unit.heading].path == path]
    units = own or [unit for unit in document.units if of[unit.heading].path[:-1] == path[:-1]] or document.units
    return Counter(unit.block.kind for unit in units).most_common(1)[0][0] if units else "item"


def learn(document: Document, path: SectionPath, table: int = -1) -> Style:
    """Return the style of a section; rows are written as those of the table that starts at line `table`."""
    kind = kind_of(document, path)
    alike = [unit for unit in document.units if unit.block.kind == kind]
    own = [unit for unit in alike if document.headings[unit.heading].path == path]
    if not alike:
        return PLAIN
    if kind == "row":
        return Style(_row(own or alike, table), empty=_empty(own or alike))
    return Style(_line(document, path, own, kind), _gap(document, own or alike))


def learn_style(survey: Survey, section: SectionPath) -> tuple[Style, str]:
    """Return how a section writes its entries, and its newest entry written that way."""
    document = read(survey.text, survey.prefix)
    learned = learn(document, section)
    own = [unit for unit in document.units if document.headings[unit.heading].path == section]
    example = next((Paper(unit.arxiv_id, unit.name) for unit in newest(own)), Paper("2401.00001", "A Title"))
    return learned, render(learned.template, example, learned.empty, number="1")


def _sisters(document: Document, path: SectionPath, kind: str) -> tuple[list[Unit], list[Unit]]:
    units = [unit for unit in document.units if unit.block.kind == kind]
    parent = [unit for unit in units if document.headings[unit.heading].path[:-1] == path[:-1]]
    return parent, units


def _line(document: Document, path: SectionPath, own: Sequence[Unit], kind: str) -> str:
    votes: dict[str, float] = defaultdict(float)
    _vote(votes, own, 1.0)
    linked = sum(bool(unit.arxiv_id) for unit in own)
    if linked < 3:
        parent, units = _sisters(document, path, kind)
        _vote(votes, parent[-60:], 0.1)
        if linked + len(parent) < 3:
            _vote(votes, units[-100:], 0.01)
    return max(votes, key=lambda template: votes[template], default="")


def newest(units: Sequence[Unit], most: int = 30) -> list[Unit]:
    """Return the units with the newest arXiv ids, newest first; all of them when none has an id."""
    linked = [unit for unit in units if unit.arxiv_id]
    return sorted(linked, key=lambda unit: ("/" not in unit.arxiv_id, unit.arxiv_id), reverse=True)[:most] or list(
        units[:most]
    )


def _vote(votes: dict[str, float], units: Sequence[Unit], weight: float) -> None:
    """Let the newest units vote for their templates, those in a venue or with parts left out with less weight."""
    for n, unit in enumerate(newest(units)):
        template = template_of(unit)
        if "{title}" in template:
            less = 0.2 if has_venue(template) else 1.0
            votes[template] += weight * (1.0 - n / 60) * less


def _row(own: Sequence[Unit], table: int) -> str:
    """Vote for each column on its own: what holds a placeholder or is the same everywhere, else the empty form."""
    rows = [unit for unit in own if unit.block.table == table] or list(own)
    width = Counter(len(unit.cells) for unit in rows).most_common(1)[0][0]
    rows = newest([unit for unit in rows if len(unit.cells) == width])
    sources = zip(*[[unit.text[a:b] for a, b in unit.cells] for unit in rows], strict=True)
    templates = zip(*map(cell_templates, rows), strict=True)
    cells = [_name(source, rows) or _cell(source, column) for source, column in zip(sources, templates, strict=True)]
    first = rows[0].text.strip("\r\n")
    indent = first[: len(first) - len(first.lstrip())]
    return (
        indent
        + ("|" if first.lstrip().startswith("|") else "")
        + "|".join(cells)
        + ("|" if first.rstrip().endswith("|") else "")
    )


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


def _empty(own: Sequence[Unit]) -> str:
    """Return what rows most often hold where there is nothing to say."""
    cells = Counter(cell for unit in own for a, b in unit.cells if (cell := unit.text[a:b].strip()) in _NOTHING)
    return cells.most_common(1)[0][0] if cells else "-"


_NOTHING = frozenset(
    {"-", "--", "–", "—", "N/A", "n/a", "NA", "None", "none", "/", "x", "X", "❌", "✗", "✘", "TBD", "TBA", "?"}
)


def _cell(sources: Sequence[str], column: Sequence[str]) -> str:
    votes: dict[str, float] = defaultdict(float)
    total = 0.0
    for n, (source, cell) in enumerate(zip(sources, column, strict=True)):
        weight = 1.0 - n / (2 * len(column))
        total += weight
        if cell.strip() or not source.strip():
            votes[cell] += weight * (0.2 if has_venue(cell) else 1.0) * (0.4 if leaves_out(source, cell) else 1.0)
    slotted = {cell: count for cell, count in votes.items() if _SLOT.search(cell)}
    if slotted and 2 * sum(slotted.values()) >= sum(votes.values()):
        return max(slotted, key=lambda cell: slotted[cell])
    plain = {cell: count for cell, count in votes.items() if cell not in slotted}
    best = max(plain, key=lambda cell: plain[cell], default="")
    empty = {cell: count for cell, count in plain.items() if not _WORDS.search(cell)}
    if best and _WORDS.search(best) and (plain[best] * 3 >= total or "arxiv" in best.casefold()):
        return best
    return max(empty, key=lambda cell: empty[cell], default=" - ")


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
