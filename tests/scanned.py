"""A list with a model and a table of papers beside it, of which the list missed some."""

import subprocess
from pathlib import Path

from curator.hosts import git
from curator.papers.store import PaperTable
from curator.types import Paper
from tests import corpus

ENTRIES = 30
EVERYTHING = corpus.papers(60, 300)
MISSED = {paper.id for paper in EVERYTHING[ENTRIES:60]}
SETTINGS = '[arxiv]\ncategories = ["cs.LG"]\n\n[suggest]\npace = 3\nat_most = 4\n'


def listing(entries: int = ENTRIES) -> str:
    """Return a list of the first papers."""
    lines = ["# A list"]
    for number, section in enumerate(corpus.SECTIONS):
        lines += ["", f"## {section[-1]}", ""]
        lines += [f"- {one.title} [Paper](https://arxiv.org/abs/{one.id})" for one in EVERYTHING[number:entries:3]]
    return "\n".join(lines) + "\n"


def workspace(folder: Path) -> Path:
    """Make the list's repository with its own table of papers, not trained yet, and return its folder."""
    git.start(folder, {"README.md": listing(), "curator.toml": SETTINGS})
    table(folder / "data" / "papers.sqlite", corpus.papers(ENTRIES, 200))
    return folder


def table(path: Path, papers: list[Paper]) -> Path:
    """Write a table of papers, and return its path."""
    path.parent.mkdir(exist_ok=True)
    with PaperTable(path) as made:
        made.upsert(papers)
    return path


def merge(folder: Path) -> None:
    """Merge the bot's branch, as the maintainer does."""
    who = ("-c", "user.name=a", "-c", "user.email=a@b.org")
    subprocess.run(["git", *who, "merge", "--quiet", "curator/suggestions"], cwd=folder, check=True)
