"""Checkboxes that a maintainer ticks in a pull request: hidden marks in its body ⇄ what was ticked."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from curator.feedback.naming import Naming
from curator.lists.identity import Counterparts
from curator.types import SectionPath

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


def untouched(body: str) -> str:
    """Return a body with all boxes as they were written: what people ticked is no edit of its text."""
    written = body.replace("\r\n", "\n")
    return _BOX.sub(lambda box: _with_tick(box, "x" if box["ours"] else " "), written)


def _with_tick(box: re.Match[str], tick: str) -> str:
    start, end = box.span("tick")
    return f"{box[0][: start - box.start()]}{tick}{box[0][end - box.start() :]}"


def replied(body: str, replies: Mapping[str, str]) -> str:
    """Return a body in which each box that was ticked, by whomever, says what came of it, and is no box any more."""

    def marked(box: re.Match[str]) -> str:
        reply = replies.get(box["what"])
        if reply is None or not (box["ours"] or _is_ticked(box)):
            return box[0]
        return f"{box['start']}{box['tick']}{box['text'].rstrip()}: {reply}{box['said'].rstrip()}"

    return _BOX.sub(marked, body.replace("\r\n", "\n"))
