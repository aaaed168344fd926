import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.setup import categories
from curator.types import Paper, PaperId

NAMES = ("cs.RO", "cs.CV", "cs.CL", "q-bio.BM", "math.CO")


def papers(*names: str, month: str = "2501") -> list[Paper]:
    return [Paper(PaperId(f"{month}.{n:05}"), "T", categories=(name, "cs.LG")) for n, name in enumerate(names)]


def test_a_robotics_list_reads_robotics() -> None:
    found = categories.choose(papers(*["cs.RO"] * 15, *["cs.CV"] * 4, "cs.CL"))
    assert [*found.shares] == ["cs.RO", "cs.CV"]
    assert found.known == 20
    assert found.reach == pytest.approx(0.95)


def test_where_a_list_was_long_ago_counts_no_more() -> None:
    before, now = papers(*["cs.CL"] * 300, month="1801"), papers(*["cs.RO"] * 200)
    assert [*categories.choose([*now, *before]).shares] == ["cs.RO"]


def test_papers_that_nobody_knows_choose_nothing() -> None:
    assert categories.choose([Paper(PaperId("2501.00001"), "T")]) == categories.Categories({}, 0)


@given(st.lists(st.sampled_from(NAMES), min_size=1, max_size=100))
def test_what_is_chosen_reaches_far_enough_or_leaves_only_rare_categories(names: list[str]) -> None:
    found = categories.choose(papers(*names))
    left = {name: names.count(name) / len(names) for name in {*names} - {*found.shares}}
    assert found.shares
    assert found.reach >= 0.95 - 1e-9 or all(share < 0.05 for share in left.values())
    assert [*found.shares.values()] == sorted(found.shares.values(), reverse=True)


def test_settings_are_held_against_the_list_and_an_archive_counts_as_all_of_its_categories() -> None:
    some = papers("cs.RO", "cs.CV", "q-bio.BM", "q-bio.QM")
    assert categories.held(["cs.CL", "cs.LG"], some).reach == 0
    assert categories.held(["cs", "q-bio.BM"], some).shares == {"cs": 0.5, "q-bio.BM": 0.25}
    assert categories.held(["cs.CL"], []) == categories.Categories({"cs.CL": 0.0}, 0)
