"""What is known of a paper, ready to be written where the entries of others have it."""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from curator.lists.reading import dates
from curator.lists.writing import escape, people
from curator.lists.writing.claims import CODE, PAGE
from curator.lists.writing.naming import short_name
from curator.lists.writing.parts import Leaf
from curator.lists.writing.people import AuthorForm
from curator.types import Paper, PaperId


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a paper, ready to be written; a list's own empty form stands for what is not."""

    values: dict[str, str]
    authors: tuple[str, ...]
    month: tuple[int, int]
    day: tuple[int, int, int]

    @property
    def known(self) -> frozenset[str]:
        """The slots that can be filled."""
        return (
            frozenset(self.values) | ({"authors"} if self.authors else set()) | ({"date"} if self.month[0] else set())
        )

    def write(self, leaf: Leaf) -> str:
        """Return what stands in the place of a slot."""
        if leaf.slot == "authors":
            form = leaf.form if isinstance(leaf.form, AuthorForm) else AuthorForm()
            return form.write(self.authors)
        if leaf.slot == "date":
            return self.fill(leaf.form, {})
        return self.values[leaf.slot] + (leaf.form if leaf.slot == "id" else "")

    def fill(self, template: str, values: Mapping[str, str]) -> str:
        """Return a template with the paper's date, and `values`, in their places; what is not known leaves nothing.

        The month is the id's, that of the day where the day is written.
        """
        if not self.day[0]:
            template = dates.without_day(template)
        date = self.day if self.day[0] and _WITH_DAY.search(template) else (*self.month, 0)
        template = dates.for_month(template, date[1])
        return template.format_map(defaultdict(str, {**values, **dates.fields(*date)}))


_LEAD = 4  # words before a colon: hardly any list sets more apart
_WITH_DAY = re.compile(r"\{(?:day|d|th|date)\}")


@lru_cache(maxsize=1 << 10)
def of(paper: Paper, *, html: bool = False) -> Facts:
    """Return the facts of a paper, as Markdown or as HTML.

    Where abstract or comment names one repository or page, it is the authors' own.
    """
    inert = escape.html if html else escape.markdown
    title = escape.one_line(paper.title).rstrip(" .")
    name, colon, rest = title.partition(": ")
    values = {"title": inert(title), "id": str(paper.id), "link": PaperId(paper.id).url, "number": "1", "query": ""}
    values["heading"] = values["title"]  # over a title that stands below
    if short := short_name(title, paper.abstract):
        values["heading"] = inert(short)
        values |= {"name": escape.html(short) if html else escape.code(short), "short": inert(short)}
    if colon and len(name.split()) <= _LEAD:
        values |= {"lead": inert(name), "rest": inert(rest)}
    text = f"{paper.comment} {paper.abstract}"
    repositories = {match[1].removesuffix(".git"): match[0].removesuffix(".git") for match in CODE.finditer(text)}
    if len(repositories) == 1:
        ((repo, code),) = repositories.items()
        values |= {"code": code, "repo": repo, "package": repo.rpartition("/")[2]}
    pages = dict.fromkeys(PAGE.findall(text))
    if len(pages) == 1:
        values["project"] = next(iter(pages))
    authors = tuple(inert(name).rstrip(".") for name in paper.authors)
    year, month = dates.of_id(paper.id)
    if authors and year:
        values["key"] = f"{people.surname(authors[0])}{year}"
    day = dates.submitted(paper.id, paper.announced)
    return Facts(values, authors, (year, month), (day.year, day.month, day.day) if day else (0, 0, 0))
