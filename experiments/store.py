"""What was measured of each list, kept with the time it took: what is done is not done again.

A result counts as long as the program, the papers and the list's case are the same: their digests tell.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import sha256
from os import times
from pathlib import Path
from typing import Generic, TypeVar

import joblib

from curator.hosts import git

T = TypeVar("T")

_ROOT = Path(__file__).parent.parent
_PROGRAM = _ROOT / "src" / "curator"


@dataclass(frozen=True, slots=True)
class Measured(Generic[T]):
    """What was measured, and how many seconds of a core it took."""

    value: T
    seconds: float


@dataclass(frozen=True, slots=True)
class Store:
    """A folder of results, by what was measured and by list."""

    folder: Path

    def path(self, what: str, case: Path) -> Path:
        """Return where the result of a case is."""
        return self.folder / what / f"{case.name}-{digest(case.iterdir())}.joblib"

    def measured(self, what: str, case: Path, measure: Callable[[Path], T]) -> Measured[T]:
        """Return the result of a case, measured unless it is there."""
        path = self.path(what, case)
        if not path.exists():
            start = sum(times()[:4])
            found = measure(case)
            path.parent.mkdir(parents=True, exist_ok=True)
            part = path.with_suffix(".part")
            joblib.dump(Measured(found, sum(times()[:4]) - start), part)
            part.rename(path)
        kept: Measured[T] = joblib.load(path)
        return kept


def program() -> list[Path]:
    """Return the files that the program is made of."""
    return sorted(_PROGRAM.rglob("*.py"))


def digest(files: Iterable[Path]) -> str:
    """Return what tells files of one content from those of another."""
    found = sha256()
    for path in sorted(path for path in files if path.is_file()):
        found.update(f"{path.name} {sha256(path.read_bytes()).hexdigest()}\n".encode())
    return found.hexdigest()[:12]


def commit() -> str:
    """Return the last commit that changed the program, and whether it was changed since."""
    where = str(_PROGRAM.relative_to(_ROOT))
    changed = git.run(_ROOT, "status", "--porcelain", "--", where, check=False).strip()
    return git.run(_ROOT, "log", "-1", "--format=%h", "--", where, check=False).strip() + (
        " and changes" if changed else ""
    )
