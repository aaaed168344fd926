"""Plots whose text can be read: no name over another, none beyond the edge."""

import re
from itertools import pairwise

import pytest

from curator.evaluation.plots import Series, bars, lines

WIDTH, NAME = 400, 56
"""The drawing's width and what the name of a month takes, in its own units."""


def names(drawn: str) -> list[float]:
    """Return the middles of the names under the axis."""
    return [float(x) for x in re.findall(r'<text x="([\d.]+)" y="213" text-anchor="middle">\d{4}-\d\d<', drawn)]


@pytest.mark.parametrize("count", [1, 2, 6, 7, 12, 13, *range(14, 120)])
def test_no_name_lies_over_its_neighbour_or_beyond_the_edge(count: int) -> None:
    months = [f"{2020 + n // 12}-{n % 12 + 1:02}" for n in range(count)]
    for drawn in (bars(months, [Series("shown", [1] * count)]), lines(months, [Series("taken", [0.5] * count)], "")):
        found = names(drawn)
        assert found
        assert all(after - before >= NAME for before, after in pairwise(found))
        assert max(found) <= WIDTH - NAME / 2


def test_every_place_is_named_where_there_is_room() -> None:
    months = [f"2024-{n:02}" for n in range(1, 7)]
    assert len(names(bars(months, [Series("shown", [1] * 6)]))) == 6
