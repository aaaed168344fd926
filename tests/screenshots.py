"""Take the pictures of the page that docs/site.md shows: `python -m tests.screenshots`, where Chromium is installed."""

import tempfile
from dataclasses import replace
from pathlib import Path

from curator.papers.readers import read_papers
from curator.proposals.queue import NOTHING
from curator.storage import files
from curator.types import Choice, Decision, Evidence, Suggestion
from curator.use_cases.demo import example
from curator.use_cases.site import build
from tests import ROOT
from tests.browser import Browser, driver

_PICTURES = (("site-desktop", 1000, 900, False, ""), ("site-phone", 390, 780, True, "#plane"))


def main() -> None:
    """Write a picture of the example's page on a desk, and one of its map on a phone in the dark."""
    texts = {"README.md": files.read_text(example() / "README.md")}
    background = example() / "papers.json.gz"
    with tempfile.TemporaryDirectory() as folder, driver() as chromium:
        found = build(example(), texts, Path(folder), papers=background, pending=_pending(background))
        print(f"{len(found)} papers")
        for name, width, height, dark, there in _PICTURES:
            one = Browser(chromium, dark=dark, width=width, height=height)
            one.open((Path(folder) / "index.html").as_uri())
            if there:
                one.run("document.querySelector(arguments[0]).scrollIntoView({behavior: 'instant'})", there)
            (ROOT / "docs" / f"{name}.png").write_bytes(one.picture())
            one.close()


def _pending(background: Path) -> Decision:
    """Return one paper as it waits for its maintainer."""
    paper = replace(next(iter(read_papers(background))), abstract="")
    section = ("📖 Papers", "Reasoning")
    return replace(NOTHING, suggestions=(Suggestion(paper, 0.4, section, 0.8, (Choice(section, 0.1),), Evidence()),))


if __name__ == "__main__":
    main()
