"""`curator papers`: fill the local table of papers, from a file or from arXiv itself."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from curator.cli.options import CONFIG, AsJson, ConfigFile


def import_(
    file: Annotated[
        Path,
        typer.Argument(
            help="arXiv's metadata snapshot (plain or .gz), a saved feed, or another table of papers.", metavar="FILE"
        ),
    ],
    config: ConfigFile = CONFIG,
    json: AsJson = False,
) -> None:
    """Copy the papers of a file into the list's table; importing again changes nothing."""
    from curator.cli import show
    from curator.use_cases.papers import import_file

    facts = asdict(import_file(config, file, show.step))
    show.result(facts, "{table}: {imported:,} papers imported, {known:,} in all", as_json=json)


def fetch(config: ConfigFile = CONFIG, json: AsJson = False) -> None:
    """Ask arXiv for the papers of the list that the table lacks, and for what the list left where little is known.

    Run it again to go on where it stopped.
    """
    from curator.cli import show
    from curator.use_cases import papers

    facts = asdict(papers.fetch(config, show.step))
    rest = "; {without_id:,} entries without id stay without a paper" if facts["without_id"] else ""
    show.result(facts, "{table}: {known:,} papers" + rest, as_json=json)
    if facts["missing"]:
        show.say(f"arXiv does not know: {', '.join(facts['missing'])}", stderr=True)
        raise typer.Exit(show.PARTIAL)
