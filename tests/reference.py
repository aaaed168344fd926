"""Write docs/commands.md and docs/settings.md, as the program says them: `python -m tests.reference`."""

import inspect
import json
import subprocess
import sys
from collections.abc import Iterator

from curator.config import Config
from tests import ROOT

_SETTINGS = """# Settings

`curator.toml` stands beside the list. Every setting has a default, and none is needed but `[arxiv] contact`. A setting
that does not exist, or has a value that it cannot have, is an error that says so. Editors complete and check the file
by its [JSON schema](curator.schema.json); `curator config schema` prints it.
"""


def commands() -> str:
    """Return each command, its arguments and options, as Typer documents them."""
    words = [sys.executable, "-m", "typer", "curator.cli", "utils", "docs", "--name", "curator", "--title", "Commands"]
    text = subprocess.run(words, check=True, capture_output=True, text=True).stdout
    return f"{text.rstrip()}\n"


def settings() -> str:
    """Return each table of `curator.toml` with its settings, their defaults and what they are for."""
    return "\n".join([_SETTINGS, *(line for name in Config.model_fields for line in _table(name))])


def _table(name: str) -> Iterator[str]:
    kind = Config.model_fields[name].annotation
    assert kind
    yield f"## [{name}]\n"
    yield f"{inspect.getdoc(kind)}\n"
    yield "| setting | default | what it is |\n|---|---|---|"
    for key, field in kind.model_fields.items():
        if field.default is not None:
            yield f"| `{key}` | `{json.dumps(field.default)}` | {field.description} |"
    yield ""


PAGES = {"commands.md": commands, "settings.md": settings}


def main() -> None:
    """Write both pages."""
    for name, page in PAGES.items():
        (ROOT / "docs" / name).write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
