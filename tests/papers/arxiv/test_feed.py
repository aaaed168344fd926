import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from curator.config import ArxivTable
from curator.papers.arxiv import announcements, seen
from curator.papers.arxiv.client import Client, Politeness
from curator.papers.arxiv.feed import ArxivFeed, FileFeed
from curator.types import Announcement, Paper
from tests import GOLDEN
from tests.arxiv_server import ArxivServer, Html, Spoiled, Status, Truncated, archive, made_up

FEED = GOLDEN / "feed" / "announcement.atom"
MONDAY = date(2031, 5, 5)
CATEGORIES = ("cs.CL", "cs.LG")


def day(number: int) -> date:
    """Return a day of one week: 0 is Monday."""
    return MONDAY + timedelta(days=number)


@pytest.fixture
def server() -> Iterator[ArxivServer]:
    with ArxivServer() as running:
        yield running


@pytest.fixture
def state(tmp_path: Path) -> Path:
    return tmp_path / "data" / "seen.json"


def client() -> Client:
    return Client(Politeness("nobody@example.org", delay=0, patience=0.2), sleep=lambda seconds: None)


def settings(server: ArxivServer, *categories: str, delay: float = 0.0) -> ArxivTable:
    return ArxivTable(
        contact="nobody@example.org",
        categories=[*(categories or CATEGORIES)],
        feed_url=f"{server.url}/atom",
        oai_url=f"{server.url}/oai",
        delay=delay,
    )


def feed(server: ArxivServer, state: Path, *categories: str) -> ArxivFeed:
    return ArxivFeed(settings(server, *categories), state, client())


def night(server: ArxivServer, state: Path, *categories: str) -> Announcement:
    """Run a whole night: what is fetched is published and marked."""
    source = feed(server, state, *categories)
    announcement = source.fetch()
    source.mark_seen(announcement)
    return announcement


def ids(papers: Announcement | list[Paper]) -> set[str]:
    return {paper.id for paper in (papers.papers if isinstance(papers, Announcement) else papers)}


def test_one_request_reads_all_categories(server: ArxivServer, state: Path) -> None:
    server.archive.announce(MONDAY, made_up(MONDAY, 3, "cs.CL") + made_up(MONDAY, 2, "cs.LG", 100))
    announcement = night(server, state)
    assert (announcement.state, len(announcement.papers), announcement.note) == ("new", 5, "")
    assert [request.path for request in server.requests] == ["/atom/cs.CL+cs.LG"]


def test_nothing_is_marked_until_it_is_said_to_be_published(server: ArxivServer, state: Path) -> None:
    server.archive.announce(MONDAY, made_up(MONDAY, 3))
    assert feed(server, state).fetch() == feed(server, state).fetch() == night(server, state)
    assert night(server, state).state == "stale"


def test_the_day_is_the_one_that_arxiv_says_whatever_the_machine_thinks(server: ArxivServer, state: Path) -> None:
    server.archive.announce(MONDAY, made_up(MONDAY, 1))
    night(server, state, "cs.CL")
    assert json.loads(state.read_text())["categories"] == {"cs.CL": {"2031-05-05": made_up(MONDAY, 1)[0].id}}


def test_an_empty_feed_is_quiet_and_asks_for_no_more(server: ArxivServer, state: Path) -> None:
    assert night(server, state) == Announcement((), "quiet")
    assert len(server.requests) == 1


def test_a_feed_that_shows_what_was_seen_is_stale_and_changes_nothing(server: ArxivServer, state: Path) -> None:
    server.archive.announce(MONDAY, made_up(MONDAY, 3))
    night(server, state)
    before = state.read_text()
    server.archive.day = day(1)
    server.archive.late = dict.fromkeys(CATEGORIES, MONDAY)
    announcement = night(server, state)
    assert (announcement.state, announcement.papers) == ("stale", ())
    assert "cs.CL shows only what was seen before" in announcement.note
    assert state.read_text() == before


def test_one_stale_category_keeps_no_other_back_and_loses_nothing(server: ArxivServer, state: Path) -> None:
    archive = server.archive
    archive.announce(MONDAY, made_up(MONDAY, 2, "cs.CL") + made_up(MONDAY, 2, "cs.LG", 100))
    night(server, state)
    late = made_up(day(1), 2, "cs.LG", 100)
    archive.announce(day(1), made_up(day(1), 2, "cs.CL") + late)
    archive.late = {"cs.LG": MONDAY}
    second = night(server, state)
    assert (second.state, ids(second)) == ("new", ids(made_up(day(1), 2, "cs.CL")))
    assert "cs.LG shows only what was seen before" in second.note
    archive.late = {}
    assert ids(night(server, state)) == ids(late)


def test_an_unchanged_feed_costs_one_short_answer_and_is_stale(server: ArxivServer, state: Path) -> None:
    server.archive.announce(MONDAY, made_up(MONDAY, 3))
    night(server, state, "cs.CL")
    assert night(server, state, "cs.CL").state == "stale"
    assert server.requests[-1].status == 304


def test_days_that_were_missed_are_made_up_for_by_ids(server: ArxivServer, state: Path) -> None:
    archive = server.archive
    archive.announce(MONDAY, made_up(MONDAY, 4))
    night(server, state)
    missed = made_up(day(1), 5) + made_up(day(2), 4, "cs.LG", 100) + made_up(day(2), 1, "cs.CL", 200)
    archive.announce(day(1), missed[:5])
    archive.announce(day(2), missed[5:])
    archive.announce(day(2), made_up(day(-30), 3), "replace")
    archive.announce(day(3), made_up(day(3), 2))
    announcement = night(server, state)
    assert ids(announcement) == ids(missed) | ids(made_up(day(3), 2))
    assert "Made up for 2031-05-06, 2031-05-07 in cs.CL: 6 papers." in announcement.note
    requests = len(server.requests)
    archive.announce(day(4), made_up(day(4), 1))
    assert ids(night(server, state)) == ids(made_up(day(4), 1))
    assert len(server.requests) == requests + 1


def test_a_category_that_is_refused_leaves_the_others(server: ArxivServer, state: Path) -> None:
    server.archive.announce(MONDAY, made_up(MONDAY, 3))
    announcement = night(server, state, "cs.CL", "cs.XX")
    assert (announcement.state, len(announcement.papers)) == ("partial", 3)
    assert "cs.XX" in announcement.note
    assert night(server, state, "cs.XX").state == "failed"


def test_a_refusal_without_words_leaves_the_other_categories_too(server: ArxivServer, state: Path) -> None:
    server.archive.announce(MONDAY, made_up(MONDAY, 3))
    server.misbehave("feed", Status(400), None, Status(400))
    announcement = night(server, state)
    assert (announcement.state, len(announcement.papers)) == ("partial", 3)
    assert "cs.LG: " in announcement.note


@pytest.fixture
def limit(monkeypatch: pytest.MonkeyPatch) -> int:
    """Let a feed be cut at 20 entries, by the server and in what is known of it, and not at arXiv's 2,000."""
    assert announcements.FEED_LIMIT == archive.LIMIT
    monkeypatch.setattr(announcements, "FEED_LIMIT", 20)
    monkeypatch.setattr(archive, "LIMIT", 20)
    return 20


def test_a_feed_at_its_limit_is_asked_for_category_by_category(server: ArxivServer, state: Path, limit: int) -> None:
    server.archive.announce(MONDAY, made_up(MONDAY, limit - 5, "cs.CL") + made_up(MONDAY, 6, "cs.LG", 2000))
    announcement = night(server, state)
    assert (announcement.state, len(announcement.papers)) == ("new", limit + 1)
    assert [request.path for request in server.requests] == ["/atom/cs.CL+cs.LG", "/atom/cs.CL", "/atom/cs.LG"]


def test_a_day_whose_feed_was_cut_is_used_and_made_up_for(server: ArxivServer, state: Path, limit: int) -> None:
    server.page = 10
    server.archive.announce(MONDAY, made_up(MONDAY, 5))
    night(server, state, "cs.CL")
    server.archive.announce(day(1), made_up(day(1), limit + 10))
    cut = night(server, state, "cs.CL")
    assert (cut.state, len(cut.papers)) == ("partial", limit)
    server.archive.announce(day(2), made_up(day(2), 1, first=2000))
    assert len(night(server, state, "cs.CL").papers) == limit + 11


def test_an_outage_that_looks_like_a_holiday_loses_nothing(server: ArxivServer, state: Path) -> None:
    server.archive.announce(MONDAY, made_up(MONDAY, 2))
    night(server, state, "cs.CL")
    server.archive.announce(day(1), made_up(day(1), 3))
    server.misbehave("feed", Spoiled(lambda body: body[: body.index(b"<entry>")] + b"</feed>"))
    assert night(server, state, "cs.CL").state == "quiet"
    server.archive.announce(day(2), made_up(day(2), 1))
    assert len(night(server, state, "cs.CL").papers) == 4


def test_a_holiday_is_looked_up_once(server: ArxivServer, state: Path) -> None:
    server.page = 100
    for number, count in enumerate([2, 0, 3, 1]):
        server.archive.announce(day(number), made_up(day(number), count))
        announcement = night(server, state, "cs.CL")
        assert (announcement.state, len(announcement.papers)) == ("new" if count else "quiet", count)
    assert [request.endpoint for request in server.requests].count("oai") == 1


def test_on_a_weekend_a_working_day_that_failed_is_made_up_for(server: ArxivServer, state: Path) -> None:
    server.archive.announce(day(3), made_up(day(3), 2))
    night(server, state, "cs.CL")
    server.archive.announce(day(4), made_up(day(4), 3))
    server.archive.announce(day(5))
    assert ids(night(server, state, "cs.CL")) == ids(made_up(day(4), 3))
    assert night(server, state, "cs.CL").state == "quiet"


def test_a_recovery_that_fails_is_partial_and_tried_again(server: ArxivServer, state: Path) -> None:
    server.archive.announce(MONDAY, made_up(MONDAY, 2))
    night(server, state, "cs.CL")
    server.archive.announce(day(1), made_up(day(1), 3))
    server.archive.announce(day(2), made_up(day(2), 1))
    server.misbehave("oai", *[Status(503)] * 20)
    first = night(server, state, "cs.CL")
    assert (first.state, ids(first)) == ("partial", ids(made_up(day(2), 1)))
    assert "cs.CL, 2031-05-06 to 2031-05-06" in first.note
    server.faults.clear()
    server.archive.announce(day(3), made_up(day(3), 1))
    assert ids(night(server, state, "cs.CL")) == ids(made_up(day(1), 3) + made_up(day(3), 1))


def test_after_a_long_pause_a_week_is_made_up_for(server: ArxivServer, state: Path) -> None:
    server.archive.announce(MONDAY, made_up(MONDAY, 2))
    night(server, state, "cs.CL")
    for number in range(1, 22):
        server.archive.announce(day(number), made_up(day(number), 1) if day(number).weekday() < 5 else [])
    week = [paper for number in range(14, 22) for paper in server.archive.batches[day(number)]]
    found = ids(night(server, state, "cs.CL"))
    assert found >= ids(week)
    assert not found & ids([paper for number in range(1, 12) for paper in server.archive.batches[day(number)]])


def test_a_state_that_cannot_be_read_is_a_failure_and_stays(server: ArxivServer, state: Path) -> None:
    state.parent.mkdir()
    state.write_text("<<<<<<< HEAD\n")
    announcement = night(server, state)
    assert (announcement.state, server.requests) == ("failed", [])
    assert "delete it" in announcement.note
    assert state.read_text() == "<<<<<<< HEAD\n"


def test_no_outcome_is_marked_before_there_is_one(server: ArxivServer, state: Path) -> None:
    feed(server, state).mark_seen(Announcement((), "new"))
    assert not state.exists()


def test_the_pace_of_a_whole_night_is_kept_over_one_connection(server: ArxivServer, state: Path) -> None:
    server.archive.announce(MONDAY, made_up(MONDAY, 2))
    night(server, state)
    server.archive.announce(day(1), made_up(day(1), 7))
    server.archive.announce(day(2), made_up(day(2), 1))
    server.requests.clear()
    polite = Client(Politeness("nobody@example.org", delay=0.03, patience=0))
    ArxivFeed(settings(server, delay=0.03), state, polite).fetch()
    assert [request.endpoint for request in server.requests] == ["feed", *["oai"] * 5]
    assert len({request.port for request in server.requests}) == 1
    assert all(later.at - earlier.at >= 0.03 for earlier, later in pairwise(server.requests))
    assert all("nobody@example.org" in request.headers["User-Agent"] for request in server.requests)


@pytest.mark.parametrize("fault", [Status(503), Html(), Truncated(), Status(404)])
def test_a_fetch_that_failed_is_never_quiet_and_marks_nothing(
    server: ArxivServer, state: Path, fault: Status | Html | Truncated
) -> None:
    server.archive.announce(MONDAY, made_up(MONDAY, 3))
    server.misbehave("feed", *[fault] * 20)
    announcement = night(server, state)
    assert (announcement.state, announcement.papers) == ("failed", ())
    assert "/atom/cs.CL+cs.LG" in announcement.note
    assert not state.exists()


def saved(path: Path, state: Path) -> FileFeed:
    return FileFeed(path, ArxivTable(categories=["cs.CL"]), state)


def test_a_saved_feed_announces_its_papers_again_and_again_and_its_day_counts_as_read(state: Path) -> None:
    source = saved(FEED, state)
    first = source.fetch()
    for _ in range(2):
        source.mark_seen(first)
    assert first == source.fetch()
    assert (first.state, len(first.papers)) == ("new", 4)
    known = seen.read(state.read_text(encoding="utf8"), "seen.json")
    assert [*known.batches["cs.CL"]] == [first.papers[0].announced]
    assert known.ids(["cs.CL"])


def test_a_saved_feed_without_papers_is_quiet(tmp_path: Path) -> None:
    (tmp_path / "feed").write_bytes(b'<feed xmlns="http://www.w3.org/2005/Atom"><title>cs.CL updates</title></feed>')
    source = saved(tmp_path / "feed", tmp_path / "seen.json")
    quiet = source.fetch()
    assert quiet.state == "quiet"
    source.mark_seen(quiet)
    assert not (tmp_path / "seen.json").exists()


@pytest.mark.parametrize("content", [None, b"<html>Rate exceeded</html>"])
def test_a_saved_feed_that_cannot_be_read_has_failed_and_says_why(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "feed"
    if content is not None:
        path.write_bytes(content)
    announcement = saved(path, tmp_path / "seen.json").fetch()
    assert (announcement.state, announcement.papers) == ("failed", ())
    assert str(path) in announcement.note


def test_in_a_feed_for_many_a_paper_that_is_new_elsewhere_is_a_cross_list_here(
    server: ArxivServer, state: Path
) -> None:
    elsewhere = [replace(one, categories=("stat.ML", "cs.CL")) for one in made_up(MONDAY, 1)]
    server.archive.announce(MONDAY, elsewhere + made_up(MONDAY, 1, "cs.CL", 100))
    again = [replace(one, categories=("stat.ML", "cs.CL")) for one in made_up(MONDAY, 1, "cs.CL", 200)]
    server.archive.announce(MONDAY, again, "replace")
    shared = ArxivFeed(settings(server, "cs.CL"), state, client(), ["cs.CL", "stat.ML"]).fetch()
    assert [request.path for request in server.requests] == ["/atom/cs.CL+stat.ML"]
    assert [one.announce_type for one in shared.papers] == ["cross", "new", "replace"]
