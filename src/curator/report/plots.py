"""Numbers → SVG, drawn by hand: two kinds of plot need no library."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

_COLOURS = ("#2457d6", "#d6662b", "#2b9a66")
_WIDTH, _HEIGHT, _LEFT, _BOTTOM, _TOP = 640, 260, 44, 46, 26


@dataclass(frozen=True, slots=True)
class Series:
    """A name and a value for each place on the axis, None where there is none."""

    name: str
    values: Sequence[float | None]


def lines(places: Sequence[str], series: Sequence[Series], axis: str) -> str:
    """Draw shares in [0, 1] as lines over evenly spaced places."""
    drawn = []
    for colour, one in zip(_COLOURS, series, strict=False):
        points = [(_across(n, len(places)), _up(v, 1)) for n, v in enumerate(one.values) if v is not None]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        drawn.append(f'<polyline fill="none" stroke="{colour}" stroke-width="2" points="{path}"/>')
        drawn += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="{colour}"/>' for x, y in points]
    return _frame(places, series, 1, axis, "".join(drawn))


def bars(places: Sequence[str], series: Sequence[Series]) -> str:
    """Draw counts as groups of bars."""
    top = max([value or 0 for one in series for value in one.values] + [1])
    room = (_WIDTH - _LEFT) / max(1, len(places))
    width = min(22.0, room * 0.8 / len(series))
    drawn = []
    for number, (colour, one) in enumerate(zip(_COLOURS, series, strict=False)):
        for place, value in enumerate(one.values):
            x = _across(place, len(places)) + (number - len(series) / 2) * width
            y = _up(value or 0, top)
            height = _up(0, top) - y
            drawn.append(
                f'<rect x="{x:.1f}" y="{y:.1f}" width="{width - 1:.1f}" height="{height:.1f}" fill="{colour}"/>'
            )
    return _frame(places, series, top, "", "".join(drawn))


def _across(place: int, places: int) -> float:
    return _LEFT + (_WIDTH - _LEFT) * (place + 0.5) / max(1, places)


def _up(value: float, top: float) -> float:
    return _HEIGHT - _BOTTOM - (_HEIGHT - _BOTTOM - _TOP) * value / top


def _frame(places: Sequence[str], series: Sequence[Series], top: float, axis: str, drawn: str) -> str:
    marks = [top * step / 4 for step in range(5)]
    grid = "".join(
        f'<line x1="{_LEFT}" x2="{_WIDTH}" y1="{_up(m, top):.1f}" y2="{_up(m, top):.1f}" stroke="#dde2ea"/>'
        f'<text x="{_LEFT - 6}" y="{_up(m, top) + 4:.1f}" text-anchor="end">{m:.3g}</text>'
        for m in marks
    )
    every = max(1, len(places) // 12)
    names = "".join(
        f'<text x="{_across(n, len(places)):.1f}" y="{_HEIGHT - 29}" text-anchor="middle">{escape(place)}</text>'
        for n, place in enumerate(places)
        if n % every == 0
    )
    legend = "".join(
        f'<rect x="{_LEFT + n * 170}" y="4" width="11" height="11" fill="{colour}"/>'
        f'<text x="{_LEFT + n * 170 + 16}" y="14">{escape(one.name)}</text>'
        for n, (colour, one) in enumerate(zip(_COLOURS, series, strict=False))
    )
    below = f'<text x="{_WIDTH / 2}" y="{_HEIGHT - 6}" text-anchor="middle">{escape(axis)}</text>'
    label = escape(", ".join(one.name for one in series))
    inside = f"{grid}{drawn}{names}{legend}{below}"
    return f'<svg viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" aria-label="{label}">{inside}</svg>'
