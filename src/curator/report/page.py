"""Figures → one HTML page that needs nothing else: no script, no font, no address."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from curator.report.plots import Series, bars, lines

_STYLE = """
body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1d2430;background:#fff}
h1{font-size:1.6rem}h2{font-size:1.15rem;margin-top:2.2rem}p{max-width:44rem}
table{border-collapse:collapse;width:100%;font-size:.9rem}
th,td{text-align:left;padding:.3rem .6rem;border-bottom:1px solid #dde2ea;vertical-align:top}
td.n,th.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
.facts{display:flex;flex-wrap:wrap;gap:1rem}
.facts div{flex:0 1 7.2rem;background:#f3f5f9;border-radius:.5rem;padding:.7rem 1rem}
.facts b{display:block;font-size:1.5rem}.two{display:flex;flex-wrap:wrap;gap:1.5rem}.two>div{flex:1 1 24rem}
svg{width:100%;height:auto}svg text{font:12px system-ui,sans-serif;fill:#4a5568}
"""


def render(name: str, figures: Mapping[str, Any]) -> str:
    """Return the report of a replay as HTML; every text is escaped."""
    parts = [
        f"<h1>What curator would have suggested for {escape(name)}</h1>",
        _introduction(figures),
        _facts(figures),
        "<h2>With so many papers a day</h2>",
        _budgets(figures["budgets"]),
        "<h2>Does it mean what it says?</h2>",
        '<div class="two">',
        _reliability("Relevance: stated, and true", figures["relevance_reliability"]),
        _reliability("Section: stated, and true", figures["section_reliability"]),
        "</div><h2>Month by month</h2>",
        _timeline(figures["timeline"]),
        "<h2>Sections taken for one another</h2>",
        _table(figures["confusion"], {"true": "added to", "said": "would have gone to", "papers": "papers"}),
        "<h2>Misses: added by the maintainer, passed over here</h2>",
        _papers(figures["misses"], "true", "added to"),
        "<h2>False alarms: suggested, not added (yet)</h2>",
        _papers(figures["false_alarms"], "said", "would have gone to"),
    ]
    title = escape(f"curator: {name}")
    head = f'<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{title}</title>'
    body = "".join(parts)
    return f'<!doctype html>\n<html lang="en"><head>{head}<style>{_STYLE}</style></head><body>{body}</body></html>\n'


def percent(share: float | None) -> str:
    """Write a share as people read it."""
    return "–" if share is None else f"{share:.0%}"


def _introduction(figures: Mapping[str, Any]) -> str:
    return (
        f"<p>From {escape(figures['from'])} to {escape(figures['to'])} the list was learnt anew before each period, "
        "from what it held by then, and asked about every paper that arXiv announced. “Added” is what its maintainer "
        "added by the end. Maintainers add only part of what fits, so precision here is a lower bound.</p>"
    )


def _facts(figures: Mapping[str, Any]) -> str:
    facts = [
        (str(figures["papers"]), "papers announced"),
        (str(figures["added"]), "added by the maintainer"),
        (str(figures["suggested"]), "would have been suggested"),
        (str(figures["unsure"]), "would have been asked about: where to?"),
        (percent(figures["precision"]), "of the suggestions were added"),
        (percent(figures["recall"]), "of what was added had been suggested"),
        (percent(figures["right_section"]), "of those in the right section"),
    ]
    return (
        '<div class="facts">' + "".join(f"<div><b>{escape(n)}</b>{escape(what)}</div>" for n, what in facts) + "</div>"
    )


def _budgets(budgets: Sequence[Mapping[str, Any]]) -> str:
    names = [str(budget["a_day"]) for budget in budgets]
    return lines(
        names,
        [
            Series("precision", [budget["precision"] for budget in budgets]),
            Series("recall", [budget["recall"] for budget in budgets]),
        ],
        "most relevant papers a day",
    )


def _reliability(title: str, bins: Sequence[Mapping[str, Any]]) -> str:
    names = [f"{one['stated']:.2f}" for one in bins]
    plot = lines(
        names,
        [Series("true", [one["true"] for one in bins]), Series("stated", [one["stated"] for one in bins])],
        "stated probability",
    )
    return f"<div><p>{escape(title)}</p>{plot}</div>"


def _timeline(months: Sequence[Mapping[str, Any]]) -> str:
    return bars(
        [month["month"] for month in months],
        [Series(name, [month[key] for month in months]) for key, name in
         (("added", "added"), ("suggested", "suggested"), ("hits", "suggested and added"))],
    )  # fmt: skip


def _papers(papers: Sequence[Mapping[str, Any]], key: str, name: str) -> str:
    return _table(papers, {"arxiv_id": "arXiv", "title": "title", key: name, "relevance": "relevance"})


def _table(rows: Sequence[Mapping[str, Any]], columns: Mapping[str, str]) -> str:
    if not rows:
        return "<p>None.</p>"
    numbers = {key for key in columns if isinstance(rows[0][key], int | float)}
    cell = {key: ' class="n"' if key in numbers else "" for key in columns}
    head = "".join(f"<th{cell[key]}>{escape(name)}</th>" for key, name in columns.items())
    body = "".join(
        "<tr>" + "".join(f"<td{cell[key]}>{escape(str(row[key]))}</td>" for key in columns) + "</tr>" for row in rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
