"""Papers that a list's text names, though no entry of it is theirs: a second link in a line, a quotation, a title."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from curator.lists.reading.blocks import lines_of
from curator.papers.identity import title_key
from curator.types import Section, SectionPath, Survey

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_ID = re.compile(r"(?<![\d.])\d{4}\.\d{4,5}(?!\d)")
_WORDS = 3
_SHARE = 0.25
"""A title names its paper where it has three words, and is a fourth of its line at least."""


def numbers(surveys: Iterable[Survey]) -> frozenset[str]:
    """Return the arXiv ids that a list's readers find anywhere in it: in an entry, a sentence, a citation, the news."""
    return frozenset(found for survey in surveys for found in _ID.findall(visible(survey).text))


class Mentions:
    """Where a list's text names papers; read once, and only when it is asked."""

    def __init__(self, surveys: Sequence[Survey]) -> None:
        self._surveys = surveys

    def section_of(self, arxiv_id: str, title: str) -> SectionPath | None:
        """Return the first section whose lines hold this id, or this title; None where none does."""
        if arxiv_id and (found := next(self._with_id(arxiv_id), None)):
            return found
        key = title_key(title)
        return next(self._with_title(key), None) if len(title.split()) >= _WORDS else None

    def _with_id(self, arxiv_id: str) -> Iterator[SectionPath]:
        wanted = re.compile(rf"(?<![\d.]){re.escape(arxiv_id)}(?!\d)")
        return (path for path, line, _ in self._lines if arxiv_id in line and wanted.search(line))

    def _with_title(self, key: str) -> Iterator[SectionPath]:
        return (path for path, _, line in self._lines if key and key in line and len(key) >= _SHARE * len(line))

    @cached_property
    def _lines(self) -> list[tuple[SectionPath, str, str]]:
        """Return each line with its section, and with its letters and digits."""
        return [
            (_topic(survey, section), line, title_key(line))
            for survey in self._surveys
            for lines in [lines_of(survey.text)]
            for section in survey.sections
            for line in lines[section.span.start : section.span.end]
            if line.strip()
        ]


def visible(survey: Survey) -> Survey:
    """Return a list without the text of its comments, which no reader sees; its lines stay where they are."""
    return replace(survey, text=_COMMENT.sub(_blank, survey.text))


def _blank(comment: re.Match[str]) -> str:
    """Return nothing of a comment, which no reader sees, but its line ends."""
    return re.sub(r"[^\r\n]", "", comment[0])


def _topic(survey: Survey, section: Section) -> SectionPath:
    """Return a section's path; of a group by date or letter that of the section whose entries it holds."""
    inside = (one.section for one in survey.entries if section.span.start <= one.span.start < section.span.end)
    return next(inside, section.path) if section.kind == "group" else section.path
