"""`curator style`: print how each section of a list writes its entries."""

from pathlib import Path
from typing import Annotated

import typer

from curator.cli.options import CONFIG, AsJson, ConfigFile


def style(
    list_: Annotated[
        Path | None, typer.Option("--list", help="One file of a list, not those in the settings.", metavar="FILE")
    ] = None,
    config: ConfigFile = CONFIG,
    json: AsJson = False,
) -> None:
    """Print what was learned of each section's form, with its newest entry written that way."""
    import json as machine

    from curator import lists

    for each in lists.parse_all(_files(list_, config)):
        for path in dict.fromkeys(entry.section for entry in each.entries):
            learned, example = lists.learn_style(each, path)
            name = " / ".join(path)
            if json:
                fact = {"file": each.file, "section": name, "template": learned.template, "example": example}
                typer.echo(machine.dumps(fact, ensure_ascii=False))
            else:
                typer.echo(f"{each.file}: {name}\n{_indented(learned.template)}\n{_indented(example)}\n")


def _files(list_: Path | None, config: Path) -> dict[str, str]:
    from curator import workspace
    from curator.storage import files

    if list_:
        return {list_.name: files.read_text(list_)}
    return dict(workspace.Workspace(config.parent, workspace.read_config(config)).files())


def _indented(text: str) -> str:
    return "\n".join("    " + line for line in text.split("\n"))
