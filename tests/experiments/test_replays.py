"""Replay cases: what is ranked by what was known, and the repository that stands for a list's past."""

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest

from curator.hosts import history
from curator.model import hyperparameters as hyper
from curator.types import PaperId
from experiments import backtests, relevance, repositories
from experiments.relevance import DEFAULT, LADDER, Bools, Floats, Ranked
from tests.experiments import made_up
from tests.experiments.made_up import FIRST, announced

PEER = "other, as its own program ranks"


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return made_up.replay(tmp_path / "cases" / "list")


def test_every_ranking_that_reads_texts_finds_what_the_list_is_about(case: Path) -> None:
    known = relevance.read(case, announced())
    assert sum(bool(one.sections) for one in known.examples) == 21
    assert known.added.sum() == 10
    scores, blocks = relevance.scores(known)
    assert scores[DEFAULT] == pytest.approx(blocks @ hyper.RELEVANCE_WEIGHTS)
    assert [*scores][: len(LADDER)] == [*LADDER]
    for name in (*LADDER, "ELAS u4", "plain SVM"):
        precision, found = relevance.figures(scores[name], known.added)
        assert found == 1.0, name
        assert precision > 0.4, name


def test_of_a_masked_list_what_was_taken_out_is_asked_about_among_what_nobody_listed(case: Path) -> None:
    out = [{"id": paper.id, "sections": ["Optimizers"]} for paper in announced()[40:60:2]]
    (case / "masked.md").write_text((case / "before.md").read_text("utf8"), encoding="utf8")
    (case / "truth.jsonl").write_text("".join(json.dumps(one) + "\n" for one in out), encoding="utf8")
    others = [replace(paper, id=PaperId(f"2604.{n:05}")) for n, paper in enumerate(announced()[1::2] * 250)]
    known = relevance.read_masked(case, [*announced(), *others])
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
    lines = ranked(added, {DEFAULT: good, "R0: worse": bad, "else": bad})["ranking"].splitlines()
    assert lines[0].startswith("|  | what | 1 masked lists: AP | ")
    assert lines[2].startswith("| R36 | ")
    assert "| 1.000 | +0.000 [+0.000, +0.000] | 0 |" in lines[2]
    assert lines[3].startswith("| R0 | worse | 0.417 | +0.583 [+0.583, +0.583] | 0 |")
    assert lines[4].startswith("|  | else | 0.417 |")
    assert ranked(~added & added, {DEFAULT: good}) == {}


def ranked(added: Bools, scores: dict[str, Floats]) -> dict[str, str]:
    """Return the tables of one list."""
    return relevance.tables({"a": Ranked([*"abcd"], scores, np.zeros((4, 4)), added, replayed=False)})


def replayed(telling: int) -> Ranked:
    """Return a replay of 400 papers, of which one score tells which are added, and the others nothing."""
    source = np.random.default_rng(telling)
    added = np.arange(400) < 40
    blocks = source.normal(0, 1, (400, 4))
    blocks[:, telling] += 2 * added
    return Ranked([f"{number}" for number in range(400)], {DEFAULT: blocks.sum(axis=1)}, blocks, added, replayed=True)


def test_each_list_is_ranked_by_the_weights_that_the_others_choose() -> None:
    alike = relevance.weights([replayed(0)] * 3)
    assert alike.startswith("As they stand, text, lsa, title, category weigh 1.00 : 1.62 : 0.50 : 1.88 (AP ")
    assert "64 others the lists choose 1.00 : 0.50 : 0.25 : 0.50 (AP " in alike
    assert "so do the others of 3 of 3; by the others' choice each gains +0." in alike
    assert "each gains -0." in relevance.weights([replayed(0), replayed(3)])


def test_another_s_ranking_is_read_from_its_files_where_it_has_one_for_each_replay(tmp_path: Path) -> None:
    for name, scores in (("other", "1,0.9\n0,0.8\n"), ("half", "")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.csv").write_text(f"arxiv_id,relevance\n{scores}2,0.1\n", encoding="utf8")
    (tmp_path / "other" / "b.csv").write_text("arxiv_id,relevance\n399,1\n", encoding="utf8")
    assert relevance.read_peers("a", replayed(0), tmp_path)[PEER][:4].tolist() == [0.8, 0.9, 0.1, -0.9]
    masked = {"c": replace(replayed(2), replayed=False)}
    lines = relevance.tables({"a": replayed(0), "b": replayed(1)} | masked, tmp_path)["ranking"].splitlines()
    assert "| 2 replays: AP | " in lines[0]
    assert "| 1 masked lists: AP | " in lines[0]
    assert lines[3].startswith(f"|  | {PEER} | ")
    assert lines[3].endswith(" |  |  |  |  |  |")
    assert not lines[4]


def test_a_case_becomes_a_repository_that_holds_each_paper_two_weeks_after_its_week(case: Path, tmp_path: Path) -> None:
    table = made_up.table(tmp_path / "papers.json", announced())
    (root,) = repositories.made(case.parent, table, tmp_path / "made", set())
    assert history.span(root, ["README.md"]) == (FIRST - timedelta(weeks=1), FIRST + timedelta(weeks=2))
    before, after = (history.texts(root, ["README.md"], FIRST + timedelta(days=n))["README.md"] for n in (0, 15))
    assert before == (case / "before.md").read_text("utf8").strip()
    assert [paper.id in after for paper in announced()[40:60]] == [True, False] * 10
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
