import re
from dataclasses import replace
from html.parser import HTMLParser

from hypothesis import given

from curator.evaluation import backfill
from curator.types import Choice, Decision, Suggestion
from tests.fakes import DAY, hostile_text, paper

A, B = ("List", "Methods"), ("List", "Data")
LINE = Suggestion(paper(1), 0.6, (Choice(A, 0.9),), position=2.0, score=0.6)
QUESTION = Suggestion(paper(2), 0.3, (Choice(B, 0.5), Choice(A, 0.4)), position=1.0, score=0.7)
HOMELESS = Suggestion(paper(3), 0.1, (), position=3.0, score=0.5)
MISSED = Decision((LINE,), (QUESTION, HOMELESS), 5)


def test_lines_and_questions_stand_together_best_first_each_with_its_likeliest_section() -> None:
    rows = backfill.rows(MISSED)
    assert [(row["arxiv_id"], row["section"], row["section_probability"], row["decision"]) for row in rows] == [
        ("2603.00002", B, 0.5, "unsure"),
        ("2603.00001", A, 0.9, "suggest"),
        ("2603.00003", (), None, "unsure"),
    ]


def test_a_paper_without_a_day_has_none() -> None:
    undated = replace(LINE, paper=replace(LINE.paper, announced=None))
    assert [row["date"] for row in backfill.rows(Decision((LINE, undated), (), 0))] == [DAY.isoformat(), ""]


def test_the_page_has_a_table_for_each_section_that_of_the_best_paper_first() -> None:
    page = backfill.render("Papers", backfill.rows(MISSED), 9000, (DAY, DAY))
    assert re.findall(r"<h2>(.*?)</h2>", page) == ["Data (1)", "Methods (1)", "No section (1)"]
    assert f"Of 9,000 papers from {DAY} to {DAY}, these 3 " in page
    assert "<b>1</b>lines: their section is sure" in page
    assert "<b>2</b>questions, with boxes for sections" in page


def test_a_list_that_missed_nothing_is_told_so() -> None:
    page = backfill.render("Papers", backfill.rows(Decision((), (), 0)), 0, ())
    assert "Of 0 papers, these 0 " in page
    assert "<h2>" not in page


@given(hostile_text, hostile_text, hostile_text)
def test_no_text_can_forge_markup(title: str, section: str, name: str) -> None:
    one = replace(LINE, paper=paper(1, title), choices=(Choice((section,), 0.9),))
    page = backfill.render(name, backfill.rows(Decision((one,), (), 0)), 1, ())
    tags: set[str] = set()
    parser = HTMLParser()
    parser.handle_starttag = lambda tag, attrs: tags.add(tag)  # type: ignore[method-assign]
    parser.feed(page)
    assert tags <= {*"html head meta title style body main h1 h2 p div b table thead tbody tr th td a code".split()}  # noqa: SIM905
