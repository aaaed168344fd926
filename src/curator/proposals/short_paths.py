"""A decision as people read it: the headings that all its sections share are left out of their paths."""

from collections.abc import Collection
from dataclasses import replace

from curator.proposals import queue
from curator.proposals.instructions import Instructions
from curator.types import Choice, Decision, SectionPath


def shortened(decision: Decision) -> Decision:
    """Return the decision with shorter section paths; the innermost heading always stays."""
    depth = shared(_paths(decision))
    return queue.each(decision, lambda one: replace(one, choices=tuple(_short(each, depth) for each in one.choices)))


def shortened_instructions(wanted: Instructions, decision: Decision) -> Instructions:
    """Return instructions with the sections of papers as short as the boxes of the decision show them."""
    depth = shared(_paths(decision))
    placed = {
        paper: tuple(path[min(depth, len(path) - 1) :] for path in paths) for paper, paths in wanted.placed.items()
    }
    return replace(wanted, placed=placed)


def _short(choice: Choice, depth: int) -> Choice:
    return replace(choice, section=choice.section[depth:])


def shared(paths: Collection[SectionPath]) -> int:
    """Return how many leading headings all sections have in common, the innermost of each left out."""
    levels = [*zip(*(path[:-1] for path in paths), strict=False)]
    return next((depth for depth, names in enumerate(levels) if len(set(names)) > 1), len(levels))


def _paths(decision: Decision) -> set[SectionPath]:
    return {choice.section for one in decision.shown for choice in one.choices}
