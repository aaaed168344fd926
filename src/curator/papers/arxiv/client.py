"""Asking arXiv politely: one question at a time, spaced, patient with a server in trouble."""

import logging
import socket
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from typing import Any, Generic, TypeVar, cast
from urllib.parse import urljoin, urlsplit

import requests
import urllib3
from requests.adapters import HTTPAdapter
from tenacity import RetryCallState, Retrying, retry_if_exception_type, wait_exponential_jitter

from curator import __version__
from curator.errors import ConfigError, FeedError
from curator.papers.arxiv.parser import QueryError
from curator.papers.arxiv.seen import Validators

T = TypeVar("T")
_log = logging.getLogger(__name__)

ARXIV_DELAY = 3.0
"""Seconds between requests that arXiv's terms of use for its APIs ask for."""

_TRANSIENT = frozenset({406, 408, 429, 500, 502, 503, 504})
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_LARGEST = 1 << 26  # bytes of one answer, unpacked; 2,000 entries have about 5 MB
_ATTEMPTS = 3  # where no server is reached
_SHOWN = 100  # characters of an address in what is said
_UNREACHED = (socket.gaierror, ConnectionRefusedError, urllib3.exceptions.NewConnectionError)
_NETWORK = (requests.ConnectionError, requests.Timeout, urllib3.exceptions.HTTPError)


@dataclass(frozen=True, slots=True)
class Fetched(Generic[T]):
    """What came back: no `value` where nothing changed; `validators` are to be known next time."""

    value: T | None
    validators: Validators = field(default_factory=Validators)


class _TroubleError(FeedError):
    """Report what may be over in a while; `wait` is how many seconds the server asked for.

    `reached` is whether any server was: where none is, there is no network, and little is to be waited for.
    """

    def __init__(self, message: str, wait: float = 0.0, *, reached: bool = True) -> None:
        self.wait, self.reached = wait, reached
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class Politeness:
    """How a client asks: who to write to when it misbehaves, and its times in seconds.

    `delay` lies between two requests, `timeout` is the longest that one answer may take, and `patience` is spent on
    waiting for servers in trouble, by all questions together.
    """

    contact: str
    delay: float = ARXIV_DELAY
    timeout: float = 120.0
    patience: float = 900.0


class _Session(requests.Session):
    """Leave redirects alone: each is a request that counts, and where it leads is looked at first."""

    def get_redirect_target(self, resp: requests.Response) -> None:
        """Say that there is nothing to follow."""


class Client:
    """Ask one thing at a time over one connection at a time, three seconds apart at least where arXiv answers.

    Trouble that passes (an overload, a reset, half an answer) is waited out: as long as the server asks, and longer
    each time, until the patience is used up. Raises ConfigError without a contact, which arXiv asks for.
    """

    def __init__(
        self,
        politeness: Politeness,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        contact = politeness.contact.strip()
        if not contact or not contact.isascii() or not contact.isprintable():
            raise ConfigError('arXiv asks programs for a contact: set contact = "you@example.org" under [arxiv].')
        self._delay, self._patience, self._timeout = politeness.delay, politeness.patience, politeness.timeout
        self._clock, self._sleep = clock, sleep
        self._last = float("-inf")
        self._session = _Session()
        self._session.headers["User-Agent"] = f"curator/{__version__} ({contact})"
        self._session.headers["Accept"] = (
            "application/atom+xml, application/rss+xml, application/xml;q=0.9, text/xml;q=0.9"
        )
        for scheme in ("http://", "https://"):
            self._session.mount(scheme, HTTPAdapter(pool_connections=1, pool_maxsize=1))

    def get(
        self,
        url: str,
        read: Callable[[bytes], T],
        params: Mapping[str, str] | None = None,
        known: Validators | None = None,
    ) -> Fetched[T]:
        """Ask for `url` and return what `read` makes of the bytes.

        A FeedError of `read` counts as trouble that may pass, a QueryError does not. Raises FeedError when no answer
        came in the time there is, and QueryError when arXiv refuses the question.
        """
        try:
            address = requests.Request("GET", url, params=params).prepare().url or url
        except requests.RequestException as error:
            raise _unaskable(url, error) from error
        retrying = Retrying(
            retry=retry_if_exception_type(_TroubleError),
            wait=self._wait,
            stop=self._spent,
            sleep=self._wait_out,
            reraise=True,
        )
        return retrying(self._ask, address, read, _conditions(known))

    def _ask(self, url: str, read: Callable[[bytes], T], conditions: Mapping[str, str]) -> Fetched[T]:
        for _ in range(5):
            try:
                response, body = self._send(url, conditions)
            except _NETWORK as error:
                reached = not isinstance(_cause(error), _UNREACHED)
                hint = "Try again later." if reached else "Is there a network?"
                raise _TroubleError(f"{named(url)}: no answer ({_reason(error)}). {hint}", reached=reached) from error
            except requests.RequestException as error:
                raise _unaskable(url, error) from error
            if response.status_code == 304 and conditions:
                return Fetched(None)
            if response.status_code not in _REDIRECTS:
                return _answer(url, response, body, read)
            url = _target(url, response)
        raise FeedError(f"{named(url)}: redirected again and again. Check the addresses under [arxiv].")

    def _send(self, url: str, conditions: Mapping[str, str]) -> tuple[requests.Response, bytes]:
        self._sleep(max(0.0, self._last + spacing(url, self._delay) - self._clock()))
        started = self._clock()
        try:
            with self._session.get(url, headers=conditions, stream=True, timeout=self._timeout) as response:
                body = b"".join(self._chunks(response, started + self._timeout))
                _log.info("%s: answered %d with %d bytes", named(url), response.status_code, len(body))
                return response, body
        finally:
            self._last = self._clock()

    def _chunks(self, response: requests.Response, deadline: float) -> Iterator[bytes]:
        size = 0
        # read1 gives what has come so far: reading whole chunks would let a server drip past the deadline.
        while chunk := response.raw.read1(1 << 16, decode_content=True):
            size += len(chunk)
            if size > _LARGEST:
                raise FeedError(f"{response.url}: the answer has more than {_LARGEST:,} bytes. Check the addresses.")
            if self._clock() > deadline:
                raise requests.Timeout(f"the answer took longer than {self._timeout:g} seconds")
            yield chunk

    def _wait(self, state: RetryCallState) -> float:
        """Return how long to wait: what the server asked for, or else longer each time, never in step with others."""
        asked = state.outcome.exception() if state.outcome else None
        backoff = wait_exponential_jitter(multiplier=max(self._delay, 0.01), max=300, jitter=max(self._delay, 0.01))
        return max(asked.wait if isinstance(asked, _TroubleError) else 0.0, backoff(state))

    def _spent(self, state: RetryCallState) -> bool:
        trouble = state.outcome.exception() if state.outcome else None
        if isinstance(trouble, _TroubleError) and not trouble.reached and state.attempt_number >= _ATTEMPTS:
            return True
        return state.upcoming_sleep > self._patience

    def _wait_out(self, seconds: float) -> None:
        message = "arXiv does not answer: retrying in %.0f s; %.0f s of patience are left"
        _log.warning(message, seconds, self._patience - seconds)
        self._patience -= seconds
        self._sleep(seconds)


class SharedClient(Client):
    """Ask each question once for many who ask it: all get the same answer, or the same error."""

    def __init__(self, politeness: Politeness) -> None:
        super().__init__(politeness)
        self._answers: dict[tuple[str, tuple[tuple[str, str], ...]], Any] = {}

    def get(
        self,
        url: str,
        read: Callable[[bytes], T],
        params: Mapping[str, str] | None = None,
        known: Validators | None = None,  # noqa: ARG002 - what one of them knows, another may not
    ) -> Fetched[T]:
        """Ask as `Client.get` does, or answer as it answered before; the answer is always a whole one."""
        question = (url, tuple(sorted((params or {}).items())))
        if question not in self._answers:
            try:
                self._answers[question] = super().get(url, read, params)
            except FeedError as error:
                self._answers[question] = error
        answer = self._answers[question]
        if isinstance(answer, FeedError):
            raise answer
        return cast("Fetched[T]", answer)


def spacing(url: str, delay: float) -> float:
    """Return the seconds between two requests to the host of `url`: arXiv's own rule stands above the setting."""
    host = (urlsplit(url).hostname or "").rstrip(".")
    return max(delay, ARXIV_DELAY) if f".{host}".endswith(".arxiv.org") else delay


def _answer(url: str, response: requests.Response, body: bytes, read: Callable[[bytes], T]) -> Fetched[T]:
    status, wait = response.status_code, _retry_after(response)
    if status in _TRANSIENT:
        asked = f" and asks to wait {wait:.0f} s" if wait else ""
        raise _TroubleError(f"{named(url)}: answered {status}{asked}. Try again later.", wait)
    try:
        value = read(body)
    except QueryError:
        raise
    except FeedError as error:
        if status == 200:
            raise _TroubleError(f"{named(url)}: {error}", wait) from error
        value = None
    if status != 200:
        refused = QueryError if status == 400 else FeedError
        raise refused(f"{named(url)}: answered {status}. Check the addresses and categories under [arxiv].")
    return Fetched(value, Validators(response.headers.get("ETag", ""), response.headers.get("Last-Modified", "")))


def _conditions(known: Validators | None) -> dict[str, str]:
    if known is None:
        return {}
    headers = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
    return {name: value for name, value in headers.items() if value}


def _target(url: str, response: requests.Response) -> str:
    try:
        target = urljoin(url, response.headers.get("Location", ""))
        scheme = urlsplit(target).scheme
    except ValueError:
        target, scheme = "", ""
    if target == url or scheme not in {"http", "https"}:
        raise FeedError(f"{named(url)}: redirected to nowhere. Check the addresses under [arxiv].")
    return target


def _retry_after(response: requests.Response) -> float:
    """Return the seconds that `Retry-After` asks for: a number, or a moment by the server's own clock."""
    asked = response.headers.get("Retry-After", "").strip()
    if asked.isdecimal() and asked.isascii():
        return float(asked[:9])
    try:
        wait = parsedate_to_datetime(asked) - parsedate_to_datetime(response.headers["Date"])
    except (ValueError, TypeError, KeyError, OverflowError):
        return 0.0
    return max(0.0, wait.total_seconds())


def _unaskable(url: str, error: Exception) -> FeedError:
    return FeedError(f"{named(url)}: cannot be asked ({error}). Check the addresses under [arxiv].")


def named(url: str) -> str:
    """Return an address as people are told of it: a question about 200 papers is longer than a screen."""
    return url if len(url) <= _SHOWN else f"{url[: _SHOWN - 1]}…"


def _reason(error: BaseException) -> str:
    """Return the innermost cause in one line: the outer ones repeat the address."""
    cause = _cause(error)
    return " ".join(str(cause).split()) or type(cause).__name__


def _cause(error: BaseException) -> BaseException:
    while error.__context__ is not None:
        error = error.__context__
    return error
