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

_JSON = """## JSON output

With `--json` a command prints one JSON object; `{{"error": "…"}}` where it fails. The same thing has the same name in
each of them, in the `report.json` of a backfill, and in the table that `curator predict --output` writes:

| name | what it is |
|---|---|
{names}

`null` says that nothing is known: of a paper that a person brought, no model says how likely it is.
"""
_NAMES = {
    "arxiv_id`, `title": "a paper; `papers` is a list of such",
    "relevance": "how likely a paper belongs to the list, in [0, 1]",
    "fits": "how likely it is taken at its place in the week's ranking, as pages and pull requests say it; "
    "in a backtest the mean of all shown",
    "position": "how many papers a week score as high or higher",
    "section": "a section, as the list of its headings from the outermost on; a table writes `Methods / Deep`",
    "section_probability": "how likely a paper belongs there, if it belongs to the list; where `predict` names a year "
    "or a day below a section it is that of both, and whether the paper is a line goes by the section alone",
    "others": "the next likeliest sections, each with `section` and `section_probability`",
    "decision": "`suggest` (a line), `unsure` (a question) or `skip`",
    "suggested`, `unsure`, `closest": "the papers that are lines, questions, and neither; "
    "in a backtest `suggested` is how many were lines",
    "words`, `against`, `nearest": "what speaks for a paper and against it, and the titles of the nearest entries",
    "announced`, `listed`, `left_out`, `known": "how many papers arXiv announced, the list holds, it left out, "
    "the table has",
    "absent": "how many papers a list took that a backtest has no announcement of: the table lacks them, or they came "
    "in categories that are not read",
    "gaps": "times within a backtest of which the table of papers has next to nothing, each from its first day to the "
    "day after its last",
    "missing": "the numbers that no paper was found for",
    "findings": "what `doctor` and `audit` found",
}


def commands() -> str:
    """Return each command, its arguments and options, as Typer documents them."""
    words = [sys.executable, "-m", "typer", "curator.cli", "utils", "docs", "--name", "curator", "--title", "Commands"]
    text = subprocess.run(words, check=True, capture_output=True, text=True).stdout
    names = "\n".join(f"| `{name}` | {what} |" for name, what in _NAMES.items())
    return f"{text.rstrip()}\n\n{_JSON.format(names=names)}"


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
