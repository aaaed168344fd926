"""Long jobs say how far they are: to a person's screen, to the log of a workflow, or to nobody."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import TypeAlias

from curator.papers.readers import Progress

Steps: TypeAlias = Callable[[str], AbstractContextManager[Progress]]
"""Opens one step of a job, by what it is called; gives what is called with how much is done of how much."""


@contextmanager
def silently(_what: str) -> Iterator[Progress]:
    """Show nothing of a step."""
    yield lambda _done, _total: None
