"""The blanks between the parts of an entry: as most entries have them that have the same on both sides."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from curator.lists.writing.parts import Leaf, Part, leaves, replaced
from curator.lists.writing.samples import key_of

_END = Leaf("mark", "")
_OWN, _MOST = 10, 0.7


class Gap(NamedTuple):
    """A place between two parts: what they are, its blanks, and the marks with an edge there that may hold them."""

    between: tuple[object, object, object]
    blanks: str
    holders: list[tuple[Leaf, int]]


def usual(parts: Sequence[Part], others: Iterable[tuple[Sequence[Part], bool]]) -> tuple[Part, ...]:
    """Return parts with the blanks that most others have there; those of the same section count ten times."""
    votes: dict[tuple[object, object, object], Counter[str]] = defaultdict(Counter)
    for other, own in others:
        for gap in _gaps(other):
            votes[gap.between][gap.blanks] += _OWN if own else 1
    edges: dict[int, tuple[Leaf, list[str]]] = {}
    for gap in _gaps(parts):
        found = votes[gap.between]
        most = max(found, key=found.__getitem__, default=gap.blanks)
        new = most if found[most] >= _MOST * found.total() else gap.blanks
        for n, (leaf, side) in enumerate(gap.holders):
            edges.setdefault(id(leaf), (leaf, list(_edges(leaf))))[1][side] = new if n == 0 else ""
    return replaced(parts, {name: replace(leaf, text="".join(texts)) for name, (leaf, texts) in edges.items()})


def _gaps(parts: Sequence[Part]) -> Iterator[Gap]:
    earlier = before = None
    blanks = ""
    holders: list[tuple[Leaf, int]] = []
    for leaf in (*leaves(parts), _END):
        lead, core, trail = _edges(leaf)
        blanks += lead
        holds = leaf.kind == "mark" and leaf is not _END and core != "\n"
        if holds:
            holders.append((leaf, 0))
        if core or leaf is _END:
            after = core if leaf.kind == "mark" else key_of(leaf) if leaf.kind == "words" else (leaf.slot, leaf.form)
            if before:
                yield Gap((earlier, before, after), blanks, holders)
            earlier, before, blanks, holders = before, after, trail, [(leaf, 2)] if holds else []


def _edges(leaf: Leaf) -> tuple[str, str, str]:
    """Return the blanks before a mark, what it is, and those behind it."""
    if leaf.kind != "mark" or leaf.text == "\n":
        return "", leaf.text, ""
    core = leaf.text.strip()
    start = leaf.text.index(core) if core else len(leaf.text)
    return leaf.text[:start], core, leaf.text[start + len(core) :]
