"""How far to trust a date: whether entries stand in the group that theirs says, by what the list's others do.

    python -m experiments.groups FOLDERS --papers PAPERS

FOLDERS hold lists as Markdown files. Each entry of a list that is grouped by date or letter is judged by the other
entries of that list, and what is usual by the other lists.
"""

import argparse
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
from rich.progress import track

from curator import lists
from curator.errors import CuratorError
from curator.lists.reading import groups
from curator.papers.readers import read_papers
from curator.types import Paper
from experiments import bootstrap

_FEWEST = 10  # entries that fall in groups, of a list that has a say
_DOUBTS = (1, 2, 5, 10, 20)
_SURE = 0.999  # what is taken for certain

Counts = Mapping[object, tuple[int, int]]
"""Of each group of a list how many entries stand there of those that fall in it, and how many fall in it."""


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


def texts(folders: Sequence[Path]) -> Iterator[tuple[str, str]]:
    """Yield the lists below folders, of each name the first."""
    found = {path.parent.name: path for root in reversed(folders) for path in sorted(root.rglob("*.md"), reverse=True)}
    for name in sorted(found):
        yield name, found[name].read_text("utf-8", errors="replace")


def report(known: Mapping[str, Counts]) -> None:
    """Print the table: for each doubt, the mean over lists, with what it has more than a date taken for certain."""
    whole = np.array([np.sum([*counts.values()], axis=0) for counts in known.values()], np.float64)
    share: npt.NDArray[np.float64] = whole[:, 0] / whole[:, 1]
    others = (share.sum() - share) / (len(share) - 1)
    print(f"{len(share)} lists, {whole[:, 1].sum():.0f} entries; usual {share.mean():.2f} ({share.min():.2f} to 1)")
    sure = np.array([certain(one) for one in share])
    print("| doubt | likely | gain over certain |\n|--:|--:|--:|")
    for doubt in _DOUBTS:
        said = np.array([likelihood(counts, one, doubt) for counts, one in zip(known.values(), others, strict=True)])
        low, high = bootstrap.interval((said - sure)[:, None])
        print(f"| {doubt} | {said.mean():.3f} | {(said - sure).mean():+.3f} [{low[0]:+.3f}, {high[0]:+.3f}] |")


def main() -> None:
    """Read the arguments, count, print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="+", help="folders of lists")
    parser.add_argument("--papers", type=Path, required=True, nargs="+", help="tables or snapshots of papers")
    chosen = parser.parse_args()
    papers: dict[str, Paper] = {paper.id: paper for path in chosen.papers for paper in read_papers(path)}
    known: dict[str, Counts] = {}
    for name, text in track([*texts(chosen.folders)], "counting", transient=True):
        try:
            counts = counted(text, papers)
        except CuratorError:
            continue
        if sum(fall for _, fall in counts.values()) >= _FEWEST:
            known[name] = counts
    report(known)


if __name__ == "__main__":
    main()
