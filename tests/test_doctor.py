from datetime import date, timedelta
from typing import Any

import pytest

from curator import doctor
from curator.feedback.branch_state import BranchState
from curator.lists import parse
from curator.papers.arxiv.seen import Seen
from curator.proposals import checkboxes
from curator.proposals.queue import NOTHING
from curator.types import Decision, Hosting, Label, PaperId, PullRequest
from tests.fakes import DAY, question, suggestion

ALL_WELL = Hosting(may_push=True, pushed=DAY, workflows={doctor.WORKFLOW: "active"}, may_open=True, alarm="")


def days(number: int) -> timedelta:
    return timedelta(days=number)


def test_a_list_is_described_by_what_was_read_of_it() -> None:
    one, other = ("- [Early](https://arxiv.org/abs/2501.00001)\n", "- [Late](https://arxiv.org/abs/2501.00002)\n")
    assert doctor.listing([parse(f"{one}\n## Methods\n\n{other}")]).well
    assert doctor.listing([parse(f"{one}{other}")]).message == "2 entries in 1 section"
    without = parse("# List\n\n## Methods\n\n- [One](https://example.org/1)\n")
    assert doctor.listing([without]).message == "1 entry in 1 section; 1 known by title, without an arXiv link"


def test_a_list_without_entries_is_to_be_mended() -> None:
    found = doctor.listing([parse("# Words\n\nOnly words.\n")])
    assert (found.well, found.message) == (False, "no entry in README.md: name the list's files in [list] files")


def test_a_contact_for_arxiv_is_asked_for() -> None:
    assert doctor.contact("me@example.org").well
    assert "[arxiv] contact" in doctor.contact("").message


def test_papers_are_missed_only_where_the_nights_run() -> None:
    assert doctor.papers(3, elsewhere=False).message == "3 known"
    assert doctor.papers(0, elsewhere=True).well
    assert not doctor.papers(0, elsewhere=False).well


def test_a_model_is_too_old_when_the_list_has_more_than_doubled() -> None:
    assert doctor.model(50, 100).well
    assert not doctor.model(49, 99).well


def test_nights_are_counted_from_the_last_batch_that_was_read() -> None:
    seen = Seen({"cs.CL": {DAY - days(9): frozenset("1"), DAY: frozenset("2")}, "cs.IR": {}})

    def said(categories: list[str], day: date) -> doctor.Check:
        return doctor.nights(seen, categories, day, on_github=True)

    assert said(["cs.CL"], DAY + days(7)).message == f"papers of {DAY} read last, 7 days ago"
    assert said(["cs.CL", "cs.LG", "cs.IR"], DAY).message.endswith("; none yet of cs.IR, cs.LG")
    assert not said(["cs.LG"], DAY).well
    for on_github, remedy in ((True, "runs of the workflow curator"), (False, "why `curator nightly` runs")):
        found = doctor.nights(seen, ["cs.CL"], DAY + days(8), on_github=on_github)
        assert not found.well
        assert remedy in found.message


def test_a_batch_that_arxiv_dates_tomorrow_was_read_today() -> None:
    tomorrow = Seen({"cs.CL": {DAY + days(1): frozenset("1")}})
    assert doctor.nights(tomorrow, ["cs.CL"], DAY, on_github=True).message.endswith("read last, 0 days ago")


def test_a_push_of_tomorrow_by_another_clock_was_made_today() -> None:
    (found,) = (one for one in doctor.hosting(Hosting(pushed=DAY + days(1)), DAY) if one.about == "activity")
    assert found.message.startswith("last push 0 days ago")


def test_decisions_are_counted() -> None:
    labels = [Label(PaperId("2603.00001"), "One", (("A",),)), Label(PaperId("2603.00002"), "Two", ())]
    waiting = Decision((suggestion(3),), (question(4, ("A",)),), 0)
    assert doctor.decisions(labels, waiting).message == "2 known, 1 of them turned down; 2 papers wait"
    assert doctor.decisions([], NOTHING).well


def test_a_repository_where_all_is_well_gives_nothing_to_mend() -> None:
    found = doctor.hosting(ALL_WELL, DAY)
    assert all(one.well for one in found)
    assert [one.about for one in found] == ["token", "permission", doctor.WORKFLOW, "activity"]


def test_what_a_token_is_not_told_is_no_complaint() -> None:
    found = doctor.hosting(Hosting(), DAY)
    assert [(one.about, one.well) for one in found] == [("token", True), ("permission", True)]


@pytest.mark.parametrize(
    ("change", "about", "says"),
    [
        ({"may_push": False}, "token", "give it write access"),
        ({"may_open": False}, "permission", "tick `Allow GitHub Actions to create and approve pull requests`"),
        ({"workflows": {"ci.yml": "active"}}, "curator.yml", "`curator init` writes .github/workflows/curator.yml"),
        ({"workflows": {"curator.yml": "disabled_inactivity"}}, "curator.yml", "Enable"),
        ({"workflows": {"curator.yml": "disabled_manually"}}, "curator.yml", "switched it off"),
        ({"pushed": DAY - days(46)}, "activity", f"GitHub stops the workflows on {DAY + days(14)}"),
        ({"alarm": "https://example.org/1"}, "failure", "see https://example.org/1"),
    ],
)
def test_each_trouble_is_one_line_that_says_what_to_do(change: Any, about: str, says: str) -> None:
    facts = {name: getattr(ALL_WELL, name) for name in Hosting.__slots__} | change
    (trouble,) = [one for one in doctor.hosting(Hosting(**facts), DAY) if not one.well]
    assert trouble.about == about
    assert says in trouble.message


def test_of_the_pull_request_is_told_who_keeps_it_up_to_date() -> None:
    one = PullRequest(7, "open", "Add 1 paper", "", "abc", "")
    assert doctor.pull_request(None, BranchState()).message == "none is open"
    assert doctor.pull_request(PullRequest(7, "merged", "", "", "", ""), BranchState()).message == "none is open"
    assert doctor.pull_request(one, BranchState("abc")).message == "#7, Add 1 paper"
    assert doctor.pull_request(one, BranchState("abd")).message == "#7, Add 1 paper; left to those who committed on it"
    stale = PullRequest(7, "open", "Add 1 paper", checkboxes.STALE, "abc", "")
    assert "no longer updated" in doctor.pull_request(stale, BranchState("abc")).message


def test_a_stream_of_which_nothing_or_nearly_all_would_be_shown_is_said_with_what_to_set() -> None:
    assert "check [arxiv] categories" in doctor.stream(0, 6).message
    few = doctor.stream(11.75, 6)
    assert not few.well
    assert few.message.startswith(
        "12 papers a week are read, 6 of them shown at first: nearly all; read more categories"
    )
    assert doctor.stream(1_200, 6) == doctor.Check(
        "stream", True, "1,200 papers a week are read, 6 of them shown at first"
    )


def test_each_drift_is_a_check_of_its_own_beside_the_pace() -> None:
    found = doctor.pace("Pace: 2.0 papers a week lately.", ["The pace is at its floor."])
    assert [(one.about, one.well, one.message) for one in found] == [
        ("pace", True, "2.0 papers a week lately"),
        ("drift", False, "The pace is at its floor"),
    ]
