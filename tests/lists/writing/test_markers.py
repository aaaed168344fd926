"""A new item is marked as those beside it, and its further lines stand as far in as its text."""

from curator.lists import insert, parse
from curator.types import Paper, PaperId, Placement

ARXIV = "https://arxiv.org/abs/"
NEW = Paper(PaperId("2611.01234"), "A New Work", authors=("Ann Smith", "Bo Li"))


def test_a_numbered_section_gets_numbers_whatever_section_the_form_is_from() -> None:
    text = (
        f'## Models\n\n- "Mastering Text, Code and Math" [2024-03] [[paper]({ARXIV}2403.08281)]\n'
        f'- "Mastering Images, Code and Math" [2024-04] [[paper]({ARXIV}2404.08281)]\n\n## Encoders\n\n'
        f'1. **CuBERT** (MLM): "Learning Code" [2020-01] [ICML 2020] [[paper]({ARXIV}2001.00059)]\n'
        f'2. **CodeBERT** (RTD): "Learning Words" [2020-02] [ACL 2020] [[paper]({ARXIV}2002.08155)]\n'
    )
    new = insert(parse(text), [Placement(NEW, ("Encoders",))])
    assert new.splitlines()[-1].startswith('3. "A New Work" [2026-11]')


def test_the_lines_below_the_tenth_number_are_a_part_of_it() -> None:
    text = "## Basics\n\n" + "".join(
        f"{n}. **Exploiting Questions, Part {n}.** Preprint.\n\n"
        f"   *Timo Schick, Hinrich Schütze.* [[pdf]({ARXIV}210{n}.07676)], 2021.{n}\n\n"
        for n in (7, 8, 9)
    )
    new = insert(parse(text), [Placement(NEW, ("Basics",))])
    assert f"10. **A New Work.** Preprint.\n\n    *Ann Smith, Bo Li.* [[pdf]({ARXIV}2611.01234)], 2026.11" in new


def test_lines_that_go_on_below_the_tenth_number_stand_as_far_in_as_before_it() -> None:
    text = "## Basics\n\n" + "".join(
        f"{n}. **Exploiting Questions, Part {n}**<br>\n   *Timo Schick, Ann {name}* [[pdf]({ARXIV}210{n}.07676)]\n"
        for n, name in ((7, "Roe"), (8, "Lee"), (9, "Poe"))
    )
    new = insert(parse(text), [Placement(NEW, ("Basics",))])
    assert f"10. **A New Work**<br>\n   *Ann Smith, Bo Li* [[pdf]({ARXIV}2611.01234)]" in new


def test_a_new_item_stands_beside_those_that_stand_in_no_other() -> None:
    text = (
        f"## Basics\n\n* [Weights That Forget]({ARXIV}2401.00001)\n* [Nets at Rest]({ARXIV}2402.00001)\n"
        f"* A set of three by one group:\n    - [Small Sparse Steps]({ARXIV}2403.00001)\n"
        f"    - [Large Sparse Steps]({ARXIV}2404.00001)\n"
    )
    new = insert(parse(text), [Placement(NEW, ("Basics",))])
    assert new.splitlines()[4] == f"* [A New Work]({ARXIV}2611.01234)"


def test_where_no_form_is_learnt_an_item_has_the_marker_and_the_gap_of_those_beside_it() -> None:
    text = (
        f"## Data\n\n* A Good Set of Bones</font> [paper]({ARXIV}2401.00001)\n\n"
        f"* A Good Set of Teeth</font> [paper]({ARXIV}2402.00001)\n"
    )
    new = insert(parse(text), [Placement(NEW, ("Data",))])
    assert new == f"{text}\n* [A New Work]({ARXIV}2611.01234)\n"
