import ast
import re

from tests import ROOT

SOURCE = (ROOT / "src/curator/model/hyperparameters.py").read_text(encoding="utf8")
DOCS = (ROOT / "docs/classifier.md").read_text(encoding="utf8")


def test_every_figure_names_the_row_that_speaks_for_it_or_says_that_it_was_not_swept() -> None:
    lines = SOURCE.splitlines()
    for node in ast.parse(SOURCE).body:
        if isinstance(node, ast.Assign):
            reason = lines[node.lineno - 1].partition("  # ")[2]
            rows = re.findall(r"\b[A-Z]\d+\b", reason)
            assert "not swept" in reason or rows, lines[node.lineno - 1]
            assert all(re.search(rf"^\| {row} \|", DOCS, re.MULTILINE) for row in rows), reason
