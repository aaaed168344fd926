"""Topics that stand in the summaries of details, and in numbered lines in bold, where headings would."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from curator.lists.reading import dates
from curator.lists.reading.blocks import Block
from curator.lists.reading.html import names_paper
from curator.lists.reading.inline import plain
from curator.lists.reading.outline import is_contents, is_group, is_past, is_prose, name_of
from curator.lists.reading.words import is_generic

_OPENS = re.compile(r"<details\b", re.IGNORECASE)
_CLOSES = re.compile(r"</details\s*>", re.IGNORECASE)
_SUMMARY = re.compile(r"<summary\b[^>]*>(?P<name>[^\n]*?)</summary\s*>", re.IGNORECASE)
_COUNT = re.compile(r"\s*\(\d+ \w+\)\s*$")
_NUMBERED = re.compile(r"(?:<b>|\*\*)\s*\d+(?:\.\d+)+\.?\s[^<*]+(?:</b>|\*\*)\s*", re.IGNORECASE)
_BESIDE = 5
"""Times as many links as beside them stand inside of details that are topics: a paper more or less changes nothing."""

_LINK = re.compile(r"\]\(http|href\s*=\s*[\"']?http", re.IGNORECASE)


@dataclass(slots=True)
class Details:
    """Details from their first line up to line `end`, the line of their summary, and the details that hold them."""

    name: str
    start: int
    end: int
    outer: "Details | None"
    summary: int
    level: int = 0


def with_topics(found: list[Block], lines: Sequence[str]) -> list[Block]:
    """Return the blocks of a file with a heading for each topic that is none in Markdown."""
    if any("<summary" in line for line in lines):
        for one in _topics(found, lines):
            _put(found, Block("heading", one.start, one.start + 1, one.level, one.name, own=one.start + 1))
    tops = [block for block in found if block.parent < 0 and not block.quoted]
    numbered = [block for block in tops if block.kind == "paragraph" and _NUMBERED.fullmatch(block.content)]
    if len(numbered) > 1:
        level = 0
        for block in tops:
            if block.kind == "heading":
                level = block.level
            elif block.kind == "paragraph" and _NUMBERED.fullmatch(block.content):
                block.kind, block.level = "heading", level + 1
    return found


def _topics(found: Sequence[Block], lines: Sequence[str]) -> Iterator[Details]:
    """Yield the details that are topics: several side by side, each with papers, and few of these beside them."""
    headings = [block for block in found if block.kind == "heading" and not block.quoted]
    starts = [0, *(block.start for block in headings), len(lines)]
    levels = [0, *(block.level for block in headings)]
    every = list(_details(found, lines))
    for (start, end), level in zip(pairwise(starts), levels, strict=True):
        here = [one for one in every if start <= one.start and one.end <= end]
        yield from _within(here, None, range(start, end), level, lines)


def _within(
    here: Sequence[Details], outer: Details | None, span: range, level: int, lines: Sequence[str]
) -> Iterator[Details]:
    side = [one for one in here if one.outer is outer]
    names = {name_of(one.name) for one in side if may_be_topic(one.name)}
    sure = [one for one in side if not is_generic(one.name)]
    held = [_links(lines[one.start : one.end]) for one in side]
    inside = {line for one in side for line in range(one.start, one.end)}
    beside = _links([lines[line] for line in span if line not in inside])
    holding = sum(map(bool, held))
    if len(names) == len(side) and min(len(sure), holding) > 1 and beside * _BESIDE < sum(held):
        for one in side:
            one.level = level + 1
            yield one
            yield from _within(here, one, range(one.start + 1, one.end), level + 1, lines)


def _links(lines: Sequence[str]) -> int:
    return sum(bool(_LINK.search(line)) for line in lines)


def may_be_topic(name: str) -> bool:
    """Tell whether a name is no date, no contents, and not what one may click at."""
    dated = is_group(name) or is_past(name) or bool(dates.find(name)) or name_of(name).startswith(("before ", "click "))
    return bool(name) and not (dated or is_prose(name) or is_contents(name))


def _details(found: Sequence[Block], lines: Sequence[str]) -> Iterator[Details]:
    """Yield the details whose summary is one line and names no paper, outer ones after those inside them."""
    html = {n for block in found if block.html and block.parent < 0 for n in range(block.start, block.end)}
    stack: list[Details] = []
    for n in sorted(html):
        for _ in _OPENS.findall(lines[n]):
            stack.append(Details("", n, n, stack[-1] if stack else None, n))
        if stack and (summary := _SUMMARY.search(lines[n])) and not stack[-1].name:
            stack[-1].name, stack[-1].summary = _COUNT.sub("", plain(summary["name"])), n
        for _ in _CLOSES.findall(lines[n])[: len(stack)]:
            stack[-1].end = n + 1
            if not names_paper(lines[(one := stack.pop()).summary : one.end]):
                yield one


def _put(found: list[Block], heading: Block) -> None:
    """Put a heading among the blocks, where it stands in the file."""
    at = next((n for n, block in enumerate(found) if block.start > heading.start), len(found))
    for block in found:
        block.parent += block.parent >= at
    found.insert(at, heading)
