"""Entries that are HTML: list items, table rows, and summaries whose details stand below them."""

import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from curator.types import canonical_id

_ITEM = re.compile(r"\s*<li\b", re.IGNORECASE)
_ROW = re.compile(r"\s*<tr\b", re.IGNORECASE)
_SUMMARY = re.compile(r"\s*(?:<details[^>]*>\s*)?<summary\b.*</summary>", re.IGNORECASE)
_OPENS = re.compile(r"\s*(?:<details|<summary|<tr\b|#{1,6}\s)", re.IGNORECASE)
_ENDS = {"html row": re.compile(r"</tr\s*>", re.IGNORECASE), "details": re.compile(r"</details\s*>", re.IGNORECASE)}
_HREF = re.compile(r"""href\s*=\s*["']?([^"'\s>]+)""", re.IGNORECASE)
_CELL = re.compile(r"<td\b[^>]*>(.*?)</td\s*>", re.IGNORECASE | re.DOTALL)


class Piece(NamedTuple):
    """An entry in HTML: what it is, and its lines from `start` up to `end`."""

    kind: Literal["html item", "html row", "details"]
    start: int
    end: int


def pieces(lines: Sequence[str]) -> Iterator[Piece]:
    """Yield the entries in HTML among the lines of a file, by their lines."""
    at = 0
    while at < len(lines):
        piece = _piece(lines, at) if "<" in lines[at] else None
        if piece:
            yield piece
        at = piece.end if piece else at + 1


def _piece(lines: Sequence[str], at: int) -> Piece | None:
    line = lines[at]
    if _SUMMARY.match(line) and any(map(canonical_id, _HREF.findall(line))):
        return Piece("details", at, _end(lines, at, "details"))
    if _ITEM.match(line) and "href" in line:
        return Piece("html item", at, at + 1)
    return Piece("html row", at, _end(lines, at, "html row")) if _ROW.match(line) else None


def _end(lines: Sequence[str], start: int, kind: str) -> int:
    """Return the line after the one that closes what starts at a line; 60 lines on at most."""
    for at in range(start, min(start + 60, len(lines))):
        if at > start and _OPENS.match(lines[at]):
            break
        if _ENDS[kind].search(lines[at]):
            return at + 1
    return start + 1


def cells_of(row: str) -> list[tuple[int, int]]:
    """Return the places of a row's cells."""
    return [match.span(1) for match in _CELL.finditer(row)]
