"""Files of papers, read one paper at a time: arXiv's metadata snapshot, saved feeds, curator's own table."""

import gzip
import json
import re
import zlib
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from io import BufferedReader
from itertools import islice
from pathlib import Path
from typing import IO, Any, TypeAlias, TypeVar

from curator.errors import FeedError, PapersError
from curator.papers import tex
from curator.papers.arxiv.parser import collapse, parse
from curator.papers.authors import split_authors
from curator.papers.store import PaperTable
from curator.types import Paper, PaperId, canonical_id

T = TypeVar("T")

Progress: TypeAlias = Callable[[int, int], None]
"""Called with how much is done and how much there is: bytes of a file, rows of a table."""

_SQLITE, _ZIP = b"SQLite format 3\x00", b"PK\x03\x04"
_WORDS = 10_000  # of an abstract; arXiv takes 1,920 characters
_LINE = 1 << 24  # bytes; the longest line of arXiv's snapshot has about 100,000
_CHUNK = 5000  # papers in one transaction
_EVERY = 1000  # papers between two calls of the progress
_SAID = 60  # letters of a value that cannot be read
_MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec"


def read_papers(path: Path, ids: Collection[str] | None = None, progress: Progress | None = None) -> Iterator[Paper]:
    """Read papers from a metadata snapshot (JSON lines), a saved feed or a paper table, told apart by their content.

    Snapshots and feeds may be compressed with gzip. In place of its `abstract` a line of a snapshot may have
    `word_counts`, how often each word stands in it: the paper's abstract is then a bag of these words, which tells the
    model what the abstract would, but for words that stand side by side. With `ids`, only those papers come, each once,
    and reading stops at the last one found. Raises PapersError, with the number of the line where there is one.
    """
    papers = _papers(path, progress or _silent)
    if ids is None:
        yield from papers
        return
    missing = set(ids)
    while missing and (paper := next((paper for paper in papers if paper.id in missing), None)):
        missing.remove(paper.id)
        yield paper


def is_table(path: Path) -> bool:
    """Tell whether a file is a table of papers; one that is not there is none, and `read_papers` says so."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(len(_SQLITE)) == _SQLITE


def required(path: Path) -> Path:
    """Return the path of a file of papers; raise PapersError where nothing is there."""
    if not path.exists():
        raise _absent(path)
    return path


def _absent(path: Path) -> PapersError:
    return PapersError(
        f"no papers yet: {path} is not there: run `curator papers fetch`, or `curator papers import FILE`"
    )


def import_papers(path: Path, table: PaperTable, progress: Progress | None = None) -> int:
    """Write all papers of a file into a table, some thousands at a time, and return how many there were.

    What was written when this is cut short stays written, and importing again changes nothing.
    """
    papers, count = read_papers(path, None, progress), 0
    while part := tuple(islice(papers, _CHUNK)):
        table.upsert(part)
        count += len(part)
    return count


def _silent(_done: int, _total: int) -> None:
    """Show no progress."""


def _papers(path: Path, progress: Progress) -> Iterator[Paper]:
    try:
        with path.open("rb") as raw:
            stream = BufferedReader(gzip.GzipFile(fileobj=raw)) if raw.peek(2)[:2] == b"\x1f\x8b" else raw
            start = stream.peek(1024).removeprefix(b"\xef\xbb\xbf").lstrip()
            if start.startswith(b"{"):
                size = path.stat().st_size
                yield from _snapshot(path, stream, lambda: progress(raw.tell(), size))
            elif start.startswith(b"<"):
                yield from parse(stream.read()).papers
            elif start.startswith(_SQLITE):
                yield from _table(path, progress)
            elif start.startswith(_ZIP):
                raise PapersError(f"{path} is a zip archive: unpack it and name the file inside, plain or as .gz.")
            else:
                raise PapersError(f"{path} holds no papers: give arXiv's metadata snapshot, a saved feed or a table.")
    except FileNotFoundError as error:
        raise _absent(path) from error
    except (OSError, EOFError, zlib.error, FeedError) as error:
        why = (isinstance(error, OSError) and error.strerror) or error
        raise PapersError(f"{path} cannot be read to its end ({why}).") from error


def _table(path: Path, progress: Progress) -> Iterator[Paper]:
    with PaperTable(path, create=False) as table:
        total = len(table)
        for done, paper in enumerate(table, 1):
            yield paper
            if done % _EVERY == 0 or done == total:
                progress(done, total)


def _snapshot(path: Path, stream: IO[bytes], progress: Callable[[], None]) -> Iterator[Paper]:
    for number, line in enumerate(iter(partial(stream.readline, _LINE), b""), 1):
        if line.isspace():
            continue
        try:
            paper = _paper(_object(line))
        except ValueError as error:
            raise PapersError(f"{path}, line {number}: no record of arXiv's metadata snapshot: {error}") from error
        yield paper
        if number % _EVERY == 0:
            progress()
    progress()


def _object(line: bytes) -> dict[str, Any]:
    """Return the object on a line; as text, a number such as an unquoted id keeps its zeros."""
    try:
        record = json.loads(line, parse_float=str)
    except (ValueError, RecursionError) as error:
        raise ValueError("it is no JSON: is the file whole?") from error
    if isinstance(record, dict):
        return record
    raise ValueError("it is no JSON object")


def _paper(record: dict[str, Any]) -> Paper:
    arxiv_id = _field(record, "id", _id)
    return Paper(
        id=arxiv_id,
        title=_field(record, "title", _title),
        abstract=_field(record, "abstract", _text, "")
        or _field(record, "word_counts", partial(bag, arxiv_id=arxiv_id), ""),
        authors=_field(record, "authors_parsed", _names, ()) or _field(record, "authors", _line_of_authors, ()),
        categories=_field(record, "categories", _categories, ()),
        announced=_field(record, "versions", _day, None),
        comment=_field(record, "comments", _text, ""),
    )


def _field(record: dict[str, Any], name: str, read: Callable[[Any], T], *nothing: T) -> T:
    """Return what a field says, or `nothing` where it is empty; raise ValueError where it cannot be read."""
    value = record.get(name)
    if not value and nothing:
        return nothing[0]
    try:
        return read(value)
    except (ValueError, LookupError, TypeError, AttributeError, OverflowError) as error:
        said = json.dumps(value) if name in record else "missing"
        short = said if len(said) <= _SAID else f"{said[:_SAID]} ..."
        raise ValueError(f"its {name} cannot be read: {short}") from error


def bag(counts: Mapping[str, int], arxiv_id: str) -> str:
    """Return every word as often as it counts, the paper's number between them, so that no two stand side by side.

    A word that stands in one text alone is none to the model. Raises ValueError for more words than an abstract has.
    """
    if sum(counts.values()) > _WORDS:
        raise ValueError(f"{sum(counts.values())} words are no abstract's")
    number = re.sub(r"\D", "", arxiv_id)
    return _text(f" {number} ".join(word for word, count in sorted(counts.items()) for _ in range(count)))


def _id(value: str) -> PaperId:
    if arxiv_id := canonical_id(value):
        return arxiv_id
    raise ValueError("no arXiv id")


def _title(value: str) -> str:
    return tex.plain(_text(value))


def _text(value: str) -> str:
    """Return the text on one line; half a surrogate pair, which JSON can spell and no file can hold, becomes `?`."""
    text = collapse(value)
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")


def _names(parsed: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """Return the names of `authors_parsed`: surname, first names, suffix."""
    return tuple(_text(f"{first} {last} {suffix}") for last, first, suffix, *_ in parsed)


def _line_of_authors(line: str) -> tuple[str, ...]:
    return split_authors(_text(line))


def _categories(value: str) -> tuple[str, ...]:
    return tuple(value.replace(",", " ").split())


def _day(versions: Sequence[Mapping[str, str]]) -> date:
    """Return when the first version came, written `2007-04-02` or `Mon, 2 Apr 2007 19:18:42 GMT`."""
    created = versions[0]["created"]
    if created[:1].isdigit():
        return date.fromisoformat(created[:10])
    _, day, month, year, *_ = created.split()
    return date(int(year), _MONTHS.index(month) // 3 + 1, int(day))
