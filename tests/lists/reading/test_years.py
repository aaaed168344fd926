"""The year of a paper, or its number, stands beside its title: in the name of its link, or where nothing is linked."""

import pytest

from curator.lists import parse

PAGE = "https://x.org/a"
LIST = "# List\n\n## Sparse Models\n\n- [A Title Beside It](https://arxiv.org/abs/2401.00009)\n"


def read(item: str) -> list[tuple[str, str]]:
    """Return the titles and dates of what an item adds to a section that holds a paper."""
    return [(entry.title, entry.date) for entry in parse(f"{LIST}{item}\n").entries if not entry.id]


@pytest.mark.parametrize(
    ("name", "date"),
    [
        ("2020 - Five Good Words of Title", "2020"),
        ("2020 – Five Good Words of Title", "2020"),
        ("[2020] Five Good Words of Title", "2020"),
        ("(2020) Five Good Words of Title", "2020"),
        ("2020-05 - Five Good Words of Title", "2020-05"),
        ("CVPR 2020 - Five Good Words of Title", "2020"),
        ("🔥 Five Good Words of Title", ""),
        ("12. Five Good Words of Title", ""),
        ("Five Good Words of Title, 2020", "2020"),
    ],
)
def test_what_stands_before_a_title_in_the_name_of_its_link_is_no_part_of_it(name: str, date: str) -> None:
    assert read(f"- [{name}]({PAGE})") == [("Five Good Words of Title", date)]


@pytest.mark.parametrize("form", ["2020 - {}", "CVPR 2020 - {}", "{}, 2020", "{} (2020)", "{} - 2020", "**{}**. 2020"])
def test_a_short_title_is_one_though_its_year_makes_it_look_like_a_venue(form: str) -> None:
    assert read(f"- [{form.format('Pruning Without Tears')}]({PAGE})") == [("Pruning Without Tears", "2020")]


@pytest.mark.parametrize(
    "item",
    [
        f"- [Good Words 2020]({PAGE})",
        f"- [Good Words, 2020]({PAGE})",
        f"- [2020]({PAGE})",
        f"- a word, [Some Other Place, 2020]({PAGE})",
        "- ![Pruning Without Tears, 2020](a.png)",
    ],
)
def test_a_venue_and_its_year_are_no_title(item: str) -> None:
    assert read(item) in ([], [("a word", "2020")])


@pytest.mark.parametrize(
    "title",
    ["∞-Former: Memory Without End", "¿Who Forgets? Memory Without End", "„Forget It“: Memory Without End",
     "«Forget It»: Memory Without End", "「Forget It」: Memory Without End", r"{\mu}-Former: Memory Without End"],
)  # fmt: skip
def test_signs_of_mathematics_and_marks_that_open_a_sentence_belong_to_the_title_that_they_open(title: str) -> None:
    assert read(f"- [{title}]({PAGE})") == [(title, "")]


@pytest.mark.parametrize("lead", ["[2018]. ", "[CVPR 2018] ", "(ICML'18) ", "**[2018]** "])
@pytest.mark.parametrize("below", ["", "\n  - a note that links nothing"])
def test_beside_papers_a_title_behind_its_year_needs_no_link(lead: str, below: str) -> None:
    assert read(f"- {lead}Two Words{below}") == [("Two Words", "2018")]


@pytest.mark.parametrize(
    "item", ["- [2018] Ann Smith, Bo Li", "- [2018] Word", "- [2018] Two Words ![](a.png) and more"]
)
def test_names_a_word_or_what_goes_on_behind_a_year_are_no_title(item: str) -> None:
    assert read(item) == []


def test_where_no_paper_is_beside_it_what_stands_behind_a_year_is_news() -> None:
    assert parse("# List\n\n- [May 2018] We moved\n- [June 2018] We moved again\n").entries == ()


def test_a_dictionary_of_abbreviations_holds_no_papers() -> None:
    assert not parse(f"# List\n\n## Dictionary\n\n- CNN: [Convolutional Neural Network]({PAGE})\n").entries


@pytest.mark.parametrize(
    "item",
    ["- 2018 | Two Words", "- **2018** - Two Words", "- [Pruning Without Tears]()", "- **[Pruning Without Tears]()**"],
)
def test_beside_papers_a_title_that_nobody_has_linked_yet_is_one(item: str) -> None:
    assert [title for title, _ in read(item)] in (["Two Words"], ["Pruning Without Tears"])


@pytest.mark.parametrize("word", ["see", "cf."])
def test_a_link_in_brackets_that_a_remark_sends_to_is_no_entry(word: str) -> None:
    assert read(f"- Times of all kinds ({word} [Clocks and Their Hands]({PAGE}))") == []
