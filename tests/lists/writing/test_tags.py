"""Words set apart beside titles are names of works only where titles start with them."""

import pytest

from tests.lists.writing.added import ARXIV, added

WORKS = (("ElmNet", "Growing Trees"), ("OAK3", "Reading Rings"), ("FirGPT", "Counting Cones"), ("AshFormer", "Leaves"))
NAMED, PLAIN = "ZetaFlow: Learning Latent Worlds", "Learning Latent Worlds"


def listing(form: str, works: tuple[tuple[str, str], ...]) -> str:
    return "## Topic\n\n" + "".join(
        form.format(name=name, title=f"{title} in the Deep Forest", link=f"{ARXIV}2401.0000{n}") + "\n"
        for n, (name, title) in enumerate(works, 1)
    )


@pytest.mark.parametrize(
    "form", ["- **[{name}]** [{title}]({link})", "- {name} - [{title}]({link})", "- `{name}` [{title}]({link})"]
)
@pytest.mark.parametrize("tags", [("OpenAI", "OpenAI", "MosaicML", "OpenAI"), tuple(name for name, _ in WORKS)])
def test_words_that_no_title_starts_with_are_no_names(form: str, tags: tuple[str, ...]) -> None:
    works = tuple((tag, title) for tag, (_, title) in zip(tags, WORKS, strict=True))
    assert added(listing(form, works), NAMED) == f"- [{NAMED}]({ARXIV}2611.01234)"


def test_a_column_of_sizes_is_none_of_names() -> None:
    sizes = tuple((size, title) for size, (_, title) in zip(("72k/8k", "2.2M", "331k/1.5k", "80K"), WORKS, strict=True))
    rows = listing("| [{title}]({link}) | {name} |", sizes).replace("\n\n", "\n\n| A | B |\n|---|---|\n")
    assert added(rows, NAMED) == f"| [{NAMED}]({ARXIV}2611.01234) | - |"


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


def test_no_code_says_nothing_of_what_another_column_is_about() -> None:
    head = "## Topic\n\n| Kind | Title | Code | Task |\n|---|---|---|---|\n"
    kinds = (("article", "Growing", "No"), ("thesis", "Felling", "No"), ("book", "Reading", "[a](https://a.org)"))
    rows = "".join(
        f"| {kind} | [{task} of Trees in the Deep Forest]({ARXIV}2401.0000{n}) | {code} | {task} |\n"
        for n, (kind, task, code) in enumerate(kinds, 1)
    )
    assert added(head + rows, NAMED) == f"| - | [{NAMED}]({ARXIV}2611.01234) | No | - |"
