"""Fill the list's table of papers: from a file, or from arXiv."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from curator.errors import ConfigError, CuratorError, FeedError, PapersError
from curator.lists.reading.blocks import lines_of
from curator.papers.arxiv import oai, query
from curator.papers.arxiv.client import Client, Politeness
from curator.papers.matching import names
from curator.papers.readers import import_papers, read_papers
from curator.papers.store import PaperTable
from curator.proposals import queue
from curator.storage.files import read_text, write_text
from curator.types import Label, Paper, PaperId, Survey, canonical_id, entries_of
from curator.use_cases.steps import Steps, silently, today
from curator.workspace import Workspace

ENOUGH = 2_000
"""Papers beside the list's own, from which can be learnt what it leaves; with fewer, those of late are asked for."""

OF_LATE = timedelta(weeks=6)


@dataclass(frozen=True, slots=True)
class Imported:
    """A table, how many papers were read for it, and how many it holds."""

    table: Path
    imported: int
    known: int


@dataclass(frozen=True, slots=True)
class Fetched:
    """A table and how many papers it holds; the ids that arXiv does not know, and how many titles found no paper."""

    table: Path
    known: int
    missing: Sequence[str]
    without_id: int


def import_file(config: Path, file: Path, steps: Steps = silently) -> Imported:
    """Copy the papers of a file into the list's table; importing again changes nothing.

    Until all are there, a file beside the table names what is imported: see `broken_off`.
    """
    path = _table(Workspace.of(config))
    with PaperTable(path) as table, steps(f"importing {file.name}") as progress:
        next(read_papers(file), None)  # of a file that holds no papers nothing is begun
        write_text(_mark(path), str(file))
        done = Imported(path, import_papers(file, table, progress), len(table))
    _mark(path).unlink()
    return done


def broken_off(table: Path) -> str:
    """Return the file whose import into a table was broken off, empty for none."""
    return read_text(_mark(table)) if _mark(table).exists() else ""


def _mark(table: Path) -> Path:
    return table.with_name(f"{table.name}.importing")


def fetch(config: Path, steps: Steps = silently) -> Fetched:
    """Ask arXiv for the papers of the list that the table lacks, and for what the list left where little is known.

    Raises FeedError when arXiv stops answering; what came so far is stored, and the same call goes on from there.
    """
    store = Workspace.of(config)
    settings, path = store.settings, _table(store)
    surveys, url = store.surveys(), settings.arxiv.api_url
    client = Client(Politeness(settings.arxiv.contact, settings.arxiv.delay))
    with PaperTable(path) as table, _resumable(path):
        with steps("asking for papers by id") as progress:
            unknown = query.complete(table, client, url, _ids(surveys, store.labels()), progress)
        if len(table) < len(entries_of(surveys)) + ENOUGH:
            with steps("asking for what arXiv announced of late, to learn what the list leaves"):
                oai.complete(table, client, settings.arxiv.oai_url, settings.arxiv.categories, today() - OF_LATE)
        with steps("searching for papers by title") as progress:
            unfound = query.complete_titles(table, client, url, titles(surveys), progress)
        return Fetched(path, len(table), unknown, len(unfound))


def _table(store: Workspace) -> Path:
    path = store.root / store.settings.state.papers
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


@contextmanager
def _resumable(path: Path) -> Iterator[None]:
    try:
        yield
    except FeedError as error:
        raise FeedError(f"{error} What came so far is in {path}; the same command goes on from there.") from error


def _ids(surveys: Sequence[Survey], labels: Sequence[Label]) -> list[str]:
    """Return the ids of the list's entries and of the papers that were decided on, in that order."""
    ids = [entry.id for entry in entries_of(surveys)] + [label.id for label in labels]
    return [arxiv_id for arxiv_id in ids if arxiv_id]


def titles(surveys: Sequence[Survey]) -> list[tuple[str, frozenset[str]]]:
    """Return the titles of the entries without id, each with the words of its entry that may be surnames."""
    found: dict[str, frozenset[str]] = {}
    for survey in surveys:
        lines = lines_of(survey.text)
        for entry in survey.entries:
            if not entry.id:
                text = "".join(lines[entry.span.start : entry.span.end])
                found[entry.title] = found.get(entry.title, frozenset()) | names(text, entry.title)
    return list(found.items())


def find(store: Workspace, ids: Sequence[str]) -> list[Paper]:
    """Return papers by their numbers: from what waits, the table, or else arXiv.

    Raises
    ------
    PapersError
        A number is none, or arXiv knows no paper of it.
    FeedError
        arXiv does not answer.
    ConfigError
        arXiv cannot be asked, for want of a contact.
    """
    found, left_out = look_up(store, ids)
    for one in left_out:
        raise one.why
    return found


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Numbers that no paper was found for, as they were written, and why."""

    ids: Sequence[str]
    why: CuratorError


def look_up(store: Workspace, ids: Sequence[str]) -> tuple[list[Paper], list[LeftOut]]:
    """Return papers as `find` does, each once, and the numbers that it would raise an error for."""
    numbers: list[PaperId] = []
    left_out: list[LeftOut] = []
    for text in dict.fromkeys(ids):
        try:
            numbers.append(number(text))
        except PapersError as error:
            left_out.append(LeftOut([text], error))
    arxiv, table = store.settings.arxiv, store.root / store.settings.state.papers
    known = {one.id: one for one in queue.papers(store.pending())} | _stored(table, numbers)
    if asked := [one for one in dict.fromkeys(numbers) if one not in known]:
        try:
            client = Client(Politeness(arxiv.contact, arxiv.delay))
            for part in query.by_ids(client, arxiv.api_url, asked):
                known |= {one.id: one for one in part.papers}
                if part.missing:
                    unknown = f"arXiv knows no paper {', '.join(part.missing)}: look at the number again"
                    left_out.append(LeftOut(part.missing, PapersError(unknown)))
        except (ConfigError, FeedError) as error:
            named = {one for each in left_out for one in each.ids}
            left_out.append(LeftOut([one for one in asked if one not in known.keys() | named], error))
    return [known[one] for one in dict.fromkeys(numbers) if one in known], left_out


def number(text: str) -> PaperId:
    """Return the number that a person wrote, however it is written; PapersError where it is none."""
    if found := canonical_id(text):
        return found
    raise PapersError(f"{text!r} is no arXiv number: write it as 2603.00001")


def _stored(path: Path, numbers: Sequence[PaperId]) -> dict[PaperId, Paper]:
    if not path.exists():
        return {}
    with PaperTable(path, create=False) as table:
        return {one: paper for one in numbers if (paper := table.get(one))}
