"""What can go wrong between arXiv and a program; each fault spoils one answer."""

import socket
import struct
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import Protocol


class Fault(Protocol):
    """Answer a request wrongly."""

    @property
    def code(self) -> int:
        """Return the status of the answer, 0 for none."""
        ...

    def __call__(self, handler: BaseHTTPRequestHandler, body: bytes) -> None:
        """Write the answer; `body` is what the right one would have been."""
        ...


@dataclass(frozen=True)
class Status:
    """Answer with a status and, as a gateway does, a page of HTML."""

    code: int
    headers: Mapping[str, str] = field(default_factory=dict)
    page: bytes = b"<html><body>Something went wrong</body></html>"

    def __call__(self, handler: BaseHTTPRequestHandler, body: bytes) -> None:
        send(handler, self.code, self.headers, self.page)


@dataclass(frozen=True)
class Html:
    """Answer 200 with something that is no feed."""

    page: bytes = b"<html>Rate exceeded</html>"
    code: int = 200

    def __call__(self, handler: BaseHTTPRequestHandler, body: bytes) -> None:
        send(handler, self.code, {}, self.page)


@dataclass(frozen=True)
class Truncated:
    """Answer with the first half, honestly counted."""

    code: int = 200

    def __call__(self, handler: BaseHTTPRequestHandler, body: bytes) -> None:
        send(handler, self.code, {}, body[: len(body) // 2])


@dataclass(frozen=True)
class Spoiled:
    """Answer with the body changed by a function."""

    change: Callable[[bytes], bytes]
    code: int = 200

    def __call__(self, handler: BaseHTTPRequestHandler, body: bytes) -> None:
        send(handler, self.code, {}, self.change(body))


@dataclass(frozen=True)
class Reset:
    """Break the connection after the first half of the body, or before any answer."""

    in_body: bool = True
    code: int = 0

    def __call__(self, handler: BaseHTTPRequestHandler, body: bytes) -> None:
        if self.in_body:
            send(handler, 200, {"Content-Length": str(len(body))}, body[: len(body) // 2])
        linger = struct.pack("ii", 1, 0)  # close with RST instead of FIN
        handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        handler.close_connection = True


@dataclass(frozen=True)
class Drip:
    """Send one byte at a time."""

    pause: float = 0.02
    code: int = 200

    def __call__(self, handler: BaseHTTPRequestHandler, body: bytes) -> None:
        handler.close_connection = True
        send(handler, self.code, {"Content-Length": str(len(body))}, b"")
        with suppress(OSError):  # the client has had enough
            for byte in body[:500]:
                handler.wfile.write(bytes((byte,)))
                time.sleep(self.pause)


@dataclass(frozen=True)
class Redirect:
    """Send the client elsewhere."""

    target: str
    code: int = 302

    def __call__(self, handler: BaseHTTPRequestHandler, body: bytes) -> None:
        send(handler, self.code, {"Location": self.target}, b"")


def send(handler: BaseHTTPRequestHandler, status: int, headers: Mapping[str, str], body: bytes) -> None:
    """Write a whole answer."""
    handler.send_response_only(status)
    for name, value in {"Content-Length": str(len(body)), **headers}.items():
        handler.send_header(name, value)
    handler.end_headers()
    handler.wfile.write(body)
