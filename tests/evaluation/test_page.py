import json
import re
from dataclasses import replace
from datetime import timedelta
from html import escape
from html.parser import HTMLParser
from typing import Any
from xml.etree import ElementTree

import pytest

from curator.cli.backtest import replayed
from curator.config import SuggestTable
from curator.evaluation import metrics, page, plots, tables
from curator.evaluation.backtest import Trial, Week
from curator.evaluation.coverage import lacking
from curator.evaluation.past import Past, Version
from curator.types import Choice, Label, PaperId, SectionPath
from tests.fakes import DAY

A: SectionPath = ("A",)
B: SectionPath = ("B <i>",)


def trial(number: int, fit: float, *sections: SectionPath, suggested: bool = False) -> Trial:
    title, choices = f"Paper <script>{number}</script>", (Choice(A, 0.8), Choice(B, 0.2))
    return Trial(PaperId(f"2603.{number:05}"), title, DAY, fit, fit, number, choices, sections, suggested)


RIGHT, WRONG, ASKED = trial(1, 0.9, A, suggested=True), trial(2, 0.8, suggested=True), trial(3, 0.6, B)
MISSED = trial(4, 0.1, A)
WEEKS = [
    Week(DAY, 3.0, 100, (RIGHT, WRONG), (RIGHT, MISSED), {"ELAS u4": (RIGHT.id,), "keywords": (WRONG.id,)}),
    Week(DAY + timedelta(days=7), 5.0, 50, (ASKED,), (ASKED,), {"ELAS u4": (MISSED.id,), "keywords": ()}),
]
PAST = Past(lambda day: Version(day, (), ()), DAY, DAY + timedelta(days=14))


def summary(weeks: list[Week]) -> dict[str, Any]:
    return metrics.summary(weeks, PAST, SuggestTable())


def test_what_was_shown_found_and_added_is_counted_in_all_and_by_the_week() -> None:
    found = summary(WEEKS)
    assert (found["announced"], found["added"], found["shown"], found["found"]) == (150, 3, 3, 2)
    assert (found["recall"], found["load"], found["shown_a_week"]) == (2 / 3, 1.5, 1.5)
    assert (found["most_in_a_week"], found["weeks_to_first_find"]) == (2, 1)
    assert summary(WEEKS[1:])["weeks_to_first_find"] == 1
    assert [tables.number(value) for value in (None, 0, 0.25, 12.3)] == ["–", "0", "0.2", "12"]


def test_lines_and_questions_are_counted_apart_and_sections_over_what_was_taken() -> None:
    found = summary(WEEKS)
    assert (found["suggested"], found["suggested_taken"], found["right"], found["right_section"]) == (2, 1, 1, 1)
    assert (found["asked"], found["asked_taken"], found["offered"]) == (1, 1, 1)
    assert "Of the questions, 1 was added, 100% of these to one of the sections offered" in page.render("list", found)


def test_the_page_says_which_pace_would_have_shown_most_of_what_was_added() -> None:
    found = summary([replace(one, shown=()) for one in WEEKS])
    assert [(one["pace"], one["shown"], one["found"]) for one in found["paces"][:3]] == [
        (1, 2, 1),
        (2, 4, 1),
        (5, 10, 3),
    ]
    assert "To be shown 100% of what is added, set <code>pace = 5</code>" in page.render("list", found)
    far = replace(WEEKS[0], shown=(), added=(replace(MISSED, position=50.0),))
    assert "No pace would have shown most" in page.render("list", summary([far]))
    assert "Nothing was added" in page.render("list", summary([replace(WEEKS[0], shown=(WRONG,), added=())]))
    assert "leave the pace as it is" in page.render("list", summary([replace(WEEKS[0], added=(RIGHT,))]))


def test_the_page_has_the_record_of_each_rule_where_there_are_any() -> None:
    found = summary([replace(one, ruled={"unlearn*": (3, 2)}) for one in WEEKS])
    assert found["rules"] == [{"rule": "unlearn*", "papers": 6, "added": 4}]
    assert '<td>unlearn*</td><td class="n">6</td><td class="n">4</td>' in page.render("list", found)
    assert "rules" not in page.render("list", summary(WEEKS))


def test_each_cell_of_a_paper_says_what_it_is_where_no_head_stands_above() -> None:
    columns = [
        tables.Column("id", link=True),
        tables.Column("title"),
        tables.Column("fits", "fits <1>", tables.percent),
    ]
    found = tables.table([{"id": "2501.10943", "title": "Sand & Stones", "fits": 0.5}], columns)
    assert '<div class="wide papers">' in found
    assert '<td class="title">Sand &amp; Stones</td><td class="n" data-name="fits &lt;1&gt;">50%</td>' in found
    assert "data-name" not in tables.table([{"fits": 0.5}], columns[2:])


def test_large_counts_have_separators() -> None:
    cells = tables.table([{"shown": 1094, "id": "2501.10943"}], [tables.Column("shown"), tables.Column("id")])
    assert ">1,094<" in cells
    assert ">2501.10943<" in cells


def test_others_are_counted_by_what_they_find_at_the_same_number_shown() -> None:
    assert summary(WEEKS)["peers"] == {"ELAS u4": 2, "keywords": 0}
    assert ">ELAS u4<" in page.render("list", summary(WEEKS))


def test_a_paper_that_was_announced_before_the_replay_and_found_counts_as_added() -> None:
    found = summary([Week(DAY, 3.0, 1, (RIGHT,))])
    assert (found["added"], found["recall"]) == (1, 1)


def test_what_was_stated_is_averaged_over_what_was_shown() -> None:
    assert summary(WEEKS)["fits"] == pytest.approx((0.9 + 0.8 + 0.6) / 3)


def test_each_month_has_the_chance_that_was_asked_for_and_the_share_that_was_taken() -> None:
    (month,) = summary(WEEKS)["timeline"]
    assert (month["month"], month["threshold"], month["shown"], month["taken"], month["added"]) == (
        "2026-03",
        4,
        3,
        2,
        3,
    )


def test_the_share_taken_is_of_what_was_shown_long_enough_ago_to_be_taken_in_time() -> None:
    came = {RIGHT: DAY + timedelta(weeks=3), ASKED: DAY + timedelta(weeks=40)}
    past = Past(
        lambda day: Version(
            day, tuple(Label(one.id, one.title, (A,), on) for one, on in came.items() if on <= day), ()
        ),
        DAY,
        DAY + timedelta(weeks=52),
    )
    late = Week(DAY + timedelta(weeks=45), 3.0, 1, (trial(7, 0.5),), (), {"ELAS u4": (RIGHT.id,)})
    quiet = [Week(DAY + timedelta(weeks=number), 3.0, 0) for number in range(2, 45)]
    months = metrics.summary([*WEEKS, *quiet, late], past, SuggestTable())["timeline"]
    assert months[0]["followed"] == {"shown": 3, "taken": 1, "ELAS u4": 1, "keywords": 0}
    assert months[0]["share_taken"] == 1 / 3
    assert (months[-1]["shown"], months[-1]["followed"]["shown"], months[-1]["share_taken"]) == (1, 0, None)
    assert months[0]["taken"] == 2


def test_a_paper_in_two_sections_counts_in_both() -> None:
    both = trial(6, 0.9, A, B, suggested=True)
    found = summary([*WEEKS, Week(DAY, 3.0, 1, (both,), (both,))])
    assert found["sections"] == [
        {"section": A, "added": 3, "found": 2, "suggested": 2, "right": 2},
        {"section": B, "added": 2, "found": 2, "suggested": 1, "right": 1},
    ]


def test_headings_that_all_sections_share_are_left_out_on_the_page() -> None:
    under = replace(RIGHT, sections=(("Papers", "A"),), choices=(Choice(("Papers", "C"), 1.0),))
    html = page.render("list", summary([Week(DAY, 3.0, 1, (under,), (under,))]))
    assert "<td>A</td>" in html
    assert "Papers" not in html


def test_hits_misses_false_alarms_and_mistaken_sections_are_named() -> None:
    found = summary(WEEKS)
    named = {key: [one["arxiv_id"] for one in found[key]] for key in ("hits", "misses", "false_alarms")}
    assert named == {"hits": [RIGHT.id, ASKED.id], "misses": [MISSED.id], "false_alarms": [WRONG.id]}
    assert found["confusion"] == [{"true": B, "predicted": A, "papers": 1}]


def test_reliability_sets_what_was_stated_beside_what_was_true() -> None:
    bins = summary([Week(DAY, 3.0, 2, (replace(RIGHT, fit=0.95), replace(WRONG, fit=1.0)))])["fit_reliability"]
    assert bins == [{"stated": pytest.approx(0.975), "true": 0.5, "papers": 2}]


def test_a_replay_of_nothing_says_nothing() -> None:
    found = summary([])
    assert (found["recall"], found["load"], found["shown_a_week"], found["weeks_to_first_find"]) == (None,) * 4
    assert "None." in page.render("empty", found)
    assert "Of the questions" not in page.render("empty", found)


def test_a_paper_without_any_section_still_has_a_line() -> None:
    bare = replace(WRONG, choices=())
    assert summary([Week(DAY, 3.0, 1, (bare,))])["false_alarms"][0]["predicted"] == ()


def test_the_page_escapes_every_text_and_needs_nothing_else() -> None:
    html = page.render("<list>", summary(WEEKS))
    assert "<script" not in html
    assert "<list>" not in html
    assert "B <i>" not in html
    assert not re.search(r"<(link|img|script|iframe|source|object)|@import|url\(|src=", html)
    assert set(re.findall(r"https?://[^\"]*/", html)) == {"https://arxiv.org/abs/"}
    HTMLParser().feed(html)


def test_the_json_twin_holds_the_same_figures_and_letters_as_they_are() -> None:
    found = summary([replace(WEEKS[0], shown=(replace(RIGHT, title="Padé"), WRONG)), WEEKS[1]])
    text = metrics.to_json(found)
    assert "Padé" in text
    assert _listed(json.loads(text)) == _listed(found)


def _listed(value: Any) -> Any:
    """Return a value with lists in the place of tuples, as JSON has them."""
    if isinstance(value, dict):
        return {key: _listed(one) for key, one in value.items()}
    return [_listed(one) for one in value] if isinstance(value, list | tuple) else value


@pytest.mark.parametrize("count", [0, 1, 40])
def test_plots_are_well_formed_whatever_the_number_of_places(count: int) -> None:
    series = [plots.Series("a & b", [0.5] * count), plots.Series("c", [None] * count)]
    for plot in (plots.lines(["<1>"] * count, series, "x"), plots.bars(["<1>"] * count, series)):
        assert [part.tag for part in ElementTree.fromstring(plot)] == ["svg"]


def listing(*papers: tuple[Trial, int]) -> Past:
    """Return the past of a list that took each paper so many weeks after the first day, and goes on for a year."""
    return Past(
        lambda day: Version(
            day, tuple(Label(one.id, one.title, (A,), DAY) for one, n in papers if DAY + timedelta(weeks=n) <= day), ()
        ),
        DAY,
        DAY + timedelta(weeks=52),
    )


def test_weeks_that_the_table_of_papers_does_not_reach_are_counted_nowhere() -> None:
    own = replace(trial(8, 0.9, A), announced=DAY + timedelta(weeks=9))
    only_the_list = Week(DAY + timedelta(weeks=9), 3.0, 1, (own,), (own,))
    quiet = [Week(DAY + timedelta(weeks=number), 3.0, 0) for number in range(2, 52)]
    past = listing((RIGHT, 1), (ASKED, 30))
    found = metrics.summary([*WEEKS, *quiet[:7], only_the_list, *quiet[8:]], past, SuggestTable())
    assert (found["weeks"], found["to"], found["list_to"]) == (2, "2026-03-16", "2027-03-01")
    assert (found["shown"], found["shown_a_week"], found["entries"]) == (3, 1.5, [0, 1])
    assert found["paces"][0]["shown"] == 2
    assert [*lacking(found)] == [
        "The table of papers ends by 2026-03-16, the list's past on 2027-03-01: import later ones."
    ]


def test_a_table_that_ends_within_the_last_week_reaches_all_of_a_past() -> None:
    past = replace(PAST, last=DAY + timedelta(days=10))
    found = metrics.summary([WEEKS[0], replace(WEEKS[1], announced=1)], past, SuggestTable())
    assert (found["weeks"], found["to"], found["shown"]) == (1.4, found["list_to"], 3)
    assert summary([Week(DAY, 3.0, 0), Week(DAY + timedelta(days=7), 3.0, 0)])["weeks"] == 2


def test_papers_of_the_list_that_were_never_announced_are_counted_apart() -> None:
    unknown, early, before = (replace(trial(n, 0.5), id=PaperId(f"{n}.00009")) for n in (2604, 2602, 2605))
    late, nameless = replace(before, id=PaperId("2704.00001")), replace(before, id=PaperId(""))
    past = listing(
        (RIGHT, 1), (unknown, 9), (early, 9), (replace(before, title="Held"), 0), (replace(late, title="Late"), 9),
        (replace(nameless, title="No Id"), 9),
    )  # fmt: skip
    weeks = [*WEEKS, Week(DAY + timedelta(weeks=51), 3.0, 100)]
    found = metrics.summary(weeks, past, SuggestTable())
    assert found["absent"] == 1
    (said,) = lacking(found)
    assert said.startswith("Not counted: 1 more paper that the list took in these months, which the table of papers")
    assert [*lacking(summary(WEEKS))] == []


@pytest.mark.parametrize("strays", [0, 4])
def test_weeks_that_the_table_of_papers_lacks_in_between_are_counted_nowhere(strays: int) -> None:
    cheap = replace(trial(8, 0.9, A), id=PaperId("2604.00008"), announced=DAY + timedelta(weeks=5))
    empty = [Week(DAY + timedelta(weeks=number), 3.0, strays) for number in range(2, 8)]
    empty[3] = replace(empty[3], announced=1 + strays, shown=(cheap,), added=(cheap,))
    past = listing((RIGHT, 1), (cheap, 5), (ASKED, 30))
    full = [Week(DAY + timedelta(weeks=number), 3.0, 150) for number in range(8, 52)]
    found = metrics.summary([*WEEKS, *empty, *full], past, SuggestTable())
    assert found["gaps"] == [["2026-03-16", "2026-04-27"]]
    assert (found["weeks"], found["shown"], found["found"], found["absent"]) == (46, 3, 2, 1)
    assert found["shown_a_week"] == 3 / 46
    assert found["paces"][0]["shown"] == 46
    _, said = lacking(found)
    assert said.startswith("The table of papers has next to no papers from 2026-03-16 to 2026-04-27: these weeks count")
    few = metrics.summary([*WEEKS, *empty[3:], *full], past, SuggestTable())
    assert (few["gaps"], few["shown"]) == ([], 4)


def test_a_quiet_month_of_a_small_field_is_no_time_that_the_table_lacks() -> None:
    counts = [3, *[0] * 5, 1, 2, *[0] * 30, 4]
    weeks = [Week(DAY + timedelta(weeks=number), 3.0, count) for number, count in enumerate(counts)]
    found = metrics.summary(weeks, listing(), SuggestTable())
    quiet, gone = (timedelta(weeks=number) for number in (8, 38))
    assert found["gaps"] == [[(DAY + quiet).isoformat(), (DAY + gone).isoformat()]]


def test_page_and_terminal_say_in_the_same_words_what_the_table_of_papers_lacks() -> None:
    found = {**summary(WEEKS), "absent": 2, "gaps": [["2026-03-09", "2026-04-06"]], "list_to": "2027-01-01"}
    sentences = [*lacking(found)]
    assert len(sentences) == 3
    for one in sentences:
        assert escape(one) in page.render("list", found)
        assert one in replayed(found)


def test_a_paper_that_the_list_took_after_the_end_of_the_table_was_taken_in_time() -> None:
    past = listing((RIGHT, 5))
    (month,) = metrics.summary(WEEKS, past, SuggestTable())["timeline"]
    assert month["followed"]["taken"] == 1
