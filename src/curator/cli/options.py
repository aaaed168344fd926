"""Arguments that several commands share."""

from pathlib import Path
from typing import Annotated, TypeAlias

import typer

ConfigFile: TypeAlias = Annotated[Path, typer.Option("--config", help="The list's settings.", metavar="FILE")]
ListFile: TypeAlias = Annotated[
    Path | None, typer.Option("--list", help="One file of a list, not those in the settings.", metavar="FILE")
]
PapersFile: TypeAlias = Annotated[
    Path,
    typer.Option(
        "--papers",
        metavar="PAPERS",
        help="arXiv's metadata snapshot (plain or .gz), curator's paper table, or a saved feed.",
    ),
]
MaybePapers: TypeAlias = Annotated[
    Path | None,
    typer.Option(
        "--papers",
        metavar="PAPERS",
        help="The papers to answer for: a snapshot, a table or a saved feed.",
        show_default=False,
    ),
]
FeedFile: TypeAlias = Annotated[
    Path | None,
    typer.Option("--feed", help="Read this saved feed; arXiv is not asked.", metavar="FILE", show_default=False),
]
DryRun: TypeAlias = Annotated[
    Path | None,
    typer.Option("--dry-run", help="Write body and diff to this folder; change nothing else.", metavar="FOLDER"),
]
Scheduler: TypeAlias = Annotated[
    str,
    typer.Option(
        "--scheduler", help="Share the work out to the workers of this Dask scheduler.", metavar="tcp://HOST:PORT"
    ),
]
AsJson: TypeAlias = Annotated[bool, typer.Option("--json", help="Print JSON for machines.")]

CONFIG = Path("curator.toml")
