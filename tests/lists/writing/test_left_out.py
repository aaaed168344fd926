"""What tells of other papers is left out of a new entry, wherever the others have it."""

import re

import pytest

from tests.lists.forms import HEAD, LINK, ORDINALS, PAPER, SURNAMES, added, listing


@pytest.mark.parametrize(
    "form",
    [
        f"- [{{t}} Paper on Pruning]({LINK}250{{n}}.0000{{n}}). Annals of {{s}} Studies, 202{{n}}.",
        f"- [{{t}} Paper on Pruning]({LINK}250{{n}}.0000{{n}}). {{s}}-set. (Open)",
        f"- <b>[{{t}} Paper on Pruning</b>]({LINK}250{{n}}.0000{{n}}) {{s}}",
        f"- *{{t}} Paper on Pruning*. {{s}}land [Paper]({LINK}250{{n}}.0000{{n}})",
        f"- [ACL2025 {{s}}] [{{t}} Paper on Pruning]({LINK}250{{n}}.0000{{n}}) [pdf](https://x.org/{{n}}.pdf)",
        f"- [{{t}} Paper on Pruning]({LINK}250{{n}}.0000{{n}}). Dataset {{s}}. Soon open.",
        f"- [{{t}} Paper on Pruning]({LINK}250{{n}}.0000{{n}}) [see [{{s}}] there] *a * b {{s}}*",
        f"- [{{t}} Paper on Pruning]({LINK}250{{n}}.0000{{n}}) thanks to {{s}}, Anna",
    ],
)
def test_what_tells_of_other_papers_is_left_out(form: str) -> None:
    line = added(listing(form))
    assert PAPER.title in line
    assert not {"Annals", "Studies", *SURNAMES}.intersection(re.findall(r"[A-Za-z]+", line))


@pytest.mark.parametrize("rating", [":fire:", "\U0001f525"])
def test_a_rating_that_all_entries_have_is_not_given_to_a_new_one(rating: str) -> None:
    assert rating not in added(listing(f"- {rating} [{{t}} Work on Models]({LINK}2501.0000{{n}})"))


def test_no_file_of_the_repository_is_linked_that_is_named_after_a_paper() -> None:
    old = f"- **{{t}} Paper on Pruning** [[pdf]]({LINK}250{{n}}.0000{{n}}) [[notes]](notes/2025/250{{n}}.0000{{n}}.md)"
    assert added(listing(old)) == f"- **{PAPER.title}** [[pdf]]({LINK}{PAPER.id})"


def badge(said: str) -> str:
    return f"![{said}](https://img.shields.io/badge/{said}-f1b800)"


def test_no_badge_of_a_conference_follows_an_author_s_name() -> None:
    old = [
        f"- **[{t} Paper on Pruning]({LINK}250{n}.0000{n})** {badge(f'EMNLP_202{n}')}"
        for n, t in enumerate(ORDINALS, 1)
    ]
    assert added(HEAD + "\n".join(old) + "\n") == f"- **[{PAPER.title}]({LINK}{PAPER.id})**"


def test_no_figure_is_shown_of_a_paper_of_which_nobody_chose_one() -> None:
    head = "| Paper | Figure | Link |\n|---|---|---|\n"
    row = (
        "| {t} Paper on Pruning | ![f](https://arxiv.org/html/250{n}.0000{n}v1/x1.png) | [pdf]("
        + LINK
        + "250{n}.0000{n}) |"
    )
    rows = "".join(row.format(t=t, n=n) + "\n" for n, t in enumerate(ORDINALS, 1))
    assert added(HEAD + head + rows) == f"| {PAPER.title} | - | [pdf]({LINK}{PAPER.id}) |"


def test_what_half_of_the_rows_say_in_a_cell_is_not_said_of_another_paper() -> None:
    head = "| Paper | Focus | Link |\n|---|---|---|\n"
    focus = ("some task", "some task", "any task", "all tasks")
    facts = zip(ORDINALS, focus, range(1, 5), strict=True)
    rows = "".join(f"| {t} Paper on Pruning | {f} | [pdf]({LINK}250{n}.0000{n}) |\n" for t, f, n in facts)
    assert added(HEAD + head + rows) == f"| {PAPER.title} | - | [pdf]({LINK}{PAPER.id}) |"


def test_a_tag_that_its_list_forgot_to_close_goes_with_what_it_held() -> None:
    head = "| Title | Paper |\n|---|---|\n"
    badge = f"<div>[arXiv]({LINK}250{{}}.00001)</div>"
    row = f"| **{{}} Paper on Pruning** | {badge}<div style='x'>[Notes](notes/{{}}.md) |\n"
    rows = [row.format(t, n, t) for n, t in enumerate(ORDINALS, 1)]
    assert added(HEAD + head + "".join(rows)) == f"| **{PAPER.title}** | <div>[arXiv]({LINK}{PAPER.id})</div> |"
