"""A Dask scheduler and its workers as processes on loopback."""

import contextlib
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests import ROOT

_LONGEST = 60.0  # seconds that a process may take to start


@contextmanager
def dask(folder: Path, workers: int) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """Run a scheduler and its workers as processes; give its address and the workers."""
    pytest.importorskip("distributed", reason="Dask is not installed: pip install 'paper-list-curator[dask]'")
    with contextlib.ExitStack() as ends:
        where = folder / "scheduler"
        _start(ends, folder, "scheduler", "--port", "0", "--no-show", "--scheduler-file", where)
        address = str(_eventually(lambda: where.exists() and _address(where.read_text())))
        few = ("--nthreads", "1", "--no-nanny", "--local-directory", folder)
        yield address, [_start(ends, folder, "worker", address, *few) for _ in range(workers)]


def _start(ends: contextlib.ExitStack, folder: Path, what: str, *words: object) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", f"distributed.cli.dask_{what}", *words, "--host", "127.0.0.1", "--no-dashboard"]
    log = ends.enter_context((folder / f"{what}.log").open("ab"))
    one = subprocess.Popen([*map(str, command)], cwd=ROOT, stdout=log, stderr=log)
    ends.callback(one.wait)
    ends.callback(one.kill)
    return one


def _address(text: str) -> object:
    with contextlib.suppress(ValueError):
        return json.loads(text)["address"]
    return None


def _eventually(look: object) -> object:
    until = time.monotonic() + _LONGEST
    while time.monotonic() < until:
        if found := look():  # type: ignore[operator]
            return found
        time.sleep(0.05)
    raise AssertionError("nothing came")
