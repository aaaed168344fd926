"""Links that are written so that they lead nowhere, wherever in a file they stand."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from curator.audit.findings import Edit, Finding
from curator.audit.items import line_starts
from curator.lists.reading import inline
from curator.lists.reading.blocks import Block, lines_of
from curator.lists.reading.parse import read
from curator.types import Survey, canonical_id

_SCHEME = re.compile(r"h?t{1,3}ps?[:：]?/{0,3}(?=[\w-]+\.)", re.IGNORECASE)
_DOUBLED = re.compile(r"https?://(?=https?:/)", re.IGNORECASE)
_HOST = re.compile(
    r"(?:www\.[\w-]+\.\w|(?:arxiv|doi|aclanthology|dl\.acm)\.org/|(?:github|huggingface|youtube)\.(?:com|co)/|openreview\.net/)"
)
_APART = re.compile(r"(?<=\w\])[ \t]+(?=\(https?://[^\s()]+\))")
_OPEN = re.compile(r"\]\((https?://[^\s()\[\]{}|<>\"]+)(\}?)(?=\s*$|\](?:[\s\[]|$))")
_REST = re.compile(r"\s*([^\s()\[\]]*)\)")
_TURNED = re.compile(r"(?<![\w\]!\\])\(([^()\[\]]{1,60})\)\[(https?://[^\s()\[\]]+)\](?![\[(:])")
_NESTED = re.compile(r"\[[^\[\]]*\]\((https?://[^\s()\[\]]+)\)|\[(https?://[^\s()\[\]]+)\]?")
_ARXIV = re.compile(r"https?://(?:www\.)?arxiv\.org/(?:abs|pdf|html)/\s*([^?#]*)", re.IGNORECASE)
_SLASHES = re.compile(r"https?://(?:www\.)?arxiv\.org/(?:abs|pdf|html)//(?=\d{4}\.)", re.IGNORECASE)
_BEHIND = re.compile(r"(\d{4}\.\d{4,5}(?:v\d+)?(?:\.pdf)?)(?:v|[.,;:}]|%22|%20)+|(\d{4}\.\d{4,5})/(v\d+)")
_NEW_ID = re.compile(r"(\d\d)(\d\d)\.(\d{3,7})(?:v\d+)?(?:\.pdf)?/?")


def malformed(survey: Survey) -> Iterator[Finding]:
    """Find malformed links in every line of a file but those of code and comments."""
    document = read(survey.text, survey.prefix)
    hidden = {line for block in document.blocks if _is_hidden(block, document.lines) for line in _lines(block)}
    starts = line_starts(survey.text)
    lines = [*lines_of(survey.text), ""]
    for number, (line, below) in enumerate(pairwise(lines)):
        if number not in hidden and any(sign in line for sign in ("](", "] (", ")[", "href")):
            for why, start, end, text in _problems(line, below):
                fix = () if text is None else (Edit(starts[number] + start, starts[number] + end, text),)
                yield Finding("malformed-link", survey.file, number + 1, number + 1, why, fix=fix)


def _lines(block: Block) -> range:
    return range(block.start, block.end)


def _is_hidden(block: Block, lines: Sequence[str]) -> bool:
    start = lines[block.start].lstrip() if block.start < len(lines) else ""
    return block.kind == "other" and block.table < 0 and (not block.html or start.startswith(("<pre", "<script")))


_Problem = tuple[str, int, int, str | None]


def _problems(line: str, below: str) -> Iterator[_Problem]:
    code = [match.span() for match in re.finditer(r"(`+).+?\1", line)]
    found = [*_of_links(line), *_of_brackets(line), *_unclosed(line, below)]
    yield from (one for one in found if not any(a <= one[1] < b for a, b in code))


def _of_links(line: str) -> Iterator[_Problem]:
    for link in inline.links(line):
        if link.label != link.href:
            yield from _of_href(line[link.href[0] : link.href[1]], link.href[0], image=link.image)


def _of_brackets(line: str) -> Iterator[_Problem]:
    for match in _APART.finditer(line):
        yield "a space parts a link's text from its address, so that both are shown", match.start(), match.end(), ""
    for match in _TURNED.finditer(line):
        yield f"the link to {match[2]} has its brackets the wrong way round", *match.span(), f"[{match[1]}]({match[2]})"


def _unclosed(line: str, below: str) -> Iterator[_Problem]:
    """Yield addresses without a closing bracket; of one that goes on in the line below, nobody knows the end."""
    for match in _OPEN.finditer(line):
        rest = None if line[match.end() :].strip() else _REST.match(below)
        if rest is None:
            yield f"the address {match[1]} has no closing bracket", *match.span(2), ")"
        elif rest[1]:
            yield f"the address {match[1]} is broken off at the end of the line", *match.span(2), None


def _of_href(href: str, at: int, *, image: bool) -> Iterator[_Problem]:
    """Yield what is wrong with one address, once at most."""
    end = at + len(href)
    if doubled := _DOUBLED.match(href):
        yield f"the address {href} begins twice", at, at + doubled.end(), ""
    elif (scheme := _SCHEME.match(href)) and scheme[0].lower() not in {"http://", "https://"}:
        yield f"the address {href} does not begin with https://", at, at + scheme.end(), "https://"
    elif _HOST.match(href):
        yield f"the address {href} lacks https://, so that it leads into the repository", at, at, "https://"
    elif href.startswith("["):
        inner = _NESTED.fullmatch(href)
        yield f"the address {href} has a bracket before it", at, end, inner and (inner[1] or inner[2])
    elif "://" in href and "](" not in href and re.search(r"\s", href):
        yield f"the address {href} has a space in it", at, end, None
    elif slash := _SLASHES.match(href):
        yield f"the address {href} has a slash too many", at + slash.end() - 1, at + slash.end(), ""
    elif not image and (found := _ARXIV.fullmatch(href)) and (why := _of_arxiv(found[1])):
        right = _of_id(found[1])
        yield f"{href}: {why}", at + found.start(1), end, right


def _of_id(name: str) -> str | None:
    """Return an arXiv id without the signs that slipped in behind it, None where nobody can tell."""
    found = _BEHIND.fullmatch(name)
    right = found and (found[1] or f"{found[2]}{found[3]}")
    return None if not right or _of_arxiv(right) else right


def _of_arxiv(name: str) -> str:
    """Say what is wrong with what an arXiv address names, nothing when it may be a paper."""
    if new := _NEW_ID.fullmatch(name):
        year, month, number = int(new[1]), int(new[2]), new[3]
        if not 1 <= month <= 12:
            return f"no arXiv id has a month {new[2]}"
        if len(number) != (5 if year >= 15 else 4):
            return f"an arXiv id of 20{year} ends in {5 if year >= 15 else 4} digits"
        return ""
    return "" if canonical_id(name.removesuffix("/").removesuffix(".pdf")) else "this is no arXiv id"
