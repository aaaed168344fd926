import json
from pathlib import Path

import numpy as np
import pytest

from curator.types import Paper, PaperId
from experiments import cases
from experiments.sections import Scored, choose, figures, judged, left_out, row, scored, shared

LIST = "# List\n\n## Optimizers\n\n{}\n\n## Datasets\n\n{}\n"
WORDS = {"Optimizers": "gradient momentum step", "Datasets": "corpus annotation crawl"}


def papers() -> list[Paper]:
    """Return sixty papers of each of two sections, and forty of none."""
    listed = [(name, words) for name, words in WORDS.items() for _ in range(60)] + [("", "galaxy dust star")] * 40
    return [
        Paper(PaperId(f"2601.{number:05}"), f"{name} of {words} {number}", abstract=f"We study {words}.")
        for number, (name, words) in enumerate(listed)
    ]


def folder(root: Path) -> Path:
    """Write a masked list of which every sixth entry was taken out."""
    rows = [(paper, "Optimizers" if place < 60 else "Datasets") for place, paper in enumerate(papers()[:120])]
    kept = {
        name: "\n".join(
            f"- [{paper.title}](https://arxiv.org/abs/{paper.id})"
            for number, (paper, section) in enumerate(rows)
            if section == name and number % 6
        )
        for name in WORDS
    }
    root.mkdir()
    (root / "masked.md").write_text(LIST.format(*kept.values()), encoding="utf8")
    taken = [{"id": paper.id, "sections": [f"List / {section}"]} for paper, section in rows[::6]]
    (root / "truth.jsonl").write_text("".join(json.dumps(one) + "\n" for one in taken), encoding="utf8")
    return root


def test_a_masked_list_is_asked_about_what_was_taken_out_and_learns_nothing_of_it(tmp_path: Path) -> None:
    case = cases.read(folder(tmp_path / "list"), papers())
    learnt = {one.paper.id for one in case.examples}
    assert len(case.asked) == 20
    assert not learnt & {paper.id for paper in case.asked}
    assert {path[-1] for true in case.truth for path in true} == set(WORDS)
    found = scored(case)
    assert figures(found.asked[:, :, 0], found.truth).first == 1


def some(seed: int, useful: float) -> Scored:
    """Return scores of six blocks, of which the first tells the section as well as `useful` says."""
    source = np.random.default_rng(seed)
    truth = np.eye(4, dtype=bool)[source.integers(0, 4, 80)]
    scores = source.normal(0, 1, (80, 4, 6))
    scores[:, :, 0] += useful * truth
    return Scored(scores[:40], truth[:40], scores[40:], truth[40:])


LISTS = {f"list {seed}": some(seed, 2.0) for seed in range(6)}
EVERY = range(6)


def test_a_score_that_tells_the_section_weighs_more_than_noise() -> None:
    weights = shared(LISTS.values(), EVERY)
    assert weights[0] == weights.max()
    assert weights[0] > 1 > weights[1:].max()


def test_each_list_weighs_the_same_however_many_papers_it_has() -> None:
    short, long = some(1, 0.0), some(2, 3.0)
    short = Scored(short.held_out, short.held_out_truth, short.asked[:10], short.truth[:10])
    twice = Scored(long.held_out, long.held_out_truth, np.tile(long.asked, (2, 1, 1)), np.tile(long.truth, (2, 1)))
    assert shared([short, twice], EVERY) == pytest.approx(shared([short, long], EVERY), abs=1e-3)


def test_a_list_is_judged_by_what_the_others_chose() -> None:
    others = [name for name in LISTS if name not in {"list 0", "list 5"}]
    known = judged(LISTS, EVERY, shared([LISTS[name] for name in others], EVERY).tolist())
    assert left_out(LISTS, EVERY)["list 0"] == known[choose(known, others)]["list 0"]
    assert choose(known, ["list 0"]) == max(known, key=lambda one: known[one]["list 0"].likely)


def test_gains_over_itself_are_nothing_and_over_noise_are_beyond_their_interval() -> None:
    good, noise = (left_out({n: some(i, u) for i, n in enumerate(LISTS)}, EVERY) for u in (4.0, 0.0))
    assert "+0.000 [+0.000, +0.000]" in row("same", good, good)
    assert "[+" in row("better", good, noise)


def test_what_is_stated_is_held_against_what_is_true() -> None:
    sure = np.tile([0.9, 0.1], (10, 1))
    truth = np.array([[True, False]] * 5 + [[False, True]] * 5)
    found = figures(sure, truth)
    assert (found.first, found.third, found.stated) == pytest.approx((0.5, 1.0, 0.4))
