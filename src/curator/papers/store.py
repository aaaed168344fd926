"""The local table of every paper seen."""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Self

from curator.errors import PapersError
from curator.papers.identity import title_key
from curator.types import Paper, PaperId

_BROKEN = (sqlite3.Error, ValueError, TypeError)  # also where bytes of a broken file are no text, or no date
_PASSING = {
    sqlite3.SQLITE_FULL: "no space is left on the disk: make room",
    sqlite3.SQLITE_BUSY: "another curator is at work on it: let that end",
    sqlite3.SQLITE_READONLY: "nobody who runs this may write it, or files beside it: allow that",
}
_APPLICATION = 0x63757261  # "cura" in the file's header tells this table from other databases
_VERSION = 1
"""The form of the table. Without a number it has the same columns, so that the number is all that is added."""

_SCHEMA = f"""
PRAGMA application_id = {_APPLICATION};
PRAGMA user_version = {_VERSION};
CREATE TABLE IF NOT EXISTS papers (
    arxiv_id TEXT PRIMARY KEY, title_key TEXT NOT NULL, title TEXT NOT NULL, abstract TEXT NOT NULL,
    authors TEXT NOT NULL, categories TEXT NOT NULL, announced TEXT, comment TEXT NOT NULL,
    announce_type TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS papers_by_title ON papers (title_key);
"""
_COLUMNS = "arxiv_id, title, abstract, authors, categories, announced, comment, announce_type"
_SELECT = f"SELECT {_COLUMNS} FROM papers"  # noqa: S608 - the columns above
_UPSERT = f"""
INSERT INTO papers (title_key, {_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (arxiv_id) DO UPDATE SET
    title_key = excluded.title_key, title = excluded.title,
    abstract = coalesce(nullif(excluded.abstract, ''), abstract),
    authors = coalesce(nullif(excluded.authors, '[]'), authors),
    categories = coalesce(nullif(excluded.categories, ''), categories),
    announced = min(coalesce(announced, excluded.announced), coalesce(excluded.announced, announced)),
    comment = coalesce(nullif(excluded.comment, ''), comment),
    announce_type = CASE
        WHEN 'new' IN (announce_type, excluded.announce_type) THEN 'new'
        WHEN 'cross' IN (announce_type, excluded.announce_type) THEN 'cross'
        ELSE announce_type
    END
WHERE ({_COLUMNS}) IS NOT ({", ".join(f"excluded.{column}" for column in _COLUMNS.split(", "))})
"""  # noqa: S608 - the columns above


@dataclass(frozen=True, slots=True)
class Part:
    """Rows of a table next to each other: which, how many, and a name that tells them from rows of other papers."""

    number: int
    size: int
    papers: int
    name: str


class PaperTable:
    """Keep papers in one SQLite file, created when it is missing unless `create` is false.

    SQLite and not Parquet, because papers come a few at a time and are looked up one at a time: a transaction is
    written whole or not at all, whenever the process dies, and an index finds one id in microseconds, while a Parquet
    file would be rewritten for every night and read for every question.

    Raises PapersError for a file that is something else, is broken, or cannot be reached.
    """

    def __init__(self, path: Path, *, create: bool = True) -> None:
        self.path = path
        mode = "rwc" if create else "rw"
        try:
            self._db = sqlite3.connect(f"{path.resolve().as_uri()}?mode={mode}", uri=True)
        except sqlite3.Error as error:
            raise self._broken(error) from error
        try:
            self._prepare()
        except (*_BROKEN, PapersError) as error:
            self._db.close()
            raise self._broken(error) from error

    def __enter__(self) -> Self:
        """Return the table itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the file."""
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def __len__(self) -> int:
        """Return how many papers there are."""
        try:
            (count,) = self._db.execute("SELECT count(*) FROM papers").fetchone()
        except _BROKEN as error:
            raise self._broken(error) from error
        return int(count)

    def __iter__(self) -> Iterator[Paper]:
        """Return all papers, one after the other, in the order in which they were first written."""
        return self._select("ORDER BY rowid")

    def upsert(self, papers: Iterable[Paper]) -> None:
        """Write papers in one transaction: all of them are safe when this returns, none when it raises.

        What is empty in a newer record leaves the known value; the earliest day of announcement stays, and a paper that
        was new once is so still when it is cross-listed or replaced.
        """
        try:
            with self._db:
                self._db.executemany(_UPSERT, map(_row, papers))
        except _BROKEN as error:
            raise self._broken(error) from error

    def get(self, arxiv_id: str) -> Paper | None:
        """Return the paper of a canonical id."""
        return next(self._select("WHERE arxiv_id = ?", arxiv_id), None)

    def announced_after(self, day: date) -> Iterator[Paper]:
        """Return the papers that were announced after a day, oldest first."""
        return self._select("WHERE announced > ? ORDER BY announced, arxiv_id", day.isoformat())

    def by_title(self, title: str) -> tuple[Paper, ...]:
        """Return the papers whose title differs from this one in its writing at most; none for an empty key."""
        key = title_key(title)
        return tuple(self._select("WHERE title_key = ? ORDER BY rowid", key)) if key else ()

    def parts(self, size: int) -> list[Part]:
        """Return the table cut into parts of `size` rows, in order; a table that grows adds to the last ones alone."""
        letters = "sum(length(title || abstract || authors || categories))"
        cut = f"SELECT rowid / ?, count(*), {letters}, min(arxiv_id), max(arxiv_id) FROM papers GROUP BY 1 ORDER BY 1"  # noqa: S608 - constant
        try:
            return [
                Part(number, size, papers, f"{number} of {size}: {papers} papers, {letters} letters, {first} to {last}")
                for number, papers, letters, first, last in self._db.execute(cut, (size,))
            ]
        except _BROKEN as error:
            raise self._broken(error) from error

    def within(self, part: Part, since: date | None = None) -> Iterator[Paper]:
        """Return the papers of a part, or those of them that were announced on a day or later."""
        bounds = str(part.number * part.size), str((part.number + 1) * part.size)
        if since is None:
            return self._select("WHERE rowid >= ? AND rowid < ?", *bounds)
        return self._select("WHERE rowid >= ? AND rowid < ? AND announced >= ?", *bounds, since.isoformat())

    def _select(self, which: str, *values: str) -> Iterator[Paper]:
        try:
            for row in self._db.execute(f"{_SELECT} {which}", values):
                yield _paper(row)
        except _BROKEN as error:
            raise self._broken(error) from error

    def _prepare(self) -> None:
        self._db.execute("PRAGMA cache_size = -65536")  # KiB: the index of a whole snapshot stays in memory
        (names,) = self._db.execute("SELECT count(*) FROM sqlite_master").fetchone()
        if not names:  # unless somebody else makes it in this instant
            self._db.executescript(f"BEGIN IMMEDIATE; {_SCHEMA} COMMIT;")
        (application,) = self._db.execute("PRAGMA application_id").fetchone()
        (version,) = self._db.execute("PRAGMA user_version").fetchone()
        if application != _APPLICATION:
            raise PapersError("it is the database of another program")
        if version > _VERSION:
            raise PapersError(f"its form {version} is of a newer curator: update curator")
        if version < _VERSION:
            self._db.execute(f"PRAGMA user_version = {_VERSION}")

    def _broken(self, error: Exception) -> PapersError:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # without what SQLite says beyond it
        if code == sqlite3.SQLITE_CANTOPEN and self.path.is_file():
            return PapersError(f"{self.path} cannot be opened: let who runs this read and write it")
        if code in _PASSING:
            return PapersError(f"{self.path} cannot be written: {_PASSING[code]}, and run it again")
        return PapersError(
            f"{self.path} cannot be used as a table of papers ({error}): `curator papers import FILE` makes one; where "
            "this was one and is broken, move it away first."
        )


def _row(paper: Paper) -> tuple[str | None, ...]:
    return (
        title_key(paper.title),
        paper.id,
        paper.title,
        paper.abstract,
        json.dumps(paper.authors, ensure_ascii=False),
        " ".join(paper.categories),
        paper.announced.isoformat() if paper.announced else None,
        paper.comment,
        paper.announce_type,
    )


def _paper(row: tuple[str, ...]) -> Paper:
    arxiv_id, title, abstract, authors, categories, announced, comment, announce_type = row
    return Paper(
        PaperId(arxiv_id),
        title,
        abstract,
        tuple(json.loads(authors)),
        tuple(categories.split()),
        date.fromisoformat(announced) if announced else None,
        comment,
        announce_type,  # type: ignore[arg-type] # the table holds what Paper held
    )
