"""How long a person waits for `curator --help`; the aim is under 200 ms on a warm disk."""

import statistics
import subprocess
import sys
import time

RUNS = 15


def _milliseconds(*words: str) -> float:
    times = []
    for _ in range(RUNS + 1):
        start = time.perf_counter()
        subprocess.run([sys.executable, *words], check=True, stdout=subprocess.DEVNULL)
        times.append(1000 * (time.perf_counter() - start))
    return statistics.median(times[1:])


def main() -> None:
    bare, helped = _milliseconds("-c", "pass"), _milliseconds("-m", "curator", "--help")
    print(f"curator --help: {helped:.0f} ms, {helped / bare:.1f} times Python alone ({bare:.0f} ms)")
