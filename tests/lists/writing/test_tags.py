"""A word set apart in front of a title is the name of a work where most entries have one that looks coined."""

import pytest

from tests.lists.writing.added import ARXIV, added

WORKS = (("ElmNet", "Growing Trees"), ("OAK3", "Reading Rings"), ("FirGPT", "Counting Cones"), ("AshFormer", "Leaves"))
NAMED, PLAIN = "ZetaFlow: Learning Latent Worlds", "Learning Latent Worlds"


def listing(form: str, works: tuple[tuple[str, str], ...] = WORKS) -> str:
    return "## Topic\n\n" + "".join(
        form.format(name=name, title=f"{title} in the Deep Forest", link=f"{ARXIV}2401.0000{n}") + "\n"
        for n, (name, title) in enumerate(works, 1)
    )


@pytest.mark.parametrize(
    "form", ["- **[{name}]** [{title}]({link})", "- {name} - [{title}]({link})", "- `{name}` [{title}]({link})"]
)
def test_a_name_is_set_apart_as_the_names_of_others_are(form: str) -> None:
    entry = form.format(name="ZetaFlow", title=NAMED, link=f"{ARXIV}2611.01234")
    assert added(listing(form), NAMED) == entry
    assert added(listing(form), PLAIN) == f"- [{PLAIN}]({ARXIV}2611.01234)"


def test_a_column_of_coined_words_holds_names_and_a_later_one_something_else() -> None:
    rows = listing("| {name} | {name}AI | [{title}]({link}) |").replace("\n\n", "\n\n| A | B | C |\n|---|---|---|\n")
    assert added(rows, NAMED) == f"| ZetaFlow | - | [{NAMED}]({ARXIV}2611.01234) |"


@pytest.mark.parametrize("tags", [("OpenAI", "OpenAI", "MosaicML", "OpenAI"), ("Leaves", "Rings", "Cones", "Trees")])
def test_words_that_come_again_or_look_like_plain_ones_are_no_names(tags: tuple[str, ...]) -> None:
    works = tuple((tag, title) for tag, (_, title) in zip(tags, WORKS, strict=True))
    text = listing("- **[{name}]** [{title}]({link})", works)
    assert added(text, NAMED) == f"- [{NAMED}]({ARXIV}2611.01234)"


def test_a_row_that_gives_names_in_the_place_of_titles_gets_a_name_where_one_is_known() -> None:
    rows = "".join(
        f"| {name} | [arXiv]({ARXIV}2401.0000{n}) | Fast |\n"
        for n, name in enumerate(("ElmNet", "OAK3", "Fir", "Ash*"))
    )
    text = f"## Topic\n\n| Model | Published | Kind |\n|---|---|---|\n{rows}"
    assert added(text, "A*Star: Learning Latent Worlds").startswith("| A\\*Star | [arXiv]")
    assert added(text, PLAIN).startswith(f"| {PLAIN} | [arXiv]")


def test_a_bracket_that_one_entry_never_opened_is_not_copied() -> None:
    rows = [
        f"- **[One Good Title {n}]({ARXIV}240{n}.00001){')' * (n == 3)}** [[code](https://github.com/a/b{n})]"
        for n in (1, 2, 3)
    ]
    assert added("## Topic\n\n" + "\n".join(rows) + "\n") == f"- **[A New Work of Ours]({ARXIV}2611.01234)**"
