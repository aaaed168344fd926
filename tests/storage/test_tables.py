"""Tables that people make: with and without what spreadsheets put in front of them."""

from pathlib import Path

import pytest

from curator.errors import CuratorError
from curator.storage import tables
from curator.types import PaperId


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_ids_and_placements_are_read_as_a_spreadsheet_or_a_program_writes_them(
    tmp_path: Path, mark: str, end: str
) -> None:
    def written(*lines: str) -> Path:
        path = tmp_path / "table"
        path.write_bytes((mark + "".join(line + end for line in lines)).encode())
        return path

    assert [*ids(written("arxiv_id,title", "2603.00001,Crème"))] == ["2603.00001"]
    assert [*ids(written('{"id": "2603.00001"}', '{"id": "2603.00002"}'))] == ["2603.00001", "2603.00002"]
    torn = '{"id": "2603.00003", "title": "a\u2028b"}'
    assert [*ids(written(torn))] == ["2603.00003"]
    assert tables.read_placements(written("arxiv_id,section", "2603.00001,Méthodes")) == [("2603.00001", "Méthodes")]


def ids(path: Path) -> dict[PaperId, None]:
    found, unread = tables.read_ids(path)
    assert not unread
    return found


def test_values_that_are_no_ids_come_apart_and_each_id_once(tmp_path: Path) -> None:
    (tmp_path / "table").write_text("id\n2603.00001\npony\nmath.GT/0309136\n2603.00001v2\n2603.00002\n")
    found, unread = tables.read_ids(tmp_path / "table")
    assert [*found] == ["2603.00001", "math/0309136", "2603.00002"]
    assert unread == ["pony"]
    (tmp_path / "table").write_text("2603.00001\n")
    with pytest.raises(CuratorError, match="the first line of a CSV file must name its columns"):
        tables.read_ids(tmp_path / "table")


def test_a_number_keeps_its_zeros_and_a_field_that_a_line_lacks_is_empty(tmp_path: Path) -> None:
    table = tmp_path / "table"
    table.write_text('{"id": 2603.00010, "year": 2026}\n{"id": "2603.00002"}\n')
    assert [*ids(table)] == ["2603.00010", "2603.00002"]
    for text in (
        '{"arxiv_id": "2603.00001"}\n{"arxiv_id": "2603.00002", "section": "A"}\n',
        "arxiv_id,section\n2603.00001\n2603.00002,A\n",
    ):
        table.write_text(text)
        assert tables.read_placements(table) == [("2603.00001", ""), ("2603.00002", "A")]


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("arxiv_id,section\n2603.00001,Vision, Language\n", "more fields than the first line: put a text .* in quotes"),
        ("arxiv_id,section\n2603.00001,A,\n", "more fields than the first line"),
        (
            "arxiv_id,section\n2603.00001,A\n2603.00002,Vision, Language\n",
            "neither CSV nor JSON lines: .* line 3, saw 3",
        ),
        ("\ufeff \n", "the file is empty"),
        ('arxiv_id,section\n"2603.00001', "neither CSV nor JSON lines: EOF inside string"),
        ('{"id": "2603.00001"}\n[1, 2]\n', "neither CSV nor JSON lines"),
        ('{"id": "2603.00001"}\n5\n', "neither CSV nor JSON lines"),
        ('{"id": ' * 100_000, "neither CSV nor JSON lines"),
    ],
    ids=["comma", "last comma", "comma further down", "empty", "quote", "row", "figure", "deep"],
)
def test_a_table_that_would_be_misread_is_an_error_that_says_why(tmp_path: Path, text: str, complaint: str) -> None:
    (tmp_path / "table").write_text(text)
    with pytest.raises(CuratorError, match=complaint):
        tables.read_placements(tmp_path / "table")
