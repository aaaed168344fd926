from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from curator.feedback.branch_state import BranchState
from curator.feedback.learning import Listing, changed, learn
from curator.lists import parse_all
from curator.lists.identity import Counterparts, sections
from curator.types import Label, PaperId, Placed, PullRequest, SectionPath, Survey
from tests.fakes import DAY

A, B = ("Agents",), ("Benchmarks",)
STANDING = BranchState(
    "abc", (Placed(PaperId("2603.00001"), "One", A), Placed(PaperId("2603.00002"), "Two", A)), learnt=3
)
OPEN = PullRequest(4, "open", "title", "body", "abc", "where")
MERGED, CLOSED = replace(OPEN, state="merged", ended_by="her"), replace(OPEN, state="closed", ended_by="him")
SEED = Label(PaperId("2501.00001"), "Old", (A,))


def listing(**sections: SectionPath) -> str:
    """Return a list with Old in A, and each named paper (one, two) in its section."""
    ids = {"one": "2603.00001", "two": "2603.00002"}
    rows = {
        path: "".join(
            f"- {name.capitalize()} [[Paper]](https://arxiv.org/abs/{ids[name]})\n"
            for name, at in sections.items()
            if at == path
        )
        for path in (A, B)
    }
    old = "- {} [[Paper]](https://arxiv.org/abs/2501.0000{})\n"
    return f"# L\n\n## Agents\n\n{old.format('Old', 1)}{rows[A]}\n## Benchmarks\n\n{old.format('Elder', 2)}{rows[B]}"


def here(surveys: Sequence[Survey], day: date = DAY) -> Listing:
    return Listing(surveys, Counterparts(sections(surveys), sections(surveys)), "main", day)


def after(
    pull: PullRequest | None,
    text: str,
    known: list[Label] | None = None,
    standing: BranchState = STANDING,
    asked: Sequence[Placed] = (),
) -> tuple[dict[str, Label], BranchState]:
    surveys = parse_all({"README.md": text})
    found = learn([SEED] if known is None else known, standing, pull, asked, here(surveys))
    return {one.title: one for one in found.labels}, found.state


def test_a_merge_is_read_from_the_list_and_says_who_and_where() -> None:
    known, standing = after(MERGED, listing(one=B))
    assert known["One"] == Label(PaperId("2603.00001"), "One", (B,), DAY, "#4 merged", "her")
    assert known["Two"] == Label(PaperId("2603.00002"), "Two", (), DAY, "#4 merged", "her")
    assert standing.learnt == 4


def test_a_close_rejects_all_that_the_list_does_not_hold() -> None:
    known, _ = after(CLOSED, listing())
    assert {known["One"].sections, known["Two"].sections} == {()}


def test_an_open_pull_request_and_none_decide_nothing() -> None:
    for pull in (OPEN, None):
        known, standing = after(pull, listing())
        assert set(known) == {"Old", "Elder"}
        assert standing == STANDING


def test_an_end_is_read_once_and_what_the_list_says_later_counts() -> None:
    known, standing = after(MERGED, listing(one=A, two=A))
    later, again = after(MERGED, listing(two=B), [*known.values()], standing)
    assert again == standing
    assert later["One"] == replace(known["One"], sections=(), source="#4 merged, then the list")
    assert later["Two"] == replace(known["Two"], sections=(B,), source="#4 merged, then the list")


def test_reopening_forgets_the_rejections_of_that_pull_request_alone() -> None:
    other = Label(PaperId("2603.00009"), "Nine", (), DAY, "#2 closed")
    known, standing = after(CLOSED, listing(one=A), [SEED, other])
    undone, reopened = after(OPEN, listing(one=A), [*known.values()], standing)
    assert set(undone) == {"Old", "Elder", "Nine", "One"}
    assert (reopened.learnt, reopened.touched) == (3, DAY)


def test_a_pull_request_that_was_reopened_and_merged_before_the_next_look_was_merged() -> None:
    known, standing = after(CLOSED, listing())
    assert known["One"].sections == ()
    merged, state = after(MERGED, listing(one=A), [*known.values()], standing)
    assert (merged["One"].sections, merged["One"].source) == ((A,), "#4 merged")
    assert state.learnt == MERGED.number
    assert after(MERGED, listing(one=A), [*merged.values()], state) == (merged, state)


def test_a_rejected_paper_that_is_added_by_hand_was_wanted_after_all() -> None:
    known, standing = after(CLOSED, listing())
    assert after(CLOSED, listing(two=B), [*known.values()], standing)[0]["Two"].sections == (B,)


def test_a_title_that_is_corrected_later_is_the_label_s_title() -> None:
    known, standing = after(MERGED, listing(one=A, two=A))
    text = listing(one=A, two=A).replace("- One ", "- One, and more ")
    assert after(MERGED, text, [*known.values()], standing)[0]["One, and more"] == replace(
        known["One"], title="One, and more"
    )


def test_an_entry_of_the_list_s_own_that_goes_away_is_no_rejection() -> None:
    gone = "# L\n\n## Benchmarks\n\n- Elder [[Paper]](https://arxiv.org/abs/2501.00002)\n"
    assert after(None, gone)[0]["Old"] == SEED


def test_entries_are_dated_when_they_came_after_the_first_look() -> None:
    first, _ = after(None, listing(), [])
    assert {one.decided_on for one in first.values()} == {None}
    assert after(None, listing(one=A), [*first.values()])[0]["One"].decided_on == DAY


@given(st.sampled_from([OPEN, MERGED, CLOSED, None]), st.sampled_from([{}, {"one": A}, {"one": B, "two": A}]))
def test_learning_twice_is_learning_once(pull: PullRequest | None, sections: dict[str, SectionPath]) -> None:
    surveys = parse_all({"README.md": listing(**sections)})
    once = learn([SEED], STANDING, pull, (), here(surveys))
    later = here(surveys, DAY + timedelta(days=9))
    assert learn(once.labels, once.state, pull, (), later) == once


def test_decisions_are_counted_and_a_section_s_new_name_is_none() -> None:
    turned_down = Label(PaperId("2603.00001"), "One", (), DAY, "#4 closed", "him")
    assert changed([SEED], [replace(SEED, sections=(("Agents, renamed",),), title="Older")]) == 0
    assert changed([SEED], [SEED, turned_down]) == changed([turned_down, SEED], [SEED]) == 1
    assert changed([turned_down], [replace(turned_down, sections=(A,))]) == 1


def test_a_pull_request_that_is_closed_while_it_points_elsewhere_decides_nothing() -> None:
    elsewhere = replace(CLOSED, base="other")
    learnt = learn([SEED], STANDING, elsewhere, (), here(parse_all({"README.md": listing()})))
    assert [one for one in learnt.labels if not one.sections] == []
    assert learnt.state.elsewhere == ()


def test_what_was_turned_down_before_is_neither_dated_anew_by_a_close_nor_forgotten_when_it_is_taken_back() -> None:
    ticked = Label(PaperId("2603.00001"), "One", (), DAY - timedelta(days=3), "#4 ticked")
    known, standing = after(CLOSED, listing(), [SEED, ticked])
    assert known["One"] == ticked
    assert known["Two"].source == "#4 closed"
    known, _ = after(OPEN, listing(), [*known.values()], standing)
    assert known["One"] == ticked
    assert "Two" not in known


def test_what_a_person_took_by_hand_is_not_turned_down_by_a_close_once_its_section_is_gone() -> None:
    taken = Label(PaperId("2603.00001"), "One", (B,), DAY - timedelta(days=3), "list")
    known, _ = after(CLOSED, listing(), [SEED, taken])
    assert known["One"] == taken


def test_a_paper_whose_section_went_after_the_merge_is_not_turned_down() -> None:
    start, _, end = listing().partition("## Agents")
    surveys = parse_all({"README.md": start + "## Benchmarks" + end.partition("## Benchmarks")[2]})
    before = sections(parse_all({"README.md": listing()}))
    found = learn(
        [SEED], STANDING, MERGED, [], replace(here(surveys), counterparts=Counterparts(before, sections(surveys)))
    )
    assert not [one for one in found.labels if one.id in {"2603.00001", "2603.00002"}]


def test_reopening_does_not_take_back_what_was_deleted_from_the_list_since() -> None:
    known, standing = after(CLOSED, listing())
    known, standing = after(CLOSED, listing(one=A), [*known.values()], standing)
    known, standing = after(CLOSED, listing(), [*known.values()], standing)
    deleted = known["One"]
    assert (deleted.sections, deleted.source) == ((), "#4 closed, then the list")
    known, _ = after(OPEN, listing(), [*known.values()], standing)
    assert known["One"] == deleted
    assert "Two" not in known
