import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.papers.authors import split_authors, surname


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Ada Example, Bo Sample", ("Ada Example", "Bo Sample")),
        ("Ada Example and Bo  Sample", ("Ada Example", "Bo Sample")),
        ("Ada Example, Bo Sample, and Cy Third", ("Ada Example", "Bo Sample", "Cy Third")),
        ("Ada Example (Univ, City, Land), Bo Sample", ("Ada Example", "Bo Sample")),
        ("A. One (1), B. Two (1, 2) ((1) Univ, City, (2) Other)", ("A. One", "B. Two")),
        ("Bo Sample, Jr., Ada Example III", ("Bo Sample, Jr.", "Ada Example III")),
        ("Jr., Ada Example", ("Jr.", "Ada Example")),
        ("Half (Open, Ada Example", ("Half (Open", "Ada Example")),
        ("Anders Andersen", ("Anders Andersen",)),
        ("", ()),
    ],
)
def test_a_line_of_authors_is_taken_apart_outside_brackets(line: str, names: tuple[str, ...]) -> None:
    assert split_authors(line) == names


@given(st.lists(st.from_regex(r"[A-Z][a-z]{2,8} [A-Z][a-z]{4,8}", fullmatch=True), max_size=5))
def test_plain_names_come_back_as_they_were(names: list[str]) -> None:
    assert split_authors(", ".join(names)) == tuple(names)


@pytest.mark.parametrize(
    ("name", "last"),
    [
        ("Ada Example", "example"),
        ("Bo Sample, Jr.", "sample"),
        ("José Peña III", "pena"),
        ("X. O'Neil", "oneil"),
        ("", ""),
    ],
)
def test_surnames_compare_without_accents_case_and_suffix(name: str, last: str) -> None:
    assert surname(name) == last
