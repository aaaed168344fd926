"""A list of four entries in any form, and what a new entry adds to it."""

from datetime import date

from curator import lists
from curator.types import Paper, PaperId, Placement

PAPER = Paper(
    PaperId("2603.00007"),
    "Fresh: A New Way to Prune Models",
    "We propose Fresh. Fresh is quick. Code: https://github.com/team/fresh",
    ("Ada Byron Example", "Bo van Sample", "Cy Third", "Dee Fourth"),
    ("cs.LG",),
    date(2026, 3, 2),
)
ORDINALS = ("First", "Second", "Third", "Fourth")
SURNAMES = ("Roe", "Lee", "Kim", "Poe")
HEAD = "# A list\n\n## Methods\n\n"
DOI = "https://doi.org/10.1000/"
LINK = "https://arxiv.org/abs/"


def listing(form: str) -> str:
    """Return a list of four entries in one form, with `{t}`, `{s}` and `{n}` for what differs."""
    facts = zip(ORDINALS, SURNAMES, range(1, 5), strict=True)
    return HEAD + "".join(form.replace("{t}", t).replace("{s}", s).replace("{n}", str(n)) + "\n" for t, s, n in facts)


def added(text: str, paper: Paper = PAPER, section: tuple[str, ...] = ("Methods",)) -> str:
    """Return the lines that a new entry adds to a list; nothing else of it changes."""
    after = lists.insert(lists.parse(text), [Placement(paper, section)])
    old, new = text.split("\n"), after.split("\n")
    start = next((n for n, line in enumerate(old) if line != new[n]), len(old))
    end = start + len(new) - len(old)
    assert new[:start] + new[end:] == old
    return "\n".join(new[start:end]).strip("\n")


def titles(text: str) -> list[tuple[str, str]]:
    """Return the titles and ids of a list's entries."""
    return [(entry.title, entry.id) for entry in lists.parse(text).entries]
