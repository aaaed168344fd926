"""A list in a local repository whose branch holds what a night proposed: what tests ask it, and do with it."""

import subprocess
from pathlib import Path

from curator.feedback import labels_csv
from curator.types import Label
from tests.fakes import paper

BRANCH = "curator/suggestions"
FIRST, SECOND = (
    paper(1, "Reward models for policies in question answering"),
    paper(3, "Reward shaping for policies, again"),
)
DAY = (FIRST, paper(2, "Ocean waves and galaxies"), SECOND)


def git(*words: str) -> str:
    """Return what git prints for the maintainer."""
    who = ("-c", "user.name=Maintainer", "-c", "user.email=maintainer@example.org")
    return subprocess.run(["git", *who, *words], check=True, capture_output=True).stdout.decode()


def placed(where: str = BRANCH) -> set[str]:
    """Return the papers of the day that stand in the list at a branch."""
    text = git("show", f"{where}:README.md")
    return {one.id for one in DAY if one.id in text}


def line(number: str, where: str = BRANCH) -> str:
    """Return the one line of a paper in the list at a branch."""
    (found,) = [one for one in git("show", f"{where}:README.md").splitlines() if number in one]
    return f"{found}\n"


def decided() -> dict[str, Label]:
    """Return the decisions on papers of the day."""
    known = labels_csv.read(Path("data/labels.csv").read_text(encoding="utf8"))
    return {one.id: one for one in known if one.id > "2600"}


def edit(branch: str, old: str, new: str) -> None:
    """Change the list on a branch, as a person."""
    git("checkout", "--quiet", branch)
    text = Path("README.md").read_text(encoding="utf8")
    assert old in text
    Path("README.md").write_text(text.replace(old, new), encoding="utf8")
    git("commit", "--quiet", "--all", "--message=By hand")
    git("checkout", "--quiet", "main")
