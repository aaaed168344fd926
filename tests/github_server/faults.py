"""What can go wrong with one request, on demand."""

import json
import re
import time
from dataclasses import dataclass
from typing import Literal

Kind = Literal["cut", "cut after", "hang", "hang after", "limit", "abuse", "429", "500", "502"]
KINDS: tuple[Kind, ...] = ("cut", "cut after", "hang", "hang after", "limit", "abuse", "429", "500", "502")

Answer = tuple[int, dict[str, str], bytes]


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

    def strikes(self, method: str, path: str) -> bool:
        """Tell whether this request is struck, and count it."""
        if self.times < 1 or (self.method and method != self.method) or not re.search(self.path, path):
            return False
        if self.skip:
            self.skip -= 1
            return False
        self.times -= 1
        return True

    @property
    def is_done(self) -> bool:
        """Whether the request takes effect."""
        return self.kind.endswith("after")

    @property
    def is_silent(self) -> bool:
        """Whether no answer comes."""
        return self.kind.startswith(("cut", "hang"))

    def answer(self) -> Answer:
        """Return what GitHub answers."""
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
            case _:
                return 502, {"content-type": "text/html"}, b"<html><body><h1>502 Bad Gateway</h1></body></html>"


def _json(status: int, headers: dict[str, str], body: dict[str, str]) -> Answer:
    return status, {"content-type": "application/json; charset=utf-8", **headers}, json.dumps(body).encode()
