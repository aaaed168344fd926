"""`curator demo`: the main job on the example, or on a copy of one's own list."""

from pathlib import Path
from typing import Annotated

import typer


def demo(
    list_: Annotated[
        Path | None,
        typer.Argument(metavar="[LIST]", help="A list of your own; it is copied, never changed.", show_default=False),
    ] = None,
    folder: Annotated[Path, typer.Option(help="Where the demo's repository is made anew.")] = Path("demo"),
) -> None:
    """Show what a night does: in a repository made for it, on one real day of arXiv, without network."""
    from curator.cli import show
    from curator.use_cases.demo import demo as use_case

    training, night = use_case(folder, list_, show.step)
    out = show.console()
    unlisted = len(training.examples) - training.listed
    out.print(f"Learnt from {training.listed} papers of the list and {unlisted} that it left out.\n")
    show.night(night)
    if night.proposal:
        out.print(f"As git shows it: git -C {folder} show {night.proposal.branch}", markup=False)
