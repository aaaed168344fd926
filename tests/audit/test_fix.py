from collections import Counter

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from curator.audit import Edit, Finding, audit, mend_all
from curator.audit.fix import edited, mendable
from curator.lists import parse
from curator.lists.reading.blocks import lines_of
from curator.types import Paper, Survey
from tests.audit.listing import entry, paper
from tests.survey_strategies import ANY_TEXT, PAPERS, lists

QUICK = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
TITLE = "Pruning Large Models by Magnitude"


def mended(survey: Survey, papers: list[Paper]) -> str:
    return mend_all(survey, lambda one: audit([one], papers))[0].text


def mend(survey: Survey, findings: list[Finding]) -> str:
    return edited(survey.text, [edit for one in mendable(survey, findings) for edit in one.fix])


FAULTS = st.sampled_from(
    [
        "- A Tale of Two Broken Links [Paper](https:/a.org/x)\n",
        "- A Tale of Two Broken Links [Paper](https:/a.org/x)\n" * 2,
        "- A Tale of Open Brackets [Paper](https://a.org/x\n",
        "- A Tale of Nested Links [Paper]([x](https://a.org/x)) (that)[https://a.org/y]\n",
        "- A Tale of Signs Behind [Paper](https://arxiv.org/abs/2401.00009.)\n",
        "[See] (https://a.org/x) and [that](github.com/x)\n",
        f"- {TITLE} [Paper](https://a.org/x)\n",
        f"- {TITLE} [Paper](https://arxiv.org/abs/2501.00001) ![b](https://img.shields.io/badge/arXiv-2020-red)\n",
    ]
)
KNOWN = [paper("2401.00001", TITLE), paper("2501.00001", "Quite Another Matter of Rivers and Lakes")]


@given(lists(), st.lists(FAULTS, max_size=4), st.lists(PAPERS, max_size=3))
@QUICK
def test_only_the_lines_of_findings_change_and_mending_twice_changes_nothing(
    text: str, faults: list[str], papers: list[Paper]
) -> None:
    survey = parse(text + "\n\n## Faults\n\n" + "".join(faults))
    known = [*papers, *KNOWN]
    findings = audit([survey], known)
    touched = {n for one in findings if one.fix for n in range(one.line - 1, one.end_line)}
    free = Counter(line for n, line in enumerate(lines_of(survey.text)) if n not in touched)
    assert not free - Counter(lines_of(mend(survey, findings)))
    after = mended(survey, known)
    assert mended(parse(after), known) == after
    assert not [one for one in audit([parse(after)], known) if one.fix]


@given(ANY_TEXT)
@QUICK
def test_any_text_can_be_mended_and_what_has_no_finding_stays_to_the_byte(text: str) -> None:
    survey = parse(text)
    after = mended(survey, [])
    assert [section.path for section in parse(after).sections] == [section.path for section in survey.sections]
    if not any(one.fix for one in audit([survey])):
        assert after == text


def test_a_corrected_link_shows_that_its_badge_is_wrong_and_both_are_mended() -> None:
    badge = " ![b](https://img.shields.io/badge/arXiv-2020-red)"
    after = mended(parse("# L\n\n## Methods\n\n" + entry(TITLE, "2501.00001", badge)), KNOWN)
    assert after == "# L\n\n## Methods\n\n" + entry(TITLE, "2401.00001", badge.replace("2020", "2024"))


def finding(line: int, *edits: Edit) -> Finding:
    return Finding("badge", "README.md", line, line, "why", fix=edits)


def test_a_fix_that_would_change_another_entry_or_a_heading_is_left_out_and_the_others_are_made() -> None:
    text = "# L\n\n## Methods\n\n" + entry(TITLE, "2401.00001") + entry("Rivers and Lakes and Seas", "2401.00002")
    at = text.index("- ")
    sound, bad = finding(5, Edit(at + 2, at + 9, "Felling")), finding(6, Edit(5, 5, "## Benchmarks\n\n"))
    assert mend(parse(text), [sound, bad]) == text.replace("Pruning", "Felling")
    assert mend(parse(text), [bad]) == text


def test_of_two_fixes_that_overlap_the_first_is_made() -> None:
    text = "# L\n\n## Methods\n\n" + entry(TITLE, "2401.00001")
    at = text.index("Pruning")
    one, two = finding(5, Edit(at, at + 7, "Felling")), finding(5, Edit(at + 3, at + 5, "x"))
    assert mend(parse(text), [two, one]) == text.replace("Pruning", "Felling")


def test_two_fixes_that_are_sound_alone_but_not_together_are_not_both_made() -> None:
    text = "# L\n\n## Methods\n\n" + entry(TITLE, "2401.00001") + "\ntext\n"
    at = text.index("\ntext")
    one, two = finding(6, Edit(at, at, "=")), finding(7, Edit(at + 1, at + 5, "="))
    after = mend(parse(text), [one, two])
    assert after.count("=") <= 1


@given(st.text(max_size=20), st.lists(st.tuples(st.integers(0, 20), st.text(max_size=3)), max_size=3))
def test_edits_that_only_insert_leave_the_text_within(text: str, inserts: list[tuple[int, str]]) -> None:
    new = edited(text, [Edit(min(at, len(text)), min(at, len(text)), more) for at, more in inserts])
    assert len(new) == len(text) + sum(len(more) for _, more in inserts)
    rest = iter(new)
    assert all(letter in rest for letter in text)
