"""Play seasons with fresh seeds until the time is up: `python -m tests.season MINUTES [SEED] [LIST.md ...]`."""

import random
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from tests.season.play import LISTS, Step, history, play


def main(minutes: float, seed: int, texts: Sequence[str]) -> int:
    """Play the season of each seed from the first on, each on one of the lists; return how many failed."""
    end, failed, counts, played = time.monotonic() + 60 * minutes, 0, Counter[str](), 0
    while not played or time.monotonic() < end:
        text, steps = texts[seed % len(texts)], history(seed)
        try:
            counts += _played(text, steps)
        except Exception:  # noqa: BLE001 whatever fails is what is looked for
            failed += 1
            print(f"\nseed {seed}:\n{traceback.format_exc()}", flush=True)
            print(f"the shortest history that fails: {_shortest(text, steps)}", flush=True)
        played, seed = played + 1, seed + 1
        if played % 10 == 0:
            print(f"{played} seasons, {failed} failed; the next seed is {seed}", flush=True)
    print(f"{played} seasons, {failed} failed")
    print("\n".join(f"{number:7} {what}" for what, number in sorted(counts.items())))
    return failed


def _played(text: str, steps: Sequence[Step]) -> Counter[str]:
    with tempfile.TemporaryDirectory() as folder:
        return play(Path(folder), {"README.md": text}, steps)


def _shortest(text: str, steps: Sequence[Step]) -> Sequence[Step]:
    """Return a history that fails, too, and no longer does without any of its steps."""
    for at in reversed(range(len(steps))):
        fewer = [*steps[:at], *steps[at + 1 :]]
        try:
            _played(text, fewer)
        except Exception:  # noqa: BLE001 whatever fails is what is looked for
            steps = fewer
    return steps


if __name__ == "__main__":
    words = sys.argv[1:]
    first = int(words[1]) if len(words) > 1 else random.randrange(1 << 32)
    sys.exit(bool(main(float(words[0]), first, [Path(name).read_text() for name in words[2:]] or LISTS)))
