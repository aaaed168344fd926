"""What a maintainer knows for certain: words and names by which a paper is shown, or never, whatever a model says."""

import re
from collections.abc import Collection, Iterable

from curator.types import Paper


def spoken_for(rules: Iterable[str], paper: Paper) -> str:
    """Return the first rule that a paper's title, abstract or authors hold, empty for none.

    A rule is whole words, whatever their case; a star at a word's end stands for any ending: `unlearn*`.
    """
    text = "\n".join((paper.title, paper.abstract, *paper.authors)).casefold()
    return next((rule for rule in rules if _pattern(rule).search(text)), "")


def allowed(never: Collection[str], papers: Iterable[Paper]) -> list[Paper]:
    """Return the papers that no rule keeps away."""
    return [paper for paper in papers if not spoken_for(never, paper)]


def _pattern(rule: str) -> re.Pattern[str]:
    words = (re.escape(word).replace(r"\*", r"\w*") for word in rule.casefold().split())
    return re.compile(r"(?<!\w)" + r"\s+".join(words) + r"(?!\w)")
