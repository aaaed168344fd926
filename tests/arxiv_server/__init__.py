"""A stand-in for arXiv on loopback: feeds, query API and OAI-PMH of made-up papers, misbehaving on request."""

from tests.arxiv_server.archive import Archive, made_up
from tests.arxiv_server.faults import Drip, Fault, Html, Redirect, Reset, Spoiled, Status, Truncated
from tests.arxiv_server.server import ArxivServer, Request

__all__ = [
    "Archive",
    "ArxivServer",
    "Drip",
    "Fault",
    "Html",
    "Redirect",
    "Request",
    "Reset",
    "Spoiled",
    "Status",
    "Truncated",
    "made_up",
]
