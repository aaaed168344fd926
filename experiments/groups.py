"""How far to trust a date: whether entries stand in the group that theirs says, by what the list's others do.

Asked are lists as Markdown files. Each entry of a list that is grouped by date or letter is judged by the other entries
of that list, and what is usual by the other lists.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from curator import lists
from curator.errors import CuratorError
from curator.lists.reading import groups
from curator.types import Paper
from experiments import bootstrap, cases
from experiments.documents import table

_FEWEST = 10  # entries that fall in groups, of a list that has a say
_DOUBTS = (1, 2, 5, 10, 20)
_SURE = 0.999  # what is taken for certain

Counts = Mapping[object, tuple[int, int]]
"""Of each group of a list how many entries stand there of those that fall in it, and how many fall in it."""


def folders(roots: Sequence[Path]) -> list[Path]:
    """Return the folders of lists below some folders, by name; of two of one name the first."""
    found = {path.parent.name: path.parent for root in reversed(roots) for path in root.rglob("*.md")}
    return [found[name] for name in sorted(found)]


def measure(folder: Path, papers: Path) -> Counts:
    """Count the entries of the first Markdown file of a folder; none where it is no list."""
    text, known = min(folder.glob("*.md")).read_text("utf-8", errors="replace"), cases.known(papers)
    try:
        return counted(text, known)
    except CuratorError:
        return {}


def counted(text: str, papers: Mapping[str, Paper]) -> Counts:
    """Count the entries of a list by the group in which they fall."""
    falling, standing = Counter[object](), Counter[object]()
    for path, names, there in groups.entries([lists.parse(text)], papers):
        falling[path, names] += 1
        standing[path, names] += names == there
    return {group: (standing[group], falling[group]) for group in falling}


def likelihood(counts: Counts, usual: float, doubt: float) -> float:
    """Return the mean logarithm of how likely it is said to be that each entry stands where it does.

    Whether it stands there is unknown to what is said of it; `doubt` is how many entries the usual share counts for.
    """
    hits, trials = np.array([*counts.values()], np.float64).sum(axis=0)
    found = []
    for stand, fall in counts.values():
        for right in [1] * stand + [0] * (fall - stand):
            whole = (hits - right + doubt * usual) / (trials - 1 + doubt)
            chance = (stand - right + doubt * whole) / (fall - 1 + doubt)
            found.append(np.log(chance if right else 1 - chance))
    return float(np.mean(found))


def certain(share: float) -> float:
    """Return the same where every date is taken for certain."""
    return float(share * np.log(_SURE) + (1 - share) * np.log(1 - _SURE))


def tables(found: Mapping[str, Counts]) -> dict[str, str]:
    """Return for each doubt the mean over lists, with what it has more than a date that is taken for certain."""
    known = [counts for counts in found.values() if sum(fall for _, fall in counts.values()) >= _FEWEST]
    if len(known) < 2:
        return {}  # no others that say what is usual
    whole = np.array([np.sum([*counts.values()], axis=0) for counts in known], np.float64)
    share: npt.NDArray[np.float64] = whole[:, 0] / whole[:, 1]
    others = (share.sum() - share) / (len(share) - 1)
    sure = np.array([certain(one) for one in share])
    rows = []
    for doubt in _DOUBTS:
        said = np.array([likelihood(counts, one, doubt) for counts, one in zip(known, others, strict=True)])
        rows.append(["T18", f"{doubt}", f"{said.mean():.3f}", *bootstrap.said((said - sure)[:, None], "+")])
    told = (
        f"Of {whole[:, 1].sum():.0f} entries of {len(share)} lists that fall in a group, {share.mean():.2f} stand "
        f"there in the mean of the lists, {share.min():.2f} at least."
    )
    return {"groups": f"{table(['', 'entries that the usual share counts for', 'likely', 'gain'], rows)}\n\n{told}"}
