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
    source = np.random.default_rng(0)
    listed = [made_up(source, n, n % 36) for n in range(ENTRIES)]
    left = [made_up(source, n, None) for n in range(ENTRIES, ENTRIES + OTHERS)]
    new = [made_up(source, n, n % 36 if n % 20 == 0 else None) for n in range(20_000, 20_000 + NIGHT)]
    examples = [Example(paper, (SECTIONS[n % 36],)) for n, paper in enumerate(listed)]
    model = fit([*examples, *(Example(paper, ()) for paper in left)], SECTIONS)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "list"
        git.start(root, {"README.md": _list(listed), "curator.toml": _SETTINGS})
        persistence.save(model, root / "models")
        feed = Path(folder) / "feed.atom"
        feed.write_text(_feed(new), encoding="utf-8")
        words = [
            sys.executable,
            "-m",
            "curator",
            "nightly",
            "--config",
            str(root / "curator.toml"),
            "--feed",
            str(feed),
        ]
        night = subprocess.Popen(words, stdout=subprocess.PIPE, text=True)
        said = night.stdout.read().partition("\n")[0] if night.stdout else ""
        _, status, used = os.wait4(night.pid, 0)
    if status:
        raise SystemExit("the night failed")
    seconds, peak = used.ru_utime + used.ru_stime, used.ru_maxrss / 1024
    print(said)
    print(f"a night of {NIGHT} papers for a list of {ENTRIES}: {seconds:.1f} s of CPU; peak {peak:.0f} MB")


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
