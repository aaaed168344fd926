from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.errors import CuratorError
from curator.feedback import labels_csv
from curator.types import Label, PaperId, SectionPath
from tests.fakes import any_text

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


@given(st.lists(_labels))
def test_labels_come_back_from_csv_as_they_went(some: list[Label]) -> None:
    assert sorted(labels_csv.read(labels_csv.write(some)), key=repr) == sorted(some, key=repr)


@given(st.lists(_labels), st.randoms())
def test_the_same_labels_in_any_order_are_the_same_bytes(some: list[Label], random) -> None:  # type: ignore[no-untyped-def]
    unique = [*{(label.id, label.title): label for label in some}.values()]
    shuffled = random.sample(unique, len(unique))
    assert labels_csv.write(shuffled) == labels_csv.write(unique)


def test_a_byte_order_mark_in_front_of_the_columns_does_not_matter() -> None:
    assert labels_csv.read("\ufeff" + HEADER + "2603.00001v2,T,A / B | C,2026-03-02,list,\n") == [
        Label(PaperId("2603.00001"), "T", (("A", "B"), ("C",)), date(2026, 3, 2))
    ]


def test_a_row_by_hand_may_end_with_its_sections() -> None:
    text = HEADER + "2603.00001,T,A / B\n2603.00002,U,\n"
    assert [(one.id, one.sections) for one in labels_csv.read(text)] == [
        ("2603.00001", (("A", "B"),)),
        ("2603.00002", ()),
    ]


def test_rows_without_a_paper_are_passed_over() -> None:
    text = HEADER + "\n,,,,,\n  , ,Agents,2026-03-02,list,\n2603.00001,T,A,,list,\n"
    assert [one.id for one in labels_csv.read(text)] == ["2603.00001"]


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
        labels_csv.read(text, "here.csv")


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
    assert labels_csv.joined(sections) == text
    assert labels_csv.split(text) == sections
