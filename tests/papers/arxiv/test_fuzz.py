"""Half answers and flipped bytes: an outcome, never a traceback, never a loss."""

import os
import random
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from typing import TypeVar

import pytest

from curator.config import ArxivTable
from curator.errors import FeedError
from curator.papers.arxiv import query, seen
from curator.papers.arxiv.client import Client, Fetched, Politeness
from curator.papers.arxiv.feed import ArxivFeed
from curator.papers.arxiv.seen import Seen, Validators
from curator.papers.store import PaperTable
from curator.types import Announcement, Paper
from tests.arxiv_server import forms, made_up

MONDAY, TUESDAY, WEDNESDAY = (date(2031, 5, 5) + timedelta(days=number) for number in range(3))
BEFORE = Seen().with_batch("cs.CL", MONDAY, [paper.id for paper in made_up(MONDAY, 3)], 14)
KNOWN = seen.write(BEFORE)
RUNS = 1000
T = TypeVar("T")


@pytest.fixture(autouse=True)
def no_wait_for_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", lambda descriptor: None)


class Canned(Client):
    """Fetched from bytes, by the first part of the path."""

    def __init__(self, **answers: bytes) -> None:
        super().__init__(Politeness("nobody@example.org"))
        self._answers = answers

    def get(
        self,
        url: str,
        read: Callable[[bytes], T],
        params: Mapping[str, str] | None = None,
        known: Validators | None = None,
    ) -> Fetched[T]:
        return Fetched(read(self._answers[url.split("/")[3]]))


def spoiled(body: bytes, seed: int) -> Iterator[bytes]:
    """Give truncations and flips of single bits, half of each."""
    dice = random.Random(seed)
    for _ in range(RUNS // 2):
        yield body[: dice.randrange(len(body))]
        flipped = bytearray(body)
        flipped[dice.randrange(len(body))] ^= 1 << dice.randrange(8)
        yield bytes(flipped)


def night(state: Path, client: Client, kind: str = "atom") -> Announcement:
    """Run a night from a known state, and check that nothing that was seen is lost."""
    if not state.exists() or state.read_text() != KNOWN:
        state.write_text(KNOWN)
    settings = {
        "categories": ["cs.CL"],
        "feed_url": f"http://arxiv/{kind}",
        "oai_url": "http://arxiv/oai",
        "delay": 0.0,
    }
    source = ArxivFeed(ArxivTable.model_validate(settings), state, client)
    announcement = source.fetch()
    source.mark_seen(announcement)
    after = seen.read(state.read_text(), state.name)
    assert BEFORE.ids(["cs.CL"]) <= after.ids(["cs.CL"])
    assert "\n" not in announcement.note
    return announcement


@pytest.mark.parametrize(("kind", "write"), [("atom", forms.atom), ("rss", forms.rss)])
def test_a_spoiled_feed_gives_an_outcome_and_loses_nothing(
    tmp_path: Path, kind: str, write: Callable[[list[str], date, list[Paper]], str]
) -> None:
    body = write(["cs.CL"], TUESDAY, made_up(TUESDAY, 2)).encode()
    oai = forms.oai(made_up(TUESDAY, 1), "", 1).encode()
    states = [
        night(tmp_path / "seen.json", Canned(**{kind: part, "oai": oai}), kind).state for part in spoiled(body, 1)
    ]
    assert len(states) == RUNS
    assert set(states) <= {"new", "quiet", "stale", "partial", "failed"}
    assert states[::2].count("failed") >= RUNS // 2 - 5  # half a feed is no feed, but for its last white space


def test_spoiled_records_leave_the_feed_usable_and_the_days_missed(tmp_path: Path) -> None:
    state = tmp_path / "seen.json"
    atom = forms.atom(["cs.CL"], WEDNESDAY, made_up(WEDNESDAY, 1)).encode()
    for part in spoiled(forms.oai(made_up(TUESDAY, 2), "", 2).encode(), 2):
        announcement = night(state, Canned(atom=atom, oai=part))
        after = seen.read(state.read_text(), state.name)
        assert announcement.state in {"new", "partial"}
        assert (announcement.state == "partial") == (TUESDAY in after.missed("cs.CL", WEDNESDAY, 7))
        assert {paper.id for paper in made_up(WEDNESDAY, 1)} <= after.ids(["cs.CL"])


def test_a_spoiled_answer_of_the_query_api_leaves_the_table_whole(tmp_path: Path) -> None:
    papers = made_up(TUESDAY, 3)
    ids = [str(paper.id) for paper in papers]
    known = made_up(MONDAY, 2)
    outcomes = set()
    with PaperTable(tmp_path / "papers.sqlite") as table:
        table._db.execute("PRAGMA synchronous = OFF")
        table.upsert(known)
        for part in spoiled(forms.api("made up", papers, 3, 0).encode(), 3):
            missing = completed(table, Canned(api=part), ids)
            found = list(table)
            assert found[:2] == known
            assert {paper.id for paper in found[2:]} == set(ids) - set(missing)
            outcomes.add(len(missing))
            table._db.execute("DELETE FROM papers WHERE rowid > 2")
    assert {0, 1, 3} <= outcomes


def completed(table: PaperTable, client: Client, ids: list[str]) -> list[str]:
    """Return the ids that are missing after an attempt, all of them when it failed."""
    with suppress(FeedError):
        return query.complete(table, client, "http://arxiv/api", ids, lambda *at: None)
    return ids
