"""Replay many lists as `curator backtest` does, and write the table and the plot of docs/pace.md.

    python -m experiments.backtests --repositories FOLDER --papers PAPERS [--cases FOLDER]

The first FOLDER holds git clones of lists, the second replay cases, of which repositories are made where there is no
clone. Reports are kept under build/backtests: what is done is not done again.
"""

import argparse
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from statistics import mean
from typing import Any

import numpy as np
import numpy.typing as npt

from curator.evaluation import plots
from curator.feedback import drift
from curator.types import Answer, Impression, PaperId, Response
from curator.use_cases.backtest import backtest, write_report
from experiments import bootstrap, repositories

_SINCE = date(2025, 5, 1)
_MANY = 50  # papers shown from which on a list's own stated chances are looked at
_APART = 0.07  # how far stated and taken may be apart
_STYLE = (
    "<style>text{font:11px sans-serif;fill:#57606a}.grid{stroke:#8c959f;stroke-opacity:.4}"
    ".s0{color:#0969da}.s1{color:#bc4c00}.s2{color:#8250df}</style>"
)
_HEAD = (
    "| list | weeks | added | shown | found | share | load | stated | taken | first find | most | right | ELAS u4 |\n"
    "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|"
)

Floats = npt.NDArray[np.float64]
Figures = Mapping[str, Any]


def replay(repository: Path, papers: Path, output: Path) -> Figures:
    """Return the figures of one list, replayed unless they are there."""
    folder = output / repository.name
    if not (folder / "report.json").exists():
        figures = backtest(repository, papers, since=_SINCE, output=folder)
        write_report(figures, folder)
    known: Figures = json.loads((folder / "report.json").read_text("utf-8"))
    return known


def table(reports: Mapping[str, Figures]) -> str:
    """Return a row for each list, most added first, then all together and the means of the lists."""
    rows = [_row(name, one) for name, one in sorted(reports.items(), key=lambda pair: -pair[1]["added"])]
    return "\n".join([_HEAD, *rows, *_totals([*reports.values()])])


def _row(name: str, one: Figures) -> str:
    taken = one["found"] / one["shown"] if one["shown"] else None
    cells = [
        name, f"{one['weeks']:.0f}", one["added"], one["shown"], one["found"], _two(one["recall"]), _one(one["load"]),
        _two(one["fits"]), _two(taken), one["weeks_to_first_find"] or "–", one["most_in_a_week"],
        _two(one["right_section"]), one["peers"]["ELAS u4"],
    ]  # fmt: skip
    return f"| {' | '.join(map(str, cells))} |"


def _totals(reports: Sequence[Figures]) -> list[str]:
    added, shown, found, right, lines = (
        sum(one[name] for one in reports) for name in ("added", "shown", "found", "right", "suggested_taken")
    )
    elas = sum(one["peers"]["ELAS u4"] for one in reports)
    loads = [one["load"] for one in reports if one["load"]]
    together = ["**together**", "", added, shown, found, _two(found / added), _one(shown / found)]
    means = [
        "**mean of the lists**",
        "",
        "",
        "",
        "",
        _two(mean(one["recall"] or 0 for one in reports)),
        _one(mean(loads)),
    ]
    together += ["", "", "", "", _two(right / max(1, lines)), elas]
    return [f"| {' | '.join(map(str, cells + [''] * (13 - len(cells))))} |" for cells in (together, means)]


def intervals(reports: Sequence[Figures]) -> dict[str, tuple[float, float]]:
    """Return 95 % intervals of the share found, the load and what ELAS u4 finds less, by a bootstrap over lists."""
    counts = np.array([[one["added"], one["shown"], one["found"], one["peers"]["ELAS u4"]] for one in reports], float)
    added, shown, found, elas = bootstrap.drawn(counts).sum(axis=1).T
    figures = {"found": found / added, "load": shown / found, "found less ELAS u4": (found - elas) / added}
    return {name: tuple(np.quantile(drawn_, [0.025, 0.975]).round(3).tolist()) for name, drawn_ in figures.items()}


def thirds(reports: Sequence[Figures]) -> Floats:
    """Return of each list and third of its replay how much was shown and followed, and how much of it taken in time."""
    followed = [[month["followed"] for month in one["timeline"] if month["followed"]["shown"]] for one in reports]
    parts = [np.array_split(np.array(months, object), 3) for months in followed]
    return np.array(
        [[[sum(month[name] for month in part) for name in ("shown", "taken")] for part in one] for one in parts], float
    )


def rise(counts: Floats) -> tuple[list[float], tuple[float, float]]:
    """Return the share taken in each third, all lists together, and a 95 % interval of how much it rises."""
    shares = [one[..., 1] / one[..., 0] for one in (counts.sum(axis=0), bootstrap.drawn(counts).sum(axis=1))]
    low, high = np.quantile(shares[1][:, 2] - shares[1][:, 0], [0.025, 0.975]).round(3).tolist()
    return shares[0].round(3).tolist(), (low, high)


def misstated(reports: Mapping[str, Figures]) -> tuple[list[str], int]:
    """Return the lists on which more or less was taken than stated, by more than 0.07, and how many were looked at."""
    many = {name: one for name, one in reports.items() if one["shown"] >= _MANY}
    return [name for name, one in many.items() if abs(one["fits"] - one["found"] / one["shown"]) > _APART], len(many)


def told_far(weeks: Sequence[Mapping[str, Any]]) -> int:
    """Return in how many weeks of a replay its maintainer is told that what is shown is far from the list."""
    told, answers = 0, list[Answer]()
    for week in weeks:
        on = date.fromisoformat(week["day"]) + timedelta(weeks=1)
        told += any("is far from the list" in one for one in drift.notices(Response(answers=tuple(answers)), on))
        seen = [(Impression(PaperId(one["id"]), on, one["position"], one["score"]), one) for one in week["shown"]]
        answers += [Answer(impression, taken=bool(one["sections"])) for impression, one in seen]
    return told


def plot(reports: Sequence[Figures]) -> str:
    """Draw, month by month, the share of what was shown that was taken in time, by curator and by another ranking."""
    months: defaultdict[int, list[Figures]] = defaultdict(list)
    for one in reports:
        for number, month in enumerate(one["timeline"]):
            months[number].append(month["followed"])
    inside = [some for _, some in sorted(months.items()) if any(one["shown"] for one in some)]
    taken = [_ratio(some, "taken", "shown") for some in inside]
    peers = [_ratio(some, "ELAS u4", "shown") for some in inside]
    series = [plots.Series("taken", taken), plots.Series("ELAS u4", peers)]
    drawn = plots.lines([str(number) for number, _ in enumerate(inside, 1)], series, "month of the replay")
    svg = drawn.removeprefix("<figure>").removesuffix("</figure>")
    return svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1).replace(">", f">{_STYLE}", 1)


def _ratio(months: Sequence[Figures], part: str, whole: str) -> float | None:
    total = sum(month[whole] for month in months)
    return sum(month[part] for month in months) / total if total else None


def _one(value: float | None) -> str:
    return "–" if value is None else f"{value:.1f}"


def _two(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


def main() -> None:
    """Read the arguments, replay what is not yet replayed, print the table and the intervals, write the plot."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--repositories", type=Path, required=True, help="a folder of git clones of lists")
    parser.add_argument("--papers", type=Path, required=True, help="a table or a snapshot of papers")
    parser.add_argument("--cases", type=Path, help="a folder of replay cases")
    parser.add_argument("--output", type=Path, default=Path("build/backtests"), help="where reports and plot go")
    chosen = parser.parse_args()
    folders = repositories.found(chosen.repositories, chosen.cases, chosen.papers, chosen.output / "repositories")
    reports = {path.name: replay(path, chosen.papers, chosen.output) for path in folders}
    print(table(reports))
    print(intervals([*reports.values()]))
    print("taken within eight weeks, by thirds, and the rise:", *rise(thirds([*reports.values()])))
    print("stated and taken apart on {1} lists: {0}".format(*misstated(reports)))
    replays = [json.loads((chosen.output / name / "weeks.json").read_text("utf-8"))["weeks"] for name in reports]
    far, every = sum(map(told_far, replays)), sum(map(len, replays))
    print(f"told that what is shown is far from the list: in {far} of {every} weeks")
    (chosen.output / "taken.svg").write_text(plot([*reports.values()]), "utf-8")


if __name__ == "__main__":
    main()
