import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator import lists
from curator.setup import listing
from curator.types import Survey


def survey(file: str, *numbers: int, link: str = "https://arxiv.org/abs/2501.{:05}") -> Survey:
    lines = "".join(f"- Paper number {number} [[Paper]]({link.format(number)})\n" for number in numbers)
    return lists.parse(f"# A list\n\n## Things\n\n{lines}", file)


def test_the_list_is_every_file_that_brings_papers_of_its_own_the_largest_first() -> None:
    prose = lists.parse("# How to help\n\nWrite to us.\n", "CONTRIBUTING.md")
    two = (survey("docs/b.md", 11, 12, 13), prose, survey("README.md", *range(10)))
    found = listing.choose(two)
    assert [one.file for one in found.surveys] == ["README.md", "docs/b.md"]
    assert not found.left_out


def test_a_translation_and_an_extract_are_left_out_and_said_to_repeat_the_list() -> None:
    found = listing.choose(
        [survey("README.zh.md", *range(9)), survey("news.md", 1, 2, 40), survey("README.md", *range(10))]
    )
    assert [one.file for one in found.surveys] == ["README.md"]
    assert found.left_out == {"README.zh.md": "repeats README.md", "news.md": "repeats README.md"}


def test_of_equals_the_readme_is_the_list() -> None:
    found = listing.choose([survey("A.md", 1, 2, 3), survey("README.md", 1, 2, 3)])
    assert [one.file for one in found.surveys] == ["README.md"]


def test_a_file_of_one_or_two_papers_is_a_list_only_where_no_other_has_more() -> None:
    assert [one.file for one in listing.choose([survey("README.md", 1)]).surveys] == ["README.md"]
    assert [one.file for one in listing.choose([survey("a.md", 1, 2), survey("b.md", 3, 4, 5)]).surveys] == ["b.md"]


def test_what_is_read_of_a_folder_is_what_the_settings_will_read_of_it() -> None:
    large = [survey(f"topics/{name}.md", *range(10 * number, 10 * number + 4)) for number, name in enumerate("abc", 1)]
    index = lists.parse("# Topics\n\nThree of them.\n", "topics/index.md")
    others = [survey("topics/d.md", 91), survey("notes/e.md", 92), index]
    found = [one.file for one in listing.choose([*others, *large]).surveys]
    assert found == ["topics/a.md", "topics/b.md", "topics/c.md", "topics/d.md"]
    assert listing.patterns(found) == ["topics/*.md"]


def test_where_nothing_links_arxiv_titles_count() -> None:
    found = listing.choose([survey("README.md", 1, 2, link="https://example.org/{}.pdf")])
    assert [len(one.entries) for one in found.surveys] == [2]


def test_a_repository_without_papers_has_no_list() -> None:
    assert not listing.choose([lists.parse("# Notes\n\nWords.\n", "README.md")]).surveys


def test_the_newest_papers_are_those_of_the_highest_numbers_and_of_the_old_form_last() -> None:
    one = lists.parse(
        "# L\n\n## S\n\n- Old [[P]](https://arxiv.org/abs/cs/0501001)\n"
        "- Middle [[P]](https://arxiv.org/abs/0901.0001)\n- New [[P]](https://arxiv.org/abs/2501.00001)\n"
        "- None [[P]](https://example.org/a.pdf)\n"
    )
    assert listing.newest([one, one], 9) == ["2501.00001", "0901.0001", "cs/0501001"]
    assert listing.newest([one], 1) == ["2501.00001"]


def test_the_form_s_figures_are_the_mean_over_entries_as_style_check_has_them() -> None:
    one = survey("README.md", *range(4))
    (checked,) = lists.check(one)
    form = listing.form([one])
    assert form == listing.Form(checked.similarity, checked.familiar)
    assert listing.form([lists.parse("# Nothing\n")]) is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("A list of papers", "English, or another in Latin letters"),
        ("", "English, or another in Latin letters"),
        ("大语言模型的后训练论文列表 A paper", "Chinese, beside Latin letters"),
        ("論文のリスト A paper", "Japanese, beside Latin letters"),
        ("논문 목록 A paper", "Korean, beside Latin letters"),
        ("A paper " * 100 + "模", "English, or another in Latin letters"),
    ],
)
def test_the_language_is_told_from_the_letters(text: str, said: str) -> None:
    assert listing.language([text]) == said


def test_three_files_of_a_folder_are_named_as_all_of_it_unless_one_was_left_out() -> None:
    months = ["papers/2501.md", "papers/2502.md", "papers/2503.md"]
    assert listing.patterns(["README.md", *months]) == ["README.md", "papers/*.md"]
    assert listing.patterns(months, ["papers/2501.zh.md"]) == months
    assert listing.patterns(months[:2]) == months[:2]
    assert listing.patterns(["a.md", "b.md", "c.md"]) == ["a.md", "b.md", "c.md"]


@given(st.text(st.characters(exclude_characters="/\0", exclude_categories=["Cs"]), min_size=1))
def test_no_letter_of_a_name_is_special_in_a_pattern(name: str) -> None:
    import fnmatch

    (pattern,) = listing.patterns([name])
    assert fnmatch.fnmatchcase(name, pattern)
    assert not fnmatch.fnmatchcase(name + "x", pattern)
