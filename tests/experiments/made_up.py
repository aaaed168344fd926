"""A masked list and a replay case that are made up, and the papers that they are asked about."""

import json
from datetime import date, timedelta
from pathlib import Path

from curator.types import Paper, PaperId

FIRST = date(2026, 3, 2)
MASKED = "# List\n\n## Optimizers\n\n{}\n\n## Datasets\n\n{}\n"
REPLAYED = "# List\n\n## Optimizers\n\n{}\n## Others\n\n- [Some Page](https://example.org)\n"
SECTIONS = {"Optimizers": "gradient momentum step", "Datasets": "corpus annotation crawl"}
WORDS = ("gradient momentum step", "galaxy dust star")


def listed() -> list[Paper]:
    """Return sixty papers of each of two sections, and forty of none."""
    some = [(name, words) for name, words in SECTIONS.items() for _ in range(60)] + [("", "galaxy dust star")] * 40
    return [
        Paper(PaperId(f"2601.{number:05}"), f"{name} of {words} {number}", abstract=f"We study {words}.")
        for number, (name, words) in enumerate(some)
    ]


def announced() -> list[Paper]:
    """Return eighty papers of a week on optimizers and on galaxies by turns, half of them announced before the day."""
    return [
        Paper(
            PaperId(f"260{3 if late else 2}.{number:05}"),
            f"Notes {number} on {WORDS[number % 2]}",
            f"We study {WORDS[number % 2]} once more.",
            announced=FIRST + timedelta(days=number % 5 if late else -20),
        )
        for late in (False, True)
        for number in range(40)
    ]


def masked(folder: Path) -> Path:
    """Write a masked list of which every sixth entry was taken out."""
    rows = [(paper, "Optimizers" if place < 60 else "Datasets") for place, paper in enumerate(listed()[:120])]
    kept = {
        name: "\n".join(_entry(paper) for number, (paper, section) in enumerate(rows) if section == name and number % 6)
        for name in SECTIONS
    }
    folder.mkdir(parents=True)
    (folder / "masked.md").write_text(MASKED.format(*kept.values()), encoding="utf8")
    taken = [{"id": p.id, "sections": [f"List / {section}"], "blocks": [_entry(p)]} for p, section in rows[::6]]
    (folder / "truth.jsonl").write_text("".join(json.dumps(one) + "\n" for one in taken), encoding="utf8")
    return folder


def replay(folder: Path) -> Path:
    """Write a replay case: the list holds what was known on optimizers, and came to hold ten of the later ones."""
    folder.mkdir(parents=True)
    old, new = announced()[:40:2], announced()[40:]
    entries = "".join(f"{_entry(paper)}\n" for paper in old)
    (folder / "before.md").write_text(REPLAYED.format(entries), encoding="utf8")
    (folder / "meta.json").write_text(json.dumps({"T": str(FIRST), "until": "2026-04-30"}), encoding="utf8")
    (folder / "feed.csv").write_text("id,announced\n" + "".join(f"{paper.id},\n" for paper in new), encoding="utf8")
    rows = "".join(f"{paper.id},{'Optimizers' if n else 'Later'},\n" for n, paper in enumerate(new[:20:2]))
    (folder / "accepted.csv").write_text("id,section,section_existed\n" + rows, encoding="utf8")
    return folder


def table(path: Path, papers: list[Paper]) -> Path:
    """Write papers as lines of arXiv's snapshot."""
    rows = [
        {
            "id": str(p.id),
            "title": p.title,
            "abstract": p.abstract,
            "versions": [{"created": str(p.announced or FIRST)}],
        }
        for p in papers
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf8")
    return path


def _entry(paper: Paper) -> str:
    return f"- [{paper.title}](https://arxiv.org/abs/{paper.id})"
