"""A small made-up world on disk: a list in a repository, a background of papers, one day's feed."""

import json
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path
from xml.sax.saxutils import escape

from curator.hosts.git import start
from curator.types import Paper

METHODS = ["reward shaping for policies", "policy gradients with reward models", "reward hacking in policy training"]
DATA = ["a corpus of questions", "question answering corpus construction", "annotated corpus for dialogue questions"]
OTHER = [
    "galaxy formation",
    "protein folding dynamics",
    "graph colouring bounds",
    "traffic flow sensors",
    "ocean waves",
]

LIST = "# Made-up list\n\n## Methods\n\n{methods}\n## Data\n\n{data}"


def listing() -> str:
    """Return a list of two sections with a dozen entries each."""
    entries = [
        "".join(
            f"- {topic.capitalize()} {n} [[Paper]](https://arxiv.org/abs/25{group}.{n:05})\n" for n, topic in topics
        )
        for group, topics in (("01", enumerate(METHODS * 4)), ("02", enumerate(DATA * 4)))
    ]
    return LIST.format(methods=entries[0], data=entries[1])


def snapshot(path: Path) -> Path:
    """Write a metadata snapshot of papers that the list never took, and return its path."""
    lines = [
        {
            "id": f"2503.{number:05}",
            "title": f"{OTHER[number % len(OTHER)].capitalize()} {number}",
            "abstract": "",
            "authors": "A. Author",
            "categories": "cs.CL",
            "versions": [{"version": "v1", "created": str(date(2025, 3, 1) + timedelta(days=number % 20))}],
        }
        for number in range(200)
    ]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf8")
    return path


def feed(path: Path, papers: Iterable[Paper]) -> Path:
    """Write papers as arXiv's Atom feed of one day, and return its path."""
    entries = "".join(_entry(paper) for paper in papers)
    path.write_text(
        "<?xml version='1.0' encoding='UTF-8'?>\n"
        '<feed xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns="http://www.w3.org/2005/Atom" xml:lang="en-us">\n'
        "  <id>http://rss.arxiv.org/atom/cs.CL</id>\n  <title>cs.CL updates on arXiv.org</title>\n"
        "  <updated>2026-03-02T05:00:00+00:00</updated>\n" + entries + "</feed>\n",
        encoding="utf8",
    )
    return path


def _entry(paper: Paper) -> str:
    return (
        f"  <entry>\n    <id>oai:arXiv.org:{paper.id}v1</id>\n    <title>{escape(paper.title)}</title>\n"
        f"    <summary>arXiv:{paper.id}v1 Announce Type: new \nAbstract: {escape(paper.abstract)}</summary>\n"
        '    <category term="cs.CL"/>\n    <published>2026-03-02T00:00:00-05:00</published>\n'
        "    <arxiv:announce_type>new</arxiv:announce_type>\n    <dc:creator>A. Author</dc:creator>\n  </entry>\n"
    )


def repository(folder: Path, text: str | None = None) -> Path:
    """Make a list's repository with settings, and return its folder."""
    start(
        folder,
        {"README.md": listing() if text is None else text, "curator.toml": "[suggest]\nat_most = 5\npace = 40\n"},
    )
    return folder
