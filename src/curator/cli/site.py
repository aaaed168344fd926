"""`curator site`: a page to explore a list."""

from pathlib import Path
from typing import Annotated

import typer

from curator.cli.options import CONFIG, AsJson, ConfigFile, ListFile


def site(
    list_: ListFile = None,
    papers: Annotated[
        Path | None,
        typer.Option(help="Where abstracts are read; else the list's table, where there is one.", metavar="PAPERS"),
    ] = None,
    config: ConfigFile = CONFIG,
    output: Annotated[Path, typer.Option(help="The folder that is written.", metavar="FOLDER")] = Path("site"),
    json: AsJson = False,
) -> None:
    """Build a page to search and explore the list, with downloads: static files that need no server.

    Any host of static files takes the folder as it is, GitHub Pages among them.
    """
    from curator import workspace
    from curator.cli import show
    from curator.proposals import queue
    from curator.proposals.wording import count
    from curator.use_cases.site import build
    from curator.use_cases.steps import today

    if list_:
        root, texts, pending = list_.resolve().parent, workspace.read_file(list_), queue.NOTHING
    else:
        store = workspace.Workspace.of(config)
        root, texts, pending = store.root, store.files(), store.waiting(today())
        papers = papers or store.table
    found = build(root, texts, output, papers=papers, pending=pending, steps=show.step)
    known = sum(bool(record.paper.abstract) for record in found)
    facts = {"page": str(output / "index.html"), "listed": len(found), "abstracts": known}
    listed = count(len(found), "paper")
    show.result(facts, f"{{page}}: {listed}, {{abstracts:,}} of them with an abstract", as_json=json)
