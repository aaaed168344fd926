"""A decision → the text of a pull request that a maintainer reads on a phone; whatever papers say in it is inert."""

import hashlib
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from curator.feedback.impressions import IGNORED
from curator.proposals import checkboxes, review
from curator.proposals.instructions import Instructions
from curator.proposals.review import Part
from curator.proposals.short_paths import shortened
from curator.proposals.wording import count, heading, inert, unlinked
from curator.types import Decision, Paper, SectionPath, Suggestion, Topic

LIMIT = 65_536
"""Characters that GitHub takes as a body."""

SCREENS = 76
"""Lines that three screens of a phone show; what is left over is folded."""

_SHORT = 40
"""Characters of a title that say which paper is meant to who has seen it before."""

BEGIN, END = "<!-- curator: begin -->", "<!-- curator: end -->"
"""Around what is the bot's; all else in a body is people's."""

_WITHIN = "<!-- Write above this part, or below its end: what is written within it goes with the next update. -->"
"""Shown where a body is edited, and nowhere else."""

_DIGEST = re.compile(r"<!-- curator: tells ([0-9a-f]{16}) -->")
_NOTHING = "Nothing to add for now"
_TITLE = re.compile(rf"Add [\d,]+ papers?(?:, ask about [\d,]+)?|Ask about [\d,]+ papers?|{_NOTHING}")
_UNFOLD = "\n\n</details>"

_TICK = "Untick what is not for this list, tick where a paper goes; merge when it is right."
_FOOTER = f"""\
<details><summary>How this works</summary>

**fits** is how likely you are to take a paper, **section** how likely it belongs there. curator acts on ticks within
minutes and answers here, and reads no comments; two ticks add a paper twice. **Merge** to accept. On this branch you
may delete a line to turn a paper down, move it to another section, or edit its text; curator then leaves the branch to
you. **Close** without merging to turn all of them down, questions too, and reopen to take that back. A question that
nobody answers for {IGNORED.days} days is dropped: less is shown then, and the model learns nothing from it. What you
change in the list after merging is learnt, too. The title, and what you write above or below this part,
stay as you write them; what you write within it goes with the next update.

</details>"""

_AT_HOME = """\
---
Merge the branch to accept. Before that, delete a line on it to turn a paper down, or move it to another section; or say
`curator reject ID` and `curator accept ID SECTION`. What you change in the list later is learnt, too."""


def title(decision: Decision) -> str:
    """Return the title of a pull request: how many papers it adds and asks about."""
    if not decision.lines and not decision.questions:
        return _NOTHING
    if not decision.lines:
        return f"Ask about {count(len(decision.questions), 'paper')}"
    adds = f"Add {count(_number(decision), 'paper')}"
    return adds + (f", ask about {len(decision.questions):,}" if decision.questions else "")


def is_own_title(text: str) -> bool:
    """Tell whether a title is one that `title` gives; any other is a person's."""
    return bool(_TITLE.fullmatch(text))


def _number(decision: Decision) -> int:
    return len({one.paper.id for one in decision.lines})


def message(decision: Decision) -> str:
    """Return the commit message: the title, then each paper under its section."""
    by_section = _by_section(decision.lines)
    groups = (
        "\n".join([" > ".join(unlinked(level) for level in path), *(f"- {_plain(one.paper)}" for one in group)])
        for path, group in by_section.items()
    )
    return "\n\n".join([title(decision), *groups]) + "\n"


def _plain(paper: Paper) -> str:
    return f"{paper.id} {unlinked(paper.title)}"


def render(
    decision: Decision,
    source: str,
    emerging_topics: Sequence[Topic] = (),
    left: Sequence[tuple[Paper, str]] = (),
    *,
    ticks: bool = True,
) -> str:
    """Return the body for a decision; `source` says in our own words where the papers come from.

    `left` are papers that cannot be written, each with why. With `ticks`, a person answers in boxes. What passes three
    screens of a phone is folded; where the body would pass `LIMIT`, what is folded behind each paper is left out first,
    then lines from the end.
    """
    shown = shortened(decision)
    both = review.suggested(decision, shown, ticks=ticks), review.asked(decision, shown, ticks=ticks)
    rest = [*map(_topic, emerging_topics), *_left(left)]
    content = "\n\n".join([part.text for parts in both for part in parts] + rest)
    digest = hashlib.sha256(content.encode()).hexdigest()[:16]
    end = f"{_FOOTER if ticks else _AT_HOME}\n\n<!-- curator: tells {digest} -->\n{END}\n"
    begin = f"{BEGIN}\n{_WITHIN}" if ticks else BEGIN
    head = [f"{begin}\n{_summary(decision, source)}", *([_TICK] if ticks and content else [])]
    for full in (True, False):
        parts = [*head, *_papers(*both, full=full), *rest]
        body = "\n\n".join([*parts, end])
        if len(body) <= LIMIT:
            return body
    return _cut(parts, end)


def _papers(added: Sequence[Part], asked: Sequence[Part], *, full: bool) -> list[str]:
    """Return both groups under their headings; the first ones come first for the room that there is."""
    first = review.within(added, SCREENS)
    left = SCREENS - sum(part.lines for part in added[:first]) if first == len(added) else 0
    groups = ("### To add", added, first), ("### Perhaps", asked, review.within(asked, left))
    return [
        text for title, parts, open_ in groups if parts for text in (title, *review.stacked(parts, open_, full=full))
    ]


def is_ours(text: str) -> bool:
    """Tell whether a body holds the bot's part."""
    return BEGIN in text


def joined(text: str, fresh: str) -> str:
    """Return a body with the bot's part as in a fresh one, and what people wrote around it as it was.

    Of a part that was cut, what is left between its one mark and that end of the body is the bot's. A body without the
    marks of the bot's part is an older one of the bot's; or else it is people's, and stays above.
    """
    known = text.replace("\r\n", "\n")
    before, begin, rest = known.partition(BEGIN)
    _, end, after = (rest if begin else known).partition(END)
    if not begin:
        before = "" if end or _DIGEST.search(known) or not known.strip() else f"{known.rstrip()}\n\n"
    if not end:
        after = "\n"
    room = LIMIT - len(before) - len(after)
    own = fresh.rstrip("\n")
    if len(own) > room:
        own = _cut([own.removesuffix(END)], END, max(0, room))
    return f"{before}{own}{after}"


def reply(
    said: Mapping[str, str],
    wishes: Collection[str],
    ended: Collection[str] = (),
    withdrawn: Collection[str] = (),
    papers: Iterable[Paper] = (),
) -> str:
    """Say what the boxes that were ticked came to, and which papers wait no more; nothing where there is nothing.

    `said` are replies by paper, `ended` the questions that nobody answered. Of `papers` it says the names, too: those
    that wait no more are nowhere else in the body.
    """
    names = {str(one.id): _name(one) for one in papers}
    done = [f"{names.get(paper, paper)} {reply}" for paper, reply in sorted(said.items())]
    done += ["the branch is curator's again"] if checkboxes.REBUILD in wishes else []
    done += ["updates go on"] if checkboxes.RESUME in wishes else []
    sentences = [f"As ticked: {'; '.join(done)}."] if done else []
    if ended:
        dropped = ", ".join(names.get(one, one) for one in sorted(ended))
        sentences.append(f"Dropped, since nobody answered for {IGNORED.days} days: {dropped}.")
    if withdrawn:
        sentences.append(f"Withdrawn by their authors: {', '.join(names.get(one, one) for one in sorted(withdrawn))}.")
    return " ".join(sentences)


def _name(paper: Paper) -> str:
    """Return what a paper is called before its colon, or how its title begins, and its number, which links to arXiv."""
    return f"{inert(paper.title.partition(': ')[0], _SHORT)} {review.link(paper)}"


def replies(wanted: Instructions, where: str = "", standing: Collection[str] = ()) -> dict[str, str]:
    """Say of each paper that was ticked what came of it; `where` it joins, if not where it is said.

    `standing` are papers whose lines stand on a branch that is left to people.
    """
    outcomes = {}
    for paper, paths in wanted.placed.items():
        names = ", ".join(map(heading, paths))
        outcomes[str(paper)] = f"goes to {names}; {_YOURS} to move" if paper in standing else f"joins {names}{where}"
    for paper in wanted.refused:
        outcomes[paper] = "is turned down" + (f"; {_YOURS} to delete" if paper in standing else "")
    again = (
        (wanted.split, "its section was split, tick the part that is meant"),
        (wanted.contrary, "tick either sections or *not for this list*"),
        (wanted.unclear, "tick sections that are still there, or *not for this list*"),
    )
    return outcomes | {str(paper): f"stays open: {what}{where}" for papers, what in again for paper in papers}


_YOURS = "its line on this branch is yours"


def tells_the_same(text: str, other: str) -> bool:
    """Tell whether two bodies were written about the same papers, whatever people have changed in them since."""
    return _DIGEST.findall(text) == _DIGEST.findall(other) != []


def fingerprint(text: str) -> str:
    """Return what any edit changes; line ends and white space at the end do not count."""
    return hashlib.sha256(text.replace("\r\n", "\n").rstrip().encode()).hexdigest()[:16]


def _cut(parts: Sequence[str], footer: str, room: int = LIMIT) -> str:
    """Return as many whole lines as there is room for, in which nothing stays folded that was folded after them."""
    end = f"\n\nMore papers follow in the changed files; there was no room for them here.\n\n{footer}"
    text = "\n\n".join(parts)[: max(0, room - len(end) - 2 * len(_UNFOLD))]
    text = text[: max(0, text.rfind("\n"))]
    unclosed = text.count("<details>") - text.count("</details>")
    return text + unclosed * _UNFOLD + end


def _summary(decision: Decision, source: str) -> str:
    added = f"**{count(_number(decision), 'paper')} to add**"
    asked = f", **{len(decision.questions)} perhaps**" if decision.questions else ""
    left = f"{decision.skipped:,} of the last four weeks passed over." if decision.skipped else ""
    return " ".join(part for part in (f"{added}{asked}.", source, left) if part)


def _by_section(suggestions: Sequence[Suggestion]) -> dict[SectionPath, list[Suggestion]]:
    groups: defaultdict[SectionPath, list[Suggestion]] = defaultdict(list)
    for suggestion in suggestions:
        groups[suggestion.section].append(suggestion)
    return groups


def _left(left: Sequence[tuple[Paper, str]]) -> list[str]:
    if not left:
        return []
    return ["### Not written", "\n".join(f"- {review.linked(paper)}: {inert(why)}" for paper, why in left)]


def _topic(topic: Topic) -> str:
    terms = ", ".join(inert(term) for term in topic.terms)
    papers = ", ".join(map(review.link, topic.papers))
    return f"**A new section?** {len(topic.papers)} of these papers share what no section is about: {terms} ({papers})."
