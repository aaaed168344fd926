"""What a list may have missed → one HTML page, section by section, best first."""

from collections.abc import Mapping, Sequence
from datetime import date
from html import escape
from typing import Any

from curator.evaluation import tables
from curator.evaluation.page import document
from curator.evaluation.tables import Column, percent
from curator.proposals import facts
from curator.proposals.short_paths import shared
from curator.types import Decision, SectionPath, Suggestion, Triage

_COLUMNS = [
    Column("arxiv_id", "arXiv", link=True), Column("title"), Column("date", "announced", short=True),
    Column("fits", write=percent), Column("section_probability", "of this section", percent),
    Column("words", "for its words", ", ".join),
]  # fmt: skip

_HELP = (
    "<p>Fits is how likely a paper is taken. <code>curator backfill --propose</code> brings the next portion to the "
    "list's branch.</p>"
)


def rows(missed: Decision) -> list[dict[str, Any]]:
    """Return the facts of each paper, best first; `decision` says whether it would be a line or a question."""
    best = sorted(missed.shown, key=lambda one: (one.position, one.paper.id))
    return [_row(one, "suggest" if one in missed.lines else "unsure") for one in best]


def _row(one: Suggestion, decision: Triage) -> dict[str, Any]:
    return facts.shown(one) | {
        "date": one.paper.announced.isoformat() if one.paper.announced else "",
        "decision": decision,
        "words": one.evidence.words,
    }


def render(title: str, found: Sequence[Mapping[str, Any]], papers: int, days: Sequence[date]) -> str:
    """Return the page of these rows, found among so many papers of these days; every text is escaped."""
    span = f" from {days[0]} to {days[-1]}" if days else ""
    sections = dict.fromkeys(row["section"] for row in found)
    depth = shared({path for path in sections if path})
    parts = [
        f"<h1>What {escape(title)} may have missed</h1>",
        f"<p>Of {papers:,} papers{span}, these {len(found):,} would have been worth showing to its maintainer.</p>",
        _HELP,
        tables.facts(_facts(found)),
        *(text for path in sections for text in _section(path, depth, found)),
    ]
    return document(f"curator: what {title} may have missed", parts)


def _facts(found: Sequence[Mapping[str, Any]]) -> list[tuple[str, str]]:
    lines = sum(row["decision"] == "suggest" for row in found)
    expected = sum(row["fits"] or 0 for row in found)
    return [
        (f"{lines:,}", "lines: their section is sure"),
        (f"{len(found) - lines:,}", "questions, with boxes for sections"),
        (f"{expected:,.0f}", "of them are likely to be taken, by their chances"),
    ]


def _section(path: SectionPath, depth: int, found: Sequence[Mapping[str, Any]]) -> tuple[str, str]:
    inside = [row for row in found if row["section"] == path]
    name = " › ".join(path[depth:] or path) or "No section"
    return f"<h2>{escape(name)} ({len(inside)})</h2>", tables.table(inside, _COLUMNS)
