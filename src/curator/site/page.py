"""Records → one HTML file with its style, its script and its data in it: nothing is fetched, nothing else may run.

All text reaches the page as JSON or escaped, and the script puts it there as text; the content security policy names
the script and the style by their SHA-256, so that no other could run even if it got there.
"""

import base64
import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from curator.evaluation.plots import Series, bars
from curator.proposals.short_paths import shortened
from curator.proposals.wording import count, percent
from curator.site.records import Record
from curator.types import Choice, Decision, Evidence, Paper, SectionPath

_GRID = 1000
_COLOURS = 8
_AUTHORS = 4
_DOWNLOADS = (("papers.bib", "BibTeX"), ("papers.csv", "CSV"), ("papers.json", "JSON"), ("feed.xml", "Atom feed"))


@dataclass(frozen=True, slots=True)
class Assets:
    """The page's style and script."""

    css: str
    js: str


@dataclass(frozen=True, slots=True)
class Site:
    """What a page shows: the list's name, its papers with their places in [0, 1]², what waits, how the list grew.

    `growth` counts papers by the month's name, in order; `growth_of` says what is counted.
    """

    title: str
    records: Sequence[Record]
    places: Sequence[tuple[float, float]]
    pending: Decision
    growth: Mapping[str, int]
    growth_of: str


def render(site: Site, assets: Assets) -> str:
    """Return the page; every text in it is escaped."""
    title = escape(site.title)
    policy = (
        f"default-src 'none'; style-src '{_sha(assets.css)}'; script-src '{_sha(assets.js)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    head = (
        f'<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{escape(policy)}">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f'<meta name="color-scheme" content="light dark"><title>{title}</title>'
        f'<link rel="alternate" type="application/atom+xml" href="feed.xml" title="{title}">'
        f"<style>{assets.css}</style>"
    )
    found = {
        "list": ("Papers", _search()),
        "pending": ("Suggested", _pending(shortened(site.pending))),
        "map": ("Map", _map()),
        "growth": ("Growth", _growth(site)),
    }
    sections = {key: (name, text) for key, (name, text) in found.items() if text}
    names = [(key, name) for key, (name, _) in sections.items()]
    parts = [_header(site, names), *(_section(key, *both) for key, both in sections.items()), _footer()]
    data = f'<script type="application/json" id="data">{_embedded(_data(site))}</script>'
    body = f'<a class="skip" href="#list">Skip to the papers</a>{"".join(parts)}{data}<script>{assets.js}</script>'
    return f'<!doctype html>\n<html lang="en"><head>{head}</head><body>{body}</body></html>\n'


def _sha(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _embedded(data: Mapping[str, Any]) -> str:
    """Return JSON that no text can end early: `<` is written as an escape."""
    written = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return written.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _data(site: Site) -> dict[str, Any]:
    """Return what the script shows, each name that comes often as a number."""
    counts = Counter(path for record in site.records for path in record.sections)
    paths = list(counts)
    number = {path: n for n, path in enumerate(paths)}
    largest = sorted(paths, key=lambda path: (-counts[path], number[path]))[:_COLOURS]
    return {
        "sections": _names(paths),
        "colours": [number[path] for path in largest],
        "papers": [_paper(*both, number) for both in zip(site.records, site.places, strict=True)],
    }


def _names(paths: Sequence[SectionPath]) -> list[str]:
    """Return the shortest ends of the paths that tell each from all others."""
    return [
        next(
            " › ".join(path[-depth:])
            for depth in range(1, len(path) + 1)
            if depth == len(path) or sum(other[-depth:] == path[-depth:] for other in paths) == 1
        )
        for path in paths
    ]


def _paper(record: Record, place: tuple[float, float], number: Mapping[SectionPath, int]) -> list[Any]:
    paper = record.paper
    names = list(paper.authors[:_AUTHORS]) + (["et al."] if len(paper.authors) > _AUTHORS else [])
    return [record.title, record.url, [number[path] for path in record.sections], record.published, ", ".join(names),
            " ".join(paper.categories), paper.abstract, round(place[0] * _GRID), round(place[1] * _GRID)]  # fmt: skip


def _header(site: Site, names: Sequence[tuple[str, str]]) -> str:
    sections = count(len({path for record in site.records for path in record.sections}), "section")
    files = " ".join(f'<a href="{name}" download>{what}</a>' for name, what in _DOWNLOADS)
    places = " ".join(f'<a href="#{name}">{what}</a>' for name, what in names)
    return (
        f"<header><h1>{escape(site.title)}</h1><p>{count(len(site.records), 'paper')} in {sections}.</p>"
        f'<nav aria-label="On this page">On this page: {places}</nav>'
        f'<nav aria-label="Downloads">Download: {files}</nav></header><main>'
    )


def _section(key: str, name: str, text: str) -> str:
    label = f"{key}-name"
    return f'<section id="{key}" aria-labelledby="{label}" tabindex="-1"><h2 id="{label}">{name}</h2>{text}</section>'


def _search() -> str:
    choices = "".join(
        f'<label>{name}<select id="{key}"><option value="">all</option></select></label>'
        for key, name in (("section", "Section"), ("year", "Year"), ("category", "Category"))
    )
    return (
        '<form role="search" id="filters"><label class="wide">Search titles, authors and abstracts'
        f'<input type="search" id="query" autocomplete="off" spellcheck="false"></label>{choices}'
        '<label>Order<select id="order"><option value="newest">newest first</option>'
        '<option value="list">as in the list</option></select></label>'
        '<button type="reset">Clear</button></form><p id="count" role="status"></p>'
        "<noscript><p>Searching needs JavaScript; the downloads above hold all papers.</p></noscript>"
        '<ol id="papers"></ol><button type="button" id="more" hidden>Show more</button>'
    )


def _map() -> str:
    return (
        "<p>Papers that share words stand together; those that the search leaves out are faint.</p>"
        '<div id="plane"><canvas role="img" aria-label="Map of the papers; all are in the list above">'
        '</canvas></div><p id="chosen" aria-live="polite"></p>'
        '<ul id="legend" aria-label="Largest sections"></ul>'
    )


def _growth(site: Site) -> str:
    if len(site.growth) < 2:
        return ""
    drawn = bars([*site.growth], [Series("papers", [*site.growth.values()])])
    rows = "".join(f"<tr><td>{escape(month)}</td><td>{held}</td></tr>" for month, held in site.growth.items())
    return (
        f"<p>{escape(site.growth_of)}</p>{drawn}"
        f"<details><summary>The same as numbers</summary><table><thead><tr><th>month</th><th>papers</th></tr></thead>"
        f"<tbody>{rows}</tbody></table></details>"
    )


def _pending(pending: Decision) -> str:
    lines = [_waiting(one.paper, one.fit, one.choices[:2], one.evidence) for one in pending.lines]
    lines += [_waiting(one.paper, one.fit, one.choices, one.evidence) for one in pending.questions]
    if not lines:
        return ""
    return f"<p>What curator found for the list; its maintainer has not decided yet.</p><ul>{''.join(lines)}</ul>"


def _waiting(paper: Paper, fit: float, choices: Sequence[Choice], why: Evidence) -> str:
    where = ", or ".join(f"{escape(' › '.join(choice.section))} ({percent(choice.probability)})" for choice in choices)
    words = f"<dt>words</dt><dd>{escape(', '.join(why.words))}</dd>" if why.words else ""
    near = "".join(f"<dd>{escape(title)}</dd>" for title in why.neighbours)
    near = f"<dt>nearest papers of the list</dt>{near}" if near else ""
    return (
        f'<li><h3><a href="{escape(paper.id.url)}">{escape(paper.title)}</a></h3>'
        f"<p>Fits: {percent(fit)}. Where: {where or 'nobody knows'}.</p>"
        + (f"<details><summary>Why</summary><dl>{words}{near}</dl></details>" if words or near else "")
        + "</li>"
    )


def _footer() -> str:
    return "</main><footer><p>Metadata by arXiv (CC0). Made with curator.</p></footer>"
