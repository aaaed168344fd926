"""Lists of made-up papers in five forms, as their maintainers would keep them, and the papers that come next."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from curator.types import Paper, PaperId
from tests.arxiv_server import made_up
from tests.world import DATA, METHODS

DAY = date(2031, 5, 5)
"""The day of the first night."""

SECTIONS = {"Methods": METHODS, "Data": DATA}
MONTHS, A_MONTH = 12, 6
FITS = "for the list"
"""The comment of papers that are the list's or could be."""

Papers = dict[str, list[Paper]]


def listed(months: int = MONTHS) -> Papers:
    """Return what stands in each section after so many months, oldest first."""
    return {
        section: [
            _about(topics[number % 3], date(2030, 5, 6) + timedelta(days=30 * month), 100 * row + number)
            for month in range(months)
            for number in range(A_MONTH)
        ]
        for row, (section, topics) in enumerate(SECTIONS.items(), 1)
    }


def coming(day: date) -> list[Paper]:
    """Return what arXiv announces on a day: two papers for each section, and ten for no list."""
    fit = [
        _about(f"{topic}, again", day, 10 * row + number)
        for row, topics in enumerate(SECTIONS.values())
        for number, topic in enumerate(topics[:2])
    ]
    return [*fit, *made_up(day, 10, first=200)]


def others() -> list[Paper]:
    """Return what was announced in the year before and never listed."""
    days = (DAY - timedelta(days=back) for back in range(3, 360, 6))
    return [paper for day in days for paper in made_up(day, 8, first=300)]


def _about(topic: str, day: date, number: int) -> Paper:
    (one,) = made_up(day, 1, first=number)
    title = f"{topic.capitalize()} of kind {day:%y%m}{number}"
    number_of_day = PaperId(f"{day:%y%m}.{1000 * day.day + number:05}")
    return replace(one, id=number_of_day, title=title, abstract=f"We study {topic}.", comment=FITS)


@dataclass(frozen=True, slots=True)
class Form:
    """How a list is kept: `write` returns its files by name for the papers of each section."""

    name: str
    write: Callable[[Papers], dict[str, str]]

    def __str__(self) -> str:
        """Return the name, for the report of a test."""
        return self.name


def _bullets(papers: Iterable[Paper]) -> str:
    return "".join(f"- {one.title} [[Paper]](https://arxiv.org/abs/{one.id})\n" for one in reversed([*papers]))


def _sections(papers: Papers, entries: Callable[[Iterable[Paper]], str], title: str = "# A made-up list") -> str:
    return title + "".join(f"\n\n## {name}\n\n{entries(some)}" for name, some in papers.items())


def _rows(papers: Iterable[Paper]) -> str:
    rows = (f"| {one.title} | {one.authors[0]} et al. | [arXiv](https://arxiv.org/abs/{one.id}) |\n" for one in papers)
    return "| Title | Authors | Link |\n|---|---|---|\n" + "".join(rows)


def _nested(papers: Iterable[Paper]) -> str:
    return "".join(
        f"* **{one.title}**\n  * *{', '.join(one.authors)}*\n  * <https://arxiv.org/abs/{one.id}>\n" for one in papers
    )


def _folder(papers: Papers) -> dict[str, str]:
    return {"README.md": "# Welcome\n\nThe list is in `papers/`.\n", "papers/list.md": _sections(papers, _bullets)}


def _files(papers: Papers) -> dict[str, str]:
    parts = {f"{name.lower()}.md": f"# {name}\n\n{_bullets(some)}" for name, some in papers.items()}
    return {"README.md": "# Welcome\n\nMethods and data have a file each.\n", **parts}


def _crlf(papers: Papers) -> dict[str, str]:
    return {"README.md": _sections(papers, _bullets).replace("\n", "\r\n")}


FORMS = (
    Form("table", lambda papers: {"README.md": _sections(papers, _rows)}),
    Form("folder", _folder),
    Form("files", _files),
    Form("crlf", _crlf),
    Form("nested", lambda papers: {"README.md": _sections(papers, _nested)}),
)
