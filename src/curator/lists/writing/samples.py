"""Entries to learn from: their trees, and what their words tell of the paper's standing."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from curator.lists.reading.unit import Unit
from curator.lists.reading.words import is_venue, word_set, words
from curator.lists.writing import tree
from curator.lists.writing.facts import claims_of, slots_in
from curator.lists.writing.tree import Leaf, Part, leaves

_NO_VENUE = word_set("arxiv preprint www acl blog date nature science findings nc sc journal conference workshop paper")
_PREPRINT = word_set("arxiv preprint preprints corr")


@dataclass(slots=True)
class Sample:
    """One entry to learn from: its parts, its words by kind, and how much it weighs."""

    unit: Unit
    parts: tuple[Part, ...]
    slots: frozenset[str]
    runs: frozenset[str]
    published: bool
    preprint: bool
    split: bool
    linked: bool


def sample_of(unit: Unit) -> Sample:
    """Return an entry as something to learn from."""
    claims = claims_of(unit)
    if unit.cells:
        parts = tree.parse_row(unit.text, unit.cells[: max(1, len(unit.block.head))], claims, unit.links)
    else:
        parts = tree.parse(unit.text, (0, len(unit.text.rstrip("\r\n"))), claims, unit.links)
    found = list(leaves(parts))
    said = [leaf.text for leaf in found if leaf.kind == "words" and (leaf.slot != "address" or "badge" in leaf.text)]
    return Sample(
        unit,
        parts,
        frozenset(slots_in(found)),
        frozenset(key_of(leaf) for leaf in found if leaf.kind == "words"),
        any(map(names_venue, said)),
        any(leaf.slot == "" and leaf.kind == "words" and says_preprint(leaf.text) for leaf in found),
        ":" in unit.name,
        bool(unit.id) and "doi.org/10.48550" not in unit.text,
    )


def key_of(leaf: Leaf) -> str:
    """Return words as they are counted."""
    return leaf.text.strip().casefold()


_HIDDEN = re.compile(r"//[^/\s)]*|[?#][^)]*")


def names_venue(run: str) -> bool:
    """Tell whether words name a conference or journal, which a new paper is not in."""
    return any(is_venue(word) and word not in _NO_VENUE for word in words(_HIDDEN.sub(" ", run)))


def says_preprint(run: str) -> bool:
    """Tell whether words say that a paper is a preprint."""
    found = words(run)
    return bool(set(found) & _PREPRINT) and len(found) <= 3


def newest(units: Sequence[Unit], most: int) -> list[Unit]:
    """Return the units with the newest arXiv ids, newest first; the first ones when none has an id."""
    linked = [unit for unit in units if unit.id]
    return sorted(linked, key=lambda unit: ("/" not in unit.id, unit.id), reverse=True)[:most] or list(units[:most])
