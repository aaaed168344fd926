"""Feed lists that nobody wrote to the reader and the writer: nothing but SurveyError may come out, and no line may go.

`python -m benchmarks.fuzz_survey SECONDS [LIST ...]` mutates the given lists, or the tests' golden ones, with a seed
that it prints. With atheris installed, `python -m benchmarks.fuzz_survey --atheris` lets coverage guide it instead.
"""

import random
import sys
import time
from datetime import date
from pathlib import Path

from curator.errors import SurveyError
from curator.lists import insert, learn_style, parse
from curator.lists.reading.blocks import lines_of
from curator.types import Paper, Placement

PIECES = ["\r", "\n\n", "|", "#", "<!--", "-->", "```", "[", "](", ")", "*", "`", "\\", "<", "{", "}", "\x00", "\ufeff"]
PIECES += ["\u2028", "\t", "    ", "- ", "1. ", "> ", "---\n", "===\n", "|-|-|\n", "https://arxiv.org/abs/2401.00001"]
TITLE = "Any [Title](http://x.org) | of <b>Many</b>\n# One"


def check(text: str) -> None:
    """Hold one text against the laws."""
    survey = parse(text)
    assert insert(survey, []) == text
    for path in list(dict.fromkeys(entry.section for entry in survey.entries))[:3]:
        learn_style(survey, path)
        paper = Paper("2607.00001", TITLE, authors=("Ann <Smith>", "B|o"), announced=date(2026, 7, 2))
        try:
            new = insert(survey, [Placement(paper, path)])
        except SurveyError:
            continue
        rest = iter(line.rstrip("\r\n") for line in lines_of(new))
        assert all(line.rstrip("\r\n") in rest for line in lines_of(text)), text
        assert insert(parse(new), [Placement(paper, path)]) == new, text


def mutated(text: str, chance: random.Random) -> str:
    """Return a stretch of a text with pieces put in, taken out and doubled."""
    lines = lines_of(text)
    start = chance.randrange(max(1, len(lines)))
    letters = list("".join(lines[start : start + chance.randrange(1, 60)]))
    for _ in range(chance.randrange(1, 12)):
        at = chance.randrange(len(letters) + 1)
        size = chance.choice((1, 3, 20))
        kind = chance.randrange(3)
        letters[at : at + size] = (
            [chance.choice(PIECES)] if kind == 0 else [] if kind == 1 else letters[at : at + size] * 2
        )
    return "".join(letters)


def wander(seconds: float, lists: list[str]) -> None:
    """Try mutations until the time is over."""
    seed = random.SystemRandom().randrange(1 << 32)
    chance, tried, end = random.Random(seed), 0, time.monotonic() + seconds
    print(f"seed {seed}", flush=True)
    while time.monotonic() < end:
        text = mutated(chance.choice(lists), chance)
        try:
            check(text)
        except Exception:
            print(repr(text))
            raise
        tried += 1
    print(f"{tried} texts, nothing found")


def guided() -> None:
    """Let atheris choose the texts."""
    import atheris  # type: ignore[import-not-found, unused-ignore]

    atheris.instrument_all()
    atheris.Setup([sys.argv[0]], lambda data: check(data.decode("utf-8", "replace")))
    atheris.Fuzz()


if __name__ == "__main__":
    if "--atheris" in sys.argv:
        guided()
    else:
        golden = Path(__file__).parent.parent / "tests" / "golden"
        names = sys.argv[2:] or sorted(map(str, golden.glob("*.md")))
        wander(float(sys.argv[1]), [Path(name).read_text(encoding="utf-8") for name in names])
