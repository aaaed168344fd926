"""Plans which lines go where in one file, and adds them."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TypeAlias

from curator.lists.reading import dates, groups
from curator.lists.reading.groups import Group
from curator.lists.reading.outline import Heading
from curator.lists.reading.parse import Document
from curator.lists.reading.unit import Unit
from curator.lists.writing import facts, numbers, style
from curator.lists.writing.even import evened
from curator.lists.writing.order import Order, Orders
from curator.lists.writing.tails import Tails
from curator.lists.writing.template import render
from curator.types import Paper, SectionPath

Named: TypeAlias = Mapping[tuple[str, SectionPath], str]


class Writer:
    """Writes papers into the sections of one file; `plain` writes links at the end of a section, whatever its form.

    `named` holds the group by date or letter that a paper's place names, where it names one.
    """

    def __init__(self, document: Document, override: str, named: Named, *, plain: bool = False) -> None:
        self.document = document
        self.override = override
        self.named = named
        self.plain = plain
        self.learner = style.Learner(document)
        self.splices: dict[int, list[str]] = {}
        self.written: Counter[int] = Counter()
        self.counts = numbers.is_counted(document.units)
        self.unknown = frozenset({"number"} if numbers.are_references(document.units) else ())
        self.orders = Orders(document.sections.values())
        self.tails = Tails(document)

    def write(self, wanted: Mapping[SectionPath, Sequence[Paper]]) -> str:
        """Return the text with an entry for every paper in its section."""
        for path, papers in wanted.items():
            self._section(path, papers)
        end = _line_end(self.document.lines)
        lines = list(self.document.lines)
        for at, new in sorted(self.splices.items(), reverse=True):
            if at == len(lines) and lines and not lines[-1].endswith(("\n", "\r")):
                lines[at:] = [end + line for line in new]
            else:
                lines[at:at] = [line + end for line in new]
        return "".join(lines)

    def _section(self, path: SectionPath, papers: Sequence[Paper]) -> None:
        kind = self.learner.kind_of(path)
        known = [unit for unit in self.document.sections.get(path, ()) if unit.block.kind == kind]
        rows = _outermost(_together(_shown(known)))
        if not rows or self.plain:
            self._at_end(path, papers)
            return
        found = groups.groups_of(self.document, path)
        order = self.orders.of(rows)
        grouped = {unit for group in found for unit in group.rows}
        loose = [unit for unit in rows if unit not in grouped]
        new: dict[str, list[Paper]] = {}
        for paper in order.sorted(papers, rows):
            named = self.named.get((paper.id, path), "")
            group = groups.named(found, named) or groups.choose(found, paper)
            inside = _shown([unit for unit in (group.rows if group else loose) if unit.block.kind == kind])
            if not group and any(one.is_dated and one.rows for one in found):
                new.setdefault(self._label(found, paper), []).append(paper)
            elif group and group.named and not group.rows and kind != "row":
                self._into_empty(group, path, paper)
            else:
                self._beside(path, paper, inside or rows, order)
        down = _falls([one for one in found if one.is_dated])
        for label, members in sorted(new.items(), key=lambda one: one[1][0].id, reverse=down):
            self._new_group(path, label, members, found, down=down)

    def _into_empty(self, group: Group, path: SectionPath, paper: Paper) -> None:
        """Write the first entry of a group."""
        self._splice(self._text_end(group.label_end, group.end), ["", *self._entry(path, paper)])

    def _beside(self, path: SectionPath, paper: Paper, rows: Sequence[Unit], order: Order) -> None:
        """Write an entry next to the one that comes before or after it in the order of its section."""
        near, front = order.neighbour(rows, paper)
        front = front or "-->" in self.document.lines[near.span.end - 1]
        at = near.span.start if front else self.tails.end_of(near, rows)
        apart = at > near.span.end and not self.document.lines[near.span.start - 1].strip()
        gap = self._learn(path, paper, near.block.table).gap or ("",) * apart
        number = self._number(rows, at, at_top=order.down)
        entry = self._entry(path, paper, near.block.table, number)
        entry = self._evened(_as_deep(entry, self.document.lines[near.span.start], number), rows, near)
        self._splice(at, [*entry, *gap] if front else [*gap, *entry])

    def _evened(self, entry: list[str], rows: Sequence[Unit], near: Unit) -> list[str]:
        """Return an entry, a row as wide as the others of the table that one of them stands in."""
        rule = self.document.lines[near.block.table + 1] if near.block.kind == "row" else ""
        return [evened(line, rows, rule) for line in entry] if rule else entry

    def _learn(self, path: SectionPath, paper: Paper, table: int = -1) -> style.Style:
        return style.PLAIN if self.plain else self.learner.learn(path, facts.of(paper).known - self.unknown, table)

    def _entry(self, path: SectionPath, paper: Paper, table: int = -1, number: int = 1) -> list[str]:
        if self.override:
            return render(self.override, paper, number).split("\n")
        return _as_wide(self._learn(path, paper, table).write(paper, number).split("\n"))

    def _number(self, rows: Sequence[Unit], at: int, *, at_top: bool) -> int:
        """Return the number of the next entry at a line, one everywhere in a list that leaves counting to Markdown."""
        if not self.counts:
            return 1
        self.written[at] += 1
        return numbers.next_number(rows, self.written[at] - 1, at_top=at_top)

    def _splice(self, at: int, lines: Sequence[str]) -> None:
        self.splices.setdefault(at, []).extend(lines)

    def _new_group(
        self, path: SectionPath, label: str, papers: Sequence[Paper], found: Sequence[Group], *, down: bool
    ) -> None:
        """Write a group's label as the others are, in their order, and the papers of its date under it."""
        dated = [group for group in found if group.is_dated]
        model = next(group for group in dated if group.rows)
        before = next((group for group in dated if groups.is_older(group, papers[0]) == down), None)
        between, after = groups.frame(self.document, found, model)
        lines = [*label.split("\n"), *between, *self._entries(path, papers, model.rows)]
        if before:
            self._splice(before.start, [*lines, *after])
        else:
            self._splice(dated[-1].rows[-1].span.end if dated[-1].rows else dated[-1].end, [*after, *lines])

    def _label(self, found: Sequence[Group], paper: Paper) -> str:
        """Return the source of a group's label with the date of a paper, as often as it has its own."""
        model = next(group for group in found if group.is_dated and group.rows)
        source = "".join(self.document.lines[model.start : model.label_end]).rstrip("\r\n")
        written = list(dates.find(source))
        fullest = max(written, key=lambda date: (date.day > 0, date.month > 0))
        year, month = fullest.year, fullest.month
        template, at = "", 0
        for date in [date for date in written if (date.year, date.month or month) == (year, month)]:
            template += _literal(source[at : date.start]) + date.form
            at = date.end
        return render(template + _literal(source[at:]), paper)

    def _at_end(self, path: SectionPath, papers: Sequence[Paper]) -> None:
        """Write into a section that has no entry yet; where its sisters have tables, under the head of one.

        Nothing is written where the section has another path since others have entries: what is no title is in a path.
        """
        headings = [one for one in self.document.headings if path in (one.path, (*one.path, *one.group))]
        if not headings:
            return
        heading = headings[-1]
        new = self._entries(path, papers)
        in_table = not self.plain and self.learner.kind_of(path) == "row"
        if in_table and (table := self._empty_table(heading)):
            self._splice(table, new)
            return
        at = self._text_end(heading.start + 1, heading.end)
        head = self._table_head() if in_table else []
        apart = [""] if self.plain and at < len(self.document.lines) else []
        self._splice(at, ["", *head, *new, *apart])

    def _entries(self, path: SectionPath, papers: Sequence[Paper], rows: Sequence[Unit] = ()) -> list[str]:
        """Return entries one below the other, as far apart as others of their section, like `rows` where there are."""
        table = rows[0].block.table if rows else -1
        gap = self._learn(path, papers[0], table).gap
        lines: list[str] = []
        for n, paper in enumerate(papers, 1):
            entry = self._entry(path, paper, table, n if self.counts else 1)
            lines += [*gap, *(self._evened(entry, rows, rows[0]) if rows else entry)]
        return lines[len(gap) :]

    def _text_end(self, start: int, end: int) -> int:
        """Return the line after the last that is not blank, of those from `start` to `end`."""
        return next((at for at in range(end, start, -1) if self.document.lines[at - 1].strip()), start)

    def _empty_table(self, heading: Heading) -> int:
        """Return the line after the head of a table without rows under a heading, 0 when there is none."""
        inside = (block for block in self.document.blocks if heading.start < block.start < heading.end)
        return next((block.table + 2 for block in inside if block.kind == "other" and block.table >= 0), 0)

    def _table_head(self) -> list[str]:
        """Return the head of the list's first table."""
        at = next(unit.block.table for unit in self.document.units if unit.block.kind == "row")
        return [line.rstrip("\r\n") for line in self.document.lines[at : at + 2]]


def _shown(units: list[Unit]) -> list[Unit]:
    """Return the entries that a reader sees; all where none is, since a whole section stands in a comment."""
    return [unit for unit in units if not unit.block.hidden] or units


def _falls(dated: Sequence[Group]) -> bool:
    """Tell whether the newest of the groups by date stands first."""
    filled = [group for group in dated if group.rows]
    return len(filled) < 2 or not groups.is_later(filled[1], filled[0])


_MARKER = re.compile(r"([ \t]*)(?:[-*+]|\d{1,9}([.)]))([ \t]+)")


def _as_deep(entry: list[str], beside: str, number: int) -> list[str]:
    """Return an item as deep in, and marked, as the one beside it, so that neither becomes a part of the other."""
    old, new = _MARKER.match(entry[0]), _MARKER.match(beside)
    if not old or not new:
        return entry
    if old[2] and new[2]:
        marker = old[0].removeprefix(old[1])
    else:
        marker = f"{number}{new[2]}{new[3]}" if new[2] else new[0].removeprefix(new[1])
    rest = [new[1] + line.removeprefix(old[1]) if line.strip() else line for line in entry[1:]]
    return _as_wide([new[1] + marker + entry[0][old.end() :], *rest])


def _as_wide(entry: list[str]) -> list[str]:
    """Return a numbered item whose further lines stand as far in as its text: else they would be no part of it."""
    marker = _MARKER.match(entry[0])
    if not marker or not marker[2]:
        return entry
    wide = " " * marker.end()
    rest = (
        wide + line.lstrip() if _is_less_deep(line, wide) and (not before.strip() or _STARTS.match(line)) else line
        for before, line in pairwise(entry)
    )
    return [entry[0], *rest]


_STARTS = re.compile(r"[ \t]*(?:[-*+][ \t]|\d{1,9}[.)][ \t]|[>#<|]|```)")


def _is_less_deep(line: str, wide: str) -> bool:
    return bool(line.strip()) and line[0].isspace() and not line.startswith((wide, "\t"))


def _together(rows: Sequence[Unit]) -> list[Unit]:
    """Return the rows of the largest table, or the items in one list, of those that a section has."""
    counts = Counter(unit.block.table for unit in rows)
    table = max(counts, key=counts.__getitem__, default=-1)
    return [unit for unit in rows if unit.block.table == table]


def _outermost(rows: list[Unit]) -> list[Unit]:
    """Return the items that stand in no other, of which what stands in one tells more; all where they are the fewer."""
    outer = [unit for unit in rows if unit.block.parent < 0]
    return outer if 2 * len(outer) >= len(rows) else rows


def _literal(text: str) -> str:
    """Return text as a template that renders it."""
    return text.replace("{", "{{").replace("}", "}}")


def _line_end(lines: Sequence[str]) -> str:
    ends = Counter(line[len(line.rstrip("\r\n")) :] for line in lines[:200])
    return max((end for end in ends if end), key=ends.__getitem__, default="\n")
