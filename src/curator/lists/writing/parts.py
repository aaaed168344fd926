"""What an entry's source is made of: leaves, and the nodes that hold them; printed they are the source again."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import Any, Literal, TypeAlias

LeafKind = Literal["mark", "words", "slot"]
NodeKind = Literal["link", "emphasis", "code", "bracket", "tag", "image", "cell"]


@dataclass(frozen=True, slots=True)
class Leaf:
    """A piece of text: marks and spaces, a run of words, or the place of a fact.

    `slot` names the fact; of words it says where they stand, as in a "label" or an "address". `form` is how the fact is
    written: names as an AuthorForm, a date as a template, an id with what follows it; of an address, whether a label
    holds it.
    """

    kind: LeafKind
    text: str
    slot: str = ""
    form: Any = None


@dataclass(frozen=True, slots=True)
class Node:
    """Parts that stand or fall together: what opens them, what is inside, what closes them."""

    kind: NodeKind
    opening: "tuple[Leaf, ...]"
    inside: "tuple[Part, ...]"
    closing: "tuple[Leaf, ...]"


Part: TypeAlias = Leaf | Node


TO_PAPER = (Leaf("mark", "]("), Leaf("slot", "", "link"), Leaf("mark", ")"))
"""What closes a link to the paper."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A place in the source that a fact explains."""

    start: int
    end: int
    slot: str
    form: Any = None


def leaves(parts: Sequence[Part]) -> Iterator[Leaf]:
    """Yield the leaves of parts in order."""
    for part in parts:
        if isinstance(part, Leaf):
            yield part
        else:
            yield from part.opening
            yield from leaves(part.inside)
            yield from part.closing


def cells_of(parts: Sequence[Part]) -> Iterator[Node]:
    """Yield the cells of a row, those in a tag around them too; none of what is no row."""
    for part in parts:
        if isinstance(part, Node) and part.kind == "cell":
            yield part
        elif isinstance(part, Node) and part.kind == "tag":
            yield from cells_of(part.inside)


def slots_of(parts: Sequence[Part]) -> frozenset[str]:
    """Return the names of the slots in parts."""
    return frozenset(leaf.slot for leaf in leaves(parts) if leaf.kind == "slot")


def said(parts: Sequence[Part]) -> list[Leaf]:
    """Return the words and slots of parts, without the marks."""
    return [leaf for leaf in leaves(parts) if leaf.kind != "mark"]


def text_of(parts: Sequence[Part], fact: Callable[[Leaf], str] = attrgetter("text")) -> str:
    """Return parts as text, with what `fact` says of each slot in its place: what stands in the source, if not told."""
    return "".join(fact(leaf) if leaf.kind == "slot" else leaf.text for leaf in leaves(parts))


def replaced(parts: Sequence[Part], chosen: dict[int, Leaf]) -> tuple[Part, ...]:
    """Return parts with some of their leaves, known by identity, exchanged."""
    return tuple(
        chosen.get(id(part), part)
        if isinstance(part, Leaf)
        else replace(
            part,
            opening=tuple(chosen.get(id(leaf), leaf) for leaf in part.opening),
            inside=replaced(part.inside, chosen),
            closing=tuple(chosen.get(id(leaf), leaf) for leaf in part.closing),
        )
        for part in parts
    )
