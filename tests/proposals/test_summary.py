import cmarkgfm
import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.proposals import summary
from curator.types import Announcement, Decision, Near
from tests.fakes import paper
from tests.github_bot import DATA, METHODS, good, question

READ = Announcement((paper(1), paper(2), paper(3)), "new")


def test_the_summary_has_a_row_for_each_paper_that_is_not_passed_over() -> None:
    text = summary.judged(READ, Decision((good(1),), (question(2, METHODS, DATA),), 40))
    assert text.startswith("### 1 suggested, 1 unsure\n\narXiv: new; 3 papers; 40 of the last four weeks passed over\n")
    rows = [line for line in text.split("\n") if "](https:" in line]
    assert [row.split(" | ")[1:] for row in rows] == [["90%", "Methods 80% |"], ["70%", "? Methods 40%<br>Data 30% |"]]


def test_what_came_closest_is_named_where_nothing_new_is_shown() -> None:
    text = summary.judged(READ, Decision((), (), 3), [Near(paper(1, title="A <b>near</b> one"), 0.04)])
    assert text.split("\n")[4] == "Nothing new was good enough. What came closest:"
    assert text.split("\n")[6].startswith("- fits 4%: A ")
    assert "<b>" not in text


def test_a_night_without_anything_has_no_table_and_says_how_arxiv_was() -> None:
    text = summary.judged(Announcement((), "failed", "arXiv did not answer."), Decision((), (), 0))
    assert "|" not in text
    assert "arXiv: failed: arXiv did not answer" in text.replace("\\", "").replace("\N{WORD JOINER}", "")


@given(st.text())
def test_no_title_makes_another_row_a_link_or_a_tag(title: str) -> None:
    html = cmarkgfm.github_flavored_markdown_to_html(summary.judged(READ, Decision((good(1, title=title),), (), 0)))
    assert (html.count("<tr>"), html.count("<a "), html.count("<td")) == (2, 1, 3)


@pytest.mark.parametrize("where", ["https://github.com/o/r/pull/3", "nothing to propose today"])
def test_the_outcome_is_an_address_or_words(where: str) -> None:
    assert where in summary.outcome(where).replace("\\", "")
