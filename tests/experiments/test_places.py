"""Where the past of a list says that new entries went, beside where they would have been put."""

from pathlib import Path

from curator.hosts import git
from curator.lists.reading.parse import read
from experiments.places import apart, versions

IDS = ("2504.00001", "2503.00002", "2502.00003", "2501.00004")


def text(*ids: str) -> str:
    return "# L\n\n## A\n\n" + "".join(f"- [One {one[-1]} Title](https://arxiv.org/abs/{one})\n" for one in ids)


def test_a_paper_is_as_far_apart_as_entries_of_its_section_lie_between() -> None:
    before = read(text(*IDS))
    assert apart(before, read(text("2505.00005", *IDS))) == [0]
    assert apart(before, read(text(*IDS[:2], "2505.00005", *IDS[2:]))) == [0.5]
    assert apart(before, read(text(*IDS, "2505.00005", "2505.00006"))) == [1, 1]


def test_neither_short_sections_nor_rewritten_lists_say_anything() -> None:
    assert apart(read(text(*IDS[:2])), read(text("2505.00005", *IDS[:2]))) == []
    assert apart(read(text(*IDS)), read(text(*(f"2505.001{n:02}" for n in range(40)), *IDS))) == []


def test_a_list_is_read_as_each_day_left_it(tmp_path: Path) -> None:
    git.run(tmp_path, "init", "--quiet", "--template=")
    for day, ids in (("2025-05-01", IDS[2:]), ("2025-05-02", IDS[1:]), ("2025-05-02", IDS)):
        (tmp_path / "README.md").write_text(text(*ids), "utf-8")
        when = {f"GIT_{who}_DATE": f"{day}T12:00:00Z" for who in ("AUTHOR", "COMMITTER")}
        git.run(tmp_path, "add", "README.md")
        git.run(tmp_path, "commit", "--quiet", "--message=x", env=when)
    assert [len(one.units) for one in versions(tmp_path)] == [2, 4]
