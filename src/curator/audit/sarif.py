"""Findings → SARIF 2.1.0, which GitHub's code scanning reads (OASIS, Static Analysis Results Interchange Format)."""

import hashlib
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from curator.audit.findings import RULES, Finding, Rule

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def sarif(findings: Sequence[Finding], version: str) -> dict[str, Any]:
    """Return a log of one run, with all rules and these results."""
    driver = {"name": "curator", "version": version, "rules": [_rule(rule) for rule in RULES.values()]}
    results = [_result(finding) for finding in findings]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "shortDescription": {"text": rule.short},
        "help": {"text": rule.help},
        "defaultConfiguration": {"level": rule.level},
    }


def _result(finding: Finding) -> dict[str, Any]:
    """Return one result; its fingerprint outlives lines that move."""
    region = {"startLine": finding.line, "endLine": finding.end_line}
    where = {"artifactLocation": {"uri": quote(finding.file)}, "region": region}
    return {
        "ruleId": finding.rule,
        "ruleIndex": [*RULES].index(finding.rule),
        "level": finding.level,
        "message": {"text": finding.why},
        "locations": [{"physicalLocation": where}],
        "partialFingerprints": {"curator/v1": _fingerprint(finding)},
        "properties": {"precision": "very-high" if finding.sure == "certain" else "high"},
    }


def _fingerprint(finding: Finding) -> str:
    return hashlib.sha256(f"{finding.rule}\n{finding.file}\n{finding.why}".encode()).hexdigest()[:32]
