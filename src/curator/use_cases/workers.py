"""Share work out: among the cores of this machine, or among the workers of a Dask scheduler."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

from joblib import Parallel, delayed, parallel_config

from curator.errors import CuratorError

T = TypeVar("T")
R = TypeVar("R")


def each(task: Callable[[T], R], things: Sequence[T], scheduler: str = "") -> Iterator[R]:
    """Return what the task makes of each thing, in the order in which they are done.

    `scheduler` is the address of one of Dask's; raises CuratorError where it cannot be used.
    """
    jobs = min(len(things), os.cpu_count() or 1) or 1
    with _helped_by(scheduler):
        yield from Parallel(n_jobs=jobs, return_as="generator_unordered")(delayed(task)(one) for one in things)


@contextmanager
def _helped_by(scheduler: str) -> Iterator[None]:
    """Let the workers of a Dask scheduler do the work; without one, the cores of this machine."""
    if not scheduler:
        yield
        return
    try:
        from distributed import Client, KilledWorker
    except ImportError as error:
        raise CuratorError("--scheduler needs Dask: pip install 'paper-list-curator[dask]'") from error
    try:
        client = Client(scheduler, set_as_default=False)
    except (OSError, ValueError) as error:
        raise CuratorError(f"{scheduler}: no Dask scheduler answers there: start `dask scheduler`") from error
    with client:
        try:
            with parallel_config(backend="dask", client=client):
                yield
        except TimeoutError as error:
            raise CuratorError(f"{scheduler}: has no workers: start `dask worker {scheduler}`") from error
        except KilledWorker as error:
            raise CuratorError(
                f"{scheduler}: its workers died again and again over one part: give them memory"
            ) from error
