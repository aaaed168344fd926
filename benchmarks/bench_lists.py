"""What each further list of `curator nightly --lists` costs: CPU time of a night for one list, and for all.

Ten copies of the list of `bench_night`; or copies of the workspaces in the folder `CURATOR_LISTS`, with the `feed.atom`
there. The aim: 200 lists and 1,000 papers in ten minutes on two cores, 6 s of CPU for each.
"""

import json
import os
import shutil
import tempfile
import time
from pathlib import Path

from benchmarks.bench_night import nightly, world

COPIES = 10


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        lists = Path(os.environ.get("CURATOR_LISTS") or _made_up(Path(folder) / "lists"))
        names = sorted(path.parent.name for path in lists.glob("*/curator.toml"))
        one, _ = _night(lists, names[:1], Path(folder) / "one")
        begun = time.perf_counter()
        seconds, peak = _night(lists, names, Path(folder) / "all")
        wall = time.perf_counter() - begun
    further = (seconds - one) / (len(names) - 1)
    print(f"{len(names)} lists: {seconds:.0f} s of CPU in {wall:.0f} s; largest process {peak:.0f} MB")
    print(f"one list: {one:.1f} s of CPU; each further one {further:.2f} s")


def _made_up(folder: Path) -> Path:
    folder.mkdir()
    made, _ = world(folder)
    for number in range(1, COPIES):
        shutil.copytree(made, folder / f"list-{number}")
    return folder


def _night(lists: Path, names: list[str], copy: Path) -> tuple[float, float]:
    shutil.copytree(lists, copy, symlinks=True)
    (copy / "lists.toml").write_text(f"lists = {json.dumps(names)}")
    said, seconds, peak = nightly("--lists", copy / "lists.toml", "--feed", copy / "feed.atom")
    assert len(said.splitlines()) == len(names)
    return seconds, peak
