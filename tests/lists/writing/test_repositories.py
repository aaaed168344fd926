"""A link to a repository may be labelled by its name; another page that names it is nobody's to make up."""

import pytest

from tests.lists.writing.added import ARXIV, added

CODE = "Code is at https://github.com/zeta/flow."
REPOSITORIES = ("ann/fir-net", "bo/elm.torch", "cy/oak", "di/ash_tree")


def written(line: str, abstract: str = CODE) -> str:
    """Return the entry that a section gets whose lines have a number, a repository, and the repository's last word."""
    entries = "".join(line.format(n=n, repo=repo, name=repo.split("/")[1]) for n, repo in enumerate(REPOSITORIES, 1))
    return added(f"## Topic\n\n{entries}", "ZetaFlow: Learning Latent Worlds", abstract)


@pytest.mark.parametrize(("label", "new"), [("{name}", "flow"), ("{repo}", "zeta/flow"), ("`{name}`", "`flow`")])
def test_a_link_to_code_is_labelled_by_its_repository_as_the_others_are(label: str, new: str) -> None:
    line = f"- [One Good Title {{n}}]({ARXIV}2401.0000{{n}}) [{label}](https://github.com/{{repo}})\n"
    entry = f"- [ZetaFlow: Learning Latent Worlds]({ARXIV}2611.01234)"
    assert written(line) == f"{entry} [{new}](https://github.com/zeta/flow)"
    assert written(line, "") == entry


def test_a_picture_may_say_that_a_link_leads_to_code() -> None:
    line = f"- [One Good Title {{n}}]({ARXIV}2401.0000{{n}}) [:octocat:](https://github.com/{{repo}})\n"
    entry = f"- [ZetaFlow: Learning Latent Worlds]({ARXIV}2611.01234)"
    assert written(line) == f"{entry} [:octocat:](https://github.com/zeta/flow)"
    assert written(line, "") == entry


def test_a_cell_of_code_is_labelled_by_its_repository() -> None:
    rows = "".join(
        f"| One Good Title {n} | [Link]({ARXIV}2401.0000{n}) | [{repo.split('/')[1]}](https://github.com/{repo}) |\n"
        for n, repo in enumerate(REPOSITORIES, 1)
    )
    text = f"## Topic\n\n| Title | Paper | Code |\n|---|---|---|\n{rows}"
    assert added(text, abstract=CODE).endswith("| [flow](https://github.com/zeta/flow) |")


def test_a_repository_that_is_named_as_something_else_is_no_code_of_the_paper() -> None:
    line = (
        f"- [One Good Title {{n}}]({ARXIV}2401.0000{{n}})\n"
        "  - Environments: [{name}](https://github.com/{repo}), [{name}](https://github.com/{repo})\n"
    )
    assert written(line) == f"- [ZetaFlow: Learning Latent Worlds]({ARXIV}2611.01234)"


@pytest.mark.parametrize(
    "page", ["[Model](https://weights.example/{repo})", "![](https://pictures.example/{repo}/main.png)"]
)
def test_a_page_that_only_shares_its_path_with_a_repository_is_not_made_up(page: str) -> None:
    line = f"- [One Good Title {{n}}]({ARXIV}2401.0000{{n}}) [Code](https://github.com/{{repo}}) {page}\n"
    entry = f"- [ZetaFlow: Learning Latent Worlds]({ARXIV}2611.01234)"
    assert written(line) == f"{entry} [Code](https://github.com/zeta/flow)"


def test_a_badge_of_a_repository_is_written_for_the_papers_own() -> None:
    stars = "![Stars](https://img.shields.io/github/stars/{repo})"
    line = f"- [One Good Title {{n}}]({ARXIV}2401.0000{{n}}) [Code](https://github.com/{{repo}}) {stars}\n"
    assert written(line).endswith(f"[Code](https://github.com/zeta/flow) {stars.format(repo='zeta/flow')}")


ENTRY = f"- [A New Work of Ours]({ARXIV}2611.01234)"


@pytest.mark.parametrize(
    ("label", "new"),
    [
        ("Zhihu", ENTRY),
        ("Video", ENTRY),
        ("Paper", f"- A New Work of Ours [[Paper]({ARXIV}2611.01234)]"),
        ("ICML 2024", f"- A New Work of Ours [[arXiv 2026]({ARXIV}2611.01234)]"),
    ],
)
def test_a_label_that_says_where_its_link_leads_is_put_over_no_link_to_the_paper(label: str, new: str) -> None:
    entries = "".join(f"- One Good Title {n} [[{label}](https://site.org/{n})]\n" for n in range(1, 5))
    assert added(f"## Topic\n\n{entries}") == new
