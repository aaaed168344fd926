"""How long lists take: 10 MB to parse, 50 entries to insert into a list of 3,650.

`CURATOR_LIST` names a list to measure with; without it one is made up. The aims: 10 MB in under 5 s, 50 entries in
under 1 s. Both are also given as multiples of what markdown-it-py needs for the blocks of the same text.
"""

import os
import time
from collections.abc import Callable
from pathlib import Path

from markdown_it import MarkdownIt

from curator.lists import insert, parse
from curator.lists.reading.parse import read
from curator.types import Paper, Placement

ENTRIES, SECTIONS, INSERTED, SIZE = 3_650, 40, 50, 10_000_000


def made_up() -> str:
    """Return a list of paragraphs with 3,650 entries in 40 sections."""
    lines = ["# A List\n"]
    for n in range(ENTRIES):
        if n % (ENTRIES // SECTIONS) == 0:
            lines.append(f"# Section Number {n}\n")
        lines.append(
            f"**Paper {n}: A Title That Is as Long as the Titles of Papers Are** \\\n"
            f"[[Website](https://arxiv.org/abs/{2001 + n % 12}.{n:05d})]\n"
            f"[[Code](https://github.com/owner/repository-{n})]\n"
        )
    return "\n".join(lines)


def seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def main() -> None:
    given = os.environ.get("CURATOR_LIST")
    text = Path(given).read_text(encoding="utf-8") if given else made_up()
    long = (text + "\n") * (SIZE // len(text.encode()) + 1)
    plain = MarkdownIt("commonmark").enable("table").disable("inline")
    blocks, whole = seconds(lambda: plain.parse(long)), seconds(lambda: parse(long))
    megabytes = len(long.encode()) / 1e6
    print(f"parse: {megabytes:.1f} MB in {whole:.2f} s, {whole / blocks:.1f} times its blocks alone")
    read.cache_clear()
    survey = parse(text)
    paths = list(dict.fromkeys(entry.section for entry in survey.entries))
    papers = [Paper(f"2612.{n:05d}", f"A New Work with the Number {n}") for n in range(INSERTED)]
    wanted = [Placement(paper, paths[n % len(paths)]) for n, paper in enumerate(papers)]
    blocks, whole = seconds(lambda: plain.parse(text)), seconds(lambda: insert(survey, wanted))
    count = len(survey.entries)
    print(f"insert: {INSERTED} into {count} in {whole:.2f} s, {whole / blocks:.1f} times its blocks alone")
