"""Templates: text with placeholders, filled in for a paper."""

import re
from string import Formatter

from curator.errors import SurveyError
from curator.lists.reading import dates
from curator.lists.reading.words import word_set
from curator.lists.writing import facts, people
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


def check(template: str) -> None:
    """Raise SurveyError for a template with a placeholder that is unknown or written wrongly."""
    try:
        parts = list(Formatter().parse(template))
    except ValueError as cause:
        message = f'the template "{template}" cannot be read: {cause}; write {{{{ and }}}} for braces'
        raise SurveyError(message) from cause
    for _, name, spec, conversion in parts:
        if name is not None and (name not in PLACEHOLDERS or spec or conversion):
            known = ", ".join("{" + each + "}" for each in sorted(PLACEHOLDERS))
            raise SurveyError(f'the template has an unknown placeholder "{{{name}}}"; use one of {known}')


def render(template: str, paper: Paper, number: int = 1) -> str:
    """Fill a template in for a paper; what is not known of it leaves nothing."""
    known = facts.of(paper)
    if "name" not in known.values:
        template = _NAME.sub("", template)
    if not known.authors:
        template = _without_authors(template)
    names = {
        "authors": ", ".join(known.authors),
        "authors_and": people.AuthorForm(last=" and ").write(known.authors),
        "first_author": next(iter(known.authors), ""),
    }
    return known.fill(template, known.values | names | {"number": str(number)})


def _without_authors(template: str) -> str:
    """Leave out the authors, the marks around them, and a line that held nothing else."""
    lines = template.split("\n")
    kept = [_NO_AUTHORS.sub("", line) for line in lines]
    return "\n".join(
        new for old, new in zip(lines, kept, strict=True) if old == new or not _NOTHING_LEFT.fullmatch(new)
    )
