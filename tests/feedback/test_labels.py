from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.errors import CuratorError
from curator.feedback import labels
from curator.lists import parse_all
from curator.lists.identity import Counterparts, Sections, sections
from curator.types import NO_ID, Entry, Label, PaperId, SectionPath, Span, Survey
from tests.fakes import any_text

NONE = Counterparts({}, {})
HEADER = "arxiv_id,title,sections,decided_on,source,by\n"

_line = any_text.map(lambda text: " ".join(text.split()))
_heading = (_line | st.text(st.sampled_from("ab /|\\")).map(lambda text: " ".join(text.split()))).filter(bool)
_ids = st.from_regex(r"\d{4}\.\d{5}", fullmatch=True).filter(str.isascii) | st.just("")
_labels = st.builds(
    Label,
    _ids,
    _line,
    st.lists(st.lists(_heading, min_size=1, max_size=3).map(tuple), max_size=3).map(tuple),
    st.none() | st.dates(),
    _line,
    _line,
).filter(lambda label: label.id or label.title)  # a row that names no paper is none


def _entry(arxiv_id: str, title: str, section: str) -> Entry:
    return Entry(PaperId(arxiv_id), title, (section,), Span(0, 1))


@given(st.lists(_labels))
def test_labels_come_back_from_csv_as_they_went(some: list[Label]) -> None:
    assert sorted(labels.read(labels.write(some)), key=repr) == sorted(some, key=repr)


@given(st.lists(_labels), st.randoms())
def test_the_same_labels_in_any_order_are_the_same_bytes(some: list[Label], random) -> None:  # type: ignore[no-untyped-def]
    unique = [*{(label.id, label.title): label for label in some}.values()]
    shuffled = random.sample(unique, len(unique))
    assert labels.write(shuffled) == labels.write(unique)


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


def test_a_byte_order_mark_in_front_of_the_columns_does_not_matter() -> None:
    assert labels.read("\ufeff" + HEADER + "2603.00001v2,T,A / B | C,2026-03-02,list,\n") == [
        Label(PaperId("2603.00001"), "T", (("A", "B"), ("C",)), date(2026, 3, 2))
    ]


def test_a_row_by_hand_may_end_with_its_sections() -> None:
    text = HEADER + "2603.00001,T,A / B\n2603.00002,U,\n"
    assert [(one.id, one.sections) for one in labels.read(text)] == [("2603.00001", (("A", "B"),)), ("2603.00002", ())]


def test_rows_without_a_paper_are_passed_over() -> None:
    text = HEADER + "\n,,,,,\n  , ,Agents,2026-03-02,list,\n2603.00001,T,A,,list,\n"
    assert [one.id for one in labels.read(text)] == ["2603.00001"]


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "here.csv: no column arxiv_id, title, sections, decided_on, source, by"),
        ("arxiv_id,title\n", "here.csv: no column sections, decided_on, source, by"),
        (HEADER + "x,T,A,,list,\n", "here.csv, line 2: 'x' is no arXiv id"),
        (HEADER + ",a\rb,A,,list,\n", "here.csv, line 1: new-line character"),
        (HEADER.replace("\n", "\r") + "2603.00001,T,A,,list,\r", "here.csv, line 1: new-line character"),
        ('"' + HEADER, "here.csv, line 1: .*: close its quotes"),
        (HEADER + "2603.00001,T\n", "here.csv, line 2: cut short: its third field names sections"),
        (
            HEADER + "2603.00001,A title, with a comma,A,2026-03-02,list,\n",
            "line 2: more fields than the first line",
        ),
        (HEADER + '2603.00001,"T,A,,list,\n2603.00002,U,A,,list,\n', "unexpected end of data: close its quotes"),
        (HEADER + '2603.00001,"T,A,,list,\n2603.00002,"U, V",A,,list,\n', "expected after .*: close its quotes"),
        (HEADER + ",T,A,March,list,\n", "here.csv, line 2: 'March' is no date: write it as 2026-03-31"),
    ],
)
def test_what_is_wrong_is_said_with_file_and_line(text: str, complaint: str) -> None:
    with pytest.raises(CuratorError, match=complaint):
        labels.read(text, "here.csv")


@pytest.mark.parametrize(
    ("sections", "text"),
    [
        ((("Agents", "Web"), ("Data",)), "Agents / Web | Data"),
        ((("Vision / Language",),), r"Vision \/ Language"),
        ((("Read/Write", "TCP/IP"),), "Read/Write / TCP/IP"),
        ((("A | B",), ("|", "/")), r"A \| B | \| / \/"),
        (((r"\/", "\\"),), r"\\/ / " + "\\"),
    ],
)
def test_sections_are_one_text_that_a_person_reads_and_writes(sections: tuple[SectionPath, ...], text: str) -> None:
    assert labels.joined(sections) == text
    assert labels.split(text) == sections


@pytest.mark.parametrize("heading", ["Vision / Language", "Vision | Language"])
def test_a_heading_with_a_separator_that_an_older_file_split_is_still_that_section(heading: str) -> None:
    listed = Survey("", (), (_entry("2603.00001", "One", heading),))
    (older,) = labels.read(HEADER + f"2603.00001,One,{heading},2026-03-02,#4 merged,her\n")
    day = date(2026, 3, 9)
    (once,) = labels.follow([older], [listed], day, NONE)
    assert once == replace(older, sections=((heading,),))
    assert labels.follow(labels.read(labels.write([once])), [listed], day, NONE) == [once]


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
