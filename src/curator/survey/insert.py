"""Write entries into a list as its maintainer would: lines are added, none is changed."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

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


def _prefix(survey: Survey) -> SectionPath:
    first = next((section.path for section in survey.sections if section.span.start == 0), ())
    return first if survey.sections and survey.sections[0].span.start == 0 and survey.sections[0].path == first else ()


def _insert(survey: Survey, placements: Sequence[Placement], override: str) -> str:
    text = survey.text
    writer = _Writer(text, override)
    for place in placements:
        writer.place(place.paper, place.section)
    return writer.result()


class _Writer:
    """Plans the splices for one file and applies them together."""

    def __init__(self, text: str, override: str) -> None:
        self.document = read(text)
        self.override = override
        self.splices: list[Splice] = []
        self.written: set[tuple[str, SectionPath]] = set()
        self.end = _line_end(self.document)
        if override:
            template.fields_of(override)

    def place(self, paper: Paper, path: SectionPath) -> None:
        headings = [n for n, heading in enumerate(self.document.headings) if heading.path == path]
        own = [unit for unit in self.document.units if unit.heading in headings]
        key = (paper.arxiv_id, path)
        if key in self.written or any(_is(unit, paper) for unit in own):
            return
        self.written.add(key)
        kind = self._kind(own, path)
        rows = self._order(own, kind)
        at, before, after = _position(rows, paper)
        learned = style.learn(
            self.document, path, own, kind, before.block.table if before else after.block.table if after else -1
        )
        line = self._render(learned, paper, rows)
        self._splice(at, line, learned, before, after, self.document.headings[headings[-1]])

    def _kind(self, own: Sequence[Unit], path: SectionPath) -> str:
        units = (
            own
            or [u for u in self.document.units if self.document.headings[u.heading].path[:-1] == path[:-1]]
            or self.document.units
        )
        counts = Counter(unit.block.kind for unit in units)
        return counts.most_common(1)[0][0] if counts else "item"

    def _order(self, own: Sequence[Unit], kind: str) -> list[Unit]:
        return [unit for unit in own if unit.block.kind == kind]

    def _render(self, learned: style.Style, paper: Paper, rows: Sequence[Unit]) -> str:
        values = template.values_of(paper)
        values["number"] = str(len(rows) + 1)
        values["name"] = values["name"] or "-"
        return template.render(self.override or learned.template or "- [{title}]({link})", values)

    def _splice(
        self, at: int, line: str, learned: style.Style, before: Unit | None, after: Unit | None, heading: Heading
    ) -> None:
        lines = line.split("\n")
        gap = list(learned.gap)
        if after:
            new = [*lines, *gap]
            at = after.span.start
        elif before:
            new = [*gap, *lines]
            at = before.span.end
        else:
            at = heading.end
            while at > heading.start + 1 and not self.document.lines[at - 1].strip():
                at -= 1
            new = ["", *lines]
        self.splices.append(Splice(at, tuple(new)))

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


def _position(rows: Sequence[Unit], paper: Paper) -> tuple[int, Unit | None, Unit | None]:
    """Return the unit that the new one goes after, or the one that it goes before."""
    if not rows:
        return 0, None, None
    ids = [unit.arxiv_id for unit in rows if unit.arxiv_id and "/" not in unit.arxiv_id]
    down = sum(a > b for a, b in zip(ids, ids[1:], strict=False))
    up = sum(a < b for a, b in zip(ids, ids[1:], strict=False))
    if down > up:
        return rows[0].span.start, None, rows[0]
    return rows[-1].span.end, rows[-1], None
