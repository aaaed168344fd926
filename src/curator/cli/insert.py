"""`curator insert`: write given papers into given sections."""

from pathlib import Path
from typing import Annotated

import typer

from curator.cli.options import AsJson, PapersFile


def insert(
    list_: Annotated[Path, typer.Option("--list", help="The list.", metavar="FILE")],
    papers: PapersFile,
    placements: Annotated[Path, typer.Option(help="CSV with the columns arxiv_id and section.", metavar="FILE")],
    output: Annotated[Path, typer.Option(help="Where the new list is written.", metavar="FILE")],
    json: AsJson = False,
) -> None:
    """Write papers into the sections that a CSV file names, as the list writes its entries."""
    from curator import lists
    from curator.cli import show
    from curator.storage import files, tables
    from curator.types import Placement

    parsed = lists.parse(files.read_text(list_), list_.name)
    wanted = tables.read_placements(placements)
    with show.reading(papers, dict.fromkeys(arxiv_id for arxiv_id, _ in wanted)) as stream:
        known = {paper.id: paper for paper in stream}
    placed = [Placement(known[arxiv_id], (section,)) for arxiv_id, section in wanted if arxiv_id in known]
    done = lists.insert_all([parsed], placed)
    if placed and len(done.left) == len(placed):
        raise done.left[0][1]
    files.write_text(output, done.files.get(parsed.file, parsed.text))
    after = lists.parse(done.files.get(parsed.file, parsed.text), list_.name)
    missing = sorted({arxiv_id for arxiv_id, _ in wanted} - known.keys())
    left = {place.paper.id: str(error) for place, error in done.left}
    added = len(after.entries) - len(parsed.entries)
    facts = {"output": str(output), "placed": added, "missing": missing, "left": left}
    show.result(facts, "{output}: {placed:,} " + ("entry" if added == 1 else "entries") + " added", as_json=json)
    for arxiv_id, why in left.items():
        show.say(f"{arxiv_id} left out: {why}", stderr=True)
    show.missing(papers, missing)
    if left:
        raise typer.Exit(show.PARTIAL)
