"""Write entries into a list as its maintainer would: lines are added, none is changed."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from curator.errors import SurveyError
from curator.lists.reading.outline import group_of, resolve
from curator.lists.reading.parse import Document, read
from curator.lists.reading.unit import Unit
from curator.lists.writing import template as templates
from curator.lists.writing.write import Named, Writer
from curator.papers.identity import title_key
from curator.types import Paper, Placement, SectionPath, Survey

Wanted: TypeAlias = dict[SectionPath, list[Paper]]
Left: TypeAlias = tuple[Placement, SurveyError]


@dataclass(frozen=True, slots=True)
class Insertion:
    """The new texts of the files that change, by name, and the placements that could not be written, with why."""

    files: dict[str, str]
    left: tuple[Left, ...] = ()


def insert(survey: Survey, placements: Sequence[Placement], template: str = "") -> str:
    """Return the survey's text with an entry for each placement, written as its section writes them.

    A paper that its section holds already is not inserted again. `template` overrides the learned form.
    Raises SurveyError when there is no such section, or the entry cannot be written there.
    """
    done = insert_all((survey,), placements, template)
    for _, error in done.left:
        raise error
    return done.files.get(survey.file, survey.text)


def insert_all(surveys: Sequence[Survey], placements: Sequence[Placement], template: str = "") -> Insertion:
    """Write every placement that can be written, each into its file; one that cannot leaves the others theirs."""
    templates.check(template)
    meant: list[Placement] = []
    left: list[Left] = []
    named: dict[tuple[str, SectionPath], str] = {}
    for place in placements:
        try:
            path = resolve(surveys, place.section)
            meant.append(Placement(place.paper, path))
            named[place.paper.id, path] = group_of(surveys, path, " / ".join(place.section))
        except SurveyError as error:
            left.append((place, error))
    changed: dict[str, str] = {}
    for survey in surveys:
        mine = {section.path for section in survey.sections} | {entry.section for entry in survey.entries}
        here = [place for place in meant if place.section in mine]
        meant = [place for place in meant if place.section not in mine]
        text, refused = _written(survey, here, template, named)
        left += refused
        if text != survey.text:
            changed[survey.file] = text
    return Insertion(changed, tuple(left))


def _written(survey: Survey, placements: Sequence[Placement], override: str, named: Named) -> tuple[str, list[Left]]:
    """Write what can be written; return the new text, and what was left."""
    document = read(survey.text, survey.prefix)
    tables = {path for path in {place.section for place in placements} if _is_only_read(document, path)}
    others = [place for place in placements if place.section not in tables]
    text, left = _written_where_known(survey, others, override, named)
    return text, [*(_left(place, _TABLE, survey) for place in placements if place.section in tables), *left]


def _left(place: Placement, why: str, survey: Survey) -> Left:
    return place, SurveyError(why.format(" / ".join(place.section), survey.file))


_TABLE = 'the entries of "{}" in {} are rows of an HTML table, which are read but not written; add it by hand'
_UNREADABLE = 'no entry can be written into "{}" of {} and read again; add it by hand'
_TITLE = 5


def is_written(survey: Survey, section: SectionPath) -> bool:
    """Tell whether new entries are written into a section: not among rows of HTML that span or that only name."""
    return not _is_only_read(read(survey.text, survey.prefix), section)


def _is_only_read(document: Document, path: SectionPath) -> bool:
    """Tell whether entries are rows of HTML that a new one would tear apart, or that give no titles."""
    units = document.sections.get(path, [])
    rows = [unit for unit in units if unit.block.kind == "html row"]
    names = sum(len(unit.name.split()) < _TITLE for unit in rows)
    return 2 * len(rows) > len(units) and (2 * names > len(rows) or _span(document, rows))


def _span(document: Document, rows: Sequence[Unit]) -> bool:
    """Tell whether a cell spans rows under one of the headings that they stand under."""
    headings = (document.headings[at] for at in {unit.heading for unit in rows})
    return any("rowspan" in line.lower() for one in headings for line in document.lines[one.start : one.end])


def _written_where_known(
    survey: Survey, placements: Sequence[Placement], override: str, named: Named
) -> tuple[str, list[Left]]:
    """Write in the learned form; what would not read back as it was meant in halves, and alone in the plainest form."""
    document = read(survey.text, survey.prefix)
    wanted = _missing(document, placements)
    if not wanted:
        return survey.text, []
    if text := _tried(survey, wanted, Writer(document, override, named)):
        return text, []
    pairs = [Placement(paper, path) for path, papers in wanted.items() for paper in papers]
    if len(pairs) > 1:
        half = len(pairs) // 2
        text, left = _written_where_known(survey, pairs[:half], override, named)
        text, more = _written_where_known(replace(survey, text=text), pairs[half:], override, named)
        return text, left + more
    if text := _tried(survey, wanted, Writer(document, override, named, plain=True)):
        return text, []
    return survey.text, [_left(pairs[0], _UNREADABLE, survey)]


def _tried(survey: Survey, wanted: Wanted, writer: Writer) -> str:
    """Return the new text if it reads back as what was meant, an empty one if not."""
    text = writer.write(wanted)
    return text if _reads_back(writer.document, read(text, survey.prefix), wanted) else ""


def _missing(document: Document, placements: Sequence[Placement]) -> Wanted:
    """Return the papers by section that are not there yet, each once."""
    wanted: Wanted = {place.section: [] for place in placements}
    for paper, path in ((place.paper, place.section) for place in placements):
        known, held = wanted[path], document.sections.get(path, ())
        if all(paper.id != other.id for other in known) and not any(_is(unit, paper) for unit in held):
            known.append(paper)
    return {path: papers for path, papers in wanted.items() if papers}


def _is(unit: Unit, paper: Paper) -> bool:
    if unit.id:
        return unit.id == paper.id
    return title_key(unit.name) == title_key(paper.title) != ""


def _reads_back(old: Document, new: Document, wanted: Wanted) -> bool:
    """Tell whether the new document holds what the old did, the new entries, and nothing else."""
    expected = _contents(old)
    expected.update((paper.id, "", path) for path, papers in wanted.items() for paper in papers)
    return _contents(new) == expected and _topics(new) == _topics(old)


def _contents(document: Document) -> Counter[tuple[str, str, SectionPath]]:
    return Counter((unit.id, "" if unit.id else unit.name, document.section_of(unit)) for unit in document.units)


def _topics(document: Document) -> list[str]:
    """Return the headings that are no groups: no title may add one."""
    return [heading.text for heading in document.headings if not heading.group]
