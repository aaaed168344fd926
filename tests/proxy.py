"""A proxy on loopback before any server: keeps a log of the requests, and lets go wrong what it is told to."""

import http.client
import json
import re
import threading
import time
from dataclasses import dataclass, replace
from typing import Literal
from urllib.parse import urlsplit

from tests.http_server import Answer, HttpServer, Request

Kind = Literal["cut", "cut after", "hang", "hang after", "limit", "abuse", "429", "500", "502"]
KINDS: tuple[Kind, ...] = ("cut", "cut after", "hang", "hang after", "limit", "abuse", "429", "500", "502")

_OF_ONE_HOP = {
    "host",
    "connection",
    "content-length",
    "transfer-encoding",
    "accept-encoding",
    "expect",
    "date",
    "server",
}


@dataclass
class Fault:
    """One fault: strikes the requests that match, `times` times, after letting `skip` of them pass.

    `cut` closes the connection, `hang` keeps silent longer than the client waits; `after` means that the request
    was done all the same. The others are GitHub's answers, and nothing is done.
    """

    kind: Kind
    method: str = ""
    path: str = ""
    skip: int = 0
    times: int = 1

    def strikes(self, request: Request) -> bool:
        """Tell whether this request is struck, and count it."""
        if self.times < 1 or self.method not in {"", request.method} or not re.search(self.path, request.path):
            return False
        if self.skip:
            self.skip -= 1
            return False
        self.times -= 1
        return True

    def answer(self) -> Answer | None:
        """Return what GitHub answers, None where no answer comes."""
        documentation = {"documentation_url": "https://docs.github.com/rest/overview/rate-limits-for-the-rest-api"}
        match self.kind:
            case "limit":
                reset = {"x-ratelimit-remaining": "0", "x-ratelimit-reset": str(int(time.time()))}
                return _json(403, reset, {"message": "API rate limit exceeded for installation.", **documentation})
            case "abuse" | "429":
                message = "You have exceeded a secondary rate limit. Please wait a few minutes before you try again."
                status = 403 if self.kind == "abuse" else 429
                return _json(status, {"retry-after": "0"}, {"message": message, **documentation})
            case "500":
                return _json(500, {}, {"message": "Server Error"})
            case "502":
                return 502, {"content-type": "text/html"}, b"<html><body><h1>502 Bad Gateway</h1></body></html>"
            case _:
                return None


def _json(status: int, headers: dict[str, str], body: dict[str, str]) -> Answer:
    return status, {"content-type": "application/json; charset=utf-8", **headers}, json.dumps(body).encode()


class Proxy(HttpServer):
    """A proxy before the server at `upstream`; addresses in its answers lead to the proxy."""

    def __init__(self, upstream: str, patience: float = 30.0) -> None:
        super().__init__()
        self.faults: list[Fault] = []
        self.log: list[Request] = []
        self._upstream, self._patience = upstream, patience
        self._lock = threading.Lock()

    def answer(self, request: Request) -> Answer | None:
        """Pass a request on, unless a fault strikes it."""
        with self._lock:
            fault = next((one for one in self.faults if one.strikes(request)), None)
        given = self._passed_on(request) if fault is None or fault.kind.endswith("after") else None
        given = fault.answer() if fault else given
        self.log.append(replace(request, status=given[0] if given else 0))
        if fault and fault.kind.startswith("hang"):
            self.stopping.wait(self._patience)
        return given

    def _passed_on(self, request: Request) -> Answer | None:
        connection = http.client.HTTPConnection(urlsplit(self._upstream).netloc, timeout=60)
        headers = {name: value for name, value in request.headers.items() if name not in _OF_ONE_HOP}
        try:
            connection.request(request.method, request.path, request.body or None, headers)
            given = connection.getresponse()
            body = given.read()
        except (OSError, http.client.HTTPException):
            return None
        finally:
            connection.close()
        answers = {name.lower(): self._own(value) for name, value in given.getheaders()}
        if "json" in answers.get("content-type", ""):
            body = self._own(body.decode()).encode()
        return given.status, {name: answers[name] for name in answers.keys() - _OF_ONE_HOP}, body

    def _own(self, text: str) -> str:
        return text.replace(self._upstream, self.url)
