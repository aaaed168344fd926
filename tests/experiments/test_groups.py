"""How far entries stand where their date says, judged by the other entries of their list."""

from pathlib import Path

import pytest

from experiments import groups

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
        (tmp_path / place).write_text(place)
    found = dict(groups.texts([tmp_path / "a", tmp_path / "b"]))
    assert found == {"one": "a/one/before.md", "two": "b/two/masked.md"}
