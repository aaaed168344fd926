"""A paper as its maintainer reviews it on a phone: its figures, the boxes to tick, and what is folded behind."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from curator.proposals import checkboxes
from curator.proposals.wording import count, heading, inert, percent, visible
from curator.types import Choice, Decision, Evidence, Paper, SectionPath, Suggestion

_WIDTH = 40
"""Characters that a phone of 360 pixels shows on a line of a pull request."""

_AUTHORS, _LEADING = 3, 2
_ABSTRACT = 170
_OFFERED = 3
"""Sections of a question that are not folded."""

_LIKELY = 0.05
"""The probability from which on another section of a suggested paper is not folded."""


@dataclass(frozen=True, slots=True)
class Part:
    """What is said of one paper: what stands there, and what a tap unfolds."""

    fit: float
    shown: str
    folded: str = ""

    @property
    def text(self) -> str:
        """All of it, as Markdown."""
        return f"{self.shown}\n\n{self.folded}" if self.folded else self.shown

    @property
    def lines(self) -> int:
        """About how many lines it takes on a phone, folded, with the space around it."""
        lines = [visible(line) for line in self.shown.splitlines()]
        return 2 + sum(1 + len(line) // _WIDTH for line in lines if line)


def suggested(decision: Decision, shown: Decision, *, ticks: bool) -> list[Part]:
    """Return a part for each suggested paper, the likeliest first; `shown` is the decision with short paths.

    With `ticks`, the sections are boxes: its own ticked, the next likeliest ones to tick.
    """
    groups: defaultdict[str, list[tuple[Suggestion, Suggestion]]] = defaultdict(list)
    for both in zip(decision.lines, shown.lines, strict=True):
        groups[both[0].paper.id].append(both)
    return _sorted(_suggested(group, ticks=ticks) for group in groups.values())


def asked(decision: Decision, shown: Decision, *, ticks: bool) -> list[Part]:
    """Return a part for each question, the likeliest paper first, with its sections to tick and one box for none."""
    return _sorted(
        _asked(one, short, ticks=ticks) for one, short in zip(decision.questions, shown.questions, strict=True)
    )


def _sorted(parts: Iterable[Part]) -> list[Part]:
    return sorted(parts, key=lambda part: -part.fit)


def linked(paper: Paper) -> str:
    """Return a paper's title and its number, which links to arXiv."""
    return f"{inert(paper.title)} {link(paper)}"


def link(paper: Paper) -> str:
    """Return a paper's number as a link to arXiv."""
    return f"[{paper.id}]({paper.id.url})"


def _suggested(group: Sequence[tuple[Suggestion, Suggestion]], *, ticks: bool) -> Part:
    first, short = group[0]
    taken = {one.section for one, _ in group}
    mine, names = ([one.choices[0] for one in some] for some in zip(*group, strict=True))
    others = [both for both in zip(first.choices[1:], short.choices[1:], strict=True) if both[0].section not in taken]
    if ticks:
        boxes = [
            checkboxes.ticked_box(_where(name), checkboxes.place(first.paper.id, one.section))
            for one, name in zip(mine, names, strict=True)
        ]
        offers = [_box(first.paper, one.section, _where(name)) for one, name in others]
    else:
        boxes, offers = [f"- {_where(name)}" for name in names], [f"- or rather: {_where(name)}" for _, name in others]
    both = [*zip(others, offers, strict=True)]
    likely = [box for (one, _), box in both if one.probability >= _LIKELY]
    unlikely = [box for (one, _), box in both if one.probability < _LIKELY]
    head = _head(first.paper, f"**fits {percent(first.fit) if first.fit else '?'}**", _said(first.note))
    folded = _folded(first.paper, first.evidence, unlikely)
    return Part(first.fit, "\n".join([head, "", *boxes, *likely]), folded)


def _asked(one: Suggestion, short: Suggestion, *, ticks: bool) -> Part:
    lines = [*_offers(one, short, ticks=ticks)]
    few, more = lines[:_OFFERED], lines[_OFFERED:]
    if ticks:
        few.append(_box(one.paper, checkboxes.NOWHERE, "not for this list"))
    head = _head(one.paper, f"**fits {percent(one.fit)}**", _said(one.note))
    folded = [_fold(count(len(more), "other section"), "\n".join(more))] if more else []
    folded += [text] if (text := _folded(one.paper, one.evidence)) else []
    return Part(one.fit, "\n".join([head, "", *few]), "\n\n".join(folded))


def _offers(one: Suggestion, short: Suggestion, *, ticks: bool) -> Iterator[str]:
    """Give a line for each section: a box that shows the short path stands for the whole one."""
    for choice, name in zip(one.choices, short.choices, strict=True):
        yield _box(one.paper, choice.section, _where(name)) if ticks else f"- {_where(name)}"


def _head(paper: Paper, fits: str, note: str) -> str:
    authors = _authors(paper)
    return "\\\n".join(line for line in (f"{fits} {linked(paper)}", authors, note) if line)


def _said(note: str) -> str:
    return f"{inert(note)}." if note else ""


def _authors(paper: Paper) -> str:
    if len(paper.authors) <= _AUTHORS:
        return ", ".join(inert(one) for one in paper.authors)
    leading = ", ".join(inert(one) for one in paper.authors[:_LEADING])
    return f"{leading} and {len(paper.authors) - _LEADING} others"


def _where(choice: Choice) -> str:
    sure = f", section {percent(choice.probability)}" if choice.probability else ""
    return f"{heading(choice.section)}{sure}"


def _box(paper: Paper, section: SectionPath, text: str) -> str:
    return checkboxes.box(text, checkboxes.place(paper.id, section))


def _folded(paper: Paper, why: Evidence, unlikely: Sequence[str] = ()) -> str:
    """Return unlikely sections, the nearest entries, the words that spoke for a paper, two lines of its abstract."""
    near = [f"- {inert(title)}" for title in why.neighbours]
    parts = ["\n".join(unlikely)] if unlikely else []
    parts += ["Nearest entries:\n\n" + "\n".join(near)] if near else []
    parts += [f"Words: {', '.join(inert(word) for word in why.words)}"] if why.words else []
    parts += [inert(paper.abstract, _ABSTRACT)] if inert(paper.abstract) else []
    named = (("other sections", unlikely), ("nearest entries", near), ("abstract", paper.abstract))
    names = [name for name, there in named if there]
    return _fold(", ".join(names or ["words"]), "\n\n".join(parts)) if parts else ""


def _fold(summary: str, text: str) -> str:
    return f"<details><summary>{summary}</summary>\n\n{text}\n\n</details>"


def within(parts: Sequence[Part], lines: int) -> int:
    """Return how many parts, the first ones, take no more lines than these."""
    for number, part in enumerate(parts):
        lines -= part.lines
        if lines < 0:
            return number
    return len(parts)


def stacked(parts: Sequence[Part], shown: int, *, full: bool) -> list[str]:
    """Return parts as Markdown: the first ones as they are, the rest behind one fold; not `full`, without theirs."""
    texts = [part.text if full else part.shown for part in parts]
    rest = texts[shown:]
    if not rest:
        return texts
    least, most = percent(parts[-1].fit), percent(parts[shown].fit)
    fits = most if least == most else f"{most} to {least}"
    return [*texts[:shown], _fold(f"{count(len(rest), 'more paper')}, fits {fits}", "\n\n".join(rest))]
