"""What a maintainer wants done with papers, by ticks or by command, and the decision in which that is done."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from curator.proposals import queue
from curator.proposals.checkboxes import NOWHERE, Ticked
from curator.types import Decision, PaperId, SectionPath, Suggestion


@dataclass(frozen=True, slots=True)
class Instructions:
    """What a maintainer wants: where papers go, which are not for the list, and of which nobody can tell.

    Unclear is a section that is gone, contrary one that was ticked together with "not for this list". `split` are those
    for which a section was ticked that was split since, with its parts.
    """

    placed: Mapping[PaperId, tuple[SectionPath, ...]] = field(default_factory=dict)
    refused: frozenset[PaperId] = frozenset()
    unclear: frozenset[PaperId] = frozenset()
    contrary: frozenset[PaperId] = frozenset()
    split: Mapping[PaperId, tuple[SectionPath, ...]] = field(default_factory=dict)

    @property
    def papers(self) -> frozenset[PaperId]:
        """The ids of the papers that people answered."""
        return frozenset({*self.placed, *self.split, *self.refused, *self.unclear, *self.contrary})


def of(ticked: Ticked, papers: Collection[PaperId], sections: Mapping[str, Sequence[SectionPath]]) -> Instructions:
    """Return what ticks say about papers: each ticked box places its paper, two place it twice, none turns it down.

    `sections` are as of `checkboxes.keys`. A paper of which people left all boxes as they were is not among what is
    returned.
    """
    placed: dict[PaperId, tuple[SectionPath, ...]] = {}
    split: dict[PaperId, tuple[SectionPath, ...]] = {}
    refused, unclear, contrary = set(), set(), set()
    for paper in sorted(one for one in papers if one in ticked.papers):
        marks = sorted({key for arxiv_id, key in ticked.places | ticked.kept if arxiv_id == paper})
        chosen = [sections[key] for key in marks if key in sections]
        paths = tuple(sorted({path for parts in chosen for path in parts}))
        if len(chosen) < len(marks):
            unclear.add(paper)
        elif NOWHERE in paths and len(paths) > 1:
            contrary.add(paper)
        elif paths in {(), (NOWHERE,)}:
            refused.add(paper)
        elif any(len(parts) > 1 for parts in chosen):
            split[paper] = paths
        else:
            placed[paper] = paths
    return Instructions(placed, frozenset(refused), frozenset(unclear), frozenset(contrary), split)


def apply(decision: Decision, wanted: Instructions) -> Decision:
    """Return the decision with each paper suggested for the sections that were chosen.

    What is not for the list waits no more. Where the chosen section was split, its parts are asked about.
    """
    first = {one.paper.id: one for one in reversed(decision.shown)}
    done = wanted.placed.keys() | wanted.refused | wanted.split.keys()
    kept = [one for one in decision.lines if one.paper.id not in done or _is_chosen(one, wanted)]
    there = {(one.paper.id, one.section) for one in kept}
    chosen = [(paper, path) for paper, paths in wanted.placed.items() for path in paths if paper in first]
    placed = (queue.placed(first[paper], path) for paper, path in chosen if (paper, path) not in there)
    questions = [one for one in decision.questions if one.paper.id not in done]
    questions += [_question(first[paper], parts) for paper, parts in wanted.split.items() if paper in first]
    return replace(decision, lines=(*kept, *placed), questions=tuple(questions))


def _is_chosen(one: Suggestion, wanted: Instructions) -> bool:
    return one.section in wanted.placed.get(one.paper.id, ())


def _question(one: Suggestion, parts: Sequence[SectionPath]) -> Suggestion:
    return replace(one, choices=queue.chosen(one, parts), note="the section that was ticked was split")
