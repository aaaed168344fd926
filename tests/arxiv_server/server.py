"""The server: three endpoints over one archive, a log of all requests, and faults that wait their turn."""

import gzip
import hashlib
import re
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Literal, Self
from urllib.parse import parse_qs, unquote, urlsplit

from curator.types import Paper
from tests.arxiv_server import forms
from tests.arxiv_server.archive import Archive
from tests.arxiv_server.faults import Fault, Status

Endpoint = Literal["feed", "api", "oai"]
_PATHS: dict[str, Endpoint] = {"atom": "feed", "rss": "feed", "api": "api", "oai": "oai"}
_ID = re.compile(r"\d{4}\.\d{4,5}(v\d+)?|[a-z-]+/\d{7}(v\d+)?")


@dataclass(frozen=True)
class Request:
    """One request as the server saw it: `port` tells connections apart, `at` is in seconds."""

    at: float
    port: int
    endpoint: Endpoint
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    status: int


@dataclass
class ArxivServer:
    """Serve an archive on loopback while the context lasts."""

    archive: Archive = field(default_factory=Archive)
    known: frozenset[str] = frozenset({"cs", "cs.CL", "cs.LG", "cs.AI", "stat.ML", "hep-th"})
    page: int = 3
    """Records in one answer of OAI-PMH."""
    missing: frozenset[str] = frozenset()
    """Ids that the query API leaves out, though they exist."""
    requests: list[Request] = field(default_factory=list)
    faults: dict[Endpoint, list[Fault | None]] = field(default_factory=lambda: defaultdict(list))

    def __enter__(self) -> Self:
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    @property
    def url(self) -> str:
        """Return the address that everything starts with."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def misbehave(self, endpoint: Endpoint, *faults: Fault | None) -> None:
        """Spoil the next answers of an endpoint, one fault each; None leaves one as it is."""
        self.faults[endpoint] += faults

    def answer(self, path: str, query: Mapping[str, str]) -> tuple[int, str]:
        """Return the status and the text of the right answer."""
        endpoints: dict[str, Callable[[str, Mapping[str, str]], tuple[int, str]]] = {
            "feed": self._feed,
            "api": self._api,
            "oai": self._oai,
        }
        return endpoints[_PATHS[path.split("/")[1]]](path, query)

    def _feed(self, path: str, query: Mapping[str, str]) -> tuple[int, str]:
        _, kind, names = path.split("/")
        categories = names.split("+")
        if not self.known.issuperset(categories):
            return 400, forms.refused_feed(names, self.archive.day)
        write = forms.atom if kind == "atom" else forms.rss
        return 200, write(categories, self.archive.day, self.archive.feed(categories))

    def _api(self, path: str, query: Mapping[str, str]) -> tuple[int, str]:
        ids = [name for name in query.get("id_list", "").split(",") if name]
        wrong = next((name for name in ids if not _ID.fullmatch(name)), None)
        if wrong:
            return 400, forms.api_error(f"incorrect id format for {wrong}")
        if ids:
            found = [self.archive.papers[name][0] for name in ids if name in self.archive.papers]
        else:
            found = self._search(query.get("search_query", ""))
        found = [paper for paper in reversed(found) if paper.id not in self.missing]
        start, size = int(query.get("start", "0")), int(query.get("max_results", "10"))
        return 200, forms.api("made up", found[start : start + size], len(found), start, version=2)

    def _search(self, search: str) -> list[Paper]:
        """Find the words of a quoted title; without quotes, whatever has the first of them, as arXiv does."""
        quoted = re.fullmatch(r'ti:"(.*)"', search)
        words = _words(quoted[1] if quoted else search.removeprefix("ti:").split()[0])
        papers = (paper for paper, _ in self.archive.papers.values())
        return [paper for paper in papers if words in _words(paper.title)]

    def _oai(self, path: str, query: Mapping[str, str]) -> tuple[int, str]:
        if query.get("verb") != "ListRecords":
            return 200, forms.oai_error("badVerb", "Illegal verb")
        token = query.get("resumptionToken", "")
        if token and set(query) != {"verb", "resumptionToken"}:
            return 200, forms.oai_error("badArgument", "resumptionToken is an exclusive argument")
        where, since, skip = token.split("|") if token else (query["set"], query["from"], "0")
        papers = self.archive.changed(".".join(where.split(":")[1:]), date.fromisoformat(since))
        start, end = int(skip), int(skip) + self.page
        if not papers:
            return 200, forms.oai_error("noRecordsMatch", "No matches")
        following = f"{where}|{since}|{end}" if end < len(papers) else ""
        return 200, forms.oai(papers[start:end], following, len(papers))


def _words(text: str) -> str:
    return " ".join(re.findall(r"[a-z0-9]+", text.lower()))


def _handler(server: ArxivServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            at, url = time.monotonic(), urlsplit(self.path)
            endpoint = _PATHS[url.path.split("/")[1]]
            query = {name: values[0] for name, values in parse_qs(url.query).items()}
            path = unquote(url.path)
            waiting = server.faults[endpoint]
            fault = waiting.pop(0) if waiting else None
            status, text = server.answer(path, query)
            reply = fault or self.reply(status, text.encode())
            # Logged before it is sent: a client that has its answer finds it in the log.
            server.requests.append(
                Request(at, self.client_address[1], endpoint, path, query, dict(self.headers), reply.code)
            )
            reply(self, text.encode())

        def reply(self, status: int, body: bytes) -> Status:
            etag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
            if self.headers.get("If-None-Match") == etag:
                return Status(304, {"ETag": etag}, b"")
            headers = {"ETag": etag, "Content-Type": "application/atom+xml; charset=utf-8"}
            if "gzip" in self.headers.get("Accept-Encoding", ""):
                body, headers = gzip.compress(body, mtime=0), {**headers, "Content-Encoding": "gzip"}
            return Status(status, headers, body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class has it
            """Keep quiet: `requests` is the log."""

    return Handler
