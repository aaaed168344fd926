"""What an audit reports: a rule, a place, why, how sure, and the edits that would mend it."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

Level: TypeAlias = Literal["error", "warning", "note"]
Sure: TypeAlias = Literal["certain", "likely"]


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of finding: how grave it is, what is wrong in general, and what to do about it."""

    id: str
    level: Level
    short: str
    help: str


RULES = {
    rule.id: rule
    for rule in (
        Rule("duplicate", "error", "A paper stands twice in one section", "Keep one of the entries."),
        Rule("wrong-id", "error", "A link leads to another paper than the title names", "Link the paper meant."),
        Rule("malformed-link", "error", "A link is written so that it leads nowhere", "Correct the address."),
        Rule("surplus-cells", "error", "A row has more cells than its table's header; GitHub hides the surplus",
             r"Escape a pipe that is part of a text as \|, or add a column."),
        Rule("badge", "warning", "A badge disagrees with the paper that is linked", "Correct the badge."),
        Rule("withdrawn", "warning", "The authors withdrew the paper", "Remove the entry, or say so in it."),
        Rule("published", "note", "A preprint has since been published", "Name the venue."),
        Rule("missing-arxiv-link", "note", "arXiv has the paper, and the entry does not link it", "Add the link."),
        Rule("order", "note", "An entry stands outside the order of its section", "Move the entry."),
        Rule("section", "note", "Learnt from the other entries, the paper belongs to another section",
             "Look whether the section is the right one."),
    )
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Edit:
    """Put `text` in the place of the characters from `start` up to but not including `end` of a file's text."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong in a file of a list; `line` and `end_line` count from 1 and are both part of it."""

    rule: str
    file: str
    line: int
    end_line: int
    why: str
    sure: Sure = "certain"
    fix: tuple[Edit, ...] = ()

    @property
    def level(self) -> Level:
        """How grave it is: what is only likely is no error."""
        level = RULES[self.rule].level
        return "warning" if level == "error" and self.sure == "likely" else level
