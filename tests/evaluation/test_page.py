import json
import re
from dataclasses import replace
from datetime import timedelta
from html.parser import HTMLParser
from typing import Any
from xml.etree import ElementTree

import pytest

from curator.config import SuggestTable
from curator.evaluation import metrics, page, plots, tables
from curator.evaluation.backtest import Trial, Version
from curator.papers.identity import PaperId
from curator.types import Choice, Paper, Prediction, SectionPath
from tests.fakes import DAY

A: SectionPath = ("A",)
B: SectionPath = ("B <i>",)


def trial(number: int, relevance: float, verdict: str, *sections: SectionPath) -> Trial:
    paper = Paper(PaperId(f"2603.{number:05}"), f"Paper <script>{number}</script>", announced=DAY)
    return Trial(Prediction(paper, relevance, (Choice(A, 0.8), Choice(B, 0.2))), verdict, sections)  # type: ignore[arg-type]


TRIALS = [
    trial(1, 0.95, "suggest", A),
    trial(2, 0.9, "suggest"),
    trial(3, 0.6, "unsure", B),
    trial(4, 0.2, "skip", A),
    trial(5, 0.1, "skip"),
]
PAST = [Version(DAY, (), ()), Version(DAY + timedelta(days=14), (), ())]


def summary(trials: list[Trial]) -> dict[str, Any]:
    return metrics.summary(trials, PAST, SuggestTable(precision=0.4, section_confidence=0.7))


def test_precision_recall_and_section_are_counted_over_suggestions_and_additions() -> None:
    found = summary(TRIALS)
    assert (found["papers"], found["added"], found["suggested"], found["unsure"]) == (5, 3, 2, 1)
    assert found["precision"] == 1 / 2
    assert found["recall"] == 1 / 3
    assert found["right_section"] == 1


def test_each_promise_stands_beside_how_it_held_in_all_and_month_by_month() -> None:
    found = summary([*TRIALS, trial(6, 0.9, "suggest", B)])
    assert found["promised"] == {"precision": 0.4, "section_confidence": 0.7}
    kept = {"added": 4, "suggested": 3, "hits": 2, "right": 1, "precision": 2 / 3, "right_section": 1 / 2}
    assert kept.items() <= found.items()
    assert found["timeline"] == [{"month": "2026-03", "papers": 6, **kept}]
    html = page.render("list", found)
    assert all(f">{text}<" in html for text in ("40%", "67% of 3", "70%", "50% of 2"))


def test_what_there_is_to_read_is_told_by_the_week() -> None:
    assert (summary(TRIALS)["named_a_week"], summary([])["named_a_week"]) == (1.5, 0)
    assert metrics.summary([], PAST[:1], SuggestTable())["named_a_week"] is None
    assert [tables.number(value) for value in (None, 0, 0.25, 12.3)] == ["–", "0", "0.2", "12"]


def test_questions_are_told_with_how_many_were_added_to_a_section_that_was_offered() -> None:
    found = summary([*TRIALS, trial(6, 0.6, "unsure", ("C",)), trial(7, 0.6, "unsure")])
    assert (found["unsure"], found["unsure_added"], found["unsure_offered"]) == (3, 2, 1 / 2)
    assert "2 of the 3 asked about, 50% of them to a section offered." in page.render("list", found)


def test_suggestions_of_months_in_which_the_maintainer_added_nothing_are_told_apart() -> None:
    later = trial(8, 0.9, "suggest")
    paper = replace(later.prediction.paper, announced=DAY + timedelta(days=40))
    later = replace(later, prediction=replace(later.prediction, paper=paper))
    found = summary([*TRIALS, later])
    assert (found["suggested"], found["suggested_idle"]) == (3, 1)
    assert "1 of the 3 suggestions are of months in which the maintainer added nothing" in page.render("list", found)


def test_what_was_named_is_told_whether_it_was_placed_or_asked_about() -> None:
    found = summary(TRIALS)
    assert (found["named"], found["named_added"]) == (3, 2)
    assert "Of all 3 named, suggested or asked about, 2 were added (67%)." in page.render("list", found)
    assert "Of all" not in page.render("list", summary([trial(1, 0.1, "skip", A)]))


def test_another_promise_is_told_with_what_it_would_have_named() -> None:
    trials = [replace(one, promise=promise) for one, promise in zip(TRIALS, (0.9, 0.5, 0.5, 0.1, 0), strict=True)]
    found = {row["precision"]: row for row in summary(trials)["promises"]}
    assert found[0.9] == {"precision": 0.9, "named": 1, "a_week": 0.5, "kept": 1, "recall": 1 / 3}
    assert found[0.5] == {"precision": 0.5, "named": 3, "a_week": 1.5, "kept": 2 / 3, "recall": 2 / 3}
    assert found[0.1]["recall"] == 1
    bound = metrics.summary(trials, PAST, SuggestTable(precision=0.5, at_most=2))["promises"]
    assert [row["named"] for row in bound] == [2] * 5 + [1] * 4


def test_a_paper_in_two_sections_counts_in_both() -> None:
    found = summary([*TRIALS, trial(6, 0.9, "suggest", A, B)])
    assert found["sections"] == [
        {"section": A, "added": 3, "suggested": 2, "right": 2, "unsure": 0},
        {"section": B, "added": 2, "suggested": 1, "right": 1, "unsure": 1},
    ]


def test_headings_that_all_sections_share_are_left_out_on_the_page() -> None:
    under = [replace(one, sections=(("Papers", "A"),) if one.added else ()) for one in TRIALS]
    same = [replace(one.prediction, sections=(Choice(("Papers", "C"), 1.0),)) for one in under]
    html = page.render("list", summary([replace(a, prediction=b) for a, b in zip(under, same, strict=True)]))
    assert "<td>A</td>" in html
    assert "Papers" not in html


def test_a_budget_names_each_days_best_whatever_the_thresholds() -> None:
    budgets = {budget["a_day"]: budget for budget in summary(TRIALS)["budgets"]}
    assert budgets[1] == {"a_day": 1, "precision": 1, "recall": 1 / 3}
    assert budgets[3]["recall"] == 2 / 3
    assert budgets[20]["recall"] == 1


def test_misses_false_alarms_and_mistaken_sections_are_named() -> None:
    found = summary(TRIALS)
    assert [one["arxiv_id"] for one in found["misses"]] == ["2603.00004"]
    assert [one["arxiv_id"] for one in found["false_alarms"]] == ["2603.00002"]
    assert found["confusion"] == [{"true": B, "said": A, "papers": 1}]


def test_reliability_sets_what_was_stated_beside_what_was_true() -> None:
    bins = summary([trial(1, 0.95, "suggest", A), trial(2, 1.0, "suggest")])["relevance_reliability"]
    assert bins == [{"stated": pytest.approx(0.975), "true": 0.5, "papers": 2}]


def test_a_replay_of_nothing_says_nothing() -> None:
    found = summary([])
    assert (found["precision"], found["recall"], found["budgets"][0]["recall"]) == (None, None, None)
    assert "None." in page.render("empty", found)


def test_a_paper_without_any_section_still_has_a_line() -> None:
    bare = trial(1, 0.9, "suggest")
    bare = replace(bare, prediction=replace(bare.prediction, sections=()))
    assert summary([bare])["false_alarms"][0]["said"] == ()


def test_the_page_escapes_every_text_and_needs_nothing_else() -> None:
    html = page.render("<list>", summary(TRIALS))
    assert "<script" not in html
    assert "<list>" not in html
    assert "B <i>" not in html
    assert not re.search(r"<(link|img|script|iframe|source|object)|@import|url\(|src=", html)
    assert set(re.findall(r"https?://[^\"]*/", html)) == {"https://arxiv.org/abs/"}
    HTMLParser().feed(html)


def test_the_json_twin_holds_the_same_figures() -> None:
    found = summary(TRIALS)
    assert json.loads(metrics.to_json(found)) == json.loads(json.dumps(found))
    assert json.loads(metrics.to_json(found))["sections"][0]["section"] == ["A"]


@pytest.mark.parametrize("count", [0, 1, 40])
def test_plots_are_well_formed_whatever_the_number_of_places(count: int) -> None:
    series = [plots.Series("a & b", [0.5] * count), plots.Series("c", [None] * count)]
    for plot in (plots.lines(["<1>"] * count, series, "x"), plots.bars(["<1>"] * count, series)):
        assert [part.tag for part in ElementTree.fromstring(plot)] == ["svg"]
