import os
import random
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from curator.errors import PapersError
from curator.papers.store import PaperTable
from curator.types import AnnounceType, Paper, PaperId

PAPER = Paper(
    PaperId("3105.00001"),
    "Toys | [x] `and` _Bounds_: 🚀 שלום",
    "We bound toys.",
    ("Ada Example", "Bo Sample, Jr."),
    ("cs.CL", "cs.LG"),
    date(2031, 5, 6),
    "12 pages",
    "cross",
)
WRITER = """
import sys
from pathlib import Path
from curator.papers.store import PaperTable
from curator.types import Paper
with PaperTable(Path(sys.argv[1])) as table:
    first = len(table) // 50
    for batch in range(first, first + 1000):
        table.upsert(Paper(f"{batch:04}.{number:05}", f"Title {batch} {number}", "x" * 500) for number in range(50))
        print(batch, flush=True)
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "papers with a space? #1.sqlite"


def test_a_paper_comes_back_as_it_was_written_also_later(path: Path) -> None:
    with PaperTable(path) as table:
        table.upsert([PAPER, Paper(PaperId("3105.00002"), "0")])
    with PaperTable(path) as table:
        assert list(table) == [PAPER, Paper(PaperId("3105.00002"), "0")]
        assert table.get("3105.00001") == PAPER
        assert len(table) == 2


def test_an_id_that_is_not_there_gives_nothing(path: Path) -> None:
    with PaperTable(path) as table:
        assert table.get("3105.00001") is None
        assert list(table) == []


def test_papers_are_found_by_title_however_it_is_written(path: Path) -> None:
    with PaperTable(path) as table:
        table.upsert(
            [PAPER, Paper(PaperId("3105.00002"), "…"), Paper(PaperId("3105.00003"), "TOYS: x and bounds, שלום")]
        )
        assert [paper.id for paper in table.by_title("Toys X and *Bounds* שלום")] == ["3105.00001", "3105.00003"]
        assert table.by_title("…") == ()


def test_a_newer_record_overwrites_but_never_with_nothing(path: Path) -> None:
    with PaperTable(path) as table:
        table.upsert([PAPER])
        table.upsert([Paper(PaperId("3105.00001"), "New Title", announced=date(2031, 5, 9), announce_type="new")])
        assert table.get("3105.00001") == Paper(
            PaperId("3105.00001"),
            "New Title",
            PAPER.abstract,
            PAPER.authors,
            PAPER.categories,
            date(2031, 5, 6),
            PAPER.comment,
            "new",
        )
        assert table.by_title(PAPER.title) == ()
        table.upsert(
            [Paper(PaperId("3105.00001"), "New Title", "Other", ("Cy",), ("cs.AI",), date(2031, 5, 1), "Withdrawn")]
        )
        assert table.get("3105.00001") == Paper(
            PaperId("3105.00001"), "New Title", "Other", ("Cy",), ("cs.AI",), date(2031, 5, 1), "Withdrawn"
        )


@pytest.mark.parametrize(
    ("kinds", "kept"),
    [
        (["new", "replace"], "new"),
        (["new", "cross"], "new"),
        (["cross", "new"], "new"),
        (["cross", "replace-cross"], "cross"),
        (["replace", "cross"], "cross"),
        (["replace", "replace-cross"], "replace"),
    ],
)
def test_a_paper_that_was_new_once_is_so_still_when_it_is_announced_again(
    path: Path, kinds: list[AnnounceType], kept: str
) -> None:
    with PaperTable(path) as table:
        for kind in kinds:
            table.upsert([replace(PAPER, announce_type=kind)])
        (one,) = table
    assert one.announce_type == kept


def test_the_same_record_again_writes_nothing(path: Path) -> None:
    with PaperTable(path) as table:
        table.upsert([PAPER, Paper(PaperId("3105.00002"), "0")])
        before = table._db.total_changes
        table.upsert([PAPER, Paper(PaperId("3105.00002"), "0")])
        assert table._db.total_changes == before


def test_writing_is_all_or_nothing(path: Path) -> None:
    def broken() -> object:
        yield PAPER
        raise KeyboardInterrupt

    with PaperTable(path) as table:
        with pytest.raises(KeyboardInterrupt):
            table.upsert(broken())  # type: ignore[arg-type] # an iterator is an iterable
        assert len(table) == 0


def test_a_disk_that_is_full_is_said(path: Path) -> None:
    with PaperTable(path) as table:
        table._db.execute("PRAGMA max_page_count = 8")
        with pytest.raises(PapersError, match=r"cannot be written: no space is left on the disk: make room"):
            table.upsert(replace(PAPER, id=PaperId(f"2603.{number:05}"), abstract="x" * 4096) for number in range(99))


def test_a_table_that_another_makes_in_the_same_instant_is_shared(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    connect = sqlite3.connect

    class Late(sqlite3.Connection):
        def execute(self, sql: str, *more: Any) -> sqlite3.Cursor:
            if "sqlite_master" not in sql:
                return super().execute(sql, *more)
            monkeypatch.setattr(sqlite3, "connect", connect)
            with PaperTable(path) as other:
                other.upsert([PAPER])
            return super().execute("SELECT 0")

    monkeypatch.setattr(sqlite3, "connect", partial(connect, factory=Late))
    with PaperTable(path) as table:
        assert [*table] == [PAPER]


def test_a_table_that_must_exist_is_not_created(path: Path) -> None:
    with pytest.raises(PapersError, match="cannot be used as a table of papers"):
        PaperTable(path, create=False)
    assert not path.exists()


def test_what_is_no_table_of_papers_is_left_as_it_is(path: Path) -> None:
    path.write_bytes(b"# A list, not a table\n" * 100)
    with pytest.raises(PapersError, match="not a database"):
        PaperTable(path)
    assert path.read_bytes() == b"# A list, not a table\n" * 100
    path.unlink()
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE mine (a)")
    other.close()
    with pytest.raises(PapersError, match="another program"):
        PaperTable(path)


def test_a_table_without_a_number_gets_one_and_one_of_a_newer_form_is_left_as_it_is(path: Path) -> None:
    PaperTable(path).close()
    for version in (0, 2):
        with closing(sqlite3.connect(path)) as database:
            assert database.execute("PRAGMA user_version").fetchone() == (1,)
            database.execute(f"PRAGMA user_version = {version}")
        if version == 0:
            PaperTable(path).close()
    with pytest.raises(PapersError, match="form 2 is of a newer curator"):
        PaperTable(path)


def test_a_broken_table_is_an_error_in_one_line(path: Path) -> None:
    with PaperTable(path) as table:
        table.upsert(Paper(PaperId(f"3105.{number:05}"), "T" * 100) for number in range(1000))
    data = bytearray(path.read_bytes())
    data[5000 : len(data)] = bytes(len(data) - 5000)
    path.write_bytes(data)
    with pytest.raises(PapersError, match=r"cannot be used as a table of papers[^\n]*$"):  # noqa: SIM117, PT012
        with PaperTable(path) as table:
            list(table)
            table.upsert([PAPER])


def test_a_table_that_another_program_locked_is_no_broken_one(path: Path) -> None:
    with PaperTable(path) as table:
        table._db.execute("PRAGMA busy_timeout = 0")
        other = sqlite3.connect(path)
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(PapersError, match="cannot be written: another curator is at work on it: let that end"):
            table.upsert([PAPER])
        other.close()
        table.upsert([PAPER])
        assert len(table) == 1


def test_a_table_that_may_not_be_written_or_opened_is_no_broken_one(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object, **__: object) -> sqlite3.Connection:
        raise refusal

    with PaperTable(path) as table:
        table._db.execute("PRAGMA query_only = ON")
        with pytest.raises(PapersError, match="cannot be written: nobody who runs this may write it"):
            table.upsert([PAPER])
    refusal = sqlite3.OperationalError("unable to open database file")
    refusal.sqlite_errorcode = sqlite3.SQLITE_CANTOPEN
    monkeypatch.setattr(sqlite3, "connect", refused)
    with pytest.raises(PapersError, match=r"cannot be opened: let who runs this read and write it$"):
        PaperTable(path)
    with pytest.raises(PapersError, match="`curator papers import FILE` makes one"):
        PaperTable(path.with_name("gone.sqlite"))


def test_what_was_reported_written_survives_sigkill_at_any_instant(path: Path) -> None:
    dice, reported = random.Random(4), -1
    for _ in range(6):
        with subprocess.Popen([sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE) as writer:
            assert writer.stdout is not None
            for _ in range(dice.randrange(1, 12)):
                reported = int(writer.stdout.readline())
            os.kill(writer.pid, signal.SIGKILL)
            rest = writer.stdout.read().split()
            reported = int(rest[-1]) if rest else reported
        with PaperTable(path) as table:
            papers = list(table)
        assert len(papers) >= (reported + 1) * 50
        assert len(papers) % 50 == 0
        assert len({paper.id for paper in papers}) == len(papers)


@pytest.mark.parametrize("size", [1, 7, 50, 1000])
def test_the_parts_of_a_table_hold_each_paper_once_in_the_order_of_the_table(path: Path, size: int) -> None:
    papers = [Paper(PaperId(f"31{number % 12 + 1:02}.{number:05}"), f"Title {number}") for number in range(50)]
    with PaperTable(path) as table:
        assert table.parts(size) == []
        table.upsert(papers)
        parts = table.parts(size)
        assert [paper for part in parts for paper in table.within(part)] == papers
        assert sum(part.papers for part in parts) == len(papers)
        assert len({part.name for part in parts}) == len(parts)


def test_a_table_that_grows_keeps_the_names_of_its_parts_but_for_the_last(path: Path) -> None:
    with PaperTable(path) as table:
        table.upsert(Paper(PaperId(f"3105.{number:05}"), "T") for number in range(25))
        before = [part.name for part in table.parts(10)]
        table.upsert(Paper(PaperId(f"3106.{number:05}"), "T") for number in range(10))
        after = [part.name for part in table.parts(10)]
    assert after[:2] == before[:2]
    assert before[2] not in after


def test_a_part_of_which_a_paper_says_more_has_another_name(path: Path) -> None:
    with PaperTable(path) as table:
        table.upsert([replace(PAPER, abstract="")])
        (before,) = table.parts(4)
        table.upsert([PAPER])
        (after,) = table.parts(4)
    assert before.name != after.name


def test_of_a_part_only_papers_of_a_day_or_later_are_asked_for(path: Path) -> None:
    days = [date(2031, 5, day) for day in range(1, 11)]
    with PaperTable(path) as table:
        table.upsert(Paper(PaperId(f"3105.{day.day:05}"), "T", announced=day) for day in days)
        table.upsert([Paper(PaperId("3105.00099"), "No day")])
        (part,) = table.parts(100)
        assert [paper.announced for paper in table.within(part, days[4])] == days[4:]
