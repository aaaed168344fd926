from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from curator.errors import FeedError
from curator.papers.arxiv import query
from curator.papers.arxiv.client import Client, Politeness
from curator.papers.store import PaperTable
from curator.papers.tex import plain
from tests.arxiv_server import ArxivServer, Html, Spoiled, Status, made_up

DAY = date(2031, 5, 5)
PAPERS = made_up(DAY, 7)
IDS = [paper.id for paper in PAPERS]


@pytest.fixture
def server() -> Iterator[ArxivServer]:
    with ArxivServer() as running:
        running.archive.announce(DAY, PAPERS)
        yield running


@pytest.fixture
def table(tmp_path: Path) -> Iterator[PaperTable]:
    with PaperTable(tmp_path / "papers.sqlite") as opened:
        yield opened


@pytest.fixture
def slices(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(query, "SLICE", 3)


def client() -> Client:
    return Client(Politeness("nobody@example.org", delay=0, patience=0.2), sleep=lambda seconds: None)


def asked(server: ArxivServer) -> list[str]:
    return [request.query.get("id_list", request.query.get("search_query", "")) for request in server.requests]


def quiet(done: int, total: int) -> None:
    """Show nothing."""


@pytest.mark.usefixtures("slices")
def test_papers_are_matched_by_id_whatever_the_order_and_version_of_the_answer(server: ArxivServer) -> None:
    found = {
        paper.id: paper for part in query.by_ids(client(), f"{server.url}/api/query", IDS) for paper in part.papers
    }
    assert [found[arxiv_id].title for arxiv_id in IDS] == [plain(paper.title) for paper in PAPERS]
    assert [found[arxiv_id].comment for arxiv_id in IDS] == [paper.comment for paper in PAPERS]
    assert [len(ids.split(",")) for ids in asked(server)] == [3, 3, 1]


@pytest.mark.usefixtures("slices")
def test_ids_that_the_answer_leaves_out_are_asked_for_again_and_then_named(server: ArxivServer) -> None:
    server.missing = frozenset(IDS[1:2])
    parts = list(query.by_ids(client(), f"{server.url}/api/query", IDS[:4]))
    assert [part.missing for part in parts] == [(IDS[1],), ()]
    assert asked(server) == [",".join(IDS[:3]), IDS[1], IDS[3]]


def test_an_id_that_arxiv_refuses_spoils_no_other(server: ArxivServer) -> None:
    (part,) = query.by_ids(client(), f"{server.url}/api/query", [*IDS, "12"])
    assert len(part.papers) == len(IDS)
    assert part.missing == ("12",)


def test_a_count_without_papers_is_an_outage_and_asked_for_again(server: ArxivServer) -> None:
    def emptied(body: bytes) -> bytes:
        return body[: body.index(b"<entry>")] + b"</feed>"

    url = f"{server.url}/api/query"
    server.misbehave("api", Spoiled(emptied))
    (part,) = query.by_ids(client(), url, IDS)
    assert (len(part.papers), part.missing) == (7, ())
    server.misbehave("api", Spoiled(emptied))
    assert len(query.by_title(client(), url, PAPERS[0].title)) == 1


def test_only_what_the_table_lacks_is_asked_for(server: ArxivServer, table: PaperTable) -> None:
    url, calls = f"{server.url}/api/query", list[tuple[int, int]]()
    table.upsert(PAPERS[:2])
    assert query.complete(table, client(), url, [*IDS, *IDS], lambda *at: calls.append(at)) == []
    assert asked(server) == [",".join(IDS[2:])]
    assert calls == [(5, 5)]
    assert query.complete(table, client(), url, IDS, quiet) == []
    assert len(server.requests) == 1
    assert {paper.id for paper in table} == set(IDS)


@pytest.mark.usefixtures("slices")
def test_what_came_before_arxiv_stopped_answering_stays_and_is_not_asked_for_again(
    server: ArxivServer, table: PaperTable
) -> None:
    url = f"{server.url}/api/query"
    server.misbehave("api", None, *[Status(503)] * 20)
    with pytest.raises(FeedError, match=r"answered 503"):
        query.complete(table, client(), url, IDS, quiet)
    assert len(table) == 3
    server.faults.clear()
    server.requests.clear()
    assert query.complete(table, client(), url, IDS, quiet) == []
    assert asked(server) == [",".join(IDS[3:6]), IDS[6]]


def test_ids_that_arxiv_does_not_know_are_named(server: ArxivServer, table: PaperTable) -> None:
    unknown = ["9912.00001", "math/0000001"]
    assert query.complete(table, client(), f"{server.url}/api/query", [*unknown, *IDS], quiet) == unknown
    assert len(table) == len(IDS)


def test_a_title_is_searched_for_in_quotes_and_taken_when_an_author_agrees(
    server: ArxivServer, table: PaperTable
) -> None:
    one, other = PAPERS[0], PAPERS[1]
    surname = one.authors[0].split()[-1].lower()
    entries = [(one.title, frozenset({surname})), (other.title, frozenset({"nobody"})), (PAPERS[2].title, frozenset())]
    calls = list[tuple[int, int]]()
    missing = query.complete_titles(table, client(), f"{server.url}/api/query", entries, lambda *at: calls.append(at))
    assert missing == [other.title, PAPERS[2].title]
    assert [paper.id for paper in table] == [one.id]
    assert asked(server)[0].startswith('ti:"')
    assert len(server.requests) == 2
    assert calls == [(1, 3), (2, 3), (3, 3)]
    assert query.complete_titles(table, client(), f"{server.url}/api/query", entries[:1], quiet) == []
    assert len(server.requests) == 2


@pytest.mark.parametrize("title", ["", "…", "🚀"])
def test_a_title_without_words_is_not_searched_for(server: ArxivServer, title: str) -> None:
    assert query.by_title(client(), f"{server.url}/api/query", title) == ()
    assert server.requests == []


def test_a_search_that_arxiv_refuses_finds_nothing_and_one_that_fails_is_an_error(server: ArxivServer) -> None:
    from tests.arxiv_server import forms

    server.misbehave("api", Spoiled(lambda body: forms.api_error("bad query").encode()))
    assert query.by_title(client(), f"{server.url}/api/query", "Toys") == ()
    server.misbehave("api", *[Html()] * 20)
    with pytest.raises(FeedError, match="no feed"):
        query.by_title(client(), f"{server.url}/api/query", "Toys")
