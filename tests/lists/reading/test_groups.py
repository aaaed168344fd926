from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.lists import insert, parse
from curator.lists.reading import groups
from curator.lists.reading.groups import GroupHeading
from curator.types import Paper, PaperId, Placement, SectionPath, Survey

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


def names(survey: Survey) -> dict[SectionPath, list[SectionPath]]:
    return {path: [one.names for one in some] for path, some in groups.headings_of([survey]).items()}


def within(some: Iterable[SectionPath], one: Paper) -> SectionPath:
    group = groups.within(map(GroupHeading, some), one)
    return group.names if group else ()


def test_the_headings_of_groups_are_found_by_section() -> None:
    assert names(parse(TEXT)) == {
        ("Methods",): [("Before 2022",), ("Before 2021",)],
        ("Data",): [("2024",), ("2023",)],
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
    assert within(YEARS, paper(number)) == names


@given(st.permutations(YEARS), st.integers(8, 29), st.integers(1, 12))
def test_the_order_of_groups_never_matters(some: list[SectionPath], year: int, month: int) -> None:
    one = paper(f"{year:02}{month:02}.00001")
    assert within(some, one) == within(YEARS, one)


@pytest.mark.parametrize(
    ("number", "after"),
    [("2601.00009", "Newest"), ("2201.00009", "Newest"), ("2112.00009", "Old"), ("1912.00009", "Older")],
)
def test_a_paper_is_written_into_the_past_only_where_it_is_of_that_past(number: str, after: str) -> None:
    lines = insert(parse(TEXT), [Placement(paper(number), ("Methods",))]).split("\n")
    at = next(place for place, line in enumerate(lines) if "A New Work" in line)
    beside = [line for line in (lines[at - 1], lines[at + 1]) if line.startswith("- ")]
    assert [line.split("]")[0].removeprefix("- [") for line in beside] == [after]


def series(*names: str, years: range = range(2024, 2021, -1)) -> str:
    """Return a list with one heading a year for each name, all below one section."""
    entry = "- [Robust Graphs, Part {}, with Proofs](https://arxiv.org/abs/{}01.{}0001)\n\n"
    parts = (
        f"### {name} {year} [Top](#a-list)\n\n{entry.format(year, year % 100, n)}"
        for n, name in enumerate(names)
        for year in years
    )
    return "# A list\n\n## Attack\n\n" + "".join(parts)


def test_headings_that_differ_by_their_date_alone_are_groups_of_one_section() -> None:
    survey = parse(series("Attack Papers"))
    assert {entry.section for entry in survey.entries} == {("Attack",)}
    headings = names(survey)
    assert headings == {("Attack",): [(f"Attack Papers {year}",) for year in (2024, 2023, 2022)]}
    assert within(headings["Attack",], paper("2306.00001")) == ("Attack Papers 2023",)


@pytest.mark.parametrize(
    ("number", "section", "after"),
    [
        ("2306.00001", "Attack", "### Attack Papers 2023 [Top](#a-list)\n\n"),
        ("2306.00001", "Attack / Attack Papers 2022", "### Attack Papers 2022 [Top](#a-list)\n\n"),
        ("2506.00001", "Attack", "## Attack\n\n### Attack Papers 2025 [Top](#a-list)\n\n"),
    ],
)
def test_a_paper_goes_to_its_year_of_a_series_or_to_the_one_that_is_named(
    number: str, section: str, after: str
) -> None:
    text = insert(parse(series("Attack Papers")), [Placement(paper(number), tuple(section.split(" / ")))])
    assert f"{after}- [A New Work](https://arxiv.org/abs/{number})\n" in text


@pytest.mark.parametrize(
    "text",
    [
        series("ICLR"),  # the years of a conference
        series("Attack Papers", "Defense Papers"),  # two series would be one section
        series("Attack Papers", years=range(2024, 2022, -1)),
        series("Round 2 of"),
    ],
)
def test_other_headings_with_a_year_are_sections(text: str) -> None:
    assert len({entry.section for entry in parse(text).entries}) == text.count("### ")


MONTHS = "# A list\n\n## Papers\n\n" + "".join(
    f"### {month}\n\n- [Robust Graphs with Proofs {n}](https://arxiv.org/abs/{n}.00001)\n\n"
    for month, n in (("07月", 2407), ("June", 2406), ("07月", 2307), ("June", 2306))
)


@pytest.mark.parametrize("blanks", [("\n", "\n", ""), ("", "", "\n"), ("\n", ""), ("", "\n")])
def test_below_a_new_label_stands_what_stands_below_most_or_below_the_newest(blanks: Sequence[str]) -> None:
    years = "\n".join(
        f"### 20{year}\n{blank}- [Robust Graphs, Part {year}, with Proofs](https://arxiv.org/abs/{year}01.00001)\n"
        for year, blank in zip(range(24, 20, -1), blanks, strict=False)
    )
    text = insert(parse(f"# A list\n\n## Papers\n\n{years}"), [Placement(paper("2501.00009"), ("Papers",))])
    assert f"### 2025\n{blanks[0]}- [A New Work](https://arxiv.org/abs/2501.00009)\n\n### 2024\n" in text


def test_a_month_alone_is_of_the_year_of_its_entries() -> None:
    survey = parse(MONTHS)
    assert within(names(survey)["Papers",], paper("2307.00002")) == ("07月",)
    for number in ("2407.00002", "2306.00002"):
        new = f"- [A New Work](https://arxiv.org/abs/{number})\n"
        old = f"- [Robust Graphs with Proofs {number[:4]}](https://arxiv.org/abs/{number[:4]}.00001)\n"
        assert insert(survey, [Placement(paper(number), ("Papers",))]) == MONTHS.replace(old, new + old)


def test_a_series_of_years_may_end_with_what_came_before() -> None:
    years = ("2026", "2025", "2024", "Before 2020")
    text = "# A list\n\n## Papers\n\n" + "".join(
        f"### {year} [[Top](#papers)]\n\n- [Robust Graphs {n}](https://arxiv.org/abs/{number}.00001)\n\n"
        for n, (year, number) in enumerate(zip(years, ("2601", "2501", "2401", "1801"), strict=True))
    )
    survey = parse(text)
    assert {entry.section for entry in survey.entries} == {("Papers",)}
    headings = names(survey)["Papers",]
    assert within(headings, paper("1901.00001")) == ("Before 2020",)
    assert within(headings, paper("2502.00001")) == ("2025",)


DAYS = (("24th June 2026",), ("23rd June 2026",))


def test_a_paper_is_in_the_group_of_the_day_on_which_it_was_submitted_and_in_none_where_nobody_knows_it() -> None:
    announced = replace(paper("2606.00001"), announced=date(2026, 6, 24))
    assert within(DAYS, announced) == ("23rd June 2026",)
    assert within(DAYS, paper("2606.00001")) == ()


@pytest.mark.parametrize("label", ["A", "B"])
def test_a_paper_is_in_the_group_of_its_letter(label: str) -> None:
    assert within([("A",), ("B",)], replace(paper("2606.00001"), title=f"{label} New Work")) == (label,)


def yearly(*numbers: str, below: str) -> str:
    """Return a list of two years with entries below one of them."""
    entries = "\n".join(f"- [Robust Graphs {one}](https://arxiv.org/abs/{one})" for one in numbers)
    return "# A list\n\n## Papers\n\n" + "".join(
        f"### {year}\n\n{entries if year == below else f'- [Sparse Graphs of {year}](https://a.org/{year}.pdf)'}\n\n"
        for year in ("2025", "2024")
    )


def accuracies(right: int, wrong: int) -> list[float]:
    """Return how far 2025 and 2024 are trusted where entries below 2024 are of that year, and others are not."""
    numbers = [f"2401.{n:05}" for n in range(1, right + 1)] + [f"2501.{n:05}" for n in range(1, wrong + 1)]
    return [one.accuracy for one in groups.headings_of([parse(yearly(*numbers, below="2024"))])["Papers",]]


@given(st.integers(1, 30), st.integers(0, 30))
def test_a_date_is_trusted_as_far_as_the_entries_stand_where_theirs_says(right: int, wrong: int) -> None:
    (before, own), (fewer, other) = accuracies(right, wrong), accuracies(right, wrong + 1)
    assert 0 < fewer < before < own < 1
    assert other < own
    assert wrong or before > groups.USUAL


def test_without_an_entry_that_tells_a_date_is_trusted_as_is_usual() -> None:
    assert {one.accuracy for one in groups.headings_of([parse(yearly(below=""))])["Papers",]} == {groups.USUAL}


def test_days_are_trusted_as_the_papers_say_that_are_known() -> None:
    text = "# A list\n\n## Papers\n\n" + "".join(
        f"### {day[0]}\n\n- [Robust Graphs of {day[0]}](https://arxiv.org/abs/2606.{n:05})\n\n"
        for n, day in enumerate(DAYS, 1)
    )
    both = {number: replace(paper(number), announced=date(2026, 6, 24)) for number in ("2606.00001", "2606.00002")}
    (unknown, _), (later, earlier) = (groups.headings_of([parse(text)], some)["Papers",] for some in ({}, both))
    assert unknown.accuracy == groups.USUAL
    assert earlier.accuracy < later.accuracy < groups.USUAL


@pytest.mark.parametrize(
    "word", ["Decoding", "Decoder", "Augmentation", "Separation", "Marketing", "Novelty", "Octree"]
)
def test_a_word_that_begins_like_a_month_is_a_topic(word: str) -> None:
    entries = (
        "- [One Good Title](https://arxiv.org/abs/2401.00001)\n- [Two Good Titles](https://arxiv.org/abs/2402.00001)\n"
    )
    survey = parse(f"# Papers\n\n## {word}\n\n{entries}\n## Zoo\n\n{entries}")
    assert {entry.section for entry in survey.entries} == {(word,), ("Zoo",)}


@pytest.mark.parametrize("month", ["Dec", "December", "Sept 2024", "may", "July 2025"])
def test_a_month_is_a_group(month: str) -> None:
    entries = "- [One Good Title](https://arxiv.org/abs/2412.00001)\n"
    survey = parse(f"# Papers\n\n## Zoo\n\n### {month}\n\n{entries}")
    assert {entry.section for entry in survey.entries} == {("Zoo",)}


@pytest.mark.parametrize("name", ["Older", "Earlier works"])
def test_what_stands_after_years_as_older_is_a_group_of_its_section(name: str) -> None:
    entries = "- [One Good Title](https://arxiv.org/abs/2401.00001)\n"
    survey = parse(f"# A list\n\n## Papers\n\n### 2024\n\n{entries}\n### {name}\n\n{entries}\n## {name}\n\n{entries}")
    assert [entry.section for entry in survey.entries] == [("Papers",), ("Papers",), (name,)]
    written = insert(survey, [Placement(paper("2501.00001"), ("Papers",))])
    assert written.index("2501.00001") < written.index("### 2024")
