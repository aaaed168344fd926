"""Decisions as older curators stored them → as they are stored today."""

from collections.abc import Mapping
from typing import Any

UNKNOWN = 0.0
"""The fit of a suggestion that was stored when only the probability of its section was."""


def unnumbered(decision: dict[str, Any]) -> Mapping[str, Any]:
    """Bring a decision from the form without a number to the first: no more `arxiv_id`, `relevance` and `runner_up`.

    What is in neither form is left as it is, for the check to find.
    """
    lists = {name: decision[name] for name in ("suggestions", "unsure") if isinstance(decision.get(name), list)}
    return decision | {name: [_unit(one) for one in units] for name, units in lists.items()}


def _unit(one: Any) -> Any:
    if not isinstance(one, dict):
        return one
    facts = {name: value for name, value in one.items() if name not in {"relevance", "runner_up"}}
    if isinstance(paper := one.get("paper"), dict):
        facts["paper"] = {("id" if name == "arxiv_id" else name): value for name, value in paper.items()}
    facts.setdefault("fit", one.get("relevance", UNKNOWN))
    return facts | ({"others": [one["runner_up"]]} if one.get("runner_up") else {})
