from dataclasses import dataclass

import pytest
from pydantic import TypeAdapter

from curator.errors import CuratorError
from curator.storage.json import Schema


@dataclass(frozen=True)
class Point:
    x: int
    y: int = 0


POINT = TypeAdapter(Point)
THIRD = Schema(POINT, "point.json", (lambda old: {"a": old["first"]}, lambda old: {"x": old["a"]}))


@pytest.mark.parametrize(
    "text",
    [
        '{"first": 1}',
        '{"version": 0, "first": 1}',
        '{"version": 1, "first": 1}',
        '{"version": 2, "a": 1}',
        '{"version": 3, "x": 1}',
    ],
)
def test_a_value_in_any_older_form_is_brought_up_to_date(text: str) -> None:
    assert THIRD.read(text, "here.json") == Point(1)


def test_what_is_written_says_its_form_and_is_read_again() -> None:
    text = THIRD.write(Point(1, 2))
    assert text == '{\n "version": 3,\n "x": 1,\n "y": 2\n}\n'
    assert THIRD.read(text, "here.json") == Point(1, 2)


@pytest.mark.parametrize("version", ["4", '"2"', "-1", "null", "[]"])
def test_a_form_that_is_not_known_asks_for_a_newer_curator(version: str) -> None:
    with pytest.raises(CuratorError, match=r"^here.json: form .* is of a newer curator: update curator$"):
        THIRD.read(f'{{"version": {version}, "x": 1}}', "here.json")


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{" * 100_000, '{"version": 3, "x": "many"}', '{"version": 1, "a": 1}', '{"version": 1, "first": []}'],
)
def test_anything_else_is_one_line_that_says_what_to_do(text: str) -> None:
    with pytest.raises(CuratorError, match=r"^here.json: .*: restore the file from git, or delete it$"):
        THIRD.read(text, "here.json")
