"""Figures → one HTML page that needs nothing else: no script, no font, nothing fetched; papers link to arXiv."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape
from typing import Any

from curator.evaluation import tables
from curator.evaluation.coverage import lacking
from curator.evaluation.plots import Series, bars, lines
from curator.evaluation.tables import Column, percent
from curator.proposals.short_paths import shared
from curator.types import SectionPath

_STYLE = """
:root{color-scheme:light dark;--ink:#1d2430;--soft:#566070;--line:#dde2ea;--tile:#f3f5f9;--paper:#fff;--link:#2457d6;
--c0:#2457d6;--c1:#c8571b;--c2:#1f8a58}
@media(prefers-color-scheme:dark){:root{--ink:#e6e9ef;--soft:#a3adbd;--line:#333b49;--tile:#1d232e;--paper:#12161d;
--link:#8fb0ff;--c0:#7aa2ff;--c1:#ff9a62;--c2:#5fd39b}}
body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:var(--ink);
background:var(--paper)}
h1{font-size:1.6rem;line-height:1.25;overflow-wrap:anywhere}h2{font-size:1.15rem;margin-top:2.2rem}p{max-width:44rem}
a{color:var(--link)}.wide{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:.9rem}
th,td{text-align:left;padding:.3rem .6rem .3rem 0;border-bottom:1px solid var(--line);vertical-align:top}
td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}td.n,td a,td.short{white-space:nowrap}
td.short,th.short{padding-left:.6rem}
.facts{display:grid;grid-template-columns:repeat(auto-fill,minmax(8rem,1fr));gap:.8rem}
.facts div{background:var(--tile);border-radius:.5rem;padding:.7rem 1rem}.facts b{display:block;font-size:1.5rem}
.plots{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(20rem,100%),1fr));gap:1.5rem}
.plots p{margin:.2rem 0}figure{margin:0;max-width:29rem}svg{width:100%;height:auto;display:block}
svg text{font:12px system-ui,sans-serif;fill:var(--soft)}svg .grid{stroke:var(--line)}
@media(max-width:30rem){table{font-size:.78rem}th,td{padding-right:.4rem}
.papers table{font-size:.9rem}.papers thead{display:none}
.papers td{border:0;padding:0}.papers td.title{flex-basis:100%;order:-1}
.papers tr{display:flex;flex-wrap:wrap;gap:.1rem 1rem;padding:.6rem 0;border-bottom:1px solid var(--line)}
.papers td[data-name]::before{content:attr(data-name) " ";color:var(--soft)}}
.s0{color:var(--c0)}.s1{color:var(--c1)}.s2{color:var(--c2)}
"""


def render(name: str, figures: Mapping[str, Any]) -> str:
    """Return the report of a replay as HTML; every text is escaped."""
    short = _shortener(figures)
    parts = [
        f"<h1>What curator would have shown the maintainer of {escape(name)}</h1>",
        _introduction(figures),
        tables.facts(_facts(figures)),
        "<h2>Week by week, summed up by month</h2>",
        '<div class="plots">',
        _plot("Shown, taken, added", _months_plot(figures["timeline"])),
        _plot("Share of the shown papers that was taken within eight weeks", _share_plot(figures["timeline"])),
        "</div>",
        tables.table(figures["timeline"], _MONTHS),
        "<p>Within eight weeks: of what was shown eight weeks before the end or earlier; the rest is open.</p>",
        f"<p>{_reading(figures)}</p>",
        "<h2>What another pace would have come to</h2>",
        f"<p>{_advice(figures)}</p>",
        tables.table(figures["paces"], _PACES),
        *(["<h2>What your rules speak for</h2>", tables.table(figures["rules"], _RULES)] if figures["rules"] else []),
        "<h2>What others would have found, showing as many</h2>",
        tables.table(_peers(figures), _PEERS),
        "<h2>Does it mean what it says?</h2>",
        "<p>How much was true of what was stated about as sure: the nearer the lines, the better.</p>",
        '<div class="plots">',
        _reliability("Fits: taken into the list", figures["fit_reliability"]),
        _reliability("Section: taken into the section named first", figures["section_reliability"]),
        "</div><h2>Section by section</h2>",
        tables.table(figures["sections"], [_section("section", "section", short), *_SECTIONS]),
        "<h2>Sections taken for one another</h2>",
        tables.table(
            figures["confusion"],
            [_section("true", "added to", short), _section("predicted", "named first", short), Column("papers")],
        ),
        "<h2>Found: shown, and added by the maintainer</h2>",
        tables.table(figures["hits"], _papers("true", "added to", short)),
        "<h2>Missed: added by the maintainer, never shown</h2>",
        tables.table(figures["misses"], _papers("true", "added to", short)),
        "<h2>Shown, and not added (yet)</h2>",
        "<p>Open some of them. The ones you would have liked to be told of are no false alarms.</p>",
        tables.table(figures["false_alarms"], _papers("predicted", "named first", short)),
    ]
    return document(f"curator: {name}", parts)


def document(title: str, parts: Iterable[str]) -> str:
    """Return a page of these parts, which are HTML already; the title is text."""
    view = '<meta name="viewport" content="width=device-width,initial-scale=1">'
    head = f'<meta charset="utf-8">{view}<title>{escape(title)}</title><style>{_STYLE}</style>'
    return f'<!doctype html>\n<html lang="en"><head>{head}</head><body><main>{"".join(parts)}</main></body></html>\n'


_ENOUGH = 0.8
"""The share of what is added that a maintainer would call most of it."""

_MONTHS = [
    Column("month", short=True), Column("threshold", "chance asked for", percent), Column("shown"), Column("taken"),
    Column("share_taken", "taken within eight weeks", percent), Column("added"),
]  # fmt: skip
_RULES = [Column("rule"), Column("papers", "papers with these words"), Column("added", "of these added")]
_PACES = [
    Column("pace", "papers a week"), Column("shown", "shown, about"), Column("found", "of these added"),
    Column("recall", "of all that was added", percent), Column("load", "shown for each one found", tables.number),
]  # fmt: skip
_SECTIONS = [
    Column("added"), Column("found", "of them shown"), Column("suggested", "as a line"),
    Column("right", "in the right section"),
]  # fmt: skip
_PEERS = [Column("who", "ranking"), Column("found", "papers found"), Column("recall", "of all that was added", percent)]


def _introduction(figures: Mapping[str, Any]) -> str:
    first, last = figures["entries"]
    lacks = "".join(f" {escape(one)}" for one in lacking(figures))
    return (
        f"<p>From {escape(figures['from'])} to {escape(figures['to'])} ({figures['weeks']} weeks) the list grew from "
        f"{first} papers to {last}; entries that are not of arXiv, or older, count there and not below."
        f"{lacks} Every week the papers that arXiv announced were ranked by what had been learnt before, "
        "and the first ones shown. A simulated "
        "maintainer took those that the list came to hold and turned down the others; papers of the last weeks may be "
        "added yet.</p>"
    )


def _facts(figures: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [
        (f"{figures['announced']:,}", "papers announced"),
        (f"{figures['added']:,}", "of them added by the maintainer"),
        (f"{figures['shown']:,}", "would have been shown"),
        (f"{figures['found']:,}", f"of these were added: {percent(figures['recall'])} of all"),
        (tables.number(figures["load"]), "shown for each one found"),
        (tables.number(figures["shown_a_week"]), "shown a week"),
    ]


def _reading(figures: Mapping[str, Any]) -> str:
    text = (
        f"{figures['suggested']} would have been lines and {figures['asked']} questions. Of the lines, "
        f"{_were(figures['suggested_taken'])} added, {percent(figures['right_section'])} of these to the section named."
    )
    if not figures["asked_taken"]:
        return text
    offered = f"{percent(figures['offered'])} of these to one of the sections offered."
    return f"{text} Of the questions, {_were(figures['asked_taken'])} added, {offered}"


def _were(count: int) -> str:
    return f"{count or 'none'} {'was' if count == 1 else 'were'}"


def _advice(figures: Mapping[str, Any]) -> str:
    """Say which setting would have shown most of what was added, where it is another one than was replayed."""
    if not figures["added"]:
        return "Nothing was added, so no pace can be held against another."
    enough = next((one for one in figures["paces"] if one["recall"] >= _ENOUGH), None)
    if figures["recall"] >= _ENOUGH:
        return "Most of what was added was shown: leave the pace as it is."
    if not enough:
        return "No pace would have shown most of what was added: the ranking does not tell these papers from others."
    return (
        f"To be shown {percent(enough['recall'])} of what is added, set <code>pace = {enough['pace']}</code> under "
        f"<code>[suggest]</code>: one found for each {tables.number(enough['load'])} shown. This is read from the "
        "ranks that papers had when they came; more answers would have moved them a little."
    )


def _peers(figures: Mapping[str, Any]) -> list[dict[str, Any]]:
    found = {"curator": figures["found"], **figures["peers"]}
    return [
        {"who": name, "found": count, "recall": count / figures["added"] if figures["added"] else None}
        for name, count in found.items()
    ]


def _plot(title: str, drawn: str) -> str:
    return f"<div><p><b>{escape(title)}</b></p>{drawn}</div>"


def _months_plot(months: Sequence[Mapping[str, Any]]) -> str:
    names = ("shown", "taken", "added")
    return bars(
        [month["month"] for month in months], [Series(name, [month[name] for month in months]) for name in names]
    )


def _share_plot(months: Sequence[Mapping[str, Any]]) -> str:
    return lines(
        [month["month"] for month in months], [Series("taken", [month["share_taken"] for month in months])], "month"
    )


def _reliability(title: str, bins: Sequence[Mapping[str, Any]]) -> str:
    names = [f"{one['stated']:.2f}" for one in bins]
    series = [Series("true", [one["true"] for one in bins]), Series("stated", [one["stated"] for one in bins])]
    return _plot(title, lines(names, series, "stated probability"))


def _shortener(figures: Mapping[str, Any]) -> Callable[[SectionPath], str]:
    """Return how a section is written here: without the headings that all sections share."""
    paths = {tuple(row[key]) for part, key in _NAMED for row in figures[part] if row[key]}
    depth = shared(paths)
    return lambda path: " › ".join(path[depth:])


_NAMED = (
    ("sections", "section"), ("confusion", "predicted"), ("false_alarms", "predicted"), ("misses", "true"),
    ("hits", "true"),
)  # fmt: skip


def _section(key: str, name: str, short: Callable[[SectionPath], str]) -> Column:
    return Column(key, name, short)


def _papers(key: str, name: str, short: Callable[[SectionPath], str]) -> list[Column]:
    return [
        Column("arxiv_id", "arXiv", link=True), Column("title"), _section(key, name, short),
        Column("fits", write=percent), Column("position", "rank a week", tables.number),
    ]  # fmt: skip
