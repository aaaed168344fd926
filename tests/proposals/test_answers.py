from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from curator import lists
from curator.feedback.branch_state import BranchState
from curator.feedback.impressions import IGNORED
from curator.feedback.learning import Learnt, Listing
from curator.lists.identity import Counterparts, sections
from curator.proposals import answers, body, checkboxes, queue
from curator.proposals.answers import Known
from curator.proposals.checkboxes import NOWHERE, Ticked
from curator.proposals.instructions import Instructions
from curator.proposals.pull_request import Situation
from curator.types import Choice, Decision, Impression, Label, Outcome, PaperId, Placed, PullRequest, SectionPath
from tests.fakes import DAY, paper, question, suggestion

A, B = ("Agents",), ("Benchmarks",)
ONE, TWO, THREE = (PaperId(f"2603.0000{number}") for number in (1, 2, 3))
SURVEYS = lists.parse_all(
    {"README.md": "# L\n\n## Agents\n\n- [Old](https://arxiv.org/abs/2501.00001)\n\n## Benchmarks\n"}
)
OLD = Label(PaperId("2501.00001"), "Old", (A,))
LISTING = Listing(SURVEYS, Counterparts(sections(SURVEYS), sections(SURVEYS)), "main", DAY)
WAITED = Decision((suggestion(1, A, Choice(B, 0.1)),), (question(2, A, B), question(3, A, B)), 0)
LINE = Placed(ONE, "Paper number 1", A)
OPEN = PullRequest(4, "open", "title", body.render(WAITED, ""), "abc", "where")
CLOSED = replace(OPEN, state="closed", ended_by="her")
BEFORE = replace(CLOSED, number=3)
NOW = Situation(BranchState("abc", (LINE,), (TWO, THREE), learnt=3), OPEN, checkboxes.NOTHING, "abc", False, DAY)
REBUILT = Ticked(wishes=frozenset({checkboxes.REBUILD}))


def ticked(pull: PullRequest, *boxes: tuple[PaperId, SectionPath]) -> PullRequest:
    """Return a pull request in whose body each box of a paper for a section was clicked."""
    text = pull.body
    for one, section in boxes:
        (line,) = (line for line in text.splitlines() if checkboxes.place(one, section) in line)
        text = text.replace(line, line.replace("[ ]", "[X]").replace("[x]", "[ ]"))
    return replace(pull, body=text)


def read(now: Situation) -> Mapping[int, Instructions]:
    keys = {checkboxes.place(ONE, path).split()[1]: (path,) for path in (NOWHERE, A, B)}
    return answers.read(now, WAITED, keys)


def learn(now: Situation, labels: Sequence[Label] = (OLD,)) -> Learnt:
    return answers.learn(now, read(now), labels, WAITED, LISTING)


def sources(learnt: Learnt) -> dict[str, str]:
    """Return where each rejection was read."""
    return {one.id: one.source for one in learnt.labels if not one.sections}


def known(now: Situation, **more: Any) -> Known:
    facts: dict[str, Any] = {"waited": WAITED, "labels": [OLD], "surveys": SURVEYS, "shown": ()}
    return Known(now, read(now), **(facts | more))


# what was ticked, and what that decides


def test_ticks_on_the_open_pull_request_count_after_those_on_ended_ones_the_newest_of_them_last() -> None:
    now = replace(NOW, late=(BEFORE, replace(BEFORE, number=2)))
    assert [*read(now)] == [2, 3, 4]
    assert [*read(replace(now, pull=None))] == [2, 3]


def test_a_tick_about_a_paper_that_never_waited_says_nothing() -> None:
    pull = ticked(OPEN, (TWO, B))
    found = answers.read(replace(NOW, pull=pull), Decision((), (), 0), {})
    assert found == {4: Instructions()}


@pytest.mark.parametrize(
    "now",
    [
        NOW,
        replace(NOW, pull=CLOSED),
        replace(NOW, pull=ticked(OPEN, (ONE, A), (TWO, NOWHERE))),
        replace(NOW, pull=CLOSED, late=(ticked(CLOSED, (TWO, B), (THREE, NOWHERE)), ticked(BEFORE, (ONE, B)))),
        replace(NOW, ticked=REBUILT, edited=(Outcome(ONE, LINE.title, A, "rejected", None),)),
    ],
)
def test_learning_twice_is_learning_once_whatever_was_ticked(now: Situation) -> None:
    once = learn(now)
    assert learn(replace(now, state=once.state), once.labels) == once


def test_what_nobody_ticked_decides_nothing() -> None:
    assert learn(NOW) == Learnt([OLD], NOW.state)


def test_a_tick_turns_a_paper_down_once_and_says_on_which_pull_request() -> None:
    now = replace(NOW, pull=ticked(OPEN, (ONE, A), (TWO, NOWHERE)), late=(ticked(BEFORE, (TWO, NOWHERE)),))
    assert sources(learn(now)) == {ONE: "#4 ticked", TWO: "#4 ticked"}
    decided = Label(TWO, "Paper number 2", (), DAY - timedelta(days=3), "#1 closed")
    assert sources(learn(now, [OLD, decided])) == {ONE: "#4 ticked", TWO: "#1 closed"}


def test_a_tick_outweighs_the_closing_that_was_read_together_with_it_on_whichever_pull_request_it_stands() -> None:
    assert sources(learn(replace(NOW, pull=CLOSED))) == dict.fromkeys((ONE, TWO, THREE), "#4 closed")
    for late in ((ticked(CLOSED, (TWO, B)),), (ticked(BEFORE, (TWO, B)),)):
        assert sources(learn(replace(NOW, pull=CLOSED, late=late))) == dict.fromkeys((ONE, THREE), "#4 closed")


def test_of_closings_that_were_read_before_a_tick_takes_only_that_of_its_own_pull_request_back() -> None:
    once = learn(replace(NOW, pull=CLOSED))
    now = replace(NOW, state=once.state, pull=CLOSED, late=(ticked(BEFORE, (TWO, B)),))
    assert learn(now, once.labels).labels == once.labels
    now = replace(now, late=(ticked(CLOSED, (TWO, B)),))
    assert sources(learn(now, once.labels)) == dict.fromkeys((ONE, THREE), "#4 closed")


def test_a_closing_turns_down_what_the_pull_request_placed_and_asked_about_and_nothing_else_that_waits() -> None:
    now = replace(NOW, pull=CLOSED, state=replace(NOW.state, asked=(TWO,)))
    assert sources(learn(now)) == dict.fromkeys((ONE, TWO), "#4 closed")


def test_a_line_deleted_on_a_branch_that_was_given_back_turns_its_paper_down_unless_that_was_decided_before() -> None:
    edited = (Outcome(ONE, "One", A, "rejected", None), Outcome(TWO, "Two", A, "moved", B))
    now = replace(NOW, ticked=REBUILT, edited=edited)
    assert sources(learn(now)) == {ONE: "#4 rebuilt"}
    assert sources(learn(now, [OLD, Label(ONE, "One", (), DAY, "#2 ticked")])) == {ONE: "#2 ticked"}
    assert sources(learn(replace(now, pull=None))) == {}


# what waits


def test_a_paper_waits_where_it_was_ticked_last() -> None:
    now = replace(NOW, pull=ticked(OPEN, (TWO, B)), late=(ticked(BEFORE, (TWO, A), (THREE, NOWHERE)),))
    waiting = answers.waiting(known(now))
    assert [(one.paper.id, one.section) for one in waiting.lines] == [(ONE, A), (TWO, B)]
    assert waiting.questions == ()


def test_a_paper_that_was_moved_on_a_branch_that_was_given_back_waits_where_it_was_put() -> None:
    edited = (Outcome(ONE, "One", A, "moved", B),)
    (line,) = answers.waiting(known(replace(NOW, edited=edited))).lines
    assert line.section == B
    assert answers.waiting(known(NOW)) == WAITED


# what curator says


def test_where_nothing_was_ticked_nothing_is_said() -> None:
    for now in (NOW, replace(NOW, pull=None)):
        assert answers.reply(known(now)) == ""
        assert answers.replied(known(now), OPEN.body) == OPEN.body


def test_the_body_says_what_ticks_and_wishes_come_to() -> None:
    now = replace(NOW, pull=ticked(OPEN, (TWO, B), (THREE, NOWHERE)), ticked=REBUILT)
    said = answers.reply(known(now))
    assert "joins Benchmarks;" in said
    assert "is turned down;" in said
    assert "the branch is curator's again" in said


def test_the_body_says_which_of_its_papers_wait_no_more_and_of_others_nothing() -> None:
    gone = replace(WAITED, lines=(replace(suggestion(1, A), paper=paper(1, comment="This paper has been withdrawn")),))
    shown = [Impression(TWO, DAY - IGNORED - timedelta(days=1), 1.0, 0.5)]
    said = answers.reply(known(NOW, waited=gone, shown=shown))
    assert "Dropped" in said
    assert TWO in said.partition("Withdrawn")[0]
    assert ONE in said.partition("Withdrawn")[2]
    assert THREE not in said
    for now in (replace(NOW, pull=None), replace(NOW, state=BranchState("abc"))):
        assert answers.reply(known(now, waited=gone, shown=shown)) == ""


def test_a_question_that_was_ticked_at_last_is_not_dropped() -> None:
    shown = [Impression(TWO, DAY - IGNORED - timedelta(days=1), 1.0, 0.5)]
    said = answers.reply(known(replace(NOW, pull=ticked(OPEN, (TWO, B))), shown=shown))
    assert "joins Benchmarks" in said
    assert "Dropped" not in said


def test_on_a_branch_left_to_people_a_line_is_theirs_to_move_and_a_question_joins_the_next_pull_request() -> None:
    now = replace(NOW, pull=ticked(OPEN, (ONE, B), (TWO, B)))
    assert now.open
    text = answers.replied(known(now), now.open.body)
    assert "goes to Agents, Benchmarks; its line on this branch is yours to move" in text
    assert "joins Benchmarks with the next pull request" in text
    assert not checkboxes.read(text).papers


def test_a_tick_on_a_paper_that_was_decided_before_says_so_and_one_on_a_withdrawn_paper_leaves_that_to_the_body() -> (
    None
):
    now = replace(NOW, pull=ticked(OPEN, (TWO, B)))
    decided = known(now, labels=[OLD, Label(TWO, "Two", (), DAY)])
    assert "was decided already" in answers.reply(decided)
    assert now.open
    assert "was decided already" in answers.replied(decided, now.open.body)
    withdrawn = replace(question(2, A, B), paper=paper(2, comment="This paper has been withdrawn"))
    said = answers.reply(known(now, waited=replace(WAITED, questions=(withdrawn,))))
    assert "was decided already" not in said


def test_a_section_is_called_as_its_box_calls_it_without_the_headings_that_all_share() -> None:
    deep = Decision((), (question(2, ("Papers", "Agents"), ("Papers", "Data")),), 0)
    here = Known(NOW, {4: Instructions({TWO: (("Papers", "Data"),)})}, deep, [OLD], SURVEYS, ())
    assert "joins Data" in answers.reply(here)


def test_each_tick_on_a_pull_request_that_has_ended_gets_its_reply_and_none_is_read_again() -> None:
    late = ticked(CLOSED, (ONE, A), (TWO, B), (THREE, B))
    now, refused = replace(NOW, pull=CLOSED, late=(late,)), Label(ONE, LINE.title, (), DAY, "#4 ticked")
    pending = Decision((suggestion(2, B),), (question(3, A, B),), 0)
    text = answers.replied_late(known(now, labels=[OLD, refused]), late, pending)
    assert text.count("joins Benchmarks with the next pull request") == 1
    assert text.count("was decided already") == 1
    assert not {TWO, THREE} & checkboxes.read(text).papers
    turned_down = ticked(CLOSED, (THREE, NOWHERE))
    here = known(replace(now, late=(turned_down,)), labels=[OLD, Label(THREE, "Three", (), DAY, "#4 ticked")])
    assert "is turned down" in answers.replied_late(here, turned_down, queue.NOTHING)
    assert "was decided already" in answers.replied_late(replace(here, labels=[OLD]), turned_down, queue.NOTHING)


def test_a_tick_on_a_paper_that_is_forgotten_says_that_it_is_not_known_any_more() -> None:
    late = ticked(CLOSED, (TWO, B))
    now = replace(NOW, pull=CLOSED, late=(late,))
    here = replace(known(now, waited=queue.NOTHING), wanted={late.number: Instructions()})
    assert "is not known any more" in answers.replied_late(here, late, queue.NOTHING)
    decided = replace(here, labels=[OLD, Label(TWO, "Two", (B,), DAY)])
    assert "was decided already" in answers.replied_late(decided, late, queue.NOTHING)
