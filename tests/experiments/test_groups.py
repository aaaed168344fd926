"""How far entries stand where their date says, judged by the other entries of their list."""

from pathlib import Path

import pytest

from experiments import groups
from tests.experiments import made_up

LIST = "# A list\n\n## Papers\n\n" + "".join(
    f"### {year}\n\n" + "".join(f"- [Graphs {one}](https://arxiv.org/abs/{one})\n" for one in ids) + "\n"
    for year, ids in (("2025", ("2501.00001", "2412.00002")), ("2024", ("2401.00003", "2402.00004", "2403.00005")))
)


def test_entries_are_counted_by_the_group_in_which_they_fall() -> None:
    assert sorted(groups.counted(LIST, {}).values()) == [(1, 1), (3, 4)]


def test_an_entry_says_nothing_of_itself() -> None:
    assert groups.likelihood({"a": (1, 1)}, 0.8, 5) == pytest.approx(groups.likelihood({"a": (1, 1)}, 0.8, 50))


@pytest.mark.parametrize(("stand", "fall", "better"), [(9, 9, True), (5, 10, False)])
def test_certainty_is_likelier_where_all_stand_there_and_only_there(stand: int, fall: int, better: bool) -> None:
    assert (groups.certain(stand / fall) > groups.likelihood({"a": (stand, fall)}, 0.8, 5)) is better


def test_of_two_lists_of_one_name_the_first_counts(tmp_path: Path) -> None:
    for place in ("a/one/before.md", "a/one/masked.md", "b/one/masked.md", "b/two/masked.md"):
        (tmp_path / place).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / place).write_text(LIST if "before" in place else "")
    found = groups.folders([tmp_path / "a", tmp_path / "b"])
    assert found == [tmp_path / "a/one", tmp_path / "b/two"]
    papers = made_up.table(tmp_path / "papers.json", made_up.listed())
    assert [sum(fall for _, fall in groups.measure(one, papers).values()) for one in found] == [5, 0]


def test_trust_gains_most_over_certainty_where_half_stand_elsewhere() -> None:
    lines = groups.tables({"a": {"x": (10, 20)}, "b": {"y": (10, 20)}, "few": {"z": (1, 2)}})["groups"].splitlines()
    assert lines[2].startswith("| T18 | 1 | -0.")
    assert "| +2." in lines[2]
    assert lines[-1].startswith("Of 40 entries of 2 lists that fall in a group, 0.50 stand there")
    assert groups.tables({"a": {"x": (10, 20)}}) == {}
