"""Each line of what docs/github.md promises a maintainer has the tests that hold it; each runs on every server."""

import re
from pathlib import Path

from tests import ROOT, documents

_PAGE = documents.text(ROOT / "docs" / "github.md")
_TESTS = {
    name
    for path in [*Path(__file__).parent.glob("test_*.py"), ROOT / "tests" / "test_workflows.py"]
    for name in re.findall(r"^def (test_\w+)", path.read_text(encoding="utf8"), re.MULTILINE)
}
_MERGED = "test_what_is_merged_is_accepted_what_was_deleted_rejected_what_was_moved_belongs_there"
_LEFT_ALONE = "test_a_branch_that_a_person_committed_on_is_left_alone_and_the_body_says_so_once"
YOU_DO = {
    "merge (merge, squash or rebase)": [_MERGED],
    "delete a line on the branch, then merge": [_MERGED],
    "move a line to another section": [_MERGED],
    "edit a line's text": ["test_a_reworded_title_changes_the_text_and_not_the_verdict"],
    "commit anything on the branch": [
        _LEFT_ALONE,
        "test_what_was_found_while_the_branch_was_left_alone_comes_after_the_merge",
    ],
    "press *Update branch*": ["test_github_s_update_of_the_branch_is_nobody_s_commit"],
    "tick *Rebuild this pull request*": [
        "test_the_rebuild_box_gives_the_branch_back_and_keeps_what_was_turned_down_or_moved"
    ],
    "untick a paper that is suggested": [
        "test_unticking_a_suggested_paper_takes_its_line_off_the_branch_in_one_run_and_says_so"
    ],
    "tick another section of it": [
        "test_a_suggested_paper_moves_by_two_taps",
        "test_two_boxes_of_one_paper_are_two_sections",
    ],
    "tick a section of a paper that is perhaps for the list": [
        "test_a_ticked_box_places_the_paper_and_the_body_says_what_came_of_it",
        "test_not_for_this_list_turns_a_paper_down_for_good",
    ],
    "merge and leave a question unanswered": [
        "test_a_question_that_a_merge_left_unanswered_comes_with_the_next_papers_and_not_alone"
    ],
    "leave a question unanswered for 30 days": [
        "test_a_question_that_nobody_answers_is_dropped_when_the_text_says_and_nothing_is_learnt",
        "test_a_question_dropped_from_an_open_pull_request_is_said",
    ],
    "close without merging": [
        "test_closing_turns_down_what_was_asked_too_and_reopening_takes_that_back",
        "test_what_is_closed_is_rejected_but_for_what_was_taken_by_hand",
        "test_after_a_close_its_papers_never_come_back_and_new_ones_do",
    ],
    "close it while it goes to another branch than the default one": [
        "test_a_pull_request_that_is_closed_while_it_points_elsewhere_decides_nothing"
    ],
    "delete the branch": ["test_a_branch_deleted_with_its_pull_request_counts_as_closed"],
    "reopen": ["test_reopening_takes_the_rejection_back"],
    "merge it into another branch than the default one": [
        "test_a_merge_into_another_branch_decides_nothing_and_its_papers_wait"
    ],
    "correct the list after merging": [
        "test_corrections_on_the_default_branch_after_the_merge_are_learnt_days_later_too"
    ],
    "add a paper by hand": ["test_papers_that_a_maintainer_adds_by_hand_are_learnt_with_their_day"],
    "rename or move sections, change the title, use other files": [
        "test_whatever_headings_and_files_are_called_what_waits_and_what_is_known_stay"
    ],
    "split or delete a section": [
        "test_a_section_that_was_split_is_asked_about_with_both_parts",
        "test_a_section_that_is_gone_asks_among_all_and_its_return_makes_suggestions_again",
    ],
    "shorten a paper's title, or link it elsewhere": [
        "test_a_paper_with_a_shorter_title_and_another_link_is_still_that_paper"
    ],
    "write above or below the bot's part of the body, change the title": [
        "test_words_around_the_bot_s_part_and_a_title_of_one_s_own_stay"
    ],
    "delete a row of `data/labels.csv` on `curator-state`": ["test_deleting_the_row_takes_the_rejection_back"],
    "write sections into a row that turned a paper down": ["test_a_row_that_a_person_corrected_stays_corrected"],
    "move papers to another Markdown file of the repository": [
        "test_papers_that_moved_to_a_file_that_no_setting_names_are_not_turned_down"
    ],
    "bring the branch to another one of yours by a pull request of your own": [
        "test_a_colleague_s_pull_request_from_the_bot_s_branch_is_not_written_in",
        "test_a_closing_counts_though_a_colleague_s_pull_request_from_that_branch_ended_before",
    ],
    "delete `curator-state`, or set it back": [
        "test_without_its_memory_nothing_false_is_said_and_nothing_falls_out_of_the_pull_request",
        "test_a_memory_that_was_set_back_says_nothing_false_and_loses_no_paper",
        "test_a_tick_on_a_paper_that_the_lost_memory_held_is_never_called_decided",
    ],
    "nothing, for 30 days: no tick, comment or review": [
        "test_a_pull_request_that_nobody_touched_for_30_days_is_left_as_it_is_until_a_tick",
        "test_a_word_of_a_person_within_30_days_keeps_the_updates_coming",
    ],
}
IT_NEVER = {
    "pushes over a commit it has not seen": [
        "test_a_commit_that_a_person_pushes_in_the_last_instant_is_not_overwritten",
        "test_labels_learnt_meanwhile_are_not_overwritten",
    ],
    "touches a branch on which anyone else committed": [
        _LEFT_ALONE,
        "test_commits_that_come_after_the_end_of_a_pull_request_are_left_alone_too",
    ],
    "takes no closing for a decision that a bot made": [
        "test_a_pull_request_that_the_bot_closed_decides_nothing",
        "test_a_close_by_a_bot_turns_nothing_down",
    ],
    "learns nothing from a list of which no entry is left": [
        "test_a_list_that_is_broken_for_a_night_changes_nothing_and_says_so"
    ],
    "never merges text": ["test_on_a_conflict_the_insertion_is_made_again_on_the_new_list"],
    "opens no second pull request": [
        "test_a_pull_request_that_was_opened_though_no_answer_came_is_found_and_not_opened_twice",
        "test_another_branch_in_the_settings_opens_no_second_pull_request",
        "test_two_runs_at_once_lose_nothing_and_open_one_pull_request",
    ],
    "gives no right to write to a job that reads a feed or loads a model": [
        "test_no_job_both_holds_a_right_to_write_and_loads_a_model"
    ],
    "writes no comment": ["test_the_bot_writes_no_comment_whatever_becomes_of_its_pull_request"],
}


def test_each_thing_that_a_maintainer_may_do_has_its_tests_and_no_other_is_promised() -> None:
    table = _PAGE.split("| you do | curator |\n|---|---|\n")[1].split("\n\n")[0]
    assert [row.split(" | ")[0].removeprefix("| ") for row in table.splitlines()] == [*YOU_DO]


def test_each_thing_that_it_never_does_has_its_tests() -> None:
    lines = re.findall(r"^- It (.+)", _PAGE.split("## What it never does")[1].split("\n## ")[0], re.MULTILINE)
    assert len(lines) == len(IT_NEVER)
    assert all(promise in line for promise, line in zip(IT_NEVER, lines, strict=True))


def test_each_test_that_is_named_is_there() -> None:
    assert {name for names in [*YOU_DO.values(), *IT_NEVER.values()] for name in names} <= _TESTS
