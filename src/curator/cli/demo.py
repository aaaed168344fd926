"""`curator demo`: the main job on the embedded example, or on a copy of one's own list."""

from pathlib import Path
from typing import Annotated

import typer

EXAMPLE = Path("data/example")
"""Where the example stands in a checkout of curator."""


def demo(
    list_: Annotated[
        Path | None,
        typer.Argument(metavar="[LIST]", help="A list of your own; it is copied, never changed.", show_default=False),
    ] = None,
    folder: Annotated[Path, typer.Option(help="Where the demo's repository is made anew.")] = Path("demo"),
    example: Annotated[Path, typer.Option(help="Where the example's files are.", hidden=True)] = EXAMPLE,
) -> None:
    """Show what a night does: in a repository made for it, on one real day of arXiv, without network."""
    from curator import workspace
    from curator.cli import show
    from curator.cli.model import Sources, learn
    from curator.cli.night import work
    from curator.hosts import git
    from curator.storage import files

    out = show.console()
    text = files.read_text(list_ or example / "README.md")
    settings = files.read_text(example / "curator.toml")
    git.start(folder, {"README.md": text, "curator.toml": settings})
    decided = [] if list_ else workspace.read_labels(example.parent / "labels.csv")
    facts = learn(Sources({"README.md": text}, decided, example / "background.atom", folder / "models"))
    out.print(f"Learnt from {facts['listed']} papers of the list and {facts['left_out']} that it left out.\n")
    night = work(folder / "curator.toml", example / "feed.atom", None)
    show.night(night)
    if night.proposal:
        out.print(f"As git shows it: git -C {folder} show {night.proposal.branch}", markup=False)
