import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from curator import lists
from curator.errors import SurveyError
from curator.proposals import drafting
from curator.proposals.queue import NOTHING
from curator.types import Change, Decision, Proposal
from tests.fakes import question, suggestion

LIST = "# Papers\n\n## Methods\n\n- [One](https://arxiv.org/abs/2602.00001)\n"

_text = st.text(st.sampled_from("ab\n\r\u2028\u0085\x0c \\"), max_size=30)


def test_a_decision_becomes_title_body_message_and_new_text() -> None:
    decision = Decision((suggestion(1),), (question(2, ("Methods",)),), 5)
    drafted = drafting.draft(decision, [lists.parse(LIST)], branch="b", source="Read from arXiv: 7 papers.")
    assert drafted is not None
    assert (drafted.branch, drafted.title) == ("b", "Add 1 paper, ask about 1")
    assert drafted.message.startswith("Add 1 paper, ask about 1\n")
    assert "Read from arXiv: 7 papers." in drafted.body
    assert [(change.file, change.before) for change in drafted.changes] == [("README.md", LIST)]
    assert "2603.00001" in drafted.changes[0].after


ROWS = "<tr><td>Two</td><td><a href='https://arxiv.org/abs/2602.00002'>paper</a></td></tr>\n"
TABLE = f"\n## Table\n\n<table>\n{ROWS}{ROWS.replace('2', '3')}</table>\n"


def test_a_suggestion_that_cannot_be_written_is_left_out_and_the_body_says_why() -> None:
    alone = Decision((suggestion(2, ("Table",)),), (), 0)
    both = Decision((*alone.lines, suggestion(1)), (), 0)
    surveys = [lists.parse(LIST + TABLE)]
    with pytest.raises(SurveyError, match="rows of an HTML table"):
        drafting.draft(alone, surveys, branch="b", source="")
    drafted = drafting.draft(both, surveys, branch="b", source="")
    assert drafted is not None
    assert [one.id for one in drafted.placed] == ["2603.00001"]
    assert "### Not written\n\n- Paper number 2 [2603.00002]" in drafted.body
    ongoing = drafting.draft(alone, surveys, branch="b", source="", reader=drafting.Reader(ongoing=True))
    assert ongoing is not None
    assert (ongoing.title, ongoing.changes, ongoing.placed) == ("Nothing to add for now", (), ())
    assert "rows of an HTML table" in ongoing.body


def test_a_suggestion_without_its_section_is_a_question_that_an_ongoing_proposal_alone_asks() -> None:
    homeless = Decision((suggestion(2, ("Nowhere",)),), (), 0)
    assert drafting.draft(homeless, [lists.parse(LIST)], branch="b", source="") is None
    drafted = drafting.draft(homeless, [lists.parse(LIST)], branch="b", source="", reader=drafting.Reader(ongoing=True))
    assert drafted is not None
    assert (drafted.title, drafted.changes, drafted.asked) == ("Ask about 1 paper", (), ("2603.00002",))


def test_the_template_of_the_settings_is_used() -> None:
    drafted = drafting.draft(
        Decision((suggestion(1),), (), 0), [lists.parse(LIST)], branch="b", source="", template="- {title} <{link}>"
    )
    assert drafted is not None
    assert "- Paper number 1 <https://arxiv.org/abs/2603.00001>\n" in drafted.changes[0].after


def test_without_a_paper_to_add_there_is_no_proposal() -> None:
    for decision in (NOTHING, Decision((), (question(2, ("Methods",)),), 5)):
        assert drafting.draft(decision, [lists.parse(LIST)], branch="b", source="") is None


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(_text, _text)
def test_git_applies_the_diff_of_any_two_texts(tmp_path: Path, before: str, after: str) -> None:
    (tmp_path / "list.md").write_bytes(before.encode())
    diff = drafting.diff(Proposal("b", "", "", "", (Change("list.md", before, after),)))
    if before and after and before != after:
        subprocess.run(["git", "apply", "-"], cwd=tmp_path, input=diff.encode(), check=True, capture_output=True)
        assert (tmp_path / "list.md").read_bytes() == after.encode()
