"""Tables that people make: with and without what spreadsheets put in front of them."""

from pathlib import Path

import pytest

from curator.errors import CuratorError
from curator.storage import tables


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_ids_and_placements_are_read_as_a_spreadsheet_or_a_program_writes_them(
    tmp_path: Path, mark: str, end: str
) -> None:
    def written(*lines: str) -> Path:
        path = tmp_path / "table"
        path.write_bytes((mark + "".join(line + end for line in lines)).encode())
        return path

    assert [*tables.read_ids(written("arxiv_id,title", "2603.00001,Crème"))] == ["2603.00001"]
    assert [*tables.read_ids(written('{"id": "2603.00001"}', '{"id": "2603.00002"}'))] == ["2603.00001", "2603.00002"]
    torn = '{"id": "2603.00003", "title": "a\u2028b"}'
    assert [*tables.read_ids(written(torn))] == ["2603.00003"]
    assert tables.read_placements(written("arxiv_id,section", "2603.00001,Méthodes")) == [("2603.00001", "Méthodes")]


def test_a_number_keeps_its_zeros_and_a_field_that_a_line_lacks_is_empty(tmp_path: Path) -> None:
    table = tmp_path / "table"
    table.write_text('{"id": 2603.00010, "year": 2026}\n{"id": "2603.00002"}\n')
    assert [*tables.read_ids(table)] == ["2603.00010", "2603.00002"]
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
        ('{"id": "2603.00001"}\n[1, 2]\n', "neither CSV nor JSON lines"),
        ('{"id": "2603.00001"}\n5\n', "neither CSV nor JSON lines"),
        ('{"id": ' * 100_000, "neither CSV nor JSON lines"),
    ],
    ids=["comma", "last comma", "comma further down", "row", "figure", "deep"],
)
def test_a_table_that_would_be_misread_is_an_error_that_says_why(tmp_path: Path, text: str, complaint: str) -> None:
    (tmp_path / "table").write_text(text)
    with pytest.raises(CuratorError, match=complaint):
        tables.read_placements(tmp_path / "table")
