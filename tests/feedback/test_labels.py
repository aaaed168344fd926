from dataclasses import replace
from datetime import date

import pytest

from curator.feedback import labels, labels_csv
from curator.lists import parse_all
from curator.lists.identity import Counterparts, Sections, sections
from curator.types import NO_ID, Entry, Label, PaperId, SectionPath, Span, Survey

NONE = Counterparts({}, {})
HEADER = ",".join(labels_csv.COLUMNS) + "\n"


def _entry(arxiv_id: str, title: str, section: str) -> Entry:
    return Entry(PaperId(arxiv_id), title, (section,), Span(0, 1))


def test_a_paper_that_stands_twice_in_the_list_is_one_label_with_both_sections() -> None:
    first = Survey("", (), (_entry("2603.00001", "Same", "A"), _entry("", "No id: yet", "A")))
    second = Survey("", (), (_entry("2603.00001", "Same, again", "B"), _entry("", "No ID – yet", "B")))
    assert labels.from_surveys([first, second]) == [
        Label(PaperId("2603.00001"), "Same", (("A",), ("B",))),
        Label(NO_ID, "No id: yet", (("A",), ("B",))),
    ]


def test_the_list_outweighs_a_decision_about_the_same_paper_and_takes_its_date() -> None:
    day = date(2026, 3, 2)
    listed = [Label(PaperId("2603.00001"), "Kept", (("A",),)), Label(PaperId("2603.00002"), "Undated", (("A",),))]
    decided = [
        Label(PaperId("2603.00001"), "Kept", (), day, "pull request 7", "maintainer"),
        Label(PaperId("2603.00003"), "Turned down", (), day),
        Label(PaperId("2603.00004"), "Once accepted, taken out since", (("A",),), day),
    ]
    assert labels.combine(listed, decided) == [
        Label(PaperId("2603.00001"), "Kept", (("A",),), day, "pull request 7", "maintainer"),
        Label(PaperId("2603.00002"), "Undated", (("A",),)),
        Label(PaperId("2603.00003"), "Turned down", (), day),
    ]


@pytest.mark.parametrize("sections", [(), (("A",),)], ids=["turned down", "taken"])
def test_an_entry_that_lost_its_link_or_got_one_is_still_the_paper_that_was_decided_on(
    sections: tuple[SectionPath, ...],
) -> None:
    day = date(2026, 3, 2)
    linked, bare = Label(PaperId("2603.00001"), "Fewer Words", (("A",),)), Label(NO_ID, "Fewer words", (("A",),))
    for entry, decision in ((linked, bare), (bare, linked)):
        decided = replace(decision, sections=sections, decided_on=day, source="#1 merged")
        known = replace(entry, id=linked.id, decided_on=day, source="#1 merged")
        assert labels.combine([entry], [decided]) == [known]


@pytest.mark.parametrize("heading", ["Vision / Language", "Vision | Language"])
def test_a_heading_with_a_separator_that_an_older_file_split_is_still_that_section(heading: str) -> None:
    listed = Survey("", (), (_entry("2603.00001", "One", heading),))
    (older,) = labels_csv.read(f"{HEADER}2603.00001,One,{heading},2026-03-02,#4 merged,her\n")
    day = date(2026, 3, 9)
    (once,) = labels.follow([older], [listed], day, NONE)
    assert once == replace(older, sections=((heading,),))
    assert labels.follow(labels_csv.read(labels_csv.write([once])), [listed], day, NONE) == [once]


def test_a_paper_in_two_sections_that_were_both_split_keeps_its_day() -> None:
    before: Sections = {("A",): frozenset({"a", "b", "2603.00001"}), ("B",): frozenset({"c", "d", "2603.00001"})}
    text = "".join(
        f"## {name}\n\n- [T](https://arxiv.org/abs/2603.00001)\n- [{entry}](https://example.org/{entry})\n\n"
        for name, entry in (("New", "b"), ("Other", "d"))
    )
    head = "## A\n\n- [a](https://example.org/a)\n\n## B\n\n- [c](https://example.org/c)\n\n"
    surveys = parse_all({"README.md": head + text})
    known = Label(PaperId("2603.00001"), "T", (("A",), ("B",)), None, "list")
    (now, *_) = labels.follow([known], surveys, date(2026, 3, 2), Counterparts(before, sections(surveys)))
    assert now == replace(known, sections=(("New",), ("Other",)))


TAKEN = Label(PaperId("2603.00001"), "One", (("Methods",),), date(2026, 3, 1), "#1 merged", "person")


@pytest.mark.parametrize(
    ("label", "elsewhere", "stays"),
    [
        (TAKEN, (), False),
        (TAKEN, ("2603.00001",), True),
        (replace(TAKEN, source="#1 closed"), (), True),
        (replace(TAKEN, source="#1 closed, then the list"), (), False),
    ],
)
def test_a_paper_that_is_gone_was_turned_down_unless_another_document_names_it_or_its_row_was_corrected(
    label: Label, elsewhere: tuple[str, ...], stays: bool
) -> None:
    surveys = parse_all({"README.md": "# L\n\n## Methods\n\n- [Other](https://arxiv.org/abs/2401.00001)\n"})
    since = Counterparts(sections(surveys), sections(surveys))
    (now, *_) = labels.follow([label], surveys, date(2026, 3, 2), since, elsewhere)
    assert bool(now.sections) == stays


def test_a_paper_that_was_retitled_and_linked_elsewhere_in_a_part_split_off_is_still_that_paper() -> None:
    head = "## A\n\n- [a](https://example.org/a)\n- [b](https://example.org/b)\n\n"
    text = f"{head}## New\n\n- [Fresh](https://example.org/f)\n"
    surveys = parse_all({"README.md": text})
    known = Label(PaperId("2603.00001"), "Fresh: a way", (("A",),), date(2026, 3, 1), "#1 merged")
    since = Counterparts({("A",): frozenset({"a", "b", "2603.00001", "freshaway"})}, sections(surveys))
    (now, *_) = labels.follow([known], surveys, date(2026, 3, 2), since)
    assert now == replace(known, title="Fresh", sections=(("New",),))
