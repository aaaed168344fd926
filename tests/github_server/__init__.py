"""A stand-in for GitHub on loopback: the part of its REST API that curator uses, with real git behind it."""

from tests.github_server.records import Account, Pull
from tests.github_server.repository import Repository
from tests.github_server.server import GitHubServer

__all__ = ["Account", "GitHubServer", "Pull", "Repository"]
