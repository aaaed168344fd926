"""Checkboxes that a maintainer ticks in a pull request: hidden marks in its body ⇄ what was ticked."""

import hashlib
import re
from dataclasses import dataclass, replace

from curator.papers.identity import PaperId
from curator.types import Choice, Decision, Paper, SectionPath, Suggestion, Unsure

REBUILD = "rebuild"
RESUME = "resume"
HANDS_OFF = "<!-- curator: hands off -->"
STALE = "<!-- curator: stale -->"

_TICKED = re.compile(r"^\s*[-*+] \[[xX]\] .*<!-- curator: ([\w./-]+(?: [0-9a-f]{12})?) -->\s*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Ticked:
    """What was ticked: places as pairs of arXiv id and section key, and the boxes that ask for something else."""

    places: frozenset[tuple[str, str]] = frozenset()
    wishes: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        """Tell whether anything was ticked."""
        return bool(self.places or self.wishes)


NOTHING = Ticked()


def box(text: str, mark: str) -> str:
    """Return an empty box with a text and a mark that only a machine reads."""
    return f"- [ ] {text} <!-- curator: {mark} -->"


def place(arxiv_id: str, section: SectionPath) -> str:
    """Return the mark of a box that places a paper in a section."""
    return f"{arxiv_id} {_key(section)}"


def _key(section: SectionPath) -> str:
    return hashlib.sha256("\x1f".join(section).encode()).hexdigest()[:12]


def read(body: str) -> Ticked:
    """Return what was ticked in a body, whichever line ends it came back with."""
    marks = [match.split(" ") for match in _TICKED.findall(body.replace("\r\n", "\n"))]
    places = frozenset((mark[0], mark[1]) for mark in marks if len(mark) == 2)
    return Ticked(places, frozenset(mark[0] for mark in marks if len(mark) == 1))


def placements(decision: Decision, ticked: Ticked) -> dict[PaperId, SectionPath]:
    """Return where the ticked boxes place which unsure papers; the first of several boxes counts.

    A paper that was placed there before counts too: its box still stands ticked where nobody was told of it yet.
    """
    placed = {one.paper.id: one.section for one in decision.suggestions if _is_ticked(one.paper, one.section, ticked)}
    return placed | {one.paper.id: at.section for one in decision.unsure if (at := _chosen(one, ticked))}


def _is_ticked(paper: Paper, section: SectionPath, ticked: Ticked) -> bool:
    return (paper.id, _key(section)) in ticked.places


def _chosen(one: Unsure, ticked: Ticked) -> Choice | None:
    return next((choice for choice in one.choices if _is_ticked(one.paper, choice.section, ticked)), None)


def apply(decision: Decision, ticked: Ticked) -> Decision:
    """Return the decision with each paper that was ticked suggested for the section that was chosen."""
    chosen = [(one, _chosen(one, ticked)) for one in decision.unsure]
    placed = (_placed(one, at) for one, at in chosen if at)
    return replace(
        decision,
        suggestions=(*decision.suggestions, *placed),
        unsure=tuple(one for one, at in chosen if not at),
    )


def _placed(one: Unsure, at: Choice) -> Suggestion:
    others = tuple(choice for choice in one.choices if choice != at)
    return Suggestion(one.paper, one.fit, at.section, at.probability, others, one.evidence)
