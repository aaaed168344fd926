"""CPU time and memory of a whole `curator nightly`: 1,000 papers with abstracts for a list of 2,800; the aim is 5 s."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import numpy as np

from benchmarks.bench_model import ENTRIES, NIGHT, SECTIONS, START, made_up
from curator.hosts import git
from curator.model import fit, persistence
from curator.types import Example, Paper

OTHERS = 8_000
_SETTINGS = '[arxiv]\ncategories = ["cs.CL"]\n'


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        root, feed = world(Path(folder))
        said, seconds, peak = nightly("--config", root / "curator.toml", "--feed", feed)
    print(said.partition("\n")[0])
    print(f"a night of {NIGHT} papers for a list of {ENTRIES}: {seconds:.1f} s of CPU; peak {peak:.0f} MB")


def world(folder: Path) -> tuple[Path, Path]:
    """Make a list's repository with its model, and a feed; return where they are."""
    source = np.random.default_rng(0)
    listed = [made_up(source, n, n % 36) for n in range(ENTRIES)]
    left = [made_up(source, n, None) for n in range(ENTRIES, ENTRIES + OTHERS)]
    new = [made_up(source, n, n % 36 if n % 20 == 0 else None) for n in range(20_000, 20_000 + NIGHT)]
    examples = [Example(paper, (SECTIONS[n % 36],)) for n, paper in enumerate(listed)]
    root, feed = folder / "list", folder / "feed.atom"
    git.start(root, {"README.md": _list(listed), "curator.toml": _SETTINGS})
    persistence.save(fit([*examples, *(Example(paper, ()) for paper in left)], SECTIONS), root / "models")
    feed.write_text(_feed(new), encoding="utf-8")
    return root, feed


def nightly(*words: object) -> tuple[str, float, float]:
    """Run `curator nightly`; return what it said, its seconds of CPU, and the MB of the largest of its processes."""
    command = [sys.executable, "-m", "curator", "nightly", *map(str, words)]
    night = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    said = night.stdout.read() if night.stdout else ""
    _, status, used = os.wait4(night.pid, 0)
    if status:
        raise SystemExit("the night failed")
    return said, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def _list(papers: Sequence[Paper]) -> str:
    sections = (
        f"## {topic}\n\n### {number}\n\n"
        + "".join(f"- [{paper.title}](https://arxiv.org/abs/{paper.id})\n" for paper in papers[int(number) :: 36])
        for topic, number in SECTIONS
    )
    return "# List\n\n" + "\n".join(sections)


def _feed(papers: Sequence[Paper]) -> str:
    day = START + timedelta(days=301)
    entries = (
        f"<entry><id>oai:arXiv.org:{paper.id}v1</id><title>{paper.title}</title>"
        f"<summary>arXiv:{paper.id}v1 Announce Type: new\nAbstract: {paper.abstract}</summary>"
        f'<category term="cs.CL"/><published>{day}T00:00:00-04:00</published>'
        "<arxiv:announce_type>new</arxiv:announce_type><dc:creator>A. Author</dc:creator></entry>"
        for paper in papers
    )
    return (
        '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:arxiv="http://arxiv.org/schemas/atom" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><id>http://rss.arxiv.org/atom/cs.CL</id>'
        f"<title>cs.CL</title><updated>{day}T04:00:00+00:00</updated>{''.join(entries)}</feed>"
    )
