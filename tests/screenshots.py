"""Take the pictures in docs/images: `python -m tests.screenshots [REPORT]`, where Chromium is installed.

REPORT is the `report.html` of a backtest; without it that page's picture stays as it is.
"""

import base64
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import cmarkgfm
import numpy as np
import numpy.typing as npt
from cmarkgfm.cmark import Options

from curator import pipeline
from curator.papers.readers import read_papers
from curator.papers.store import PaperTable
from curator.proposals import body
from curator.proposals.queue import NOTHING
from curator.proposals.wording import provenance
from curator.storage import files
from curator.types import Choice, Decision, Suggestion
from curator.use_cases.demo import demo, evening, example
from curator.use_cases.site import build
from tests import ROOT, png
from tests.browser import Browser, driver

_SCROLL = """
    const top = document.querySelector(arguments[0]).getBoundingClientRect().top + scrollY;
    scrollTo({top: top - 16, behavior: "instant"});
"""
_PIXELS = """(async () => {
    const image = new Image();
    image.src = "data:image/png;base64,PICTURE";
    await image.decode();
    const canvas = new OffscreenCanvas(image.width, image.height);
    const pen = canvas.getContext("2d");
    pen.drawImage(image, 0, 0);
    const bytes = pen.getImageData(0, 0, image.width, image.height).data;
    let text = "";
    for (let from = 0; from < bytes.length; from += 8192) {
        text += String.fromCharCode(...bytes.subarray(from, from + 8192));
    }
    return [image.width, image.height, btoa(text)];
})()"""
_PULL_REQUEST = """<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>A pull request</title>
<style>
  :root { color-scheme: light dark; --line: light-dark(#d1d9e0, #3d444d); }
  body { background: light-dark(#fff, #0d1117); color: light-dark(#1f2328, #f0f6fc); margin: 0 auto; padding: 16px;
    max-width: 780px; font: 14px/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
  h1 { font-size: 22px; font-weight: 400; margin: 0 0 16px; }
  article { border: 1px solid var(--line); border-radius: 6px; padding: 0 16px; }
  a { color: light-dark(#0969da, #4493f8); text-decoration: none; }
  h3 { font-size: 17px; } ul { padding-left: 22px; }
  li:has(> input) { list-style: none; } input { margin: 0 6px 0 -20px; }
  code { font-size: 12px; background: light-dark(#818b981f, #656c7633); border-radius: 6px; padding: 2px 5px; }
</style>
<h1>TITLE</h1><article>BODY</article></html>
"""


@dataclass(frozen=True, slots=True)
class _Shot:
    """A picture: its name and size, in the light or the dark, what is searched for, and which element is at its top."""

    name: str
    width: int
    height: int
    dark: bool = False
    query: str = ""
    top: str = ""


_SHOTS: Mapping[str, Sequence[_Shot]] = {
    "site": (
        _Shot("site-light", 1000, 820),
        _Shot("site-dark", 1000, 830, dark=True, top="#map"),
        _Shot("site-phone", 390, 780, query="process reward", top="#list"),
    ),
    "pull request": (
        _Shot("pull-request", 820, 800),
        _Shot("pull-request-phone", 390, 844, dark=True),
    ),
    "backtest": (_Shot("backtest", 900, 900),),
}


def main() -> None:
    """Write a picture of each page, on a desk and on a phone, in the light and in the dark."""
    with tempfile.TemporaryDirectory() as folder, driver() as chromium:
        pages = {"site": _site(Path(folder)), "pull request": _pull_request(Path(folder))}
        pages |= {"backtest": Path(sys.argv[1]).resolve()} if sys.argv[1:] else {}
        for page, path in pages.items():
            for shot in _SHOTS[page]:
                _take(chromium, path.as_uri(), shot)


def _take(chromium: str, address: str, shot: _Shot) -> None:
    with _browser(chromium, shot) as one:
        one.open(address)
        if shot.query:
            one.type("#query", shot.query)
        if shot.top:
            one.run(_SCROLL, shot.top)
        picture = png.small(_pixels(one, one.picture()))
    path = ROOT / "docs" / "images" / f"{shot.name}.png"
    path.write_bytes(picture)
    print(f"{path.relative_to(ROOT)}: {len(picture):,} bytes")


@contextmanager
def _browser(chromium: str, shot: _Shot) -> Iterator[Browser]:
    one = Browser(chromium, dark=shot.dark, width=shot.width, height=shot.height)
    yield one
    one.close()


def _pixels(browser: Browser, picture: bytes) -> npt.NDArray[np.uint8]:
    """Return a picture's values, height × width × 3."""
    browser.open("about:blank")
    width, height, text = browser.later(_PIXELS.replace("PICTURE", base64.b64encode(picture).decode()))
    return np.frombuffer(base64.b64decode(text), np.uint8).reshape(height, width, 4)[:, :, :3]


def _site(folder: Path) -> Path:
    """Build the example's page, without the abstracts: the example has their words in no order."""
    texts = {"README.md": files.read_text(example() / "README.md")}
    papers = folder / "papers.sqlite"
    with PaperTable(papers) as table:
        table.upsert(replace(one, abstract="") for one in read_papers(example() / "papers.json.gz"))
    build(example(), texts, folder, papers=papers, pending=_pending(papers))
    return folder / "index.html"


def _pending(papers: Path) -> Decision:
    """Return one paper as it waits for its maintainer."""
    paper = next(iter(read_papers(papers)))
    section = ("📖 Papers", "Reasoning")
    return replace(NOTHING, lines=(Suggestion(paper, 0.4, (Choice(section, 0.8),)),))


def _pull_request(folder: Path) -> Path:
    """Write the body of the demo's night as GitHub's own renderer shows it."""
    _, night = demo(folder / "demo", evening())
    read_from = provenance(len(night.announcement.papers), pipeline.days(night.announcement))
    text = body.render(night.decision, read_from, night.emerging_topics)
    html = cmarkgfm.github_flavored_markdown_to_html(text, Options.CMARK_OPT_UNSAFE)
    page = folder / "pull_request.html"
    page.write_text(_PULL_REQUEST.replace("TITLE", body.title(night.decision)).replace("BODY", html), encoding="utf-8")
    return page


if __name__ == "__main__":
    main()
