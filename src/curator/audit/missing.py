"""Papers that arXiv has and the entry does not link."""

import re
from collections.abc import Iterator, Sequence

from curator.audit.findings import Edit, Finding, Sure
from curator.audit.identity import TITLE, names_an_author, title_of
from curator.audit.index import PaperIndex
from curator.audit.items import Item
from curator.lists.reading import inline
from curator.lists.reading.inline import Link
from curator.lists.reading.words import is_generic, word_set, words
from curator.types import PaperId, canonical_id

_CODE = re.compile(r"\b(?:github|gitlab|huggingface)\b", re.IGNORECASE)
_GAP = re.compile(r"[ ,;|/·•&+-]{0,6}")
_ASIDE = word_set(
    """
    app bib bibtex blog blogpost checkpoint checkpoints code codes colab data dataset datasets demo demos doc docs
    documentation git github gitlab homepage implementation leaderboard model models notebook playground poster project
    projects pytorch repo repository review site slides star stars supp supplementary talk tensorflow thread tweet
    twitter video videos web webpage website weights wiki x youtube zhihu
    """
)


def missing_links(items: Sequence[Item], index: PaperIndex) -> Iterator[Finding]:
    """Find entries without an arXiv link whose title arXiv has, unless their section links the paper elsewhere."""
    linked = {(item.file, item.entry.section, item.entry.id) for item in items}
    for item in items:
        papers = index.titled(title_of(item))
        if item.entry.id or len(papers) != 1 or len(words(title_of(item))) < TITLE or "arxiv.org" in item.text:
            continue
        if (item.file, item.entry.section, papers[0].id) in linked:
            continue
        sure: Sure = "certain" if names_an_author(item, papers[0]) else "likely"
        fix = _new_link(item, papers[0].id)
        yield item.finding("missing-arxiv-link", f'arXiv has "{title_of(item)}": {papers[0].id.url}', sure, fix)


def _new_link(item: Item, arxiv_id: PaperId) -> list[Edit]:
    """Return the edit that puts a link like the entry's own behind it, where that one is named "Paper" or the like."""
    for link in item.unit.links:
        label = item.text[slice(*link.label)]
        plain = inline.plain(label).strip("[] ")
        if not _leads_to_paper(item, link, plain):
            continue
        start, end = _with_brackets(item, link)
        if item.text[start] != "[" or label.count(plain) != 1:
            continue
        whole = item.text[start:end].replace(item.href(link), arxiv_id.url).replace(plain, "arXiv", 1)
        return [item.edit(end, end, _between(item, link) + whole)]
    return []


def _leads_to_paper(item: Item, link: Link, label: str) -> bool:
    """Tell whether a link that names no paper leads to the entry's, and not to its code, page or talk."""
    href = item.href(link)
    if link.image or not label or "://" in label or not is_generic(label) or canonical_id(href):
        return False
    return not (_ASIDE & {*words(label)} or _CODE.search(href))


def _with_brackets(item: Item, link: Link) -> tuple[int, int]:
    """Return where a link stands, with square brackets that stand around it."""
    outer = item.text.startswith("[", link.start - 1) and item.text.startswith("]", link.end)
    return (link.start - 1, link.end + 1) if outer else (link.start, link.end)


def _between(item: Item, link: Link) -> str:
    """Return what parts a link from the next one; in a row no pipe, that would be a new cell."""
    end = _with_brackets(item, link)[1]
    starts = [_with_brackets(item, other)[0] for other in item.unit.links]
    gap = item.text[end : min((start for start in starts if start >= end), default=end - 1)]
    plain = _GAP.fullmatch(gap) and not (item.unit.block.kind == "row" and "|" in gap)
    return gap if plain and max(starts) >= end else " "
