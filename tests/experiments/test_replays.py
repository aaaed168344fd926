"""Replay cases: what is ranked by what was known, and the repository that stands for a list's past."""

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest

from curator.hosts import history
from curator.types import Paper, PaperId
from experiments import backtests, relevance, repositories
from experiments.relevance import DEFAULT, LADDER

FIRST = date(2026, 3, 2)
LIST = "# List\n\n## Optimizers\n\n{}\n## Others\n\n- [Some Page](https://example.org)\n"
WORDS = ("gradient momentum step", "galaxy dust star")


def papers() -> list[Paper]:
    """Return eighty papers of a week on optimizers and on galaxies by turns, half of them announced before the day."""
    return [
        Paper(
            PaperId(f"260{3 if late else 2}.{number:05}"),
            f"Notes {number} on {WORDS[number % 2]}",
            f"We study {WORDS[number % 2]} once more.",
            announced=FIRST + timedelta(days=number % 5 if late else -20),
        )
        for late in (False, True)
        for number in range(40)
    ]


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """Write a replay case: the list holds what was known on optimizers, and came to hold ten of the later ones."""
    folder = tmp_path / "cases" / "list"
    folder.mkdir(parents=True)
    old, new = papers()[:40:2], papers()[40:]
    entries = "".join(f"- [{paper.title}](https://arxiv.org/abs/{paper.id})\n" for paper in old)
    (folder / "before.md").write_text(LIST.format(entries), encoding="utf8")
    (folder / "meta.json").write_text(json.dumps({"T": str(FIRST), "until": "2026-04-30"}), encoding="utf8")
    (folder / "feed.csv").write_text("id,announced\n" + "".join(f"{paper.id},\n" for paper in new), encoding="utf8")
    rows = "".join(f"{paper.id},{'Optimizers' if n else 'Later'},\n" for n, paper in enumerate(new[:20:2]))
    (folder / "accepted.csv").write_text("id,section,section_existed\n" + rows, encoding="utf8")
    return folder


def test_every_ranking_that_reads_texts_finds_what_the_list_is_about(case: Path) -> None:
    known = relevance.read(case, papers())
    assert sum(bool(one.sections) for one in known.examples) == 21
    assert known.added.sum() == 10
    scores = relevance.scores(known)
    assert [*scores][: len(LADDER)] == [*LADDER]
    for name in (*LADDER, "ELAS u4", "plain SVM"):
        precision, found = relevance.figures(scores[name], known.added)
        assert found == 1.0, name
        assert precision > 0.4, name


def test_of_a_masked_list_what_was_taken_out_is_asked_about_among_what_nobody_listed(case: Path) -> None:
    out = [{"id": paper.id, "sections": ["Optimizers"]} for paper in papers()[40:60:2]]
    (case / "masked.md").write_text((case / "before.md").read_text("utf8"), encoding="utf8")
    (case / "truth.jsonl").write_text("".join(json.dumps(one) + "\n" for one in out), encoding="utf8")
    others = [replace(paper, id=PaperId(f"2604.{n:05}")) for n, paper in enumerate(papers()[1::2] * 250)]
    known = relevance.read_masked(case, [*papers(), *others])
    asked = {paper.id for paper in known.feed}
    assert known.added.sum() == 10
    assert len(asked) == len(known.feed) > 1_000
    assert not asked & {one.paper.id for one in known.examples}


def test_what_became_of_many_replays_is_summed_up_by_thirds_and_by_list() -> None:
    months = [{"followed": {"shown": shown, "taken": taken}} for shown, taken in ((10, 1), (10, 3), (10, 5), (0, 0))]
    report = {"timeline": months, "shown": 60, "found": 9, "fits": 0.3}
    counts = backtests.thirds([report, report])
    assert counts.tolist() == [[[10, 1], [10, 3], [10, 5]]] * 2
    assert backtests.rise(counts) == ([0.1, 0.3, 0.5], (0.4, 0.4))
    assert backtests.misstated({"off": report, "held": report | {"fits": 0.2}, "few": report | {"shown": 9}}) == (
        ["off"],
        2,
    )


def test_a_row_says_how_much_more_the_default_finds() -> None:
    added = np.array([True, False, False, True])
    good, bad = np.array([4.0, 1.0, 2.0, 3.0]), np.array([1.0, 4.0, 3.0, 2.0])
    lines = relevance.table({"a": ({DEFAULT: good, "worse": bad}, added)}).splitlines()
    assert lines[-2].startswith(f"| {DEFAULT} | 1.000 | +0.000 [+0.000, +0.000] | 1.00 | 0 |")
    assert lines[-1].startswith("| worse | 0.417 | +0.583 [+0.583, +0.583] | 2.40 | 0 |")


def test_a_case_becomes_a_repository_that_holds_each_paper_two_weeks_after_its_week(case: Path, tmp_path: Path) -> None:
    table = tmp_path / "papers.json"
    known = [
        {"id": str(p.id), "title": p.title, "abstract": p.abstract, "versions": [{"created": str(p.announced)}]}
        for p in papers()
    ]
    table.write_text("".join(json.dumps(one) + "\n" for one in known), encoding="utf8")
    (root,) = repositories.made(case.parent, table, tmp_path / "made", set())
    assert history.span(root, ["README.md"]) == (FIRST - timedelta(weeks=1), FIRST + timedelta(weeks=2))
    before, after = (history.texts(root, ["README.md"], FIRST + timedelta(days=n))["README.md"] for n in (0, 15))
    assert before == (case / "before.md").read_text("utf8").strip()
    assert [paper.id in after for paper in papers()[40:60]] == [True, False] * 10
    assert repositories.made(case.parent, table, tmp_path / "made", set()) == [root]
    assert repositories.made(case.parent, table, tmp_path / "made", {"list"}) == []
    clone = tmp_path / "clones" / "list"
    (clone / ".git").mkdir(parents=True)
    (tmp_path / "none").mkdir()
    assert repositories.found(clone.parent, case.parent, table, tmp_path / "made") == [clone]
    assert repositories.found(tmp_path / "none", case.parent, table, tmp_path / "made") == [root]
    assert repositories.found(tmp_path / "none", None, table, tmp_path / "made") == []


def test_the_weeks_are_counted_in_which_what_is_shown_is_said_to_be_far_from_the_list() -> None:
    def week(number: int, score: float, taken: int) -> dict[str, object]:
        shown = [
            {"id": f"2601.{number}{n:04}", "position": 1.0, "score": score, "sections": [["A"]] * (n < taken)}
            for n in range(5)
        ]
        return {"day": str(FIRST + timedelta(weeks=number)), "shown": shown}

    assert backtests.told_far([week(number, 0.6, 2) for number in range(9)]) == 0
    assert backtests.told_far([week(number, 0.6 if number < 4 else 0.1, 2) for number in range(9)]) == 0
    assert backtests.told_far([week(number, *((0.6, 2) if number < 4 else (0.1, 0))) for number in range(9)]) > 0
