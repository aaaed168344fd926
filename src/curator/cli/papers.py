"""`curator papers`: fill the local table of papers, from arXiv's metadata snapshot or from arXiv itself."""

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from curator.cli.options import CONFIG, AsJson, ConfigFile

if TYPE_CHECKING:
    from curator.types import Label, Survey


ENOUGH = 2_000
"""Papers beside the list's own, from which can be learnt what it leaves; with fewer, those of late are asked for."""

OF_LATE = timedelta(weeks=6)


def import_(
    file: Annotated[
        Path,
        typer.Argument(help="arXiv's metadata snapshot (plain or .gz), a saved feed, or another table of papers."),
    ],
    config: ConfigFile = CONFIG,
    json: AsJson = False,
) -> None:
    """Copy the papers of a file into the list's table; importing again changes nothing."""
    from curator import workspace
    from curator.cli import show
    from curator.papers.readers import PaperTable, import_papers

    path = config.resolve().parent / workspace.read_config(config).state.papers
    path.parent.mkdir(parents=True, exist_ok=True)
    with PaperTable(path) as table, show.advancing(f"importing {file.name}") as progress:
        count = import_papers(file, table, progress)
        facts = {"table": str(path), "imported": count, "papers": len(table)}
    show.result(facts, "{table}: {imported} papers imported, {papers} in all", as_json=json)


def fetch(config: ConfigFile = CONFIG, json: AsJson = False) -> None:
    """Ask arXiv for the papers of the list that the table lacks, and for what the list left where little is known.

    Run it again to go on where it stopped.
    """
    from curator import lists, workspace
    from curator.cli import show
    from curator.cli.github import today
    from curator.errors import FeedError
    from curator.papers.arxiv import oai, query
    from curator.papers.arxiv.client import Client, Manners
    from curator.papers.readers import PaperTable

    settings = workspace.read_config(config)
    root = config.resolve().parent
    store = workspace.Workspace(root, settings)
    surveys, url = lists.parse_all(store.files()), settings.arxiv.api_url
    client = Client(Manners(settings.arxiv.contact, settings.arxiv.delay))
    path = root / settings.state.papers
    path.parent.mkdir(parents=True, exist_ok=True)
    with PaperTable(path) as table:
        try:
            with show.advancing("asking for papers by id") as progress:
                unknown = query.complete(table, client, url, _ids(surveys, store.labels()), progress)
            if len(table) < sum(len(one.entries) for one in surveys) + ENOUGH:
                with show.working("asking for what arXiv announced of late, to learn what the list leaves"):
                    oai.complete(table, client, settings.arxiv.oai_url, settings.arxiv.categories, today() - OF_LATE)
            with show.advancing("searching for papers by title") as progress:
                untold = query.complete_titles(table, client, url, _titles(surveys), progress)
        except FeedError as error:
            raise FeedError(f"{error} What came so far is in {path}; the same command goes on from there.") from error
        facts = {"table": str(path), "papers": len(table), "missing": unknown, "without_id": len(untold)}
    show.result(facts, "{table}: {papers} papers; {without_id} entries without id stay without a paper", as_json=json)
    if unknown:
        show.console(stderr=True).print(f"arXiv does not know: {', '.join(unknown)}", markup=False)
        raise typer.Exit(show.PARTIAL)


def _ids(surveys: Sequence["Survey"], labels: Sequence["Label"]) -> list[str]:
    """Return the ids of the list's entries and of the papers that were decided on, in that order."""
    ids = [entry.id for survey in surveys for entry in survey.entries] + [label.id for label in labels]
    return [arxiv_id for arxiv_id in ids if arxiv_id]


def _titles(surveys: Sequence["Survey"]) -> list[tuple[str, frozenset[str]]]:
    """Return the titles of the entries without id, each with the words of its entry that may be surnames."""
    from curator.papers.matching import names

    found: dict[str, frozenset[str]] = {}
    for survey in surveys:
        lines = survey.text.split("\n")
        for entry in survey.entries:
            if not entry.id:
                text = "\n".join(lines[entry.span.start : entry.span.end])
                found[entry.title] = found.get(entry.title, frozenset()) | names(text, entry.title)
    return list(found.items())
