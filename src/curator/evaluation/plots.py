"""Numbers → SVG that takes its colours from the page: two kinds of plot need no library."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

_WIDTH, _HEIGHT, _LEFT, _BOTTOM, _TOP = 400, 240, 40, 44, 26
_NAME = 56  # what the name of a place takes, in units of the width


@dataclass(frozen=True, slots=True)
class Series:
    """A name and a value for each place on the axis, None where there is none."""

    name: str
    values: Sequence[float | None]


def lines(places: Sequence[str], series: Sequence[Series], axis: str) -> str:
    """Draw shares in [0, 1] as lines over evenly spaced places."""
    drawn = []
    for number, one in enumerate(series):
        points = [(_across(n, len(places)), _up(v, 1)) for n, v in enumerate(one.values) if v is not None]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        dots = "".join(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="currentColor"/>' for x, y in points)
        line = f'<polyline fill="none" stroke="currentColor" stroke-width="2" points="{path}"/>'
        drawn.append(f'<g class="s{number}">{line}{dots}</g>')
    return _frame(places, series, 1, axis, "".join(drawn))


def bars(places: Sequence[str], series: Sequence[Series]) -> str:
    """Draw counts as groups of bars."""
    most = max([value or 0 for one in series for value in one.values] + [1])
    top = -(-most // 4) * 4  # in whole quarters
    width = min(22.0, (_WIDTH - _LEFT) / max(1, len(places)) * 0.8 / len(series))
    drawn = []
    for number, one in enumerate(series):
        shift = (number - len(series) / 2) * width
        group = "".join(
            _bar(_across(place, len(places)) + shift, _up(value or 0, top), width)
            for place, value in enumerate(one.values)
        )
        drawn.append(f'<g class="s{number}">{group}</g>')
    return _frame(places, series, top, "", "".join(drawn))


def _bar(x: float, y: float, width: float) -> str:
    height = _HEIGHT - _BOTTOM - y
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{width * 0.9:.1f}" height="{height:.1f}" fill="currentColor"/>'


def _across(place: int, places: int) -> float:
    return _LEFT + (_WIDTH - _LEFT) * (place + 0.5) / max(1, places)


def _up(value: float, top: float) -> float:
    return _HEIGHT - _BOTTOM - (_HEIGHT - _BOTTOM - _TOP) * value / top


def _tick(value: float) -> str:
    return f"{value:,.0f}" if value >= 1000 else f"{value:.3g}"


def _named(places: int) -> list[tuple[int, float]]:
    """Return which places are named, and the middle of each name: none beyond the edge, none over its neighbour."""
    every = -(-places * _NAME // (_WIDTH - _LEFT)) or 1
    middles = [(n, min(_across(n, places), _WIDTH - _NAME / 2)) for n in range(0, places, every)]
    crowded = len(middles) > 1 and middles[-1][1] - middles[-2][1] < _NAME
    return middles[:-1] if crowded else middles


def _frame(places: Sequence[str], series: Sequence[Series], top: float, axis: str, drawn: str) -> str:
    marks = [top * step / 4 for step in range(5)]
    grid = "".join(
        f'<line class="grid" x1="{_LEFT}" x2="{_WIDTH}" y1="{_up(m, top):.1f}" y2="{_up(m, top):.1f}"/>'
        f'<text x="{_LEFT - 6}" y="{_up(m, top) + 4:.1f}" text-anchor="end">{_tick(m)}</text>'
        for m in marks
    )
    names = "".join(
        f'<text x="{x:.1f}" y="{_HEIGHT - 27}" text-anchor="middle">{escape(places[n])}</text>'
        for n, x in _named(len(places))
    )
    legend = "".join(
        f'<rect class="s{n}" x="{_LEFT + n * 110}" y="4" width="11" height="11" fill="currentColor"/>'
        f'<text x="{_LEFT + n * 110 + 16}" y="14">{escape(one.name)}</text>'
        for n, one in enumerate(series)
    )
    below = f'<text x="{(_LEFT + _WIDTH) / 2}" y="{_HEIGHT - 6}" text-anchor="middle">{escape(axis)}</text>'
    label = escape(", ".join(one.name for one in series))
    svg = f'<svg viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" aria-label="{label}">'
    return f"<figure>{svg}{grid}{drawn}{names}{legend}{below}</svg></figure>"
