"""A decision → the text of a pull request that a maintainer reads on a phone; whatever papers say in it is inert."""

import hashlib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Sequence

from curator.feedback.impressions import IGNORED
from curator.proposals import checkboxes
from curator.proposals.short_paths import shortened
from curator.types import Choice, Decision, Evidence, Paper, SectionPath, Suggestion, Topic, Unsure

LIMIT = 65_536
"""Characters that GitHub takes as a body."""

_LONGEST_TITLE = 300
_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
_ACTIVE = re.compile(r"(?<=[@#/:.])(?=\w)|(?<=://)|(?<=GH-)(?=\d)", re.IGNORECASE)
_HASH = re.compile(r"\b[0-9a-f]{7,}\b", re.IGNORECASE)
_SIX = re.compile(r"(.{6})(?=.)")
_NOISE = 0.05
"""A runner-up less likely than this says nothing."""

BEGIN, END = "<!-- curator: begin -->", "<!-- curator: end -->"
"""Around what is the bot's; all else in a body is people's."""

_DIGEST = re.compile(r"<!-- curator: tells ([0-9a-f]{16}) -->")
_NOTHING = "Nothing to add for now"
_TITLE = re.compile(rf"Add \d+ papers?(?:, ask about \d+)?|Ask about \d+ papers?|{_NOTHING}")
_JOINER = "\N{WORD JOINER}"

_FOOTER = f"""\
---
**Merge** to accept. Before that, on this branch: delete a line to turn a paper down, move it to another section to
correct its place, edit its text as you like; curator then leaves the branch to you. **Close** without merging to turn
all of them down, questions too, and reopen to take that back. A question that nobody answers for {IGNORED.days} days is
dropped, and nothing is learnt from it. What you change in the list after merging is learnt, too. The title, and what
you write above or below this part, stay as you write them."""


def inert(text: str, longest: int = _LONGEST_TITLE) -> str:
    """Return text that shows as written and does nothing in GitHub's Markdown or in a commit message.

    Every ASCII punctuation mark is escaped (CommonMark 0.31, 2.4), control and direction marks are dropped, and an
    invisible joiner breaks mentions, references, addresses and commit hashes, which GitHub finds in rendered text.
    """
    return _PUNCTUATION.sub(r"\\\1", unlinked(text, longest))


def unlinked(text: str, longest: int = _LONGEST_TITLE) -> str:
    """Return text on one line, cut at `longest` characters, in which GitHub finds no mention, reference or address."""
    line = " ".join("".join(" " if letter.isspace() else letter for letter in text if _shown(letter)).split())
    short = line if len(line) <= longest else line[: longest - 1] + "…"
    return _HASH.sub(lambda found: _SIX.sub(rf"\1{_JOINER}", found[0]), _ACTIVE.sub(_JOINER, short))


def _shown(letter: str) -> bool:
    return letter.isspace() or unicodedata.category(letter) not in {"Cc", "Cf", "Cs", "Co", "Cn"}


def heading(path: SectionPath) -> str:
    """Return a section's path as one line of inert text."""
    return " › ".join(inert(level) for level in path)


def percent(probability: float) -> str:
    """Return a probability as whole per cent; never 0 or 100, which nobody can promise."""
    return f"{min(99, max(1, round(100 * probability)))}%"


def title(decision: Decision) -> str:
    """Return the title of a pull request: how many papers it adds and asks about."""
    if not decision.suggestions and not decision.unsure:
        return _NOTHING
    if not decision.suggestions:
        return f"Ask about {_count(len(decision.unsure), 'paper')}"
    adds = f"Add {_count(_papers(decision), 'paper')}"
    return adds + (f", ask about {len(decision.unsure)}" if decision.unsure else "")


def is_own_title(text: str) -> bool:
    """Tell whether a title is one that `title` gives; any other is a person's."""
    return bool(_TITLE.fullmatch(text))


def _papers(decision: Decision) -> int:
    return len({one.paper.id for one in decision.suggestions})


def message(decision: Decision) -> str:
    """Return the commit message: the title, then each paper under its section."""
    by_section = _by_section(decision.suggestions)
    groups = (
        "\n".join([" > ".join(unlinked(level) for level in path), *(f"- {_plain(one.paper)}" for one in group)])
        for path, group in by_section.items()
    )
    return "\n\n".join([title(decision), *groups]) + "\n"


def _plain(paper: Paper) -> str:
    return f"{paper.id} {unlinked(paper.title)}"


def render(
    decision: Decision, source: str, emerging_topics: Sequence[Topic] = (), left: Sequence[tuple[Paper, str]] = ()
) -> str:
    """Return the body for a decision; `source` says in our own words where the papers come from.

    `left` are papers that cannot be written, each with why. Where the body would pass `LIMIT`, the evidence is left out
    first, then lines from the end.
    """
    shown = shortened(decision)
    papers = [*_tables(shown.suggestions), *_questions(decision.unsure, shown.unsure), *map(_topic, emerging_topics)]
    papers += _left(left)
    digest = hashlib.sha256("\n\n".join(papers).encode()).hexdigest()[:16]
    end = f"{_FOOTER}\n<!-- curator: tells {digest} -->\n{END}\n"
    full, folded = [f"{BEGIN}\n{_summary(decision, source)}", *papers], _evidence(decision)
    for parts in ([*full, folded, end], [*full, end]):
        body = "\n\n".join(part for part in parts if part)
        if len(body) <= LIMIT:
            return body
    return _cut(full, end)


def joined(text: str, fresh: str) -> str:
    """Return a body with the bot's part as in a fresh one, and what people wrote around it as it was.

    A body without the marks of the bot's part is an older one of the bot's; or else it is people's, and stays above.
    """
    known = text.replace("\r\n", "\n")
    before, begin, rest = known.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        before, after = ("" if _DIGEST.search(known) or not known.strip() else f"{known.rstrip()}\n\n"), "\n"
    room = LIMIT - len(before) - len(after)
    own = fresh.rstrip("\n")
    if len(own) > room:
        own = _cut([own.removesuffix(END)], END, max(0, room))
    return f"{before}{own}{after}"


def reply(
    found: checkboxes.Ticks, wishes: Collection[str], ended: Collection[str] = (), withdrawn: Collection[str] = ()
) -> str:
    """Say what the boxes that were ticked came to, and which papers wait no more; nothing where there is nothing.

    `ended` are the questions that nobody answered.
    """
    done = [f"{paper} {said}" for paper, said in sorted(answers(found).items())]
    done += ["the branch is curator's again"] if checkboxes.REBUILD in wishes else []
    done += ["updates go on"] if checkboxes.RESUME in wishes else []
    told = [f"As ticked: {'; '.join(done)}."] if done else []
    if ended:
        told.append(f"Dropped, since nobody answered for {IGNORED.days} days: {', '.join(sorted(ended))}.")
    if withdrawn:
        told.append(f"Withdrawn by their authors: {', '.join(sorted(withdrawn))}.")
    return " ".join(told)


def answers(found: checkboxes.Ticks, where: str = "") -> dict[str, str]:
    """Say of each paper that was ticked what came of it; `where` it joins, if not where it is said."""
    said = {str(paper): f"joins {', '.join(map(heading, paths))}{where}" for paper, paths in found.placed.items()}
    said |= dict.fromkeys(found.refused, "is turned down")
    return said | dict.fromkeys(found.unclear, "stays open: tick one section that is still there, or none")


def tells_the_same(text: str, other: str) -> bool:
    """Tell whether two bodies were written about the same papers, whatever people have changed in them since."""
    return _DIGEST.findall(text) == _DIGEST.findall(other) != []


def fingerprint(text: str) -> str:
    """Return what any edit changes; line ends and white space at the end do not count."""
    return hashlib.sha256(text.replace("\r\n", "\n").rstrip().encode()).hexdigest()[:16]


def _cut(parts: Sequence[str], footer: str, room: int = LIMIT) -> str:
    lines = "\n\n".join(parts).split("\n")
    end = f"\n\nMore papers follow in the changed files; there was no room for them here.\n\n{footer}"
    while lines and len("\n".join(lines)) + len(end) > room:
        lines.pop()
    return "\n".join(lines) + end


def _summary(decision: Decision, source: str) -> str:
    added = f"**{_count(_papers(decision), 'paper')} to add**"
    asked = f", **{len(decision.unsure)} to choose a section for**" if decision.unsure else ""
    return f"{added}{asked}; {_count(decision.skipped, 'other')} passed over. {source}".rstrip()


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


_TABLE = ("| paper | fits | section | why |", "|---|--:|--:|---|")


def _tables(suggestions: Sequence[Suggestion]) -> list[str]:
    return [
        "\n".join([f"### {heading(path)}", "", *_TABLE, *map(_row, group)])
        for path, group in _by_section(suggestions).items()
    ]


def _by_section(suggestions: Sequence[Suggestion]) -> dict[SectionPath, list[Suggestion]]:
    groups: defaultdict[SectionPath, list[Suggestion]] = defaultdict(list)
    for suggestion in suggestions:
        groups[suggestion.section].append(suggestion)
    return groups


def _row(suggestion: Suggestion) -> str:
    why = ", ".join(inert(word) for word in suggestion.evidence.words)
    if suggestion.others and suggestion.others[0].probability >= _NOISE:
        runner_up = suggestion.others[0]
        other = f"else {heading(runner_up.section)} ({percent(runner_up.probability)})"
        why = f"{why}; {other}" if why else other
    fits = percent(suggestion.fit) if suggestion.fit else "?"
    sure = percent(suggestion.probability) if suggestion.probability else "?"
    return f"| {_linked(suggestion.paper)} | {fits} | {sure} | {why} |"


def _linked(paper: Paper) -> str:
    return f"{_link(paper)} {inert(paper.title)}"


def _link(paper: Paper) -> str:
    return f"[{paper.id}](https://arxiv.org/abs/{paper.id})"


def _questions(unsure: Sequence[Unsure], shown: Sequence[Unsure]) -> list[str]:
    if not unsure:
        return []
    return ["### Which section?", _HOW, *map(_question, unsure, shown)]


_HOW = "Tick a box: the paper joins this pull request, or is turned down. Two boxes add it twice."


def _question(one: Unsure, shown: Unsure) -> str:
    boxes = [_box(one.paper, *both) for both in zip(one.choices, shown.choices, strict=True)]
    boxes.append(checkboxes.box("not for this list", checkboxes.place(one.paper.id, checkboxes.NOWHERE)))
    why = f"; {inert(one.note)}" if one.note else ""
    return "\n".join([f"- {_linked(one.paper)} (fits {percent(one.fit)}{why})", *(f"  {box}" for box in boxes)])


def _box(paper: Paper, choice: Choice, shown: Choice) -> str:
    """Return a box that shows the short path and stands for the whole one."""
    sure = f" ({percent(shown.probability)})" if shown.probability else ""
    return checkboxes.box(f"{heading(shown.section)}{sure}", checkboxes.place(paper.id, choice.section))


def _left(left: Sequence[tuple[Paper, str]]) -> list[str]:
    if not left:
        return []
    return ["### Not written", "\n".join(f"- {_linked(paper)}: {inert(why)}" for paper, why in left)]


def _topic(topic: Topic) -> str:
    terms = ", ".join(inert(term) for term in topic.terms)
    papers = ", ".join(_link(paper) for paper in topic.papers)
    return f"**A new section?** {len(topic.papers)} of these papers share what no section is about: {terms} ({papers})."


def _evidence(decision: Decision) -> str:
    known: list[Suggestion | Unsure] = [*decision.suggestions, *decision.unsure]
    lines = [_near(one.paper, one.evidence) for one in known if one.evidence.neighbours]
    if not lines:
        return ""
    summary = "<details><summary>The nearest entries in the list</summary>"
    return "\n".join([summary, "", *lines, "", "</details>"])


def _near(paper: Paper, evidence: Evidence) -> str:
    return "\n".join([f"- {_linked(paper)}", *(f"  - {inert(near)}" for near in evidence.neighbours)])
