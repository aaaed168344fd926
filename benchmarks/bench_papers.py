"""How long a snapshot of arXiv's metadata takes to import, in how much memory, and how long a look-up takes.

`CURATOR_SNAPSHOT` names a snapshot to measure with; without it one of made-up papers is written, of the same size
as 166,007 papers of arXiv. The aims: an import under 60 s and 500 MB, 10,000 look-ups under 1 s.
"""

import gzip
import json
import os
import random
import resource
import tempfile
import time
from datetime import date
from pathlib import Path

from curator.papers.readers import import_papers, read_papers
from curator.papers.store import PaperTable

PAPERS, LOOK_UPS = 166_007, 10_000
_WORDS = [
    "reward",
    "policy",
    "bound",
    "kernel",
    "graph",
    "token",
    "speech",
    "image",
    "causal",
    "sparse",
    "prior",
    "toy",
]


def main() -> None:
    """Print times, and how they compare with reading the same lines as JSON and nothing else."""
    with tempfile.TemporaryDirectory() as folder:
        snapshot = Path(os.environ.get("CURATOR_SNAPSHOT") or _made_up(Path(folder) / "snapshot.json.gz"))
        bare = _seconds(lambda: _json(snapshot))
        read = _seconds(lambda: sum(1 for _ in read_papers(snapshot)))
        with PaperTable(Path(folder) / "papers.sqlite") as table:
            whole = _seconds(lambda: import_papers(snapshot, table))
            again = _seconds(lambda: import_papers(snapshot, table))
            ids = random.Random(4).choices([paper.id for paper in table], k=LOOK_UPS)
            found = _seconds(lambda: [table.get(arxiv_id) for arxiv_id in ids])
            count = len(table)
        size = (Path(folder) / "papers.sqlite").stat().st_size
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"papers: {count:,} in {size / 1e6:.0f} MB of table; peak memory {memory:.0f} MB")
    print(f"json alone {bare:.1f} s, read {read:.1f} s, {read / bare:.1f} times that")
    print(f"import {whole:.1f} s, {whole / read:.1f} times reading; again {again:.1f} s")
    print(f"{LOOK_UPS:,} look-ups: {found:.2f} s, {1e6 * found / LOOK_UPS:.0f} µs each")


def _seconds(work: object) -> float:
    assert callable(work)
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _json(snapshot: Path) -> None:
    with gzip.open(snapshot, "rb") as lines:
        for line in lines:
            json.loads(line)


def _made_up(path: Path) -> Path:
    dice = random.Random(4)
    with gzip.open(path, "wt", compresslevel=1) as lines:
        for number in range(PAPERS):
            lines.write(json.dumps(_record(dice, number)) + "\n")
    return path


def _record(dice: random.Random, number: int) -> dict[str, object]:
    day = date.fromordinal(date(2025, 1, 1).toordinal() + number // 300)
    return {
        "id": f"{day:%y%m}.{number % 100_000:05}",
        "title": f"{' '.join(dice.choices(_WORDS, k=9))} {number}",
        "authors": "Ada Example, Bo Sample",
        "authors_parsed": [["Example", "Ada", ""], ["Sample", "Bo", ""]],
        "abstract": " ".join(dice.choices(_WORDS, k=190)),
        "categories": "cs.CL cs.LG",
        "comments": None,
        "versions": [{"version": "v1", "created": f"{day:%a, %d %b %Y} 19:18:42 GMT"}],
        "update_date": day.isoformat(),
    }
