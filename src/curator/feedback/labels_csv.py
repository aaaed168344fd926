"""Labels ⇄ CSV: one line a paper, to be read and corrected by hand, sorted so that two branches merge."""

import csv
import io
import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from curator.errors import CuratorError
from curator.types import Label, SectionPath, canonical_id

COLUMNS = ("arxiv_id", "title", "sections", "decided_on", "source", "by")
_LEVELS, _SECTIONS = " / ", " | "
_SEPARATOR = re.compile(r"(?<!\S)([/|])(?!\S)")
_ESCAPE, _ESCAPED = re.compile(r"\\(?=[\\/|])"), re.compile(r"\\([\\/|])")


def read(text: str, name: str = "labels.csv") -> list[Label]:
    """Read labels from CSV with the columns `COLUMNS`; `name` stands in the errors.

    Raises
    ------
    CuratorError
        A column is missing, or a line has an id or a date that is none, no field for its sections, or one too many.
    """
    rows = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")), strict=True)
    try:
        missing = [column for column in COLUMNS if column not in (rows.fieldnames or ())]
        if missing:
            raise CuratorError(f"{name}: no column {', '.join(missing)}: the first line must be {','.join(COLUMNS)}")
        return [_label(row, f"{name}, line {rows.line_num}") for row in rows if any(map(str.strip, _named(row)))]
    except csv.Error as error:
        raise CuratorError(
            f"{name}, line {rows.line_num or 1}: {error}: close its quotes, or restore the file from git"
        ) from error


def _require_whole(row: Mapping[Any, object], place: str) -> None:
    """Raise CuratorError for a line cut short, which would turn its paper down, and for one with an unquoted comma."""
    if row["sections"] is None:
        raise CuratorError(f"{place}: cut short: its third field names sections, or is empty for a paper turned down")
    if None in row:
        raise CuratorError(f"{place}: more fields than the first line: put a text that has a comma in quotes")


def _named(row: dict[str, str | None]) -> tuple[str, str]:
    return row["arxiv_id"] or "", row["title"] or ""


def _label(row: dict[str, str | None], place: str) -> Label:
    _require_whole(row, place)
    value = {column: row[column] or "" for column in COLUMNS}
    arxiv_id = canonical_id(value["arxiv_id"])
    if value["arxiv_id"] and not arxiv_id:
        raise CuratorError(f"{place}: {value['arxiv_id']!r} is no arXiv id: correct it or leave it empty")
    try:
        decided_on = date.fromisoformat(value["decided_on"]) if value["decided_on"] else None
    except ValueError as error:
        raise CuratorError(f"{place}: {value['decided_on']!r} is no date: write it as 2026-03-31") from error
    return Label(arxiv_id, value["title"], split(value["sections"]), decided_on, value["source"], value["by"])


def joined(sections: Iterable[SectionPath]) -> str:
    r"""Return sections as one text: `Agents / Web | Vision \/ Language`; a separator inside a heading is escaped."""
    return _SECTIONS.join(_LEVELS.join(_escaped(level) for level in path) for path in sections)


def split(text: str) -> tuple[SectionPath, ...]:
    """Return the sections that `joined` made a text of."""
    paths = (path for path in text.split(_SECTIONS) if path)
    return tuple(tuple(_ESCAPED.sub(r"\1", level) for level in path.split(_LEVELS)) for path in paths)


def _escaped(heading: str) -> str:
    return _SEPARATOR.sub(r"\\\1", _ESCAPE.sub(r"\\\\", heading))


def write(labels: Iterable[Label]) -> str:
    """Write labels as CSV, sorted by id and title, so that the same labels are always the same bytes.

    Every label is one line: runs of white space within a field become one space.
    """
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(COLUMNS)
    for label in sorted(labels, key=lambda label: (label.id, label.title)):
        day = label.decided_on.isoformat() if label.decided_on else ""
        fields = (label.id, label.title, joined(label.sections), day, label.source, label.by)
        rows.writerow(" ".join(field.split()) for field in fields)
    return out.getvalue()
