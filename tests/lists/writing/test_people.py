import pytest

from curator.lists.writing import people
from tests.lists.writing.added import ARXIV, added

NAMES = ("Ada Byron", "Bo van Sample", "Cy Third")


def test_names_that_and_alone_joins_are_written_so_again() -> None:
    found, *_ = people.find("Ann Roe and Ben Lee and Cal Poe and Dan Kim")
    assert found.form.write(NAMES) == "Ada Byron and Bo van Sample and Cy Third"
    family, *_ = people.find("Roe, Ann and Lee, Ben and Poe, Cal")
    assert family.form.write(NAMES[:2]) == "Byron, Ada and van Sample, Bo"


@pytest.mark.parametrize(
    ("text", "two"),
    [
        ("Ann Roe, Ben Lee, and Cal Poe", "Ada Byron and Bo van Sample"),
        ("A. Roe, B. Lee, & C. Poe", "A. Byron & B. van Sample"),
        ("Roe, A., Lee, B., and Poe, C.", "Byron, A., and van Sample, B."),
    ],
)
def test_a_comma_before_the_last_of_three_is_none_between_two_unless_names_have_their_own(text: str, two: str) -> None:
    found, *_ = people.find(text)
    assert found.form.write(NAMES[:2]) == two
    assert found.form.write(NAMES).count(",") == text.count(",")


@pytest.mark.parametrize(
    ("name", "family"),
    [
        ("Ben Mildenhall", "Mildenhall"),
        ("Di Wu", "Wu"),
        ("Van Nguyen", "Nguyen"),
        ("Jan van der Berg", "van der Berg"),
        ("Gerard Ben Arous", "Ben Arous"),
        ("van Gogh", "van Gogh"),
        ("Plato", "Plato"),
    ],
)
def test_a_given_name_is_no_particle(name: str, family: str) -> None:
    assert people.surname(name) == family


def test_names_between_underscores_are_names_from_the_first_to_the_last() -> None:
    text = "## Topic\n\n" + "".join(
        f"1. (2024) **One Good Title {n}.** _Ann Elm, Bo van Oak, Cy Fir_. [[pdf]({ARXIV}2401.0000{n})]\n"
        for n in (1, 2, 3)
    )
    entry = f"1. (2026) **A New Work of Ours.** _Di Ash, Ed Yew_. [[pdf]({ARXIV}2611.01234)]"
    assert added(text, authors=("Di Ash", "Ed Yew")) == entry


@pytest.mark.parametrize("field", ["Institution", "机构", "Affiliations"])
def test_institutions_are_no_names(field: str) -> None:
    text = "## Topic\n\n" + "".join(
        f"- [One Good Title {n}]({ARXIV}240{n}.00001)\n  - {field}: Ann Arbor Works, Bell Town, Cy Hall\n"
        for n in (1, 2, 3)
    )
    assert "Ada" not in added(text, authors=NAMES)


def test_a_sentence_of_names_ends_in_one_full_stop_whatever_is_around_them() -> None:
    text = "## Topic\n\n" + "".join(
        f"- One Good Title {n}. _Ann {name} et al._ arXiv 2024. [[pdf]({ARXIV}240{n}.00001)]\n"
        for n, name in enumerate(("Roe", "Lee", "Poe"), 1)
    )
    assert f"_{NAMES[0]}._ arXiv 2026." in added(text, authors=NAMES[:1])
    assert f"_{NAMES[0]} et al._ arXiv 2026." in added(text, authors=NAMES)


@pytest.mark.parametrize("text", ["S, P, C", "R & D", "A, B, C, D"])
def test_letters_alone_are_no_names(text: str) -> None:
    assert not any(written.sure for written in people.find(text))


def test_one_name_behind_by_is_an_author_and_new_ones_stand_in_its_place() -> None:
    entries = "".join(
        f"- [{title}]({ARXIV}240{n}.00001) by {name}. All is said.\n"
        for n, (title, name) in enumerate((("Weights That Forget", "Ann M. Smith"), ("Nets at Rest", "Bo van Li")), 1)
    )
    new = added(f"## Topic\n\n{entries}", authors=("Cy Doe", "Di Roe", "Ed Poe"))
    assert new.startswith(f"- [A New Work of Ours]({ARXIV}2611.01234) by Cy Doe, Di Roe and Ed Poe")


def test_by_goes_with_names_that_are_not_known() -> None:
    entries = "".join(f"- [Weights, Part {n}]({ARXIV}240{n}.00001) by Ann Smith and Bo Li\n" for n in (1, 2, 3))
    assert added(f"## Topic\n\n{entries}") == f"- [A New Work of Ours]({ARXIV}2611.01234)"


@pytest.mark.parametrize("whose", ["A. Smith", "The Paper"])
def test_what_may_be_no_name_behind_by_goes_with_it(whose: str) -> None:
    entries = "".join(f"- [Weights, Part {n}]({ARXIV}240{n}.00001) by {whose}\n" for n in (1, 2))
    assert list(people.find(f"\0) by {whose}")) == []
    assert added(f"## Topic\n\n{entries}- [Weights at Rest]({ARXIV}2403.00001)\n").startswith("- [A New Work of Ours]")


def test_a_year_in_brackets_behind_names_is_no_note_on_the_last() -> None:
    line = f"- Roe, A., & Lee, B. (2022). One Good Title. *arXiv preprint*. [link]({ARXIV}2201.00002)\n"
    written = added(f"## Trees\n\n{line}", authors=("Ann Smith", "Bo Li"))
    assert written == f"- Smith, A., & Li, B. (2026). A New Work of Ours. *arXiv preprint*. [link]({ARXIV}2611.01234)"


def test_family_names_before_a_comma_are_so_for_two_authors_alone() -> None:
    found, *_ = people.find("Roe, Ann and Lee, Ben | ")
    assert found.form.write(NAMES[:2]) == "Byron, Ada and van Sample, Bo"


def test_names_in_full_end_in_the_stop_of_others_that_are_left_out() -> None:
    lines = f"* [Title One of It]({ARXIV}1401.00001) by Ann Roe, Ben Lee, Cal Poe. ArXiv 2014.\n"
    lines += f"* [Title Two of It]({ARXIV}1501.00002) by Dan Kim, Eve Fox, Gil Hay, Ian Jay. ArXiv 2015.\n"
    lines += f"* [Title Six of It]({ARXIV}1601.00003) by Kay Orr et al. ArXiv 2016.\n"
    for names in (NAMES, tuple(f"Ann Roe{n}x" for n in range(9))):
        assert ". ArXiv 2026." in added(f"## Trees\n\n{lines}", authors=names)


def test_a_slip_in_one_list_of_names_is_not_written_again() -> None:
    plain = [f"- [Good Title {n}]({ARXIV}240{n}.00001) (Roe et al., 2024)\n" for n in range(1, 5)]
    slip = f"- [OakNet: Good Title]({ARXIV}2405.00001) (Lee,et al., 2024)\n"
    written = added("## Trees\n\n" + "".join([*plain, slip]), "ElmNet: Growing Trees", authors=NAMES)
    assert written.endswith("(Byron et al., 2026)")
