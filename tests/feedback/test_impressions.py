from dataclasses import replace
from datetime import timedelta

import pytest

from curator.errors import CuratorError
from curator.feedback import impressions, labels
from curator.types import NO_ID, Decision, Impression, Label, PaperId
from tests.fakes import DAY, question, suggestion

METHODS, DATA = ("Methods",), ("Data",)
SHOWN = Impression(PaperId("2603.00001"), DAY, 2.0, 0.4, METHODS, 0.8)


def test_what_was_written_is_read_back() -> None:
    known = (SHOWN, Impression(PaperId("2603.00002"), DAY, 1.0, 0.3))
    assert impressions.read(impressions.write(known)) == known


def test_anything_else_is_refused_in_one_line_that_names_the_file() -> None:
    with pytest.raises(CuratorError, match=r"^shown\.json: "):
        impressions.read('{"version": 0, "shown": [{"paper": "no id"}]}')


def test_each_paper_of_a_decision_is_recorded_once_on_its_first_day() -> None:
    decision = Decision((suggestion(1, METHODS, score=0.5),), (question(2, DATA, METHODS), question(3)), 0)
    first = impressions.record((), decision, DAY)
    assert [(one.paper, one.on, one.section) for one in first] == [
        ("2603.00001", DAY, METHODS),
        ("2603.00002", DAY, DATA),
        ("2603.00003", DAY, ()),
    ]
    assert impressions.record(first, decision, DAY + timedelta(days=1)) == first


def test_a_paper_that_a_person_brought_was_not_shown() -> None:
    assert impressions.record((), Decision((suggestion(1, METHODS),), (), 0), DAY) == ()


def test_an_impression_is_forgotten_after_a_year() -> None:
    assert impressions.record([SHOWN], Decision((), (), 0), DAY + timedelta(days=364)) == (SHOWN,)
    assert impressions.record([SHOWN], Decision((), (), 0), DAY + timedelta(days=365)) == ()


@pytest.mark.parametrize(
    ("sections", "taken", "right"), [((METHODS,), True, True), ((DATA,), True, False), ((), False, False)]
)
def test_a_label_says_what_became_of_a_paper(sections: tuple[tuple[str, ...], ...], taken: bool, right: bool) -> None:
    (answer,) = impressions.answers([SHOWN], [Label(SHOWN.paper, "", sections)], DAY)
    assert (answer.taken, answer.right) == (taken, right)


def test_a_paper_that_nobody_answered_for_is_open_for_thirty_days_and_then_not_taken() -> None:
    assert impressions.answers([SHOWN], [], DAY + impressions.IGNORED) == []
    (answer,) = impressions.answers([SHOWN], [], DAY + impressions.IGNORED + timedelta(days=1))
    assert not answer.taken


def test_a_paper_that_its_maintainer_links_elsewhere_than_at_arxiv_was_taken_all_the_same() -> None:
    listed = [Label(NO_ID, "Fewer Words", (METHODS,))]
    known = labels.combine(listed, [Label(SHOWN.paper, "Fewer words", (METHODS,), DAY, "#1 merged")])
    (answer,) = impressions.answers([SHOWN], known, DAY + 2 * impressions.IGNORED)
    assert (answer.taken, answer.right) == (True, True)


def test_what_the_list_took_lately_was_shown_or_missed() -> None:
    def label(number: int, days: int, month: str = "2604") -> Label:
        return Label(PaperId(f"{month}.{number:05}"), "", (METHODS,), DAY + timedelta(days=days))

    today = DAY + timedelta(days=90)
    known = [
        replace(label(1, 20), id=SHOWN.paper),
        label(2, 20),
        label(3, 5),  # too long ago
        label(4, 20, "2501"),  # could not have been shown
        replace(label(5, 20), sections=()),
        replace(label(6, 20), decided_on=None),
    ]
    assert impressions.added_lately([SHOWN], known, today) == (1, 1)
    assert impressions.added_lately([], known, today) == (0, 0)
