"""What the program's own commands come to on masked lists: learn, predict and insert what was taken out.

    python -m experiments.masked FOLDERS --papers PAPERS

FOLDERS hold masked lists: `masked.md` and `truth.jsonl`. Answers are kept under build/masked: what is done is not
done again, and a list takes half a minute.
"""

import argparse
import csv
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass, fields
from difflib import SequenceMatcher
from pathlib import Path
from typing import TypeAlias

import numpy as np
from joblib import Parallel, delayed
from rich.progress import track

from curator import lists
from curator.cli.show import PARTIAL
from curator.lists.writing.shape import shape
from curator.types import SectionPath, Survey
from experiments import bootstrap, cases

_MANY = 50  # papers from which a list's own calibration is looked at

Placed: TypeAlias = tuple[float, float, float, float, float]


@dataclass(frozen=True, slots=True)
class Figures:
    """How one list's papers were placed and written, as shares of those that were taken out.

    `first` and `third`: its section is the first guess, or one of three; `placed`: sure enough for a line; `right`: of
    these in their section; `stated`: how much more was stated than true; `familiar`: written in a shape that the list
    has, `theirs` the same of the maintainer's own entries; `section`: written into the section that was named.
    """

    papers: float
    first: float
    third: float
    placed: float
    right: float
    stated: float
    familiar: float
    theirs: float
    section: float
    lines_lost: float


def answer(folder: Path, papers: Path, output: Path) -> Path:
    """Ask the commands of one list, unless they answered before, and return where their answers are."""
    done = output / folder.name
    done.mkdir(parents=True, exist_ok=True)
    truth = cases.truth(folder)
    _table(done / "ids.csv", ["arxiv_id"], [[one["id"]] for one in truth])
    _table(done / "placements.csv", ["arxiv_id", "section"], [[one["id"], one["sections"][0]] for one in truth])
    masked, model = str(folder / "masked.md"), str(done / "model")
    given = ["--papers", str(papers), "--output"]
    if not (done / "predictions.csv").exists():
        _curator("train", "--list", masked, *given, model)
        _curator("predict", "--model", model, "--ids", str(done / "ids.csv"), *given, str(done / "predictions.csv"))
    if not (done / "README.md").exists():
        placements = str(done / "placements.csv")
        _curator("insert", "--list", masked, "--placements", placements, *given, str(done / "README.md"))
    return done


def _table(path: Path, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([head, *rows])


def _curator(*arguments: str) -> None:
    """Run a command; one that left some papers out, and said so, is done."""
    command = [sys.executable, "-m", "curator", *arguments]
    done = subprocess.run(command, check=False, capture_output=True, text=True)  # noqa: S603 -- this program
    if done.returncode not in {0, PARTIAL}:
        raise SystemExit(f"curator {' '.join(arguments)}: {done.stderr}")


def figures(folder: Path, done: Path) -> Figures:
    """Compare the answers of one list with where its maintainer had put the papers."""
    before = lists.parse((folder / "masked.md").read_text("utf-8"))
    truth = {one["id"]: one for one in cases.truth(folder)}
    true = {name: [cases.named((before,), section) for section in one["sections"]] for name, one in truth.items()}
    placed = _placed(before, {name: {*paths} - {None} for name, paths in true.items()}, done / "predictions.csv")
    after = lists.parse((done / "README.md").read_text("utf-8"))
    known = {shape(source) for source in _sources(before, {str(entry.id) for entry in before.entries})}
    theirs = [block for one in truth.values() for block in one["blocks"]]
    now = {str(entry.id): entry.section for entry in after.entries}
    edits = SequenceMatcher(None, before.text.split("\n"), after.text.split("\n"), autojunk=False).get_opcodes()
    return Figures(
        len(truth),
        *placed,
        _share([shape(source) in known for source in _sources(after, set(truth))]),
        _share([shape(block) in known for block in theirs]),
        _share([now.get(name) == paths[0] for name, paths in true.items()]),
        sum(end - start for what, start, end, *_ in edits if what in {"delete", "replace"}),
    )


def _placed(survey: Survey, true: Mapping[str, set[SectionPath | None]], predictions: Path) -> Placed:
    """Return the figures from `first` to `stated`; `right` is 0 where nothing was placed."""
    with predictions.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["arxiv_id"] in true]
    guessed = [[cases.named((survey,), row[key]) for key in ("section", "section_2", "section_3")] for row in rows]
    pairs = [path in true[row["arxiv_id"]] for row, some in zip(rows, guessed, strict=True) for path in some]
    hits = np.array(pairs, bool).reshape(-1, 3)
    sure = np.array([row["decision"] == "suggest" for row in rows], bool)
    said = np.array([float(row["section_probability"] or 0) for row in rows])
    first, third = hits[:, 0], hits.any(axis=1)
    stated = (said - first).sum() / max(1, len(rows))
    shares = (first.sum() / len(true), third.sum() / len(true), sure.sum() / len(true))
    return (*shares, first[sure].sum() / max(1, sure.sum()), stated)


def _sources(survey: Survey, names: set[str]) -> list[str]:
    lines = survey.text.split("\n")
    return [
        "\n".join(lines[one.span.start : one.span.end]) for one in survey.entries if one.id and str(one.id) in names
    ]


def _share(found: Sequence[bool]) -> float:
    return sum(found) / len(found) if found else 0.0


def table(found: Mapping[str, Figures]) -> str:
    """Return a row for each list, and the means of the lists with 95 % intervals by a bootstrap over them."""
    head = ["list", *(field.name.replace("_", " ") for field in fields(Figures))]
    rows = np.array([astuple(one) for one in found.values()], float)
    low, high = bootstrap.interval(rows)
    means = [f"{a:.3f} [{b:.3f}, {c:.3f}]" for a, b, c in zip(np.mean(rows, axis=0), low, high, strict=True)]
    body = [[name, *(f"{value:.2f}" for value in astuple(one))] for name, one in found.items()]
    lines = [head, ["---", *["--:"] * (len(head) - 1)], *body, ["**mean**", *means]]
    worst = max((abs(one.stated) for one in found.values() if one.papers >= _MANY), default=0.0)
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + f"\n\nstated less true, at most: {worst:.2f}"


def main() -> None:
    """Read the arguments, ask what was not asked before, print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="+", help="folders of masked lists")
    parser.add_argument("--papers", type=Path, required=True, help="a table or a snapshot of papers")
    parser.add_argument("--output", type=Path, default=Path("build/masked"), help="where the answers are kept")
    parser.add_argument("--jobs", type=int, default=1, help="how many lists at a time")
    chosen = parser.parse_args()
    every = cases.folders(chosen.folders)
    answers = Parallel(n_jobs=chosen.jobs, return_as="generator")(
        delayed(answer)(folder, chosen.papers, chosen.output) for folder in every
    )
    done = list(track(answers, "asking", total=len(every), transient=True))
    print(table({folder.name: figures(folder, one) for folder, one in zip(every, done, strict=True)}))


if __name__ == "__main__":
    main()
