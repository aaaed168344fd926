import pytest

from curator import standing
from curator.errors import CuratorError
from curator.records import Placed
from tests.fakes import DAY


def test_what_is_written_is_read_again() -> None:
    one = standing.Standing("abc", (Placed("2603.00001", "A title", ("A", "b")),), 7, DAY)
    assert standing.read(standing.write(one)) == one
    assert standing.read(standing.write(standing.NOTHING)) == standing.NOTHING


@pytest.mark.parametrize("text", ["", "[]", '{"learnt": "many"}', '{"placed": [{"arxiv_id": 1}]}'])
def test_anything_else_is_one_line_that_says_what_to_do(text: str) -> None:
    with pytest.raises(CuratorError, match=r"^standing.json: .*: restore the file from git, or delete it$"):
        standing.read(text)
