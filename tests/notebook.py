"""Run the notebook's cells, without Jupyter; `python -m tests.notebook` writes into it what they print now."""

import io
import json
from contextlib import redirect_stdout
from typing import Any

from tests import ROOT

PATH = ROOT / "docs" / "python.ipynb"


def read() -> dict[str, Any]:
    notebook = json.loads(PATH.read_text(encoding="utf8"))
    assert isinstance(notebook, dict)
    return notebook


def code(notebook: dict[str, Any]) -> list[dict[str, Any]]:
    return [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]


def shown(notebook: dict[str, Any]) -> list[str]:
    return ["".join(text for part in cell["outputs"] for text in part["text"]) for cell in code(notebook)]


def run(notebook: dict[str, Any]) -> list[str]:
    """Run the cells one after the other in one namespace, and return what each prints."""
    names: dict[str, Any] = {}
    printed = []
    for cell in code(notebook):
        with redirect_stdout(io.StringIO()) as out:
            exec(compile("".join(cell["source"]), PATH.name, "exec"), names)
        printed.append(out.getvalue())
    return printed


if __name__ == "__main__":
    fresh = read()
    for one, text in zip(code(fresh), run(fresh), strict=True):
        one["outputs"] = [{"name": "stdout", "output_type": "stream", "text": text.splitlines(keepends=True)}]
    PATH.write_text(json.dumps(fresh, indent=1, ensure_ascii=False) + "\n", encoding="utf8")
