import json
from dataclasses import replace
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest

from curator.backtest import Trial
from curator.records import Choice, Paper, Prediction, SectionPath
from curator.report import figures, page, plots
from tests.fakes import DAY

A: SectionPath = ("A",)
B: SectionPath = ("B <i>",)


def trial(number: int, relevance: float, verdict: str, *sections: SectionPath) -> Trial:
    paper = Paper(f"2603.{number:05}", f"Paper <script>{number}</script>", announced=DAY)
    return Trial(Prediction(paper, relevance, (Choice(A, 0.8), Choice(B, 0.2))), verdict, sections)  # type: ignore[arg-type]


TRIALS = [
    trial(1, 0.95, "suggest", A),
    trial(2, 0.9, "suggest"),
    trial(3, 0.6, "unsure", B),
    trial(4, 0.2, "skip", A),
    trial(5, 0.1, "skip"),
]


def test_precision_recall_and_section_are_counted_over_suggestions_and_additions() -> None:
    found = figures.summary(TRIALS)
    assert (found["papers"], found["added"], found["suggested"], found["unsure"]) == (5, 3, 2, 1)
    assert found["precision"] == 1 / 2
    assert found["recall"] == 1 / 3
    assert found["right_section"] == 1


def test_a_budget_names_each_days_best_whatever_the_thresholds() -> None:
    budgets = {budget["a_day"]: budget for budget in figures.summary(TRIALS)["budgets"]}
    assert budgets[1] == {"a_day": 1, "precision": 1, "recall": 1 / 3}
    assert budgets[3]["recall"] == 2 / 3
    assert budgets[20]["recall"] == 1


def test_misses_false_alarms_and_mistaken_sections_are_named() -> None:
    found = figures.summary(TRIALS)
    assert [one["arxiv_id"] for one in found["misses"]] == ["2603.00004"]
    assert [one["arxiv_id"] for one in found["false_alarms"]] == ["2603.00002"]
    assert found["confusion"] == [{"true": "B <i>", "said": "A", "papers": 1}]


def test_reliability_sets_what_was_stated_beside_what_was_true() -> None:
    bins = figures.summary([trial(1, 0.95, "suggest", A), trial(2, 1.0, "suggest")])["relevance_reliability"]
    assert bins == [{"stated": pytest.approx(0.975), "true": 0.5, "papers": 2}]


def test_a_replay_of_nothing_says_nothing() -> None:
    found = figures.summary([])
    assert (found["precision"], found["recall"], found["budgets"][0]["recall"]) == (None, None, None)
    assert "None." in page.render("empty", {"from": "", "to": "", **found})


def test_a_paper_without_any_section_still_has_a_line() -> None:
    bare = trial(1, 0.9, "suggest")
    bare = replace(bare, prediction=replace(bare.prediction, sections=()))
    assert figures.summary([bare])["false_alarms"][0]["said"] == ""


def test_the_page_escapes_every_text_and_needs_nothing_else() -> None:
    html = page.render("<list>", {"from": "2026-01-01", "to": "2026-02-01", **figures.summary(TRIALS)})
    assert "<script" not in html
    assert "<list>" not in html
    assert "B <i>" not in html
    assert "http" not in html
    HTMLParser().feed(html)


def test_the_json_twin_holds_the_same_figures() -> None:
    found = figures.summary(TRIALS)
    assert json.loads(figures.to_json(found)) == found


@pytest.mark.parametrize("count", [0, 1, 40])
def test_plots_are_well_formed_whatever_the_number_of_places(count: int) -> None:
    series = [plots.Series("a & b", [0.5] * count), plots.Series("c", [None] * count)]
    for svg in (plots.lines(["<1>"] * count, series, "x"), plots.bars(["<1>"] * count, series)):
        assert ElementTree.fromstring(svg).tag == "svg"
