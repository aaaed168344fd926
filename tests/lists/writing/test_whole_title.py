"""A list that sets a title's first half apart, and a paper whose title has one half only."""

import pytest

from tests.lists.writing.added import ARXIV, added


def written(text: str, title: str) -> str:
    return added(text, title, authors=("Ann Smith", "Bo Li"))


@pytest.mark.parametrize(
    ("form", "divided", "whole"),
    [
        ("- **{0}**: {1} [paper]({2})", "- **Zeta**: Learning Worlds [paper]({0})", "- Learning Worlds [paper]({0})"),
        ("- **{0}:** {1} [paper]({2})", "- **Zeta:** Learning Worlds [paper]({0})", "- Learning Worlds [paper]({0})"),
        ("- ***{0}:*** {1} [p]({2})", "- ***Zeta:*** Learning Worlds [p]({0})", "- Learning Worlds [p]({0})"),
        ("- [{0}]({2}): {1}", "- [Zeta]({0}): Learning Worlds", "- [Learning Worlds]({0})"),
        (
            "- **{0}**: {1}. *Cy Wu, Dan Kim.* [paper]({2})",
            "- **Zeta**: Learning Worlds. *Ann Smith, Bo Li.* [paper]({0})",
            "- Learning Worlds. *Ann Smith, Bo Li.* [paper]({0})",
        ),
        (
            "- (Preprint 24') **{0}**: {1}, *Wu et al.* [paper]({2})",
            "- (Preprint 26') **Zeta**: Learning Worlds, *Smith et al.* [paper]({0})",
            "- (Preprint 26') Learning Worlds, *Smith et al.* [paper]({0})",
        ),
    ],
)
def test_a_title_without_a_colon_stands_whole_where_others_have_two_halves(form: str, divided: str, whole: str) -> None:
    entries = (("EVA", "Editing Attributes of Videos"), ("LAMP", "Learn Motion Patterns"), ("Ace", "Act on the Scene"))
    lines = (form.format(*entry, f"{ARXIV}240{n}.00001") for n, entry in enumerate(entries, 1))
    text = "## Editing\n\n" + "\n".join(lines) + "\n"
    assert written(text, "Zeta: Learning Worlds") == divided.format(f"{ARXIV}2611.01234")
    assert written(text, "Learning Worlds") == whole.format(f"{ARXIV}2611.01234")


def test_in_a_table_too() -> None:
    text = "## Editing\n\n| Title | Code |\n|---|---|\n" + "".join(
        f"| **{name}**: Editing Attributes Well [paper]({ARXIV}240{n}.00001) | - |\n"
        for n, name in enumerate(("EVA", "LAMP"), 1)
    )
    assert written(text, "Learning Worlds") == f"| Learning Worlds [paper]({ARXIV}2611.01234) | - |"


@pytest.mark.parametrize(
    ("title", "line"), [("Zeta: Learning Worlds", '- **Zeta**: "Learning Worlds"'), ("Worlds", '- "Worlds"')]
)
def test_a_title_in_quotation_marks_stays_in_them(title: str, line: str) -> None:
    names = ("AutoRT", "LEO", "SayPlan")
    text = "## Reasoning\n\n" + "".join(
        f'- **{name}**: "Embodied Models, Part {n}", *arXiv, Jan 2024*. [[Paper]({ARXIV}2401.1287{n})]\n'
        for n, name in enumerate(names)
    )
    assert written(text, title) == f"{line}, *arXiv, Nov 2026*. [[Paper]({ARXIV}2611.01234)]"


def test_more_words_than_a_name_has_are_not_set_apart_though_a_colon_follows() -> None:
    text = "## Topic\n\n" + "".join(
        f"- **{name}**: Trees in Deep Nets [[pdf]({ARXIV}240{n}.00001)]\n"
        for n, name in enumerate(("ElmNet", "OAK3", "Fir Tree"), 1)
    )
    link = f"[[pdf]({ARXIV}2611.01234)]"
    assert added(text, "Zeta Flow: A New Work") == f"- **Zeta Flow**: A New Work {link}"
    assert added(text, "Trees and All Their Leaves: A New Work").startswith("- Trees and All Their Leaves: A New Work")
