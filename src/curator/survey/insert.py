"""Write entries into a list as its maintainer would: lines are added, none is changed."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from curator.errors import SurveyError
from curator.identity import title_key
from curator.records import Paper, Placement, SectionPath, Survey
from curator.survey import style, template
from curator.survey.outline import Heading, resolve
from curator.survey.parse import Document, Unit, read


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
    meant = [Placement(place.paper, resolve(surveys, place.section)) for place in placements]
    changed: dict[str, str] = {}
    for survey in surveys:
        mine = {section.path for section in survey.sections}
        here = [place for place in meant if place.section in mine]
        meant = [place for place in meant if place.section not in mine]
        text = _insert(survey, here, template) if here else survey.text
        if text != survey.text:
            changed[survey.file] = text
    return changed


def _insert(survey: Survey, placements: Sequence[Placement], override: str) -> str:
    writer = _Writer(survey.text, override)
    for path in dict.fromkeys(place.section for place in placements):
        writer.place([place.paper for place in placements if place.section == path], path)
    return writer.result()


class _Writer:
    """Plans the splices for one file and applies them together."""

    def __init__(self, text: str, override: str) -> None:
        self.document = read(text)
        self.override = override
        self.splices: list[Splice] = []
        self.end = _line_end(self.document)
        if override:
            template.fields_of(override)

    def place(self, papers: Sequence[Paper], path: SectionPath) -> None:
        """Plan the lines for papers that go to one section."""
        headings = [heading for heading in self.document.headings if heading.path == path]
        own = [unit for unit in self.document.units if self.document.headings[unit.heading].path == path]
        papers = [paper for paper in dict.fromkeys(papers) if not any(_is(unit, paper) for unit in own)]
        if not papers:
            return
        kind = self._kind(own, path)
        rows = [unit for unit in own if unit.block.kind == kind]
        down = _newest_first(rows)
        papers = sorted(papers, key=lambda paper: paper.arxiv_id, reverse=down)
        neighbour = (rows[0] if down else rows[-1]) if rows else None
        learned = style.learn(self.document, path, own, kind, neighbour.block.table if neighbour else -1)
        lines = self._render(learned, papers, rows)
        self._splice(lines, learned.gap, neighbour, down, headings[-1])

    def _kind(self, own: Sequence[Unit], path: SectionPath) -> str:
        of = self.document.headings
        units = own or [u for u in self.document.units if of[u.heading].path[:-1] == path[:-1]] or self.document.units
        counts = Counter(unit.block.kind for unit in units)
        return counts.most_common(1)[0][0] if counts else "item"

    def _render(self, learned: style.Style, papers: Sequence[Paper], rows: Sequence[Unit]) -> list[list[str]]:
        form = self.override or learned.template or "- [{title}]({link})"
        last = max((_number(unit) for unit in rows), default=0)
        return [
            template.render(form, paper, number=str(last + n)).split("\n")
            for n, paper in enumerate(papers, 1)
        ]

    def _splice(
        self, entries: Sequence[Sequence[str]], gap: Sequence[str], neighbour: Unit | None, down: bool, heading: Heading
    ) -> None:
        new: list[str] = []
        for entry in entries:
            new += [*entry, *gap] if down else [*gap, *entry]
        if neighbour:
            at = neighbour.span.start if down else neighbour.span.end
        else:
            at, new = self._end_of(heading), ["", *new[len(gap) :]]
        self.splices.append(Splice(at, tuple(new)))

    def _end_of(self, heading: Heading) -> int:
        at = heading.end
        while at > heading.start + 1 and not self.document.lines[at - 1].strip():
            at -= 1
        return at

    def result(self) -> str:
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


def _is(unit: Unit, paper: Paper) -> bool:
    if unit.arxiv_id:
        return unit.arxiv_id == paper.arxiv_id
    return title_key(unit.name) == title_key(paper.title) != ""


def _number(unit: Unit) -> int:
    digits = unit.block.marker[:-1]
    return int(digits) if digits.isdigit() else 0


def _newest_first(rows: Sequence[Unit]) -> bool:
    """Tell whether ids mostly fall from one entry to the next; a numbered list grows at its end."""
    if any(_number(unit) > 1 for unit in rows):
        return False
    ids = [unit.arxiv_id for unit in rows if unit.arxiv_id and "/" not in unit.arxiv_id]
    pairs = list(zip(ids, ids[1:], strict=False))
    return sum(a > b for a, b in pairs) > sum(a < b for a, b in pairs)
