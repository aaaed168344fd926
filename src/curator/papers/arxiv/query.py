"""Papers from arXiv's query API: by their ids, or by a title."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from curator.errors import FeedError
from curator.papers.arxiv.client import Client
from curator.papers.arxiv.parser import Batch, QueryError, parse
from curator.papers.matching import agree
from curator.papers.readers import Progress
from curator.papers.store import PaperTable
from curator.types import Paper

SLICE = 200
"""Ids in one question: arXiv takes 2,000, but a longer address does not pass everywhere."""

_RESULTS = 10  # of a search for one title
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Slice:
    """The papers found for a part of the ids, and the ids that arXiv knows nothing of."""

    papers: tuple[Paper, ...]
    missing: tuple[str, ...]


def by_ids(client: Client, url: str, ids: Sequence[str]) -> Iterator[Slice]:
    """Yield what arXiv knows of these ids, slice by slice; together the slices name every id once.

    Papers come in arXiv's order and in its latest version. What is missing in an answer is asked for once more.
    """
    for start in range(0, len(ids), SLICE):
        wanted = ids[start : start + SLICE]
        found = _found(client, url, wanted)
        left = [arxiv_id for arxiv_id in wanted if arxiv_id not in found]
        if left:
            found |= _found(client, url, left)
        yield Slice(tuple(found.values()), tuple(arxiv_id for arxiv_id in wanted if arxiv_id not in found))


def by_title(client: Client, url: str, title: str) -> tuple[Paper, ...]:
    """Return papers whose title holds all words of this one in a row; none for a title without words."""
    words = " ".join(_WORD.findall(title))
    if not words:
        return ()
    # In quotes: without them arXiv looks for the first word in the title and for the others anywhere.
    question = {"search_query": f'ti:"{words}"', "start": "0", "max_results": str(_RESULTS)}
    try:
        return _ask(client, url, question).papers
    except QueryError:
        return ()


def _found(client: Client, url: str, ids: Sequence[str]) -> dict[str, Paper]:
    """Return papers by id; an id that arXiv refuses, which spoils its whole slice, is found by halving."""
    question = {"id_list": ",".join(ids), "start": "0", "max_results": str(len(ids))}
    try:
        papers = _ask(client, url, question).papers
    except QueryError:
        if len(ids) == 1:
            return {}
        half = len(ids) // 2
        return _found(client, url, ids[:half]) | _found(client, url, ids[half:])
    return {paper.id: paper for paper in papers if paper.id in set(ids)}


def _ask(client: Client, url: str, question: dict[str, str]) -> Batch:
    return client.get(url, _read, question).value or Batch(())


def _read(data: bytes) -> Batch:
    """Read an answer of the API; without papers although it counts some, it is an outage and no answer."""
    batch = parse(data)
    if batch.total and not batch.papers:
        raise FeedError(f"arXiv counts {batch.total} papers and gives none. Try again later.")
    return batch


def complete(table: PaperTable, client: Client, url: str, ids: Iterable[str], progress: Progress) -> list[str]:
    """Ask for those of `ids` whose abstract the table lacks, and write them slice by slice.

    Return the ids that arXiv does not know. Raises FeedError when arXiv stops answering; what came stays written.
    """
    wanted = [arxiv_id for arxiv_id in dict.fromkeys(ids) if not _known(table, arxiv_id)]
    missing: list[str] = []
    done = 0
    for part in by_ids(client, url, wanted):
        table.upsert(part.papers)
        missing += part.missing
        done += len(part.papers) + len(part.missing)
        progress(done, len(wanted))
    return missing


def complete_titles(
    table: PaperTable, client: Client, url: str, entries: Sequence[tuple[str, frozenset[str]]], progress: Progress
) -> list[str]:
    """Search for entries by title, given with the words that may be surnames, and write the papers that agree.

    Return the titles that stay without a paper; those without surnames are not searched for, since none could agree.
    """
    wanted = [(title, surnames) for title, surnames in entries if not table.by_title(title)]
    missing: list[str] = []
    for done, (title, surnames) in enumerate(wanted, 1):
        papers = by_title(client, url, title) if surnames else ()
        same = [paper for paper in papers if agree(title, surnames, paper)]
        table.upsert(same)
        if not same:
            missing.append(title)
        progress(done, len(wanted))
    return missing


def _known(table: PaperTable, arxiv_id: str) -> bool:
    paper = table.get(arxiv_id)
    return paper is not None and bool(paper.abstract)
