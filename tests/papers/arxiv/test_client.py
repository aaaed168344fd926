import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

import pytest
import requests
from requests.adapters import BaseAdapter, HTTPAdapter

from curator.errors import ConfigError, FeedError
from curator.papers.arxiv import client as http
from curator.papers.arxiv.client import Client, Politeness, spacing
from curator.papers.arxiv.parser import Batch, QueryError, parse
from curator.papers.arxiv.seen import Validators
from tests.arxiv_server import ArxivServer, Drip, Fault, Html, Redirect, Reset, Spoiled, Status, Truncated, made_up

DAY = date(2031, 5, 5)


@dataclass
class Time:
    """A clock that only sleeping moves."""

    now: float = 1000.0
    slept: list[float] = field(default_factory=list)

    def clock(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds

    @property
    def waits(self) -> list[float]:
        """What was slept, without the naps of no length."""
        return [seconds for seconds in self.slept if seconds]

    def client(self, **seconds: float) -> Client:
        return Client(Politeness("nobody@example.org", **{"delay": 0.0, **seconds}), self.clock, self.sleep)


@pytest.fixture
def server() -> Iterator[ArxivServer]:
    with ArxivServer() as running:
        running.archive.announce(DAY, made_up(DAY, 3))
        yield running


@pytest.fixture
def moment() -> Time:
    return Time()


def read(client: Client, server: ArxivServer) -> Batch:
    value = client.get(f"{server.url}/atom/cs.CL", parse).value
    assert value is not None
    return value


@pytest.mark.parametrize("status", [406, 408, 429, 500, 502, 503, 504])
def test_a_server_in_trouble_is_waited_for_as_long_as_it_asks(server: ArxivServer, moment: Time, status: int) -> None:
    server.misbehave("feed", Status(status, {"Retry-After": "77"}))
    assert len(read(moment.client(), server).papers) == 3
    assert moment.waits == [77]


def test_retry_after_may_be_a_moment_by_the_servers_own_clock(server: ArxivServer, moment: Time) -> None:
    moments = {"Date": "Mon, 05 May 2031 10:00:00 GMT", "Retry-After": "Mon, 05 May 2031 10:02:00 GMT"}
    server.misbehave("feed", Status(503, moments))
    read(moment.client(), server)
    assert moment.waits == [120]


@pytest.mark.parametrize("asked", ["soon", "-5", "", "٣", f"Mon, 05 May {'9' * 20} 10:00:00 GMT"])
def test_a_retry_after_that_makes_no_sense_is_left_out(server: ArxivServer, moment: Time, asked: str) -> None:
    server.misbehave("feed", Status(503, {"Retry-After": asked.encode().decode("latin-1")}))
    read(moment.client(), server)
    assert all(0 < wait < 1 for wait in moment.waits)


def test_waits_grow_and_are_never_twice_the_same(server: ArxivServer, moment: Time) -> None:
    server.misbehave("feed", *[Status(429)] * 6)
    read(moment.client(delay=2), server)
    waits = [wait for wait in moment.waits if wait > 2]
    assert [int(wait) // 2**number for number, wait in enumerate(waits, 1)] == [1, 1, 1, 1, 1, 1]
    assert len({wait % 1 for wait in waits}) == 6


def test_patience_is_spent_by_all_questions_together(server: ArxivServer, moment: Time) -> None:
    client = moment.client(patience=100)
    server.misbehave("feed", Status(503, {"Retry-After": "60"}), None, Status(503, {"Retry-After": "60"}))
    read(client, server)
    with pytest.raises(FeedError, match=r"answered 503 and asks to wait 60 s\. Try again later\.$"):
        read(client, server)
    assert moment.waits == [60]
    assert len(server.requests) == 3


@pytest.mark.parametrize(
    "fault",
    [
        Html(),
        Html(b"Rate exceeded."),
        Truncated(),
        Reset(),
        Reset(in_body=False),
        Spoiled(lambda body: b"\x1f\x8b" + body),
    ],
)
def test_what_is_not_a_whole_feed_is_asked_for_again(server: ArxivServer, moment: Time, fault: Fault) -> None:
    server.misbehave("feed", fault, fault)
    assert len(read(moment.client(), server).papers) == 3
    assert len(server.requests) == 3


def test_broken_compression_is_asked_for_again(server: ArxivServer, moment: Time) -> None:
    server.misbehave("feed", Status(200, {"Content-Encoding": "gzip"}))
    assert len(read(moment.client(), server).papers) == 3


def test_a_server_that_drips_is_left_when_time_is_up(server: ArxivServer) -> None:
    server.misbehave("feed", Drip())
    client = Client(Politeness("nobody@example.org", delay=0, timeout=0.2, patience=0))
    with pytest.raises(FeedError, match="no answer"):
        read(client, server)


def test_a_server_that_says_nothing_is_left_when_time_is_up(moment: Time) -> None:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as silent:
        client = moment.client(timeout=0.05, patience=0)
        with pytest.raises(FeedError, match=r"no answer .*timed out"):
            client.get(f"http://127.0.0.1:{silent.getsockname()[1]}/", parse)


def test_an_answer_without_end_is_refused(server: ArxivServer, moment: Time, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http, "_LARGEST", 1000)
    with pytest.raises(FeedError, match="more than 1,000 bytes"):
        read(moment.client(), server)
    assert len(server.requests) == 1


@pytest.mark.parametrize("status", [304, 400, 403, 404, 410])
def test_a_refusal_is_not_asked_twice(server: ArxivServer, moment: Time, status: int) -> None:
    server.misbehave("feed", Status(status))
    with pytest.raises(FeedError, match=f"answered {status}"):
        read(moment.client(), server)
    assert len(server.requests) == 1


def test_a_whole_feed_under_a_wrong_status_is_no_feed(server: ArxivServer, moment: Time) -> None:
    page = b'<feed xmlns="http://www.w3.org/2005/Atom"/>'
    server.misbehave("feed", Status(404, page=page))
    with pytest.raises(FeedError, match="answered 404"):
        read(moment.client(), server)


def test_a_bad_question_is_not_asked_twice_and_keeps_its_reason(server: ArxivServer, moment: Time) -> None:
    with pytest.raises(QueryError, match="Invalid archive"):
        moment.client().get(f"{server.url}/atom/cs.XX", parse)
    with pytest.raises(QueryError, match="incorrect id format"):
        moment.client().get(f"{server.url}/api/query", parse, {"id_list": "12"})
    assert len(server.requests) == 2


def test_redirects_are_requests_too_and_come_to_an_end(server: ArxivServer, moment: Time) -> None:
    server.misbehave("feed", Redirect("/atom/cs.LG"))
    moment.client(delay=3).get(f"{server.url}/atom/cs.CL", parse)
    assert [request.path for request in server.requests] == ["/atom/cs.CL", "/atom/cs.LG"]
    assert moment.waits == [3]
    server.misbehave("feed", *[Redirect("/atom/cs.LG"), Redirect("/atom/cs.CL")] * 5)
    with pytest.raises(FeedError, match="again and again"):
        read(moment.client(), server)


@pytest.mark.parametrize("url", ["rss.arxiv.org/atom", "http://", "http://[/", "gopher://arxiv.org/"])
def test_an_address_that_is_none_is_a_mistake_in_the_settings(moment: Time, url: str) -> None:
    with pytest.raises(FeedError, match=r"cannot be asked .*Check the addresses under \[arxiv\]\.$"):
        moment.client().get(url, parse)


@pytest.mark.parametrize("target", ["", "file:///etc/hostname", "ftp://127.0.0.1/", "http://[/"])
def test_a_redirect_to_nowhere_is_refused(server: ArxivServer, moment: Time, target: str) -> None:
    server.misbehave("feed", Redirect(target))
    with pytest.raises(FeedError, match="redirected to nowhere"):
        read(moment.client(), server)


def test_an_unchanged_feed_is_told_from_an_empty_one(server: ArxivServer, moment: Time) -> None:
    url, client = f"{server.url}/atom/cs.CL", moment.client()
    first = client.get(url, parse)
    again = client.get(url, parse, known=first.validators)
    assert (again.value, server.requests[-1].status) == (None, 304)
    server.archive.announce(date(2031, 5, 6))
    changed = client.get(url, parse, known=Validators(first.validators.etag, "Mon, 05 May 2031 04:00:00 GMT"))
    assert changed.value is not None
    assert changed.value.papers == ()
    assert server.requests[-1].headers["If-Modified-Since"] == "Mon, 05 May 2031 04:00:00 GMT"


def test_all_endpoints_share_one_connection_one_pace_and_the_same_headers(server: ArxivServer) -> None:
    client = Client(Politeness("nobody@example.org", delay=0.05))
    for path in ("atom/cs.CL", "api/query?id_list=3105.02501", "atom/cs.LG", "oai?verb=Identify"):
        client.get(f"{server.url}/{path}", len)
    requests_ = server.requests
    assert {request.endpoint for request in requests_} == {"feed", "api", "oai"}
    assert len({request.port for request in requests_}) == 1
    assert all(later.at - earlier.at >= 0.05 for earlier, later in pairwise(requests_))
    for request in requests_:
        assert request.headers["User-Agent"].startswith("curator/")
        assert "(nobody@example.org)" in request.headers["User-Agent"]
        assert "application/atom+xml" in request.headers["Accept"]
        assert "gzip" in request.headers["Accept-Encoding"]


def test_another_host_takes_the_place_of_the_connection(server: ArxivServer, moment: Time) -> None:
    client = moment.client()
    with ArxivServer() as other:
        for each in (server, other, server):
            client.get(f"{each.url}/atom/cs.CL", parse)
            adapter = client._session.get_adapter(each.url)
            assert isinstance(adapter, HTTPAdapter)
            assert len(adapter.poolmanager.pools) == 1
    assert len({request.port for request in server.requests}) == 2


@pytest.mark.parametrize(
    ("url", "setting", "seconds"),
    [
        ("https://rss.arxiv.org/atom/cs.CL", 0.0, 3.0),
        ("https://export.arxiv.org:443/api/query", 1.0, 3.0),
        ("http://ARXIV.org/rss", 0.0, 3.0),
        ("http://rss.arxiv.org./atom/cs.CL", 0.0, 3.0),
        ("https://oaipmh.arxiv.org/oai", 10.0, 10.0),
        ("https://notarxiv.org/", 0.5, 0.5),
        ("http://127.0.0.1:8000/arxiv.org", 0.0, 0.0),
    ],
)
def test_no_setting_shortens_the_pace_for_arxiv_itself(url: str, setting: float, seconds: float) -> None:
    assert spacing(url, setting) == seconds


class _Canned(BaseAdapter):
    """Answer without a network."""

    def send(self, request: requests.PreparedRequest, *_: object, **__: object) -> requests.Response:
        import io

        import urllib3

        response = requests.Response()
        response.status_code, response.url = 200, str(request.url)
        response.raw = urllib3.HTTPResponse(io.BytesIO(b"x"), preload_content=False)
        return response

    def close(self) -> None:
        """Have nothing to close."""


def test_requests_to_arxiv_are_three_seconds_apart_from_answer_to_question(moment: Time) -> None:
    client = moment.client(delay=0)
    client._session.mount("https://", _Canned())
    for host in ("rss", "export", "oaipmh", "rss"):
        client.get(f"https://{host}.arxiv.org/", len)
    assert moment.waits == [3, 3, 3]


@pytest.mark.parametrize("contact", ["", "  ", "a\nX-Evil: 1", "nøbody@example.org"])
def test_a_contact_is_asked_for_before_arxiv_is(contact: str) -> None:
    with pytest.raises(ConfigError, match=r"set contact"):
        Client(Politeness(contact))


def test_the_clock_is_the_machines_and_only_measures(server: ArxivServer) -> None:
    before = time.monotonic()
    read(Client(Politeness("nobody@example.org", delay=0)), server)
    assert before <= server.requests[0].at <= time.monotonic()
