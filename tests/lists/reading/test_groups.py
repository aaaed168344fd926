import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.lists import insert, parse
from curator.lists.reading import groups
from curator.papers.identity import PaperId
from curator.types import Paper, Placement, SectionPath

YEARS: list[SectionPath] = [
    ("2024",),
    ("2023",),
    ("2024", "May 2024"),
    ("Before 2022",),
    ("Before 2021",),
    ("2017 and earlier",),
]
TEXT = """# A list

## Methods

- [Newest](https://arxiv.org/abs/2401.00001)

#### Before 2022

- [Old](https://arxiv.org/abs/2105.00001)

#### Before 2021

- [Older](https://arxiv.org/abs/1905.00001)

## Data

### 2024

- [Data of 2024](https://arxiv.org/abs/2402.00002)

### 2023

- [Data of 2023](https://arxiv.org/abs/2302.00002)
"""


def paper(number: str) -> Paper:
    return Paper(PaperId(number), "A New Work")


def test_the_headings_of_groups_are_found_by_section() -> None:
    assert groups.headings_of([parse(TEXT)]) == {
        ("Methods",): (("Before 2022",), ("Before 2021",)),
        ("Data",): (("2024",), ("2023",)),
    }


@pytest.mark.parametrize(
    ("number", "names"),
    [
        ("2405.00001", ("2024", "May 2024")),
        ("2406.00001", ("2024",)),
        ("2301.00001", ("2023",)),
        ("2501.00001", ()),
        ("2201.00001", ()),
        ("2112.00001", ("Before 2022",)),
        ("2012.00001", ("Before 2021",)),
        ("1801.00001", ("Before 2021",)),
        ("1712.00001", ("2017 and earlier",)),
    ],
)
def test_a_paper_belongs_to_the_group_that_names_its_date_the_closest(number: str, names: SectionPath) -> None:
    assert groups.within(YEARS, paper(number)) == names


@given(st.permutations(YEARS), st.integers(8, 29), st.integers(1, 12))
def test_the_order_of_groups_never_matters(some: list[SectionPath], year: int, month: int) -> None:
    one = paper(f"{year:02}{month:02}.00001")
    assert groups.within(some, one) == groups.within(YEARS, one)


@pytest.mark.parametrize(
    ("number", "after"),
    [("2601.00009", "Newest"), ("2201.00009", "Newest"), ("2112.00009", "Old"), ("1912.00009", "Older")],
)
def test_a_paper_is_written_into_the_past_only_where_it_is_of_that_past(number: str, after: str) -> None:
    lines = insert(parse(TEXT), [Placement(paper(number), ("Methods",))]).split("\n")
    at = next(place for place, line in enumerate(lines) if "A New Work" in line)
    beside = [line for line in (lines[at - 1], lines[at + 1]) if line.startswith("- ")]
    assert [line.split("]")[0].removeprefix("- [") for line in beside] == [after]
