"""Build a list's page to explore: list, papers, what waits and the list's past → a folder of static files."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from importlib.resources import files as shipped
from pathlib import Path

from curator import lists, site
from curator.errors import HostError
from curator.hosts import history
from curator.model.plane import plane
from curator.papers.identity import key
from curator.proposals.queue import NOTHING
from curator.site.records import Record
from curator.storage import files
from curator.types import Decision, Survey, entries_of
from curator.use_cases.audit import known
from curator.use_cases.steps import Steps, silently, today

_VERSIONS = 36
"""Past versions of a list that are read, one a month at most: enough for a curve."""

_YEARS = 8
"""Years of months that are drawn, where papers are counted by their own dates."""


@dataclass(frozen=True, slots=True)
class Past:
    """How many papers a list held at the ends of months, and since when it holds those that came after the first."""

    growth: Mapping[str, int]
    added: Mapping[str, date]


def build(
    root: Path,
    texts: Mapping[str, str],
    output: Path,
    *,
    papers: Path | None = None,
    pending: Decision = NOTHING,
    steps: Steps = silently,
) -> list[Record]:
    """Write `index.html` and the downloads of a list's files into a folder, and return the papers that it shows.

    `papers` are where abstracts come from; `root` is where git may tell how the list grew.
    """
    surveys = lists.parse_all(texts)
    with steps("reading the list's past"):
        past = _past(root, surveys)
    found = site.records(surveys, known(surveys, papers) if papers else (), past.added)
    with steps(f"drawing the map of {len(found)} papers"):
        places = [(float(x), float(y)) for x, y in plane([record.paper for record in found])]
    growth, growth_of = (
        (past.growth, "Papers in the list.") if len(past.growth) > 1 else (_by_date(found), "Papers by their date.")
    )
    title = lists.name_of(texts, root.name)
    page = site.render(site.Site(title, found, places, pending, growth, growth_of), assets())
    written = {
        "papers.bib": site.to_bibtex(found),
        "papers.csv": site.to_csv(found),
        "papers.json": site.to_json(found),
        "feed.xml": site.to_atom(title, found, today()),
        "index.html": page,
    }
    for name, text in written.items():
        files.write_text(output / name, text)
    return found


def assets() -> site.Assets:
    """Return the style and the script that curator ships."""
    folder = shipped("curator.site")
    return site.Assets(
        folder.joinpath("page.css").read_text(encoding="utf-8"), folder.joinpath("page.js").read_text(encoding="utf-8")
    )


def _past(root: Path, surveys: Sequence[Survey]) -> Past:
    """Read past versions of a list; nothing where there is no repository that holds it."""
    names = [survey.file for survey in surveys]
    try:
        first, last = history.span(root, names)
    except HostError:
        return Past({}, {})
    growth: dict[str, int] = {}
    added: dict[str, date] = {}
    before: set[str] = set()
    for day in _days(first, last):
        try:
            now = _keys(history.texts(root, names, day + timedelta(days=1)))
        except HostError:  # what was not UTF-8 then is left out
            continue
        added |= dict.fromkeys(sorted(now - before - added.keys()) if growth else (), day)
        growth[f"{day:%Y-%m}"] = len(now)
        before |= now
    return Past(growth, added)


def _keys(texts: Mapping[str, str]) -> set[str]:
    return {key(entry) for entry in entries_of(lists.parse_all(texts))}


def _days(first: date, last: date) -> list[date]:
    """Return the first day, the ends of as many months since as are read, and the last day."""
    months = range(first.year * 12 + first.month, last.year * 12 + last.month)  # a month's number is the next's index
    ends = [date(number // 12, number % 12 + 1, 1) - timedelta(days=1) for number in months]
    every = -(-len(ends) // _VERSIONS) or 1
    return sorted({first, *ends[::-1][::every], last})


def _by_date(records: Sequence[Record]) -> dict[str, int]:
    """Return how many papers there were at the end of each month, by their own dates; also of months without any."""
    dates = [record.published for record in records if len(record.published) >= len("2026-01")]
    counts = Counter(int(date[:4]) * 12 + int(date[5:7]) - 1 for date in dates)
    last = max(counts, default=0)
    months = range(max(min(counts, default=1), last - 12 * _YEARS + 1), last + 1)
    total, growth = sum(number for month, number in counts.items() if month < months.start), dict[str, int]()
    for month in months:
        total += counts[month]
        growth[f"{month // 12}-{month % 12 + 1:02}"] = total
    return growth
