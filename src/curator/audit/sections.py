"""Entries that models without them would put into another section."""

from collections.abc import Iterator, Sequence

from curator.audit.findings import Finding
from curator.audit.items import Item
from curator.papers.identity import key
from curator.types import Prediction, SectionPath

_SURE = 0.97
"""How likely the other section must be."""


def elsewhere(items: Sequence[Item], predictions: Sequence[Prediction]) -> Iterator[Finding]:
    """Find entries whose likeliest section is sure, and is none of those that they stand in, nor beside one of them."""
    by_paper = {key(one.paper): one for one in predictions if one.sections}
    stands: dict[str, set[SectionPath]] = {}
    for item in items:
        stands.setdefault(key(item.entry), set()).add(item.entry.section)
    for item in items:
        prediction = by_paper.get(key(item.entry))
        if prediction and prediction.sections[0].probability >= _SURE:
            first, *others = (choice.section for choice in prediction.sections)
            if not stands[key(item.entry)] & {first, *others}:
                why = f'"{item.entry.title}" is rather of "{" / ".join(first)}", as the other entries are written'
                yield item.finding("section", why, "likely")
