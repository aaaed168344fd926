"""Write entries into a list as its maintainer would: lines are added, none is changed."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from curator.errors import SurveyError
from curator.identity import title_key
from curator.records import Paper, Placement, SectionPath, Survey
from curator.survey import groups, style
from curator.survey.outline import Heading, resolve
from curator.survey.parse import Document, read
from curator.survey.template import fields_of, render
from curator.survey.unit import Unit


@dataclass(frozen=True, slots=True)
class Splice:
    """Lines to put in front of line `at`."""

    at: int
    lines: tuple[str, ...]


def insert(survey: Survey, placements: Sequence[Placement], template: str = "") -> str:
    """Return the survey's text with an entry for each placement, written as its section writes them.

    A paper that its section holds already is not inserted again. `template` overrides the learned form.
    Raises SurveyError when there is no such section, or the entry cannot be written there.
    """
    return insert_all((survey,), placements, template).get(survey.file, survey.text)


def insert_all(surveys: Sequence[Survey], placements: Sequence[Placement], template: str = "") -> dict[str, str]:
    """Return the new texts of the files that change, by name."""
    fields_of(template)
    meant = [(place.paper, resolve(surveys, place.section)) for place in placements]
    changed: dict[str, str] = {}
    for survey in surveys:
        mine = {entry.section for entry in survey.entries} or {section.path for section in survey.sections}
        here = [pair for pair in meant if pair[1] in mine]
        meant = [pair for pair in meant if pair[1] not in mine]
        text = _written(survey, here, template) if here else survey.text
        if text != survey.text:
            changed[survey.file] = text
    return changed


def _written(survey: Survey, placements: Iterable[tuple[Paper, SectionPath]], override: str) -> str:
    """Write in the learned form; where that would not read back as what was meant, in the plainest."""
    document = read(survey.text, survey.prefix)
    wanted = _missing(document, placements)
    if not wanted:
        return survey.text
    for plain in (False, True):
        writer = _Writer(document, override, plain=plain)
        for path, papers in wanted.items():
            writer.place(papers, path)
        text = writer.result()
        if _reads_back(document, read(text, survey.prefix), wanted):
            return text
    where = '", "'.join(" / ".join(path) for path in wanted)
    raise SurveyError(
        f'no entry can be written into "{where}" of {survey.file} so that it is read as one; add it by hand'
    )


def _missing(document: Document, placements: Iterable[tuple[Paper, SectionPath]]) -> dict[SectionPath, list[Paper]]:
    """Return the papers by section that are not there yet, each once."""
    wanted: dict[SectionPath, list[Paper]] = {}
    for paper, path in placements:
        known = wanted.setdefault(path, [])
        own = (unit for unit in document.units if document.headings[unit.heading].path == path)
        if all(paper.arxiv_id != other.arxiv_id for other in known) and not any(_is(unit, paper) for unit in own):
            known.append(paper)
    return {path: papers for path, papers in wanted.items() if papers}


def _is(unit: Unit, paper: Paper) -> bool:
    if unit.arxiv_id:
        return unit.arxiv_id == paper.arxiv_id
    return title_key(unit.name) == title_key(paper.title) != ""


def _reads_back(old: Document, new: Document, wanted: dict[SectionPath, list[Paper]]) -> bool:
    """Tell whether the new document holds what the old did, the new entries, and nothing else."""
    expected = _contents(old)
    expected.update((paper.arxiv_id, "", path) for path, papers in wanted.items() for paper in papers)
    return _contents(new) == expected and [h.text for h in new.headings if not h.group] == [
        h.text for h in old.headings if not h.group
    ]


def _contents(document: Document) -> Counter[tuple[str, str, SectionPath]]:
    return Counter(
        (unit.arxiv_id, "" if unit.arxiv_id else unit.name, document.headings[unit.heading].path)
        for unit in document.units
    )


class _Writer:
    """Plans the splices for one file and applies them together."""

    def __init__(self, document: Document, override: str, *, plain: bool) -> None:
        self.document = document
        self.override = override
        self.plain = plain
        self.learner = style.Learner(document)
        self.splices: list[Splice] = []
        self.end = _line_end(document)

    def place(self, papers: Sequence[Paper], path: SectionPath) -> None:
        """Plan the lines for papers that go to one section."""
        headings = {n: heading for n, heading in enumerate(self.document.headings) if heading.path == path}
        own = [unit for unit in self.document.units if unit.heading in headings]
        kind = self.learner.kind_of(path)
        rows = [unit for unit in own if unit.block.kind == kind]
        for at, here in groups.split(papers, headings, rows).items():
            self._into(path, [unit for unit in rows if unit.heading == at], rows, here, headings[at])

    def _into(
        self, path: SectionPath, rows: Sequence[Unit], own: Sequence[Unit], papers: Sequence[Paper], heading: Heading
    ) -> None:
        down = _newest_first(rows or own)
        neighbour = (rows[0] if down else rows[-1]) if rows else None
        learned = self.learner.learn(path, neighbour.block.table if neighbour else -1)
        if self.plain:
            learned = style.PLAIN
        entries = self._render(learned, sorted(papers, key=lambda paper: paper.arxiv_id, reverse=down), rows)
        if neighbour and not self.plain:
            new = [line for entry in entries for line in ((*entry, *learned.gap) if down else (*learned.gap, *entry))]
            self.splices.append(Splice(neighbour.span.start if down else neighbour.span.end, tuple(new)))
        else:
            new = [line for entry in entries for line in ("", *entry)]
            self.splices.append(Splice(self._end_of(heading), (*new, "")))

    def _render(self, learned: style.Style, papers: Sequence[Paper], rows: Sequence[Unit]) -> list[list[str]]:
        form = self.override or learned.template or style.PLAIN.template
        last = max((_number(unit) for unit in rows), default=0)
        return [render(form, paper, learned.empty, number=last + n).split("\n") for n, paper in enumerate(papers, 1)]

    def _end_of(self, heading: Heading) -> int:
        at = heading.end
        while at > heading.start + 1 and not self.document.lines[at - 1].strip():
            at -= 1
        return at

    def result(self) -> str:
        """Return the text with all splices applied."""
        lines = list(self.document.lines)
        for splice in sorted(self.splices, key=lambda splice: splice.at, reverse=True):
            new = [line + self.end for line in splice.lines]
            if splice.at == len(lines) and lines and not lines[-1].endswith(("\n", "\r")):
                new = [self.end + line for line in splice.lines]
            lines[splice.at : splice.at] = new
        return "".join(lines)


def _line_end(document: Document) -> str:
    ends = Counter(line[len(line.rstrip("\r\n")) :] for line in document.lines[:200])
    return max((end for end in ends if end), key=lambda end: ends[end], default="\n")


def _number(unit: Unit) -> int:
    digits = unit.block.marker[:-1]
    return int(digits) if digits.isdigit() else 0


def _newest_first(rows: Sequence[Unit]) -> bool:
    """Tell whether ids mostly fall from one entry to the next; a numbered list grows at its end."""
    if any(_number(unit) > 1 for unit in rows):
        return False
    ids = [unit.arxiv_id for unit in rows if unit.arxiv_id and "/" not in unit.arxiv_id]
    pairs = list(pairwise(ids))
    return sum(a > b for a, b in pairs) > sum(a < b for a, b in pairs)
