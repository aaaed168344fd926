"""Entries that are HTML: list items, table rows, and summaries whose details stand below them."""

import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from curator.types import canonical_id

_ITEM = re.compile(r"\s*<li\b", re.IGNORECASE)
_ROW = re.compile(r"\s*<tr\b", re.IGNORECASE)
_SUMMARY = re.compile(r"\s*(?:<details[^>]*>\s*)?<summary\b[^>]*>(.*)</summary>", re.IGNORECASE)
_DETAILS = re.compile(r"\s*<details[^>]*>\s*", re.IGNORECASE)
_OPENS = re.compile(r"\s*(?:<details|<summary|<tr\b|#{1,6}\s)", re.IGNORECASE)
_ENDS = {"html row": re.compile(r"</tr\s*>", re.IGNORECASE), "details": re.compile(r"</details\s*>", re.IGNORECASE)}
_HREF = re.compile(r"""href\s*=\s*["']?([^"'\s>]+)""", re.IGNORECASE)
_TARGET = re.compile(r"\]\((http[^)]*)\)")
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
    if _SUMMARY.match(line) and names_paper(lines[at : (end := _end(lines, at, "details"))]):
        return Piece("details", at - 1 if at and _DETAILS.fullmatch(lines[at - 1]) else at, end)
    if _ITEM.match(line) and "href" in line:
        return Piece("html item", at, at + 1)
    return Piece("html row", at, _end(lines, at, "html row")) if _ROW.match(line) else None


def names_paper(lines: Sequence[str]) -> bool:
    """Tell whether details, from their summary on, are a paper's: it links one on arXiv, or all that they link."""
    out = [_HREF.findall(line) + _TARGET.findall(line) for line in lines]
    return any(map(canonical_id, out[0])) or (any("://" in href for href in out[0]) and not any(out[1:]))


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


def summary_of(details: str) -> tuple[int, int]:
    """Return the place of what the summary of details says."""
    return _SUMMARY.match(details).span(1)  # type: ignore[union-attr]  # as it did when they were found
