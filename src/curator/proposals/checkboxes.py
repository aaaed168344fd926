"""Checkboxes that a maintainer ticks in a pull request: hidden marks in its body ⇄ what was ticked."""

import hashlib
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from curator.feedback.naming import Naming
from curator.lists.identity import Counterparts
from curator.proposals import queue
from curator.types import Decision, PaperId, SectionPath, Suggestion

REBUILD = "rebuild"
RESUME = "resume"
NOWHERE: SectionPath = ()
"""The section of a paper that is not for this list."""

HANDS_OFF = "<!-- curator: hands off -->"
STALE = "<!-- curator: stale -->"
LOST = "<!-- curator: lost -->"

_BOX = re.compile(
    r"^(?P<start>[ \t]*[-*+] \[)(?P<tick>[ xX])(?P<text>\] .*)"
    r"<!-- curator: (?P<what>[\w./-]+)(?: (?P<key>[0-9a-f]{12})(?P<ours> ticked)?)? -->(?P<said>.*)$",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Ticked:
    """What people ticked and unticked in a body: places as pairs of arXiv id and section key, and other wishes.

    curator writes some boxes ticked: `kept` are those that still are, `cleared` those that a person unticked.
    """

    places: frozenset[tuple[str, str]] = frozenset()
    wishes: frozenset[str] = frozenset()
    kept: frozenset[tuple[str, str]] = frozenset()
    cleared: frozenset[tuple[str, str]] = frozenset()

    def __bool__(self) -> bool:
        """Tell whether a person did anything."""
        return bool(self.places or self.wishes or self.cleared)

    @property
    def papers(self) -> frozenset[str]:
        """The ids of the papers about which a person did something."""
        return frozenset(arxiv_id for arxiv_id, _ in self.places | self.cleared)


NOTHING = Ticked()


@dataclass(frozen=True, slots=True)
class Ticks:
    """What ticks come to: where papers go, which are not for the list, and of which nobody can tell.

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


def box(text: str, mark: str) -> str:
    """Return an empty box with a text and a mark that only a machine reads."""
    return f"- [ ] {text} <!-- curator: {mark} -->"


def ticked_box(text: str, mark: str) -> str:
    """Return a box for a place that curator chose: it is ticked, and only a person unticks it."""
    return f"- [x] {text} <!-- curator: {mark} ticked -->"


def place(arxiv_id: str, section: SectionPath) -> str:
    """Return the mark of a box that places a paper in a section, or, with `NOWHERE`, in none."""
    return f"{arxiv_id} {_key(section)}"


def _key(section: SectionPath) -> str:
    return hashlib.sha256("\x1f".join(section).encode()).hexdigest()[:12]


def keys(naming: Naming, counterparts: Counterparts) -> dict[str, Sequence[SectionPath]]:
    """Return what boxes stand for by their keys: the sections as they were read last, before earlier and later names.

    A section that was split since is its parts.
    """
    names: dict[SectionPath, Sequence[SectionPath]] = {path: (path,) for path in counterparts.after}
    names |= naming.after(counterparts).former
    names |= {path: now for path in counterparts.before if (now := counterparts.of(path))}
    return {_key(NOWHERE): (NOWHERE,)} | {_key(name): now for name, now in names.items() if now}


def read(body: str) -> Ticked:
    """Return what people ticked and unticked in a body, whichever line ends it came back with.

    Of a box that stands there twice, the one that a person unticked counts.
    """
    boxes = [*_BOX.finditer(body.replace("\r\n", "\n"))]
    ours = {(box["what"], box["key"], _is_ticked(box)) for box in boxes if box["ours"]}
    theirs = [box for box in boxes if not box["ours"] and _is_ticked(box)]
    cleared = frozenset((paper, key) for paper, key, ticked in ours if not ticked)
    return Ticked(
        frozenset((box["what"], box["key"]) for box in theirs if box["key"]),
        frozenset(box["what"] for box in theirs if not box["key"]),
        frozenset((paper, key) for paper, key, ticked in ours if ticked) - cleared,
        cleared,
    )


def _is_ticked(box: re.Match[str]) -> bool:
    return box["tick"] != " "


def ticks(ticked: Ticked, papers: Collection[PaperId], sections: Mapping[str, Sequence[SectionPath]]) -> Ticks:
    """Return what was decided about papers: each ticked box places its paper, two place it twice, none turns it down.

    `sections` are as of `keys`. A paper of which people left all boxes as they were is not among what is returned.
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
    return Ticks(placed, frozenset(refused), frozenset(unclear), frozenset(contrary), split)


def untouched(body: str) -> str:
    """Return a body with all boxes as they were written: what people ticked is no edit of its text."""
    written = body.replace("\r\n", "\n")
    return _BOX.sub(lambda box: _with_tick(box, "x" if box["ours"] else " "), written)


def _with_tick(box: re.Match[str], tick: str) -> str:
    start, end = box.span("tick")
    return f"{box[0][: start - box.start()]}{tick}{box[0][end - box.start() :]}"


def answered(body: str, answers: Mapping[str, str]) -> str:
    """Return a body in which each box that was ticked, by whomever, says what came of it, and is no box any more."""

    def marked(box: re.Match[str]) -> str:
        answer = answers.get(box["what"])
        if answer is None or not (box["ours"] or _is_ticked(box)):
            return box[0]
        return f"{box['start']}{box['tick']}{box['text'].rstrip()}: {answer}{box['said'].rstrip()}"

    return _BOX.sub(marked, body.replace("\r\n", "\n"))


def apply(decision: Decision, found: Ticks) -> Decision:
    """Return the decision with each paper that was ticked suggested for the sections that were chosen.

    What is not for the list waits no more. Where the chosen section was split, its parts are asked about.
    """
    first = {one.paper.id: one for one in reversed(decision.shown)}
    done = found.placed.keys() | found.refused | found.split.keys()
    kept = [one for one in decision.lines if one.paper.id not in done or _is_chosen(one, found)]
    there = {(one.paper.id, one.section) for one in kept}
    chosen = [(paper, path) for paper, paths in found.placed.items() for path in paths if paper in first]
    placed = (queue.placed(first[paper], path) for paper, path in chosen if (paper, path) not in there)
    questions = [one for one in decision.questions if one.paper.id not in done]
    questions += [_question(first[paper], parts) for paper, parts in found.split.items() if paper in first]
    return replace(decision, lines=(*kept, *placed), questions=tuple(questions))


def _is_chosen(one: Suggestion, found: Ticks) -> bool:
    return one.section in found.placed.get(one.paper.id, ())


def _question(one: Suggestion, parts: Sequence[SectionPath]) -> Suggestion:
    return replace(one, choices=queue.chosen(one, parts), note="the section that was ticked was split")
