"""The blanks of an entry are those that most entries have in the same place."""

from tests.lists.writing.added import ARXIV, added

NEW = f"[A New Work of Ours]({ARXIV}2611.01234)"
TREES = ("Oak", "Elm", "Fir", "Ash", "Yew", "Bay")


def test_a_preprint_that_lacks_a_blank_gives_its_word_and_not_its_want() -> None:
    published = "".join(f"- (ICML 2023) [{tree} Trees in Nets]({ARXIV}2301.0000{n})\n" for n, tree in enumerate(TREES))
    text = f"## Topic\n\n{published}- (arXiv 2024)[Pine Trees in Nets]({ARXIV}2401.00001)\n"
    assert added(text) == f"- (arXiv 2026) {NEW}"


def test_lines_of_an_entry_stand_as_far_in_as_most_do_and_a_doubled_blank_is_single() -> None:
    form = "- [{tree} Trees in Nets]({link}),{blank}arXiv\n{deep}*Ann Lee, Bo Kim*\n"
    shown = [(" ", "  "), (" ", "  "), (" ", "  "), (" ", "  "), ("  ", "    "), ("  ", "    ")]
    text = "## Topic\n\n" + "".join(
        form.format(tree=tree, link=f"{ARXIV}260{n}.00001", blank=blank, deep=deep)
        for n, (tree, (blank, deep)) in enumerate(zip(TREES, shown, strict=True), 1)
    )
    assert added(text, authors=("Ann Bee", "Cy Dee")) == f"- {NEW}, arXiv\n  *Ann Bee, Cy Dee*"


def test_a_section_that_has_blanks_of_its_own_keeps_them() -> None:
    own = "".join(f"- [2024]  [{tree} Trees in Nets]({ARXIV}2401.0000{n})\n" for n, tree in enumerate(TREES[:3]))
    others = "".join(f"- [2023] [{tree} Leaves in Nets]({ARXIV}2301.0000{n})\n" for n, tree in enumerate(TREES))
    assert added(f"## Topic\n\n{own}\n## Another\n\n{others}") == f"- [2026]  {NEW}"
