"""Entries that are counted go on counting, wherever the number stands; numbers of another list are nobody's to give."""

import pytest

from curator.lists import insert, parse, topical
from curator.types import Paper, PaperId, Placement
from tests.lists.writing.added import ARXIV, added

TITLES = ("Pruning Without Tears", "Sparse Models at Rest", "What Weights Forget", "Small Nets in Large Rooms")


def counted(form: str, numbers: tuple[int, ...] = (1, 2, 3, 4)) -> str:
    entries = "".join(
        form.format(n=n, title=t, id=f"240{n % 9}.0000{n % 9}") for n, t in zip(numbers, TITLES, strict=True)
    )
    return f"# Lists\n\n## Sparse Models\n\n{entries}"


@pytest.mark.parametrize(
    ("form", "entry"),
    [
        (
            f"**{{n}}. {{title}}**: [[paper]({ARXIV}{{id}})]\n\n",
            f"**5. A New Work of Ours**: [[paper]({ARXIV}2611.01234)]",
        ),
        (f"- **{{n}}) {{title}}** [paper]({ARXIV}{{id}})\n", f"- **5) A New Work of Ours** [paper]({ARXIV}2611.01234)"),
        (f"- [{{n}}. {{title}}]({ARXIV}{{id}})\n", f"- [5. A New Work of Ours]({ARXIV}2611.01234)"),
        (f"- **[{{n}}. {{title}}]({ARXIV}{{id}})**\n", f"- **[5. A New Work of Ours]({ARXIV}2611.01234)**"),
        (f"- [{{n}}] [{{title}}]({ARXIV}{{id}})\n", f"- [5] [A New Work of Ours]({ARXIV}2611.01234)"),
    ],
)
def test_the_next_number_stands_where_the_others_do(form: str, entry: str) -> None:
    assert added(counted(form)).strip() == entry


def test_numbers_with_gaps_are_those_of_another_list_and_a_new_entry_has_none() -> None:
    form = f"- [{{n}}] : [{{title}}]({ARXIV}{{id}})\n"
    assert added(counted(form, (3, 7, 11, 30))) == f"- [A New Work of Ours]({ARXIV}2611.01234)"


def test_a_number_that_is_gone_makes_no_other_list() -> None:
    form = f"- [{{n}}] [{{title}}]({ARXIV}{{id}})\n"
    assert added(counted(form, (1, 2, 4, 5))) == f"- [6] [A New Work of Ours]({ARXIV}2611.01234)"


def test_a_section_that_leaves_counting_to_markdown_goes_on_doing_so_whatever_other_sections_do() -> None:
    first = "".join(f"1. [Weights, Part {n}]({ARXIV}240{n}.00001)\n" for n in (1, 2, 3))
    other = "".join(f"{n}. [Nets, Part {n}]({ARXIV}230{n}.00001)\n" for n in (1, 2, 3))
    assert added(f"## Weights\n\n{first}\n## Nets\n\n{other}") == f"1. [A New Work of Ours]({ARXIV}2611.01234)"


def test_where_a_template_asks_for_numbers_a_section_without_any_begins_with_one() -> None:
    first = "".join(f"- [Weights, Part {n}]({ARXIV}240{n}.00001)\n" for n in (1, 2))
    other = "".join(f"{n}. [Nets, Part {n}]({ARXIV}230{n}.00001)\n" for n in (1, 2))
    survey = parse(f"## Weights\n\n{first}\n## Nets\n\n{other}")
    wanted = [Placement(Paper(PaperId(f"2611.0000{n}"), f"New Work {n}"), topical([survey])[0]) for n in (1, 2)]
    new = insert(survey, wanted, "- [{number}] [{title}]({link})")
    assert "- [1] [New Work 1]" in new
    assert "- [2] [New Work 2]" in new
