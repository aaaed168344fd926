"""A replay case as a git repository: the list as it stood, and week by week what its maintainer went on to add."""

import csv
import json
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from curator import lists
from curator.errors import CuratorError
from curator.hosts import git
from curator.papers.readers import read_papers
from curator.types import Paper, Placement, SectionPath, Survey

_WEEK = timedelta(weeks=1)
_LATER = timedelta(weeks=2)  # how long after its announcement a paper is taken to have been added


def replays(roots: Sequence[Path]) -> list[Path]:
    """Return the folders of replay cases below some folders, by name."""
    return sorted(feed.parent for root in roots for feed in root.rglob("feed.csv"))


def ids(path: Path) -> list[str]:
    """Return the column `id` of a case's table."""
    return [row["id"] for row in _rows(path)]


def found(clones: Path, root: Path | None, papers: Path, output: Path) -> list[Path]:
    """Return the git clones in a folder, and the repositories made of cases where there is no clone, by name."""
    folders = [path for path in clones.iterdir() if (path / ".git").exists()]
    others = made(root, papers, output, {path.name for path in folders}) if root else []
    return sorted([*folders, *others], key=lambda path: path.name)


def made(root: Path, papers: Path, output: Path, known: Collection[str]) -> list[Path]:
    """Return the repositories of the cases below a folder but those of known lists; what is not there is made."""
    cases = [case for case in replays([root]) if case.name not in known]
    missing = [case for case in cases if not (output / case.name).exists()]
    wanted = {name for case in missing for name in ids(case / "accepted.csv")}
    added = {str(paper.id): paper for paper in read_papers(papers, wanted)} if wanted else {}
    output.mkdir(parents=True, exist_ok=True)
    for case in missing:
        with TemporaryDirectory(dir=output) as part:
            make(case, added, Path(part) / case.name).rename(output / case.name)
    return [output / case.name for case in cases]


def make(case: Path, papers: Mapping[str, Paper], root: Path) -> Path:
    """Make the repository of a case, and return its path.

    `case` holds `before.md`, `meta.json` with the days `T` and `until`, and `accepted.csv` with `id` and `section`.
    When a paper was added nobody says: it is taken to have been in the second week after that of its announcement.
    Where its section was not yet there, it goes to the largest.
    """
    meta = json.loads((case / "meta.json").read_text("utf-8"))
    first, last = (date.fromisoformat(meta[name]) for name in ("T", "until"))
    survey = lists.parse((case / "before.md").read_text("utf-8"))
    root.mkdir(parents=True)
    git.run(root, "init", "--quiet", "--template=")
    _commit(root, survey.text, first - _WEEK)
    for day, placements in sorted(_weekly(case, papers, survey).items()):
        done = lists.insert_all([survey], placements)
        survey = lists.parse(done.files.get(survey.file, survey.text))
        _commit(root, survey.text, min(day, last))
    return root


def _weekly(case: Path, papers: Mapping[str, Paper], survey: Survey) -> Mapping[date, list[Placement]]:
    weeks: defaultdict[date, list[Placement]] = defaultdict(list)
    for row in _rows(case / "accepted.csv"):
        paper = papers.get(row["id"])
        if paper and paper.announced:
            monday = paper.announced + _LATER - timedelta(days=paper.announced.weekday())
            weeks[monday].append(Placement(paper, _section(survey, row["section"])))
    return weeks


def _section(survey: Survey, name: str) -> SectionPath:
    try:
        return lists.resolve([survey], name)
    except CuratorError:
        return Counter(entry.section for entry in survey.entries).most_common(1)[0][0]


def _commit(root: Path, text: str, day: date) -> None:
    (root / "README.md").write_text(text, "utf-8")
    when = {f"GIT_{who}_DATE": f"{day}T12:00:00Z" for who in ("AUTHOR", "COMMITTER")}
    git.run(root, "add", "README.md")
    git.run(root, "commit", "--quiet", "--allow-empty", f"--message={day}", env=when)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))
