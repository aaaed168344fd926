"""Git's account of what changed → the lines that a person is to be told about."""

import re
from collections.abc import Sequence

from curator.audit.findings import Finding

_HUNK = re.compile(r"^@@ -\d+(?:,\d+)? \+(?P<start>\d+)(?:,(?P<count>\d+))? @@", re.MULTILINE)


def lines(diff: str) -> frozenset[int]:
    """Return the numbers of the lines that one file's diff without context (`--unified=0`) added or changed."""
    return frozenset(
        number
        for hunk in _HUNK.finditer(diff)
        for number in range(int(hunk["start"]), int(hunk["start"]) + int(hunk["count"] or 1))
    )


def among(findings: Sequence[Finding], changed: dict[str, frozenset[int]]) -> list[Finding]:
    """Return the findings that touch a changed line of their file."""
    return [one for one in findings if changed[one.file] & {*range(one.line, one.end_line + 1)}]
