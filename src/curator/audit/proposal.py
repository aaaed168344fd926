"""What was mended in a list → a proposal of its own."""

from collections.abc import Iterable, Mapping, Sequence

from curator.audit.findings import RULES, Finding
from curator.proposals import corrections
from curator.proposals.wording import count, inert
from curator.types import Change, Proposal, Survey

BRANCH = "curator/corrections"

_MOST = 100
"""Corrections that are told one by one."""


def proposal(surveys: Iterable[Survey], texts: Mapping[str, str], mended: Sequence[Finding]) -> Proposal:
    """Return the change of a list's files to new `texts`, and what was mended by it, rule by rule."""
    changes = tuple(Change(one.file, one.text, texts[one.file]) for one in surveys if one.file in texts)
    title = f"Correct {count(len(mended), 'place')} in the list"
    by_rule = {rule: [one for one in mended[:_MOST] if one.rule == rule.id] for rule in RULES.values()}
    parts = [
        f"**{rule.short}**\n\n" + "\n".join(f"- {inert(one.file)}: {inert(one.why)}" for one in found)
        for rule, found in by_rule.items()
        if found
    ]
    more = [f"{len(mended) - _MOST} more stand in the changed files."] if len(mended) > _MOST else []
    held = corrections.mark((one.rule, one.file, one.why) for one in mended)
    body = "\n\n".join([_FIRST, *parts, *more, _LAST, held])
    rules = "\n".join(f"- {rule.id}: {len(found)}" for rule, found in by_rule.items() if found)
    return Proposal(BRANCH, title, body + "\n", f"{title}\n\n{rules}\n", changes)


_FIRST = (
    "Only the characters that are wrong change. Merge this, edit it, or close it: what was closed is not opened again."
)
_LAST = "Found by `curator audit`."
