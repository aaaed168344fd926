"""Figures → one HTML page that needs nothing else: no script, no font, nothing fetched; papers link to arXiv."""

from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import Any

from curator.evaluation import tables
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
.facts{display:grid;grid-template-columns:repeat(auto-fill,minmax(8.6rem,1fr));gap:.8rem}
.facts div{background:var(--tile);border-radius:.5rem;padding:.7rem 1rem}.facts b{display:block;font-size:1.5rem}
.plots{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(20rem,100%),1fr));gap:1.5rem}
.plots p{margin:.2rem 0}figure{margin:0;max-width:29rem}svg{width:100%;height:auto;display:block}
svg text{font:12px system-ui,sans-serif;fill:var(--soft)}svg .grid{stroke:var(--line)}
@media(max-width:30rem){table{font-size:.78rem}th,td{padding-right:.4rem}}
.s0{color:var(--c0)}.s1{color:var(--c1)}.s2{color:var(--c2)}
"""


def render(name: str, figures: Mapping[str, Any]) -> str:
    """Return the report of a replay as HTML; every text is escaped."""
    short = _shortener(figures)
    parts = [
        f"<h1>What curator would have suggested for {escape(name)}</h1>",
        _introduction(figures),
        tables.facts(_facts(figures)),
        "<h2>Two promises, and how they held</h2>",
        tables.table(_promises(figures), _PROMISES),
        f"<p>{_reading(figures)}</p>",
        "<h2>With another promise</h2>",
        _OTHERWISE,
        tables.table(figures["promises"], _OTHERS),
        "<h2>With so many papers a day</h2>",
        f'<div class="plots">{_budgets(figures["budgets"])}</div>',
        "<h2>Does it mean what it says?</h2>",
        "<p>How much was right of what was stated about as sure: the nearer the lines, the better.</p>",
        '<div class="plots">',
        _reliability("Relevance", figures["relevance_reliability"]),
        _reliability("Section", figures["section_reliability"]),
        "</div><h2>Month by month</h2>",
        f'<div class="plots">{_timeline(figures["timeline"])}</div>',
        tables.table(_months(figures["timeline"]), _MONTHS),
        "<h2>Section by section</h2>",
        tables.table(figures["sections"], [_section("section", "section", short), *_SECTIONS]),
        "<h2>Sections taken for one another</h2>",
        tables.table(
            figures["confusion"],
            [_section("true", "added to", short), _section("said", "would have gone to", short), Column("papers")],
        ),
        "<h2>Misses: added by the maintainer, passed over here</h2>",
        tables.table(figures["misses"], _papers("true", "added to", short)),
        "<h2>False alarms: suggested, not added (yet)</h2>",
        "<p>Open some of them. The ones you would have liked to be told of are no false alarms.</p>",
        tables.table(figures["false_alarms"], _papers("said", "would have gone to", short)),
    ]
    title = escape(f"curator: {name}")
    view = '<meta name="viewport" content="width=device-width,initial-scale=1">'
    head = f'<meta charset="utf-8">{view}<title>{title}</title><style>{_STYLE}</style>'
    return f'<!doctype html>\n<html lang="en"><head>{head}</head><body>{"".join(parts)}</body></html>\n'


def _promises(figures: Mapping[str, Any]) -> list[dict[str, Any]]:
    promised = figures["promised"]
    return [
        {
            "what": "of the suggestions are papers that the maintainer added (at least: more may fit than was added)",
            "promised": promised["precision"],
            "kept": _of(figures["precision"], figures["suggested"]),
        },
        {
            "what": "of the sections are right (of suggestions that were added: nobody placed the others)",
            "promised": promised["section_confidence"],
            "kept": _of(figures["right_section"], figures["hits"]),
        },
    ]


def _months(timeline: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    return [
        {
            **month,
            "kept": _of(month["precision"], month["suggested"]),
            "placed": _of(month["right_section"], month["hits"]),
        }
        for month in timeline
    ]


def _of(share: float | None, papers: int) -> str:
    return "–" if share is None else f"{percent(share)} of {papers}"


_PROMISES = [Column("promised", write=percent), Column("kept", short=True), Column("what", "")]
_OTHERWISE = (
    "<p>What would have been named with another <code>precision</code> under <code>[suggest]</code> in curator.toml, "
    "suggested and asked about. Choose the one whose share and number suit you: that share held on this list.</p>"
)
_OTHERS = [
    Column("precision", write="{:g}".format), Column("named", "papers named"),
    Column("a_week", "a week", tables.number), Column("kept", "of them added", percent),
    Column("recall", "of all that was added", percent),
]  # fmt: skip
_MONTHS = [
    Column("month", short=True), Column("papers", "announced"), Column("added"),
    Column("kept", "suggested and added", short=True), Column("placed", "in the right section", short=True),
]  # fmt: skip
_SECTIONS = [
    Column("added"), Column("suggested", "of them suggested"), Column("right", "rightly placed"),
    Column("unsure", "asked about"),
]  # fmt: skip


def _introduction(figures: Mapping[str, Any]) -> str:
    first, last = figures["entries"]
    return (
        f"<p>From {escape(figures['from'])} to {escape(figures['to'])} ({figures['weeks']} weeks) the list grew from "
        f"{first} papers to {last}. Before each period it was learnt anew, from what it held by then, and asked about "
        "every paper that arXiv announced. “Added” is what its maintainer added by the end; papers of the last weeks "
        "may be added yet.</p>"
    )


def _facts(figures: Mapping[str, Any]) -> list[tuple[str, str]]:
    found = figures["named_added"] / figures["added"] if figures["added"] else None
    return [
        (str(figures["papers"]), "papers announced"),
        (str(figures["added"]), "of them added by the maintainer"),
        (str(figures["suggested"]), "would have been suggested"),
        (str(figures["unsure"]), "would have been asked about: where to?"),
        (tables.number(figures["named_a_week"]), "papers a week to look at, all in all"),
        (percent(found), "of what was added had been suggested or asked about"),
    ]


def _reading(figures: Mapping[str, Any]) -> str:
    named, added, unsure = figures["named"], figures["named_added"], figures["unsure"]
    told = [f"No day names more than {figures['at_most']} papers."]
    if named:
        told.append(f"Of all {named} named, suggested or asked about, {added} were added ({percent(added / named)}).")
    if figures["unsure_added"]:
        offered = percent(figures["unsure_offered"])
        told.append(f"{figures['unsure_added']} of the {unsure} asked about, {offered} of them to a section offered.")
    if figures["suggested_idle"]:
        told.append(
            f"{figures['suggested_idle']} of the {figures['suggested']} suggestions are of months in which the "
            "maintainer added nothing: no suggestion could be right then."
        )
    return " ".join(told)


def _budgets(budgets: Sequence[Mapping[str, Any]]) -> str:
    names = [str(budget["a_day"]) for budget in budgets]
    return lines(
        names,
        [
            Series("precision", [budget["precision"] for budget in budgets]),
            Series("recall", [budget["recall"] for budget in budgets]),
        ],
        "most relevant papers a day, whatever the thresholds",
    )


def _reliability(title: str, bins: Sequence[Mapping[str, Any]]) -> str:
    names = [f"{one['stated']:.2f}" for one in bins]
    series = [Series("true", [one["true"] for one in bins]), Series("stated", [one["stated"] for one in bins])]
    return f"<div><p><b>{escape(title)}</b></p>{lines(names, series, 'stated probability')}</div>"


def _timeline(months: Sequence[Mapping[str, Any]]) -> str:
    named = (("added", "added"), ("suggested", "suggested"), ("hits", "both"))
    return bars(
        [month["month"] for month in months], [Series(name, [month[key] for month in months]) for key, name in named]
    )


def _shortener(figures: Mapping[str, Any]) -> Callable[[SectionPath], str]:
    """Return how a section is written here: without the headings that all sections share."""
    paths = {tuple(row[key]) for part, key in _NAMED for row in figures[part] if row[key]}
    depth = shared(paths)
    return lambda path: " › ".join(path[depth:])


_NAMED = (("sections", "section"), ("confusion", "said"), ("false_alarms", "said"), ("misses", "true"))


def _section(key: str, name: str, short: Callable[[SectionPath], str]) -> Column:
    return Column(key, name, short)


def _papers(key: str, name: str, short: Callable[[SectionPath], str]) -> list[Column]:
    return [
        Column("arxiv_id", "arXiv", link=True), Column("title"), _section(key, name, short),
        Column("relevance", write=percent),
    ]  # fmt: skip
