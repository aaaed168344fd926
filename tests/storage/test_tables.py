"""Tables that people make: with and without what spreadsheets put in front of them."""

from pathlib import Path

import pytest

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
