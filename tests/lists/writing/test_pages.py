"""A new entry links the code and the page of its paper where others of its section do."""

import pytest

from tests.lists.writing.added import ARXIV, added

CODE = "Code is at https://github.com/zeta/flow."


def written(text: str, abstract: str = CODE) -> str:
    return added(text, "ZetaFlow: Learning Latent Worlds", abstract)


def badge(what: str, to: str) -> str:
    return f" [![{what}](https://img.shields.io/badge/{what}-blue)]({to})"


def test_code_is_linked_though_the_only_preprint_has_none() -> None:
    text = "## Models\n\n" + "".join(
        f"- One Good Title Number {n}, {venue} 2024 [[Paper]({ARXIV}2402.1746{n})]{code}\n"
        for n, venue, code in (
            (1, "ACL", " [[Code](https://github.com/a/one)]"),
            (2, "ACL", " [[Code](https://github.com/a/two)]"),
            (3, "arXiv", ""),
        )
    )
    assert written(text).endswith(f"arXiv 2026 [[Paper]({ARXIV}2611.01234)] [[Code](https://github.com/zeta/flow)]")
    assert written(text, "").endswith(f"arXiv 2026 [[Paper]({ARXIV}2611.01234)]")


@pytest.mark.parametrize("empty", ["-", "", "No", "N/A", ":x:", "[]()"])
def test_a_cell_of_code_is_filled_where_one_row_of_four_has_it(empty: str) -> None:
    text = "## Topic\n\n| Title | Paper | Code |\n|---|---|---|\n" + "".join(
        f"| One Good Title Number {n} | [Link]({ARXIV}240{n}.00001) | {code} |\n"
        for n, code in ((4, empty), (3, empty), (2, empty), (1, "[Link](https://github.com/c/d)"))
    )
    assert written(text).endswith(f"| [Link]({ARXIV}2611.01234) | [Link](https://github.com/zeta/flow) |")


def test_a_badge_that_says_what_it_links_is_written_for_a_page_that_is_known() -> None:
    arxiv = "[![arXiv](https://img.shields.io/badge/arXiv-b31b1b)]"
    text = "## Video\n\n" + "".join(
        f"- One Good Title Number {n} {arxiv}({ARXIV}2407.0000{n}){page}\n"
        for n, page in (
            (1, badge("Code", "https://github.com/a/b")),
            (2, badge("Code", "https://github.com/a/c")),
            (3, ""),
        )
    )
    assert written(text).endswith(f"{arxiv}({ARXIV}2611.01234){badge('Code', 'https://github.com/zeta/flow')}")
    assert written(text, "").endswith(f"{arxiv}({ARXIV}2611.01234)")


def test_where_one_of_ten_links_its_code_a_new_entry_does_not() -> None:
    code = "[[Code](https://github.com/a/b)]"
    text = "## Topic\n\n" + "".join(
        f"- One Good Title Number {n} [[Paper]({ARXIV}240{n % 9 + 1}.0000{n})]{f' {code}' if n == 3 else ''}\n"
        for n in range(10)
    )
    assert written(text).endswith(f"[[Paper]({ARXIV}2611.01234)]")


def test_a_code_span_that_only_some_have_says_something_of_one_paper() -> None:
    kinds = ("`score`", "`score`", "`score`", "`blind`", "`score`")
    text = "## Attacks\n\n" + "".join(
        f"- **One Good Title Number {n}**. {kind} [[pdf]({ARXIV}2401.0000{n})]\n" for n, kind in enumerate(kinds, 1)
    )
    assert written(text) == f"- **ZetaFlow: Learning Latent Worlds**. [[pdf]({ARXIV}2611.01234)]"
    assert "`score`" in written(text.replace("blind", "score"))


def test_a_link_to_nowhere_says_that_there_is_nothing() -> None:
    rows = "".join(
        f"| One Good Title Number {n} | [Link]({ARXIV}240{n}.00001) | {code} |\n"
        for n, code in ((4, "[Link](https://github.com/c/d)"), (3, "[]()"), (2, "[Link](https://github.com/e/f)"))
    )
    text = f"## Topic\n\n| Title | Paper | Code |\n|---|---|---|\n{rows}"
    assert written(text, "").endswith(f"| [Link]({ARXIV}2611.01234) | []() |")


def test_a_badge_that_stands_alone_says_something_of_its_own_paper() -> None:
    mark = "![](https://img.shields.io/badge/Dataset-orange)"
    text = "## Topic\n\n" + "".join(
        f"- One Good Title Number {n}{f' {mark}' * (n % 3 > 0)} [[Paper]({ARXIV}240{n}.00001)]\n" for n in range(1, 9)
    )
    assert written(text).endswith(f"Worlds [[Paper]({ARXIV}2611.01234)]")


def test_what_an_address_says_of_the_way_to_another_paper_is_not_written() -> None:
    text = f"## Topic\n\n- [One Good Title]({ARXIV}2401.00001?utm_source=letter&trk=12)\n"
    assert written(text).endswith(f"Worlds]({ARXIV}2611.01234)")


def test_what_others_made_of_a_paper_is_no_place_for_its_own_code() -> None:
    text = "## Topic\n\n" + "".join(
        f"- One Good Title {n} [[Paper]({ARXIV}240{n}.00001)] [[Unofficial code](https://github.com/a/b{n})]\n"
        for n in (1, 2, 3)
    )
    assert written(text).endswith(f"[[Paper]({ARXIV}2611.01234)]")


@pytest.mark.parametrize(
    ("odd", "page"),
    [
        ("https://arxiv.org/2401.00001", "https://arxiv.org/abs/2611.01234"),
        ("https://www.arxiv-vanity.com/papers/2401.00001", "https://arxiv.org/abs/2611.01234"),
        ("https://www.arxiv-vanity.com/papers/2401.00001/", "https://arxiv.org/abs/2611.01234"),
        ("https://arxiv.org/2401.00001.pdf", "https://arxiv.org/pdf/2611.01234.pdf"),
        ("https://arxiv.org/ps/2401.00001", "https://arxiv.org/abs/2611.01234"),
        ("https://arxiv.org/ftp/arxiv/papers/2401/2401.00001.pdf", "https://arxiv.org/pdf/2611.01234.pdf"),
    ],
)
def test_an_address_that_other_papers_have_not_is_that_of_arxivs_page(odd: str, page: str) -> None:
    assert added(f"## Trees\n\n- [One Good Title]({odd}) (2024)\n") == f"- [A New Work of Ours]({page}) (2026)"


def test_a_link_to_a_paper_as_its_project_is_no_example() -> None:
    line = "- One Good Title [[pdf](https://arxiv.org/abs/2401.00001)], [[project](https://arxiv.org/abs/2401.00001)]\n"
    assert added(f"## Trees\n\n{line}") == "- A New Work of Ours [[pdf](https://arxiv.org/abs/2611.01234)]"


def test_a_link_to_a_file_of_the_list_is_one_to_arxiv() -> None:
    lines = "- [One Good Title](papers/one.pdf), arXiv, 2021\n- [Two Good Titles](papers/two.pdf), arXiv, 2022\n"
    assert added(f"## Trees\n\n{lines}") == f"- [A New Work of Ours]({ARXIV}2611.01234), arXiv, 2026"
