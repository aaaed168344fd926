from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from curator.errors import FeedError
from curator.papers.arxiv import oai
from curator.papers.arxiv.client import Client, Politeness
from curator.papers.arxiv.parser import QueryError
from curator.papers.store import PaperTable
from tests.arxiv_server import ArxivServer, Html, Spoiled, Status, made_up

DAY = date(2031, 5, 5)


@pytest.fixture
def server() -> Iterator[ArxivServer]:
    with ArxivServer(page=3) as running:
        running.archive.announce(DAY, made_up(DAY, 7))
        yield running


def changed(server: ArxivServer, since: date = DAY) -> list[str]:
    client = Client(Politeness("nobody@example.org", delay=0, patience=0.2), sleep=lambda seconds: None)
    return [paper.id for paper in oai.changed_since(client, f"{server.url}/oai", "cs.CL", since)]


def test_all_pages_are_read_and_a_token_goes_alone(server: ArxivServer) -> None:
    assert changed(server) == [paper.id for paper in made_up(DAY, 7)]
    first, *others = [dict(request.query) for request in server.requests]
    assert first == {"verb": "ListRecords", "metadataPrefix": "arXiv", "set": "cs:cs:CL", "from": "2031-05-05"}
    assert [query.keys() for query in others] == [{"verb", "resumptionToken"}] * 2


def test_all_that_was_submitted_since_is_kept_of_what_changed_or_nothing(server: ArxivServer, tmp_path: Path) -> None:
    client = Client(Politeness("nobody@example.org", delay=0, patience=0.2), sleep=lambda seconds: None)
    before = [replace(paper, announced=DAY - timedelta(days=9)) for paper in made_up(DAY, 2, first=80)]
    server.archive.announce(DAY, before, "replace")
    wanted = (client, f"{server.url}/oai", ["cs.CL", "cs.LG"], DAY - timedelta(days=5))
    with PaperTable(tmp_path / "papers.sqlite") as table:
        server.misbehave("oai", None, None, None, Status(404))
        with pytest.raises(FeedError):
            oai.complete(table, *wanted)
        assert len(table) == 0
        oai.complete(table, *wanted)
        assert {paper.id for paper in table} == {paper.id for paper in made_up(DAY, 7)}


def test_no_match_is_no_error(server: ArxivServer) -> None:
    assert changed(server, DAY + timedelta(days=1)) == []


def test_trouble_on_a_later_page_is_waited_out(server: ArxivServer) -> None:
    server.misbehave("oai", None, Status(503), Html(), Spoiled(lambda body: body[:500]))
    assert len(changed(server)) == 7


def test_half_of_the_pages_is_an_error_and_not_half_of_the_papers(server: ArxivServer) -> None:
    server.misbehave("oai", None, *[Status(503)] * 30)
    with pytest.raises(FeedError, match="answered 503"):
        changed(server)


def test_a_token_that_expired_is_an_error(server: ArxivServer) -> None:
    from tests.arxiv_server import forms

    server.misbehave("oai", None, Spoiled(lambda body: forms.oai_error("badResumptionToken", "expired").encode()))
    with pytest.raises(QueryError, match="badResumptionToken"):
        changed(server)


def test_pages_without_end_come_to_one(server: ArxivServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(oai, "_PAGES", 2)
    with pytest.raises(FeedError, match="more than 2 pages"):
        changed(server)


@pytest.mark.parametrize(
    ("category", "name"),
    [
        ("cs.CL", "cs:cs:CL"),
        ("cs", "cs"),
        ("math.PR", "math:math:PR"),
        ("hep-th", "physics:hep-th"),
        ("cond-mat.stat-mech", "physics:cond-mat:stat-mech"),
        ("physics.optics", "physics:physics:optics"),
        ("q-bio.NC", "q-bio:q-bio:NC"),
        ("physics", "physics"),
    ],
)
def test_categories_have_their_sets(category: str, name: str) -> None:
    assert oai.set_name(category) == name
