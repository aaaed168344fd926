"""Templates: text with placeholders, filled in for a paper."""

import re
from string import Formatter

from curator.errors import SurveyError
from curator.lists.reading import dates
from curator.lists.reading.words import word_set
from curator.lists.writing import escape, people
from curator.lists.writing.naming import short_name
from curator.types import Paper

_PAPER = word_set("title id link authors authors_and first_author number name")
PLACEHOLDERS = _PAPER | frozenset(dates.fields(2000, 1, 1))

_NAME = re.compile(r"[`*]*\{name\}[`*]*")
_AUTHORS = r"\{(?:authors|authors_and|first_author)\}(?:,?\s*(?:et\.?\s*al\b\.?|\.\.\.|and others))?[.,]?"
_NO_AUTHORS = re.compile(
    rf"<br\s*/?>[ \t]*{_AUTHORS}(?=[ \t]*(?:\||$))"
    rf"|(\*{{1,2}}|_{{1,2}}|`){_AUTHORS}\1[.,]?[ \t]*|\({_AUTHORS}\)[.,]?[ \t]*|{_AUTHORS}[ \t]*"
)


_NOTHING_LEFT = re.compile(r"[\s\-*+\\]*(?:[*_]*\w[\w ]*[*_]*[:：])?[\s*_\\]*(?:<br\s*/?>)?\s*", re.IGNORECASE)


def fields_of(template: str) -> tuple[str, ...]:
    """Return the placeholders of a template; raise SurveyError for one that is unknown or written wrongly."""
    try:
        parts = list(Formatter().parse(template))
    except ValueError as cause:
        message = f'the template "{template}" cannot be read: {cause}; write {{{{ and }}}} for braces'
        raise SurveyError(message) from cause
    for _, name, spec, conversion in parts:
        if name is not None and (name not in PLACEHOLDERS or spec or conversion):
            known = ", ".join("{" + each + "}" for each in sorted(PLACEHOLDERS))
            raise SurveyError(f'the template has an unknown placeholder "{{{name}}}"; use one of {known}')
    return tuple(name for _, name, _, _ in parts if name)


def render(template: str, paper: Paper, empty: str = "", number: int = 1) -> str:
    """Fill a template in for a paper; what is not known of it leaves nothing, a name `empty`."""
    values = values_of(paper) | {"number": str(number)}
    if not values["name"]:
        template = _NAME.sub(empty, template)
    if not paper.authors:
        template = _without_authors(template)
    day = dates.submitted(paper.id, paper.announced)
    if not day:
        template = dates.without_day(template)
    dated = bool({"day", "d", "date"} & set(fields_of(template)))
    year, month = (day.year, day.month) if day and dated else dates.of_id(paper.id)
    values |= dates.fields(year, month, day.day if day else 0)
    parts = Formatter().parse(template)
    return "".join(literal + (values.get(name, "") if name else "") for literal, name, _, _ in parts)


def _without_authors(template: str) -> str:
    """Leave out the authors, the marks around them, and a line that held nothing else."""
    lines = template.split("\n")
    kept = [_NO_AUTHORS.sub("", line) for line in lines]
    return "\n".join(
        new for old, new in zip(lines, kept, strict=True) if old == new or not _NOTHING_LEFT.fullmatch(new)
    )


def values_of(paper: Paper) -> dict[str, str]:
    """Return what a paper puts in the place of each placeholder but the dates, escaped."""
    names = [escape.markdown(name).rstrip(".") for name in paper.authors]
    title = escape.one_line(paper.title).rstrip(" .")
    return {
        "title": escape.markdown(title),
        "id": paper.id,
        "link": f"https://arxiv.org/abs/{paper.id}",
        "authors": ", ".join(names),
        "authors_and": people.AuthorForm(last=" and ").write(names),
        "first_author": names[0] if names else "",
        "name": escape.code(short_name(title, paper.abstract)),
    }
