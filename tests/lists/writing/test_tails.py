"""A new entry stands after all that belongs to the one before it."""

import pytest

from curator.lists import insert, parse
from curator.types import Paper, PaperId, Placement

ARXIV = "https://arxiv.org/abs/"
NEW = Paper(PaperId("2611.01234"), "A New Work of Ours")
PICTURE = '<p align="center"><img width="50%" src="https://x.org/{}.png" /></p>'


def written(text: str) -> list[str]:
    """Return the lines of a list that are not blank, after a paper was written into its first section."""
    survey = parse(text)
    return [line for line in insert(survey, [Placement(NEW, survey.entries[0].section)]).splitlines() if line]


@pytest.mark.parametrize(
    ("entry", "tail"),
    [
        ("<b>One Good Title {0}</b> [[Paper]]({1})\n", PICTURE + "\n"),
        ("- [One Good Title {0}]({1})\n", "\n> Words on the paper {}.\n"),
        (
            "{0}. [One Good Title {0}]({1})\n",
            "\n[![Star](https://img.shields.io/github/stars/a/b{})](https://github.com/a)\n",
        ),
    ],
)
def test_what_follows_each_entry_stays_with_it(entry: str, tail: str) -> None:
    parts = [f"{entry.format(n, f'{ARXIV}240{n}.00001')}{tail.format(n)}\n" for n in (1, 2, 3)]
    lines = written(f"## Topic\n\n{''.join(parts)}## Other\n")
    at = next(n for n, line in enumerate(lines) if "2611.01234" in line)
    assert lines[at - 1] == tail.format(3).strip()
    assert lines[at + 1] == "## Other"


def test_what_follows_the_last_entry_alone_is_no_part_of_it() -> None:
    entries = "".join(f"- [One Good Title {n}]({ARXIV}240{n}.00001)\n" for n in (1, 2, 3))
    lines = written(f"## Topic\n\n{entries}\nSee the other page for more.\n")
    assert "2611.01234" in lines[-2]
    assert lines[-1] == "See the other page for more."


def test_an_entry_that_lacks_what_follows_the_others_has_nothing_to_be_kept() -> None:
    parts = [f"- [One Good Title {n}]({ARXIV}240{n}.00001)\n\n> Words {n}.\n\n" for n in (1, 2)]
    lines = written(f"## Topic\n\n{''.join(parts)}- [Last Good Title]({ARXIV}2404.00001)\n")
    assert "2611.01234" in lines[-1]
