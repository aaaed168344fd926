"""What is left to do by hand once the files are there."""

import shlex
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from curator.setup.place import Place

_PAPERS = ("curator", "papers", "import")
_AT_HOME = "only to try a night at home, GitHub needs none of the rest: "
_BACKTEST = ("curator", "backtest", "--repo", ".", "--papers")


@dataclass(frozen=True, slots=True)
class Checkout:
    """A list's checkout: files that are new, those in git that need not be, where it is on the web, a file of papers.

    `contact` is whom arXiv may write to, `table` where the papers go, as the settings have it. A past is replayed where
    there are `papers` of it: what arXiv is asked for is of the last weeks.
    """

    new: Sequence[str]
    tracked: Sequence[str]
    place: Place
    workflow: bool
    shallow: bool
    contact: str
    table: str
    papers: str = ""


def steps(now: Checkout) -> Iterator[tuple[str, str]]:
    """Yield what a person still does, in order, and what for: commands as they are typed, clicks by their page."""
    if now.tracked:
        yield _line("git", "rm", "--cached", *now.tracked), "curator makes these anew; they need not be kept"
    if now.shallow:
        yield "git fetch --unshallow", "the whole history of the list, which the backtest replays"
    if not now.contact:
        yield 'curator.toml: contact = "you@example.org"', "arXiv wants to know who asks it"
    if now.place.on_github and not now.workflow:  # nobody says where curator's own is
        yield "curator init --source OWNER/curator@COMMIT", "writes the workflow that does all this every night"
    if now.workflow:
        yield from _on_github(now)
    first = _line(*_PAPERS, now.papers) if now.papers else "curator papers fetch"
    yield first, f"{_AT_HOME if now.workflow else ''}what the list holds, and what it left"
    if now.papers:
        yield _line(*_BACKTEST, now.table), "what curator would have shown you, week by week, as a page"
    yield "curator train", "learns the list"
    yield "curator nightly", "a night at home, on a branch of its own"


def _on_github(now: Checkout) -> Iterator[tuple[str, str]]:
    if now.new:
        yield _line("git", "add", *now.new), "the files that are new"
        yield 'git commit -m "Set up curator"', ""
        yield "git push", ""
    actions, runs = ("settings/actions", "Settings, Actions, General"), ("actions/workflows/curator.yml", "Actions")
    yield _page(now.place, *actions), "tick `Allow GitHub Actions to create and approve pull requests`, and save"
    yield _page(now.place, *runs), "press `Run workflow`: curator learns the list, then does its first night"


def _page(place: Place, path: str, words: str) -> str:
    return f"{place.url}/{path}" if place.url else f"on GitHub, {words}"


def _line(*words: str) -> str:
    return " ".join(map(shlex.quote, words))
