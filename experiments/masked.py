"""What the program's own commands come to on masked lists: learn, predict and insert what was taken out.

Asked are masked lists: `masked.md` and `truth.jsonl`. What is said of their papers tells from which threshold on a
paper should be a line; each list is judged by the threshold that the others choose.
"""

import csv
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass, fields
from difflib import SequenceMatcher
from pathlib import Path

import numpy as np
import numpy.typing as npt

from curator import lists
from curator.cli.show import PARTIAL
from curator.config import Config
from curator.lists.reading.groups import GroupHeading
from curator.lists.writing.shape import shape
from curator.types import SectionPath, Survey
from curator.use_cases import models
from experiments import bootstrap, cases
from experiments.documents import table

_MANY = 50  # papers from which a list's own calibration is looked at
_RIGHT = 0.82  # of the lines, in the mean of the lists, at least
_THRESHOLDS = (0.6, 0.65, 0.7, 0.75, 0.8, 0.85)

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Placed:
    """What was said of the papers that were taken out of a list, `papers` of them, but for those that nobody knows.

    `said` is how likely the section of the first guess is, and `dated` that section with the group by date or letter
    that it is named with, where `exact` tells whether both are right; `sure` is whether it is a line, `hits`, papers ×
    guesses, which sections are right.
    """

    papers: int
    said: Floats
    sure: Bools
    hits: Bools
    dated: Floats
    exact: Bools

    def lines(self, threshold: float) -> tuple[float, float]:
        """Return the share of lines if a line is what is as likely, and the share of these that is right, or 0."""
        return self._lines(self.said >= threshold)

    def figures(self) -> tuple[float, float, float, float, float]:
        """Return the figures from `first` to `stated`."""
        first, third = self.hits[:, 0], self.hits.any(axis=1)
        stated = (self.dated - self.exact).sum() / max(1, len(first))
        return (first.sum() / self.papers, third.sum() / self.papers, *self._lines(self.sure), stated)

    def _lines(self, sure: Bools) -> tuple[float, float]:
        return sure.sum() / self.papers, self.hits[sure, 0].sum() / max(1, sure.sum())


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


def measure(folder: Path, papers: Path, output: Path) -> tuple[Figures, Placed]:
    """Ask the commands of one list, and compare what they say with where its maintainer had put the papers."""
    done = answer(folder, papers, output)
    said = placed(folder, done)
    return figures(folder, done, said), said


def answer(folder: Path, papers: Path, output: Path) -> Path:
    """Ask the commands of one list, and return where their answers are."""
    done = output / folder.name
    done.mkdir(parents=True, exist_ok=True)
    truth = cases.truth(folder)
    _write(done / "ids.csv", ["arxiv_id"], [[one["id"]] for one in truth])
    _write(done / "placements.csv", ["arxiv_id", "section"], [[one["id"], one["sections"][0]] for one in truth])
    masked, model = str(folder / "masked.md"), str(done / "model")
    ids, placements = str(done / "ids.csv"), str(done / "placements.csv")
    given = ["--papers", str(papers), "--output"]
    _curator("train", "--list", masked, *given, model)
    _curator("predict", "--model", model, "--ids", ids, *given, str(done / "predictions.csv"))
    _curator("insert", "--list", masked, "--placements", placements, *given, str(done / "README.md"))
    return done


def _write(path: Path, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([head, *rows])


def _curator(*arguments: str) -> None:
    """Run a command; one that left some papers out, and said so, is done."""
    command = [sys.executable, "-m", "curator", *arguments]
    done = subprocess.run(command, check=False, capture_output=True, text=True)  # noqa: S603 -- this program
    if done.returncode not in {0, PARTIAL}:
        raise SystemExit(f"curator {' '.join(arguments)}: {done.stderr}")


def figures(folder: Path, done: Path, said: Placed) -> Figures:
    """Compare the answers of one list with where its maintainer had put the papers."""
    before = lists.parse((folder / "masked.md").read_text("utf-8"))
    truth = {one["id"]: one for one in cases.truth(folder)}
    after = lists.parse((done / "README.md").read_text("utf-8"))
    known = {shape(source) for source in _sources(before, {str(entry.id) for entry in before.entries})}
    theirs = [block for one in truth.values() for block in one["blocks"]]
    now = {str(entry.id): entry.section for entry in after.entries}
    edits = SequenceMatcher(None, before.text.split("\n"), after.text.split("\n"), autojunk=False).get_opcodes()
    return Figures(
        len(truth),
        *said.figures(),
        _share([shape(source) in known for source in _sources(after, set(truth))]),
        _share([shape(block) in known for block in theirs]),
        _share([now.get(name) == cases.named((before,), one["sections"][0]) for name, one in truth.items()]),
        sum(end - start for what, start, end, *_ in edits if what in {"delete", "replace"}),
    )


def placed(folder: Path, done: Path) -> Placed:
    """Read what was said of the papers of one list, and tell which guesses are right."""
    survey = lists.parse((folder / "masked.md").read_text("utf-8"))
    truth, by = {one["id"]: one["sections"] for one in cases.truth(folder)}, models.names(done / "model").groups
    with (done / "predictions.csv").open(encoding="utf-8", newline="") as file:
        guesses = [_guess(row, truth[row["arxiv_id"]], survey, by) for row in csv.DictReader(file)]
    said, sure, hits, dated, exact = [*zip(*guesses, strict=True)] or [()] * 5
    right = np.array(hits, bool).reshape(-1, 3)
    return Placed(len(truth), np.array(said), np.array(sure, bool), right, np.array(dated), np.array(exact, bool))


def _guess(
    row: Mapping[str, str], true: Sequence[str], survey: Survey, by: Mapping[SectionPath, Sequence[GroupHeading]]
) -> tuple[float, bool, list[bool], float, bool]:
    """Return of one paper, by its true sections, what `Placed` says after the number of papers."""
    known = {path for one in true if (path := cases.named((survey,), one))}
    first, *others = [cases.named((survey,), row[key]) for key in ("section", "section_2", "section_3")]
    groups = by.get(first or (), ())
    group, where = _group(row["section"], groups), [_group(one, groups) for one in true]
    dated, hits = float(row["section_probability"] or 0), [path in known for path in (first, *others)]
    said = dated / group.accuracy if group else dated
    return said, row["decision"] == "suggest", hits, dated, hits[0] and (group in where or not any(where))


def _group(name: str, groups: Sequence[GroupHeading]) -> GroupHeading | None:
    """Return the group by date or letter that a section's name ends with, the longest of those that do."""
    fitting = (one for one in groups if " / ".join(one.names).casefold() in name.casefold())
    return max(fitting, key=lambda one: len(" / ".join(one.names)), default=None)


def _sources(survey: Survey, names: set[str]) -> list[str]:
    lines = survey.text.split("\n")
    return [
        "\n".join(lines[one.span.start : one.span.end]) for one in survey.entries if one.id and str(one.id) in names
    ]


def _share(found: Sequence[bool]) -> float:
    return sum(found) / len(found) if found else 0.0


def tables(found: Mapping[str, tuple[Figures, Placed]]) -> dict[str, str]:
    """Return what the commands come to, list by list and in their mean, and what the threshold is good for."""
    if not found:
        return {}
    known = {name: figures for name, (figures, _) in found.items()}
    judged = {"threshold": thresholds([said for _, said in found.values()])} if len(found) > 1 else {}
    return {"masked": means([*known.values()]), "masked-lists": by_list(known), **judged}


def by_list(found: Mapping[str, Figures]) -> str:
    """Return a row for each list, and the means of the lists."""
    head = ["list", *(field.name.replace("_", " ") for field in fields(Figures))]
    body = [[name, *(f"{value:.2f}" for value in astuple(one))] for name, one in found.items()]
    return table(head, [*body, ["**mean**", *bootstrap.said(_rows(found.values()))]])


def means(found: Sequence[Figures]) -> str:
    """Return the means of the lists of what decides."""
    first, third, lines, right, stated, *_ = bootstrap.said(_rows(found)[:, 1:])
    some = [one.right for one in found if one.placed]
    worst = max((abs(one.stated) for one in found if one.papers >= _MANY), default=0.0)
    rows = [
        ["first guess right", first],
        ["one of three right", third],
        ["placed: likely enough for a line", lines],
        [f"right of these; 0 for the {len(found) - len(some)} lists where nothing was", right],
        [f"right of these, in the other {len(some)}", f"{np.mean(some or [0.0]):.3f}"],
        ["stated less true", stated],
        [f"stated less true, at most in a list of {_MANY} papers or more", f"{worst:.2f}"],
    ]
    return table(["", "mean of the lists"], rows)


def _rows(found: Iterable[Figures]) -> Floats:
    return np.array([astuple(one) for one in found], float)


def thresholds(said: Sequence[Placed]) -> str:
    """Return what lines there are from each threshold on, and what the default has more; last what the others choose.

    Chosen are as many lines as possible of which 0.82 are right, in the mean of the lists.
    """
    default = Config().suggest.section_confidence
    stands = np.array([one.lines(default) for one in said])
    known = np.array([[one.lines(threshold) for one in said] for threshold in _THRESHOLDS])
    others = [_chosen(np.delete(known, place, axis=1)[..., 1].mean(axis=1)) for place in range(len(said))]
    judged = known[others, range(len(said))]
    often = ", ".join(f"{_THRESHOLDS[one]} for {others.count(one)}" for one in sorted({*others}))
    rows = [(f"{threshold}", some) for threshold, some in zip(_THRESHOLDS, known, strict=True)]
    rows += [(f"what the other lists choose: {often}", judged)]
    head = ["", "a line is as likely as", "lines", "the default's gain", "right", "the default's gain", "without lines"]
    return table(head, [["T17", name, *_lines(some, stands)] for name, some in rows], 2)


def _chosen(right: Floats) -> int:
    """Return the place of the lowest threshold from which on enough is right, or of the one where most is."""
    return int(np.argmax(right >= _RIGHT) if (right >= _RIGHT).any() else np.argmax(right))


def _lines(some: Floats, stands: Floats) -> list[str]:
    pairs = zip(bootstrap.said(some), bootstrap.said(stands - some, "+"), strict=True)
    return [*(cell for both in pairs for cell in both), f"{int((some[:, 0] == 0).sum())} lists"]
