"""Take the pictures of the page that docs/site.md shows: `python -m tests.screenshots`, where Chromium is installed."""

import base64
import struct
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from curator.papers.readers import PaperTable, read_papers
from curator.proposals.queue import NOTHING
from curator.storage import files
from curator.types import Choice, Decision, Evidence, Suggestion
from curator.use_cases.demo import example
from curator.use_cases.site import build
from tests import ROOT
from tests.browser import Browser, driver

_COLOURS = 64
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


@dataclass(frozen=True, slots=True)
class _Shot:
    """A picture: its name and size, in the light or the dark, what is searched for, and which element is at its top."""

    name: str
    width: int
    height: int
    dark: bool = False
    query: str = ""
    top: str = ""


_SHOTS = (
    _Shot("site-light", 1000, 820),
    _Shot("site-dark", 1000, 830, dark=True, top="#map"),
    _Shot("site-phone", 390, 780, query="process reward", top="#list"),
)


def main() -> None:
    """Write a picture of the example's page on a desk, of its map in the dark, and of a search on a phone."""
    with _page() as address, driver() as chromium:
        for shot in _SHOTS:
            one = Browser(chromium, dark=shot.dark, width=shot.width, height=shot.height)
            one.open(address)
            if shot.query:
                one.type("#query", shot.query)
            if shot.top:
                one.run(_SCROLL, shot.top)
            picture = _small(one, one.picture())
            one.close()
            path = ROOT / "docs" / "images" / f"{shot.name}.png"
            path.write_bytes(picture)
            print(f"{path.relative_to(ROOT)}: {len(picture):,} bytes")


@contextmanager
def _page() -> Iterator[str]:
    """Give the address of the example's page, without the abstracts: the example has their words in no order."""
    texts = {"README.md": files.read_text(example() / "README.md")}
    with tempfile.TemporaryDirectory() as folder:
        papers = Path(folder) / "papers.sqlite"
        with PaperTable(papers) as table:
            table.upsert(replace(one, abstract="") for one in read_papers(example() / "papers.json.gz"))
        build(example(), texts, Path(folder), papers=papers, pending=_pending(papers))
        yield (Path(folder) / "index.html").as_uri()


def _pending(papers: Path) -> Decision:
    """Return one paper as it waits for its maintainer."""
    paper = next(iter(read_papers(papers)))
    section = ("📖 Papers", "Reasoning")
    return replace(NOTHING, suggestions=(Suggestion(paper, 0.4, section, 0.8, (Choice(section, 0.1),), Evidence()),))


def _small(browser: Browser, picture: bytes) -> bytes:
    """Return a picture with a palette: its most frequent colours, each other one shown as the nearest of them."""
    browser.open("about:blank")
    width, height, text = browser.later(_PIXELS.replace("PICTURE", base64.b64encode(picture).decode()))
    pixels = np.frombuffer(base64.b64decode(text), np.uint8).reshape(width * height, 4)[:, :3]
    colours, which, counts = np.unique(pixels, axis=0, return_inverse=True, return_counts=True)
    palette = colours[np.argsort(-counts, kind="stable")[:_COLOURS]]
    away = ((colours[:, None, :].astype(int) - palette[None, :, :]) ** 2).sum(axis=2)
    nearest = away.argmin(axis=1).astype(np.uint8)
    return _png(nearest[which.ravel()].reshape(height, width), palette)


def _png(indices: npt.NDArray[np.uint8], palette: npt.NDArray[np.uint8]) -> bytes:
    """Return a PNG file of colour type 3 (W3C's PNG specification, 11.2)."""
    height, width = indices.shape
    rows = np.hstack([np.zeros((height, 1), np.uint8), indices]).tobytes()
    parts = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)),
        (b"PLTE", palette.tobytes()),
        (b"IDAT", zlib.compress(rows, 9)),
        (b"IEND", b""),
    )
    chunks = b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in parts
    )
    return b"\x89PNG\r\n\x1a\n" + chunks


if __name__ == "__main__":
    main()
