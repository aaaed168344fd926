"""How a section writes its entries: learned by vote from its own, then its parent's, then the list's."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from curator.records import SectionPath
from curator.survey.parse import Document, Unit
from curator.survey.template import cell_templates, has_venue, template_of

_WORDS = re.compile(r"[^\W\d_]{2,}")
_SLOT = re.compile(r"\{\w+\}")


@dataclass(frozen=True, slots=True)
class Style:
    """A section's hand: the template of an entry, and what stands between two entries."""

    template: str
    gap: tuple[str, ...] = ()


def learn(document: Document, path: SectionPath, near: Sequence[Unit], kind: str, table: int = -1) -> Style:
    """Return the style for a section; `near` are its own units, `kind` the form ("item", "row", "paragraph") to write."""
    own = [unit for unit in near if unit.block.kind == kind]
    if kind == "row":
        return Style(_row(document, own, table))
    return Style(_line(document, path, own, kind), _gap(document, own))


def _sisters(document: Document, path: SectionPath, kind: str) -> tuple[list[Unit], list[Unit]]:
    units = [unit for unit in document.units if unit.block.kind == kind]
    parent = [unit for unit in units if document.headings[unit.heading].path[:-1] == path[:-1]]
    return parent, units


def _line(document: Document, path: SectionPath, own: Sequence[Unit], kind: str) -> str:
    votes: Counter[str] = Counter()
    _vote(votes, own, 1.0)
    linked = sum(bool(unit.arxiv_id) for unit in own)
    if linked < 3:
        parent, units = _sisters(document, path, kind)
        _vote(votes, parent[-60:], 0.1)
        if linked + len(parent) < 3:
            _vote(votes, units[-100:], 0.01)
    return max(votes, key=lambda template: votes[template], default="")


def _vote(votes: Counter[str], units: Sequence[Unit], weight: float) -> None:
    """Let each unit vote for its template; the newest weigh most, those in a venue or with words of their own least."""
    newest = sorted((unit.arxiv_id for unit in units if "/" not in unit.arxiv_id), reverse=True)[:30]
    recent = {arxiv_id: 1 + 2 * (1 - n / 30) for n, arxiv_id in enumerate(newest) if arxiv_id}
    for unit in units:
        template = template_of(unit)
        if "{title}" not in template:
            continue
        each = weight * recent.get(unit.arxiv_id, 0.5 if unit.arxiv_id else 0.05)
        votes[template] += each * (0.2 if has_venue(template) else 1)  # type: ignore[assignment]


def _row(document: Document, own: Sequence[Unit], table: int) -> str:
    """Vote for each column on its own: what holds a placeholder or is the same everywhere, else the empty form."""
    rows = [unit for unit in own if unit.block.table == table] or list(own)
    linked = [unit for unit in rows if unit.arxiv_id] or rows
    width = max(Counter(len(unit.cells) for unit in linked).items(), key=lambda pair: pair[1])[0]
    linked = [unit for unit in linked if len(unit.cells) == width]
    columns = list(zip(*map(cell_templates, linked), strict=True))
    names = [
        _name_column(unit_cells, linked)
        for unit_cells in zip(*[[u.text[a:b] for a, b in u.cells] for u in linked], strict=True)
    ]
    cells = [name or _cell(column) for column, name in zip(columns, names, strict=True)]
    first = linked[0].text.strip("\r\n")
    indent = first[: len(first) - len(first.lstrip())]
    return (
        indent
        + ("|" if first.lstrip().startswith("|") else "")
        + "|".join(cells)
        + ("|" if first.rstrip().endswith("|") else "")
    )


def _name_column(cells: Sequence[str], units: Sequence[Unit]) -> str:
    """Return the cell's form when the column holds the short names that titles start with."""
    hits = 0
    for cell, unit in zip(cells, units, strict=True):
        name = cell.strip(" `*")
        hits += bool(name) and unit.name.casefold().startswith(name.casefold() + ":")
    if hits * 3 < len(cells):
        return ""
    forms = Counter(cell.replace(cell.strip(" `*"), "{name}", 1) for cell in cells if len(cell.strip(" `*")) > 1)
    return forms.most_common(1)[0][0]


def _cell(column: Sequence[str]) -> str:
    votes: Counter[str] = Counter()
    for n, cell in enumerate(column):
        votes[cell] += (3 if n < 10 else 1) * (0.2 if has_venue(cell) else 1)  # type: ignore[assignment]
    slotted = {cell: count for cell, count in votes.items() if _SLOT.search(cell)}
    if slotted and 2 * sum(slotted.values()) >= sum(votes.values()):
        return max(slotted, key=lambda cell: slotted[cell])
    plain = {cell: count for cell, count in votes.items() if not _SLOT.search(cell)}
    best = max(plain, key=lambda cell: plain[cell])
    if not _WORDS.search(best) or plain[best] * 3 >= sum(votes.values()) or "arxiv" in best.casefold():
        return best
    empty = {cell: count for cell, count in plain.items() if not _WORDS.search(cell)}
    return max(empty, key=lambda cell: empty[cell], default=" ")


def _gap(document: Document, own: Sequence[Unit]) -> tuple[str, ...]:
    """Return the lines that most often stand between two entries: blank ones, or a rule among them."""
    gaps: Counter[tuple[str, ...]] = Counter()
    for one, two in zip(own, own[1:], strict=False):
        if one.heading == two.heading and two.span.start - one.span.end <= 6:
            lines = tuple(line.rstrip("\r\n") for line in document.lines[one.span.end : two.span.start])
            if all(not line.strip() or set(line.strip()) <= set("-*_") for line in lines):
                gaps[lines] += 1
    default = () if own and own[0].block.kind == "item" else ("",)
    return max(gaps, key=lambda gap: (gaps[gap], -len(gap)), default=default)
