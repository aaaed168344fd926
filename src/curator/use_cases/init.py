"""Set curator up for a list: look at it, choose its settings, and write the files that its repository lacks."""

import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from importlib import metadata
from pathlib import Path

from curator import config, workspace
from curator.config import ArxivTable, Config
from curator.errors import ConfigError, CuratorError, FeedError
from curator.hosts import git, history
from curator.model.terms import Term, distinctive
from curator.papers.arxiv import query
from curator.papers.arxiv.client import Client, Politeness
from curator.papers.identity import title_key
from curator.papers.readers import read_papers
from curator.papers.store import PaperTable
from curator.setup import categories, listing, texts, to_do
from curator.setup.categories import Categories
from curator.setup.listing import Listing
from curator.setup.place import Place, place
from curator.setup.texts import Chosen, Source
from curator.setup.to_do import Checkout
from curator.storage import files
from curator.types import Paper, entries_of
from curator.use_cases import looking
from curator.use_cases.audit import known
from curator.use_cases.demo import example
from curator.use_cases.looking import Looked
from curator.use_cases.papers import titles
from curator.use_cases.steps import Steps, silently

ARXIV = ArxivTable()
"""How arXiv is asked while a list has no settings."""

DISTRIBUTION = "paper-list-curator"
SETTINGS = "curator.toml"
_SOURCE = re.compile(r"(?:https://github\.com/)?(?P<repository>[\w.-]+/[\w.-]+?)(?:/tree/|@)(?P<ref>[\w./-]+)")
_TITLES = 20
"""Entries that are searched for by title where none links arXiv: a minute's worth of questions."""

_OTHERS = 1_000
"""Papers that are not the list's, from which on it shows which words they have."""

_PATIENCE = 30.0
"""Seconds for which an arXiv in trouble is waited for: a person waits, too."""


@dataclass(frozen=True, slots=True)
class SetUp:
    """What was seen, the categories that are read, terms that would make rules, files written or kept, what is left."""

    looked: Looked
    categories: Categories
    terms: Sequence[Term]
    written: Sequence[str]
    kept: Sequence[str]
    to_do: Sequence[tuple[str, str]]


def init(
    root: Path,
    *,
    papers: Path | None = None,
    named: Sequence[str] = (),
    source: Source | None = None,
    steps: Steps = silently,
) -> SetUp:
    """Write the files that a list's repository lacks: settings, lines for `.gitignore`, the workflow.

    Categories are `named`, or those of the list's own papers, looked up in `papers`, in the list's table, or at arXiv.
    What is there is kept as it is; all is chosen before anything is written. `source` is where the workflow comes
    from; without one, none is written. Raises CuratorError where there is no list, or nothing to choose by.
    """
    _require_top(root)
    own = workspace.read_config(root / SETTINGS) if (root / SETTINGS).exists() else None
    with steps("reading the list and its history"):
        found = looking.find(root, own)
        looked = looking.look(root, found)
    here = place(git.run(root, "remote", "get-url", "origin", check=False))
    at_hand = papers or workspace.Workspace(root, own or Config()).table
    if own:
        settings, read = own, categories.held(own.arxiv.categories, _known(found, at_hand))
        terms, new = [], {}
    else:
        contact = here.url or git.run(root, "config", "user.email", check=False)
        read = Categories(dict.fromkeys(named, 0.0), 0) if named else _categories(found, at_hand, contact, steps)
        with steps("looking for words that tell the list's papers from others"):
            terms = _terms(found, at_hand)
        names = listing.patterns(looked.files, looked.left_out)
        text = texts.settings(Chosen(names, [*read.shares], contact, terms), read, schema_address())
        settings, new = config.parse(text), {SETTINGS: text}
    new |= _beside(root, settings, None if here.url and not here.on_github else source)
    for name, text in new.items():
        files.write_text(root / name, text)
    kept = [name for name in _there(root) if name not in new]
    return SetUp(looked, read, terms, [*new], kept, [*to_do.steps(_checkout(root, settings, here, papers))])


def _uncommitted(root: Path) -> list[str]:
    """Return which of these files git does not have as they are, whichever run wrote them."""
    return [name for name in _there(root) if git.run(root, "status", "--porcelain", "--", name)]


def _there(root: Path) -> list[str]:
    """Return which of the files that are written here a list's repository has."""
    return [name for name in (SETTINGS, ".gitignore", texts.WORKFLOW) if (root / name).exists()]


def _require_top(root: Path) -> None:
    """Raise CuratorError where a folder is no repository's outermost, beside which workflows and settings stand."""
    top = git.run(root, "rev-parse", "--show-toplevel", check=False)
    if not top:
        raise CuratorError(f"{root}: no git repository: run `git init` there and commit the list")
    if Path(top).resolve() != root.resolve():
        raise CuratorError(f"{root} is a folder within a repository: run `curator init` in {top}")


def _known(found: Listing, at_hand: Path | None) -> Iterable[Paper]:
    """Return each paper of the list that is at hand, once: some are found by id and by title."""
    papers = known(found.surveys, at_hand) if at_hand else ()
    return {paper.id: paper for paper in papers}.values()


def _terms(found: Listing, at_hand: Path | None) -> list[Term]:
    """Return the terms that tell the list's titles from those of the papers at hand, or else of the example's."""
    listed = {title_key(entry.title): entry.title for entry in entries_of(found.surveys)}
    others: list[str] = []
    for source in filter(None, (at_hand, example() / "papers.json.gz")):
        others = [paper.title for paper in read_papers(source) if title_key(paper.title) not in listed]
        if len(others) >= _OTHERS:
            break
    return distinctive(listed.values(), others)


def _categories(found: Listing, at_hand: Path | None, contact: str, steps: Steps) -> Categories:
    """Choose categories by what is at hand, or else by what arXiv says of the list's newest papers.

    Raises CuratorError where nothing is known: a guess would teach curator what the list is not about.
    """
    chosen = categories.choose(_known(found, at_hand))
    why = f"{at_hand or 'arXiv'} knows none of the list's papers."
    again = "run it without this file, so that arXiv is asked" if at_hand else "run it again later"
    if not chosen.known and not at_hand:
        try:
            chosen = categories.choose(_asked(found, contact, steps))
        except (FeedError, ConfigError) as error:
            why = str(error)
    if not chosen.known:
        remedy = "name the categories where its papers are announced, as in `curator init --category cs.RO`"
        raise CuratorError(f"{why} The categories to read are told from the list's own papers: {again}, or {remedy}")
    return chosen


def _asked(found: Listing, contact: str, steps: Steps) -> list[Paper]:
    """Ask arXiv for the list's newest papers; where none has an id, for a few of its titles."""
    if not contact:
        remedy = "say whom it may write to, `git config user.email you@example.org`, and run `curator init` again"
        raise CuratorError(f"arXiv wants to know who asks for the list's papers: {remedy}")
    client = Client(Politeness(contact, ARXIV.delay, patience=_PATIENCE))
    ids = listing.newest(found.surveys, categories.NEWEST)
    with tempfile.TemporaryDirectory() as folder, PaperTable(Path(folder) / "papers.sqlite") as table:
        with steps("asking arXiv where the list's papers are announced") as progress:
            if ids:
                query.complete(table, client, ARXIV.api_url, ids, progress)
            else:
                named = titles(found.surveys)
                some = named[:: max(1, len(named) // _TITLES)][:_TITLES]
                query.complete_titles(table, client, ARXIV.api_url, some, progress)
        return [*table]


def _beside(root: Path, settings: Config, source: Source | None) -> dict[str, str]:
    """Return what is missing beside the settings: lines of `.gitignore`, and the workflow of a source."""
    path = root / ".gitignore"
    before = files.read_text(path) if path.exists() else ""
    after = texts.ignoring(before, _to_ignore(root, settings))
    new = {".gitignore": after} if after != before else {}
    if source and not (root / texts.WORKFLOW).exists():
        new[texts.WORKFLOW] = texts.workflow(source, settings.host.branch)
    return new


def _to_ignore(root: Path, settings: Config) -> Iterator[str]:
    """Yield lines for what curator can make anew and git would take; not for a folder that the list uses itself."""
    state = settings.state
    for name, line in (
        (state.papers, f"/{state.papers}*"),
        (state.model, f"/{state.model}/"),
        ("backtest", "/backtest/"),
        ("backfill", "/backfill/"),
    ):
        probe = name if name == state.papers else f"{name}/report.json"
        ignored = git.run(root, "check-ignore", "--no-index", "--", probe, check=False)
        if not ignored and (name == state.papers or not git.run(root, "ls-files", "--", name)):
            yield line


def _checkout(root: Path, settings: Config, here: Place, papers: Path | None) -> Checkout:
    tracked = git.run(root, "ls-files", "--", settings.state.papers)
    return Checkout(
        _uncommitted(root),
        [settings.state.papers] if tracked else [],
        here,
        workflow=(root / texts.WORKFLOW).exists(),
        shallow=history.is_cut(root),
        contact=settings.arxiv.contact,
        table=settings.state.papers,
        papers=str(papers or ""),
    )


def published() -> Source | None:
    """Return where the workflows of this curator are, as its release has it in its metadata; None for no release."""
    address = _addresses().get("Source", "")
    return replace(source(address), version=f"v{metadata.version(DISTRIBUTION)}") if address else None


def schema_address() -> str:
    """Return where the schema of the settings is published; empty for no release."""
    address = _addresses().get("Documentation", "")
    return f"{address.rstrip('/')}/curator.schema.json" if address else ""


def source(text: str) -> Source:
    """Read `owner/curator@REF`, or the address of a commit on GitHub.

    Raises
    ------
    ConfigError
        The text is neither.
    """
    found = _SOURCE.fullmatch(text)
    if not found:
        raise ConfigError(f"{text!r} is no source of workflows: write `owner/curator@COMMIT`")
    return Source(found["repository"], found["ref"])


def _addresses() -> dict[str, str]:
    try:
        known_urls = metadata.metadata(DISTRIBUTION).get_all("Project-URL") or []
    except metadata.PackageNotFoundError:
        return {}
    return dict(line.split(", ", 1) for line in known_urls)
