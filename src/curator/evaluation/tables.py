"""Rows → HTML tables; every text is escaped."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any


@dataclass(frozen=True, slots=True)
class Column:
    """One column: the `key` of its values, what stands above it (None: the key), and how a value is written.

    A `short` value is kept on one line; a `link` is the id of a paper.
    """

    key: str
    name: str | None = None
    write: Callable[[Any], str] = lambda value: f"{value:,}" if isinstance(value, int) else str(value)
    short: bool = False
    link: bool = False

    @property
    def title(self) -> str:
        """What stands above the column."""
        return self.key if self.name is None else self.name

    @property
    def label(self) -> str:
        """The attribute that names a cell where nothing stands above it; ids and titles need none."""
        return "" if self.link or self.key == "title" else f' data-name="{escape(self.title)}"'


def percent(share: float | None) -> str:
    """Write a share as people read it."""
    return "–" if share is None else f"{share:.0%}"


def number(value: float | None) -> str:
    """Write a number as people read it: a digit behind the point where that says something."""
    return "–" if value is None else f"{value:.1f}" if 0 < value < 10 else f"{value:.0f}"


def facts(pairs: Sequence[tuple[str, str]]) -> str:
    """Show figures large, each with what it says."""
    tiles = "".join(f"<div><b>{escape(figure)}</b>{escape(what)}</div>" for figure, what in pairs)
    return f'<div class="facts">{tiles}</div>'


def table(rows: Sequence[Mapping[str, Any]], columns: Sequence[Column]) -> str:
    """Show rows; numbers stand to the right, and a phone shows a paper's cells below its title, each with its name."""
    if not rows:
        return "<p>None.</p>"
    papers = any(column.link for column in columns)
    both = [(column, _side(rows[0][column.key], column)) for column in columns]
    cells = [(column, side + (column.label if papers else "")) for column, side in both]
    head = "".join(f"<th{side}>{escape(column.title)}</th>" for column, side in both)
    body = "".join(
        "<tr>" + "".join(f"<td{side}>{_cell(row[column.key], column)}</td>" for column, side in cells) + "</tr>"
        for row in rows
    )
    kind = "wide papers" if papers else "wide"
    return f'<div class="{kind}"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'


def _side(value: Any, column: Column) -> str:
    if column.key == "title":
        return ' class="title"'
    kind = "n" if isinstance(value, int | float | None) else "short" if column.short else ""
    return f' class="{kind}"' if kind else ""


def _cell(value: Any, column: Column) -> str:
    text = escape(column.write(value))
    return f'<a href="https://arxiv.org/abs/{text}">{text}</a>' if column.link else text
