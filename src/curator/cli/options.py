"""Arguments that several commands share."""

from pathlib import Path
from typing import Annotated, TypeAlias

import typer

ConfigFile: TypeAlias = Annotated[Path, typer.Option("--config", help="The list's settings.", metavar="FILE")]
PapersFile: TypeAlias = Annotated[
    Path,
    typer.Option(
        "--papers",
        metavar="PAPERS",
        help="arXiv's metadata snapshot (plain or .gz), curator's paper table, or a saved feed.",
    ),
]
AsJson: TypeAlias = Annotated[bool, typer.Option("--json", help="Print JSON for machines.")]

CONFIG = Path("curator.toml")
