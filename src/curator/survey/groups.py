"""Groups by date or letter inside a section: which one a paper goes to."""

from collections.abc import Mapping, Sequence

from curator.records import Paper
from curator.survey import dates
from curator.survey.outline import Heading
from curator.survey.unit import Unit


def split(papers: Sequence[Paper], headings: Mapping[int, Heading], rows: Sequence[Unit]) -> dict[int, list[Paper]]:
    """Return which papers go under which heading of a section, by the heading's number."""
    placed: dict[int, list[Paper]] = {}
    for paper in papers:
        placed.setdefault(_heading(paper, headings, rows), []).append(paper)
    return placed


def _heading(paper: Paper, headings: Mapping[int, Heading], rows: Sequence[Unit]) -> int:
    grouped = [n for n in headings if headings[n].group]
    if not grouped:
        filled = [unit.heading for unit in rows]
        return filled[0] if filled else max(headings)
    fitting = [n for n in grouped if _fits(paper, headings[n].group)]
    if fitting:
        return max(fitting, key=lambda n: len(headings[n].group))
    return min(grouped, key=lambda n: _distance(paper, headings[n].group))


def _fits(paper: Paper, group: Sequence[str]) -> bool:
    return _distance(paper, group) == 0


def _distance(paper: Paper, group: Sequence[str]) -> int:
    """Return how far a group is from a paper in days, or in letters; 0 when the paper belongs to it."""
    found = dates.find(" ".join(group))
    if not found:
        name = group[-1].strip().casefold()[:1]
        return abs(ord(paper.title.strip().casefold()[:1] or "a") - ord(name or "a"))
    best = max(found, key=lambda date: (date.day > 0, date.month > 0))
    day = dates.submitted(paper.arxiv_id, paper.announced)
    year, month = dates.of_id(paper.arxiv_id)
    if day and (best.day or not year):
        year, month = day.year, day.month
    apart = abs(best.year - year) * 372
    if best.month:
        apart = abs(
            (best.year - year) * 372 + (best.month - month) * 31 + ((best.day - day.day) if best.day and day else 0)
        )
    return apart
