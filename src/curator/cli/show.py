"""What a person sees of what a command did, and the same for machines."""

import json
import os
import sys
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict
from pathlib import Path

import typer
from rich.console import Console
from rich.progress import Progress, SpinnerColumn
from rich.text import Text

from curator.cli import logs
from curator.doctor import Check
from curator.types import Paper

PARTIAL = 4


def console(*, stderr: bool = False) -> Console:
    """Return a console as wide as the terminal, also where its output is piped on."""
    out = Console(stderr=stderr, highlight=False)
    return out if out.is_terminal else Console(stderr=stderr, highlight=False, width=_width())


def say(text: str | Text, *, stderr: bool = False) -> None:
    """Print a text as it is: nothing in it is markup, and a long line stays one."""
    console(stderr=stderr).print(text, markup=False, soft_wrap=True)


def _width() -> int:
    """Return COLUMNS, or the width of the terminal that the process has where its output goes elsewhere, or 140."""
    if (columns := os.environ.get("COLUMNS", "")).isdecimal():
        return int(columns)
    for stream in (sys.stdin, sys.stderr, sys.stdout):
        with suppress(OSError, ValueError, AttributeError):
            return os.get_terminal_size(stream.fileno()).columns
    return 140


@contextmanager
def reading(path: Path, ids: Collection[str] | None = None) -> Iterator[Iterator[Paper]]:
    """Give the papers of a file, or those of them that have one of `ids`, and show how far the reading is."""
    from curator.papers.readers import read_papers

    with step(f"reading {path.name}") as progress:
        yield read_papers(path, ids, progress)


@contextmanager
def step(what: str) -> Iterator[Callable[[int, int], None]]:
    """Show on a terminal that something goes on; give what shows how much is done of how much.

    In the log of a workflow, what is said meanwhile stands in a group of that name.
    """
    out = console(stderr=True)
    columns = (SpinnerColumn(), *Progress.get_default_columns())
    with logs.group(what), Progress(*columns, console=out, transient=True, disable=not out.is_terminal) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def print_json(facts: object, indent: int | None = None) -> None:
    """Print facts for machines."""
    print(json.dumps(facts, ensure_ascii=False, indent=indent, default=str))


def result(facts: Mapping[str, object], sentence: str, *, as_json: bool) -> None:
    """Print what a command did: as JSON, or as a sentence with the facts filled in."""
    if as_json:
        print_json(facts)
    else:
        say(sentence.format_map(facts))


def checks(found: Collection[Check], *, as_json: bool) -> None:
    """Print one line for each thing that was looked at: well, or to mend."""
    if as_json:
        print_json({"findings": [asdict(one) for one in found]}, indent=1)
        return
    width = max(len(one.about) for one in found)
    for one in found:
        state = ("well", "green") if one.well else ("mend", "bold red")
        say(Text.assemble(state, f"  {one.about:<{width}}  {one.message}"))


def missing(path: Path, ids: Collection[str]) -> None:
    """Name the papers that `path` does not hold, and end with the exit code for "done in part" when there are any."""
    if ids:
        say(f"not in {path}, left out: {', '.join(ids)}", stderr=True)
        raise typer.Exit(PARTIAL)
