"""How near to where its maintainer put a paper the writer would have put it, by the past of lists.

    python -m experiments.places --repositories FOLDER

FOLDER holds git clones of lists. Each paper that a day added to a section, or to a group by date or letter in it, is
put there into the list as it stood before, and compared with where that day left it.
"""

import argparse
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import numpy as np
from rich.progress import track

from curator.hosts import history
from curator.lists.reading.parse import Document, read
from curator.lists.reading.unit import Unit
from curator.lists.writing.order import Orders
from curator.types import Paper, SectionPath
from experiments import bootstrap

_FILE = "README.md"
_LEAST, _MOST = 3, 30  # entries of a section that have an order; papers of a day that was no rewriting


def versions(repository: Path) -> Iterator[Document]:
    """Read a list as it stood after each day that changed it."""
    for day in sorted(set(history.changes(repository, [_FILE]))):
        if text := _text(repository, day):
            yield read(text)


def _text(repository: Path, day: date) -> str:
    return history.texts(repository, [_FILE], day + timedelta(days=1)).get(_FILE, "")


def apart(before: Document, after: Document) -> list[float]:
    """Return for each paper that was added how far from its place it would have been put, as a share of its group."""
    known = {unit.id for unit in before.units}
    added = [unit for unit in after.units if unit.id and unit.id not in known]
    if len(added) > _MOST:
        return []
    orders, groups = Orders(before.sections.values()), _groups(after)
    return [
        abs(_put(orders, before.sections[where[0]], rows, unit) - _stands(rows, groups[where], unit)) / len(rows)
        for where, rows in _groups(before).items()
        for unit in groups.get(where, ())
        if unit in added and len(rows) >= _LEAST
    ]


def _groups(document: Document) -> dict[tuple[SectionPath, SectionPath], list[Unit]]:
    """Return the entries of each section and, where headings by date or letter group them, of each of these."""
    found: defaultdict[tuple[SectionPath, SectionPath], list[Unit]] = defaultdict(list)
    for path, units in document.sections.items():
        for unit in units:
            found[path, document.headings[unit.heading].group].append(unit)
    return found


def _put(orders: Orders, section: Sequence[Unit], rows: Sequence[Unit], unit: Unit) -> int:
    """Return how many of a group's entries stand before the place where the writer puts another."""
    near, front = orders.of(section).neighbour(rows, Paper(unit.id, unit.name))
    return rows.index(near) + (not front)


def _stands(rows: Sequence[Unit], after: Sequence[Unit], unit: Unit) -> int:
    """Return the same of the place where it came to stand: after the last entry before it that was there."""
    places = {row.id or row.text.strip(): at for at, row in enumerate(rows)}
    earlier = (places.get(one.id or one.text.strip()) for one in reversed(after[: after.index(unit)]))
    return next((at + 1 for at in earlier if at is not None), 0)


def main() -> None:
    """Read the arguments, go through the lists' pasts, print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--repositories", type=Path, required=True, help="a folder of git clones of lists")
    clones = sorted(path for path in parser.parse_args().repositories.iterdir() if (path / ".git").exists())
    print("| list | added | in place | apart |\n|---|--:|--:|--:|")
    means = []
    for clone in track(clones, "reading", transient=True):
        found = [one for before, after in pairwise(versions(clone)) for one in apart(before, after)]
        if found:
            means.append((np.mean([one == 0 for one in found]), np.mean(found)))
            print(f"| {clone.name} | {len(found)} | {means[-1][0]:.2f} | {means[-1][1]:.3f} |", flush=True)
    values = np.array(means)
    ends = zip(values.mean(axis=0), *bootstrap.interval(values), strict=True)
    print(f"| **mean** | | {' | '.join(f'{mean:.3f} [{low:.3f}, {high:.3f}]' for mean, low, high in ends)} |")


if __name__ == "__main__":
    main()
