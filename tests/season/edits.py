"""What maintainers do to a list that decides on no paper: headings, files, order, titles and links."""

import random
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from curator import lists
from curator.types import Entry, SectionPath, Span, Survey

Files: TypeAlias = dict[str, str]
_HEADING = re.compile(r"(#{1,6}) +(.*?)\s*$")
_COUNT = re.compile(r" \(\d+\)$")
_WORDS = ("Amber", "Birch", "Cedar", "Dune", "Ember", "Fjord", "Grove", "Heath", "Inlet", "Jetty", "Knoll", "Ledge")


@dataclass(frozen=True)
class Heading:
    """A heading of a file that begins with hashes: its line, its level, and the lines under it and its parts."""

    file: str
    level: int
    text: str
    path: SectionPath
    own: Span
    whole: Span


def headings(files: Mapping[str, str], kinds: Sequence[str] = ("entries",)) -> list[Heading]:
    """Return the headings of sections of some kinds that are written with hashes."""
    found = []
    for survey in lists.parse_all(files):
        lines = survey.text.split("\n")
        marked = [(one, match) for one in survey.sections if (match := _HEADING.match(lines[one.span.start]))]
        for place, (one, match) in enumerate(marked):
            level = len(match[1])
            rest = (other.span.start for other, its in marked[place + 1 :] if len(its[1]) <= level)
            end = next(rest, len(lines) - 1)
            if one.kind in kinds:
                found.append(Heading(survey.file, level, match[2], one.path, one.span, Span(one.span.start, end)))
    return found


def lines_of(survey: Survey, entry: Entry) -> list[str]:
    """Return the lines of an entry."""
    return survey.text.split("\n")[entry.span.start : entry.span.end]


def _replaced(files: Mapping[str, str], file: str, span: Span, lines: Sequence[str]) -> Files:
    text = files[file].split("\n")
    text[span.start : span.end] = lines
    return {**files, file: "\n".join(text)}


def _name(source: random.Random) -> str:
    return f"{source.choice(_WORDS)} {source.choice(_WORDS).lower()} {source.randrange(26**3):x}"


def title_above(files: Files, source: random.Random) -> Files | None:
    return {**files, "README.md": f"# {_name(source)}\n\n{files['README.md']}"}


def another_title(files: Files, source: random.Random) -> Files | None:
    lines = files["README.md"].split("\n")
    tops = [n for n, line in enumerate(lines) if re.match(r"# ", line)]
    if not tops:
        return None
    return _replaced(files, "README.md", Span(tops[0], tops[0] + 1), [f"# {_name(source)}"])


def another_name(files: Files, source: random.Random) -> Files | None:
    return _renamed(files, source, lambda _: _name(source))


def count_in_heading(files: Files, source: random.Random) -> Files | None:
    return _renamed(files, source, lambda text: f"{_COUNT.sub('', text)} ({source.randrange(100)})")


def _renamed(files: Files, source: random.Random, change: Callable[[str], str]) -> Files | None:
    found = headings(files, ("entries", "prose"))
    if not found:
        return None
    one = source.choice(found)
    start = one.own.start
    return _replaced(files, one.file, Span(start, start + 1), [f"{'#' * one.level} {change(one.text)}"])


def below_another(files: Files, source: random.Random) -> Files | None:
    """Move a section with its parts to the end of another one's parts, below it."""
    found = headings(files)
    pairs = [
        (one, other)
        for one in found
        for other in found
        if one.file == other.file
        and one.level > 1
        and not (one.whole.start <= other.whole.start < one.whole.end)
        and not (other.whole.start <= one.whole.start < other.whole.end)
    ]
    if not pairs:
        return None
    one, other = source.choice(pairs)
    lines = files[one.file].split("\n")
    block = lines[one.whole.start : one.whole.end]
    deeper = other.level + 1 - one.level
    if any((match := _HEADING.match(line)) and not 1 <= len(match[1]) + deeper <= 6 for line in block):
        return None
    shifted = [f"{'#' * (len(m[1]) + deeper)} {m[2]}" if (m := _HEADING.match(line)) else line for line in block]
    at = other.whole.end
    placed = [*lines[:at], "", *shifted, "", *lines[at:]]
    offset = len(shifted) + 2 if at <= one.whole.start else 0
    del placed[one.whole.start + offset : one.whole.end + offset]
    return {**files, one.file: "\n".join(placed)}


def two_files(files: Files, source: random.Random) -> Files | None:
    """Move the last sections to a file of their own."""
    found = headings(files)
    level = min((one.level for one in found), default=0)
    cuts = [one.own.start for one in found[1:] if one.level == level and level > 1]
    if len(files) > 1 or not cuts:
        return None
    at = source.choice(cuts)
    lines = files["README.md"].split("\n")
    head, rest = "\n".join(lines[:at]), "\n".join(lines[at:])
    return {"README.md": f"{head}\n", "more.md": f"# {_name(source)}\n\n{rest}"}


def another_order(files: Files, source: random.Random) -> Files | None:
    """Exchange two entries that stand one after the other."""
    pairs = [
        (survey, one, other)
        for survey in lists.parse_all(files)
        for one, other in zip(survey.entries, survey.entries[1:], strict=False)
        if one.section == other.section and one.span.end == other.span.start
    ]
    if not pairs:
        return None
    survey, one, other = source.choice(pairs)
    both = [*lines_of(survey, other), *lines_of(survey, one)]
    return _replaced(files, survey.file, Span(one.span.start, other.span.end), both)


def sections_exchanged(files: Files, source: random.Random) -> Files | None:
    found = headings(files)
    pairs = [
        (one, other)
        for one in found
        for other in found
        if (one.file, one.whole.end, one.level) == (other.file, other.whole.start, other.level)
    ]
    if not pairs:
        return None
    one, other = source.choice(pairs)
    lines = files[one.file].split("\n")
    both = [*lines[other.whole.start : other.whole.end], "", *lines[one.whole.start : one.whole.end]]
    return _replaced(files, one.file, Span(one.whole.start, other.whole.end), both)


def shorter_title(files: Files, source: random.Random) -> Files | None:
    """Shorten the title of an entry that keeps its link."""
    found = [(survey, one) for survey in lists.parse_all(files) for one in survey.entries if one.id]
    if not found:
        return None
    survey, one = source.choice(found)
    return retitled(files, survey, one, shortened(one.title))


def shortened(title: str) -> str:
    """Return a title without what follows its colon, or without its last word."""
    return title.partition(":")[0] if ":" in title else title.rpartition(" ")[0]


def retitled(files: Files, survey: Survey, entry: Entry, title: str, link: str = "") -> Files | None:
    """Give an entry another title, and another link where one is given; None where its text does not show both."""
    text = "\n".join(lines_of(survey, entry))
    if not title or text.count(entry.title) != 1:
        return None
    text = text.replace(entry.title, title)
    if link:
        text = re.sub(rf"https?://arxiv\.org/\w+/{entry.id}", link, text)
        if entry.id in text:
            return None
    return _replaced(files, survey.file, entry.span, text.split("\n"))


def split(files: Files, source: random.Random) -> Files | None:
    """Put a new heading before an entry in the middle of a section."""
    places = [
        (one, entry)
        for survey in lists.parse_all(files)
        for one in headings(files)
        if one.file == survey.file
        for before, entry in zip(survey.entries, survey.entries[1:], strict=False)
        if before.section == entry.section == one.path
        and one.own.start < entry.span.start < one.own.end
        and re.match(r"[-*+] ", lines_of(survey, entry)[0])
    ]
    if not places:
        return None
    one, entry = source.choice(places)
    at = entry.span.start
    return _replaced(files, one.file, Span(at, at), ["", f"{'#' * one.level} {_name(source)}", ""])


EDITS: Mapping[str, Callable[[Files, random.Random], Files | None]] = {
    one.__name__: one
    for one in (
        title_above,
        another_title,
        another_name,
        count_in_heading,
        below_another,
        two_files,
        another_order,
        sections_exchanged,
        shorter_title,
        split,
    )
}


def without_entry(files: Files, survey: Survey, entry: Entry) -> Files:
    """Delete an entry's lines."""
    return _replaced(files, survey.file, entry.span, [])


def with_lines(files: Files, survey: Survey, after: Entry, lines: Sequence[str]) -> Files:
    """Put lines after an entry."""
    return _replaced(files, survey.file, Span(after.span.end, after.span.end), lines)


def without_section(files: Files, heading: Heading) -> tuple[Files, list[str]]:
    """Delete a section without its parts; return the lines that went, too."""
    gone = files[heading.file].split("\n")[heading.own.start : heading.own.end]
    return _replaced(files, heading.file, heading.own, []), gone
