"""How far the form that was learnt is from the best that any entry of its list could have given.

    python -m experiments.attainable FOLDERS --papers PAPERS

FOLDERS hold masked lists, as for `experiments.masked`. A new entry is an older one with another paper's facts and
without what nobody knows of that paper. So the best of all entries, chosen by looking at what the maintainer wrote, is
what no choice among them exceeds: what is missing there is in no fact.
"""

import argparse
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
from joblib import Parallel, delayed
from rich.progress import track

from curator import lists
from curator.lists.reading.parse import read
from curator.lists.writing import facts
from curator.lists.writing.forms import forms_of, tokens_of
from curator.lists.writing.shape import shape
from curator.lists.writing.style import Learner, Style
from curator.papers.readers import read_papers
from curator.types import Paper, SectionPath
from experiments import bootstrap, cases

_HEAD = (
    "| list | papers | familiar | attainable | the maintainer's | alike | attainable |\n|---|--:|--:|--:|--:|--:|--:|"
)


@dataclass(frozen=True, slots=True)
class Written:
    """What one paper came to: as it was written, in the best form there was, and by the maintainer.

    `familiar` says whether the entry has a shape that the list has, `theirs` which share of the maintainer's entries
    have; `alike` is how much of the maintainer's entry is the same, from 0 to 1.
    """

    familiar: float
    best_familiar: float
    theirs: float
    alike: float
    best_alike: float
    has_authors: bool


class Forms(Learner):
    """Learns a list's hand, and has all the forms that there are to choose from."""

    @cache  # noqa: B019 -- a list's forms live as long as it is asked about
    def all(self, path: SectionPath, known: frozenset[str]) -> list[Style]:
        """Return the forms of all entries like those of a section, for papers of which so much is known."""
        if not (context := self._context(path, known, -1)):
            return []
        (samples,) = self._placed([self._sampled(context.every.units)])
        context.pool.weights = dict.fromkeys(samples, 1.0)
        forms = forms_of(context.pool, known, context.every.empty)
        different = {tokens_of(one.parts): one.parts for one in forms if one.is_entry}
        return [Style(parts) for parts in different.values()]


def written(folder: Path, papers: Mapping[str, Paper]) -> list[Written]:
    """Write each paper that was taken out of a list in its first section, and in all other forms."""
    survey = lists.parse((folder / "masked.md").read_text("utf-8"))
    document = read(survey.text, survey.prefix)
    shapes, learner = {shape(unit.text) for unit in document.units if unit.id}, Forms(document)
    rows = []
    for one in cases.truth(folder):
        path = cases.named((survey,), one["sections"][0])
        if path and one["id"] in papers:
            rows.append(_written(learner, path, papers[one["id"]], one["blocks"], shapes))
    return rows


def _written(
    learner: Forms, path: SectionPath, paper: Paper, theirs: Sequence[str], shapes: Collection[str]
) -> Written:
    known = facts.of(paper).known
    own = learner.learn(path, known).write(paper)
    others = [style.write(paper) for style in learner.all(path, known)]
    return Written(
        shape(own) in shapes,
        any(shape(text) in shapes for text in (own, *others)),
        float(np.mean([shape(text) in shapes for text in theirs])),
        _alike([own], theirs),
        _alike([own, *others], theirs),
        bool(paper.authors),
    )


def _alike(written: Iterable[str], theirs: Iterable[str]) -> float:
    """Return how alike the two are that are most alike, spaces apart."""
    best, wanted = 0.0, [" ".join(text.split()) for text in theirs]
    for text in {" ".join(text.split()) for text in written}:
        for other in wanted:
            pair = SequenceMatcher(None, text, other, autojunk=False)
            if pair.real_quick_ratio() > best and pair.quick_ratio() > best:
                best = max(best, pair.ratio())
    return best


def table(found: Mapping[str, Sequence[Written]]) -> str:
    """Return a row for each list; below the means of the lists, also of papers alone whose authors are known."""
    body = [[name, f"{len(rows)}", *(f"{value:.2f}" for value in _means(rows))] for name, rows in found.items() if rows]
    known = [[one for one in rows if one.has_authors] for rows in found.values()]
    body += [_row("mean", found.values()), _row("mean, authors known", known)]
    return "\n".join([_HEAD, *(f"| {' | '.join(line)} |" for line in body)])


def _row(name: str, found: Iterable[Sequence[Written]]) -> list[str]:
    """Return the means of the lists that have any of these papers, with 95 % intervals by a bootstrap over them."""
    values = np.array([_means(rows) for rows in found if rows])
    means = zip(values.mean(axis=0), *bootstrap.interval(values), strict=True)
    return [
        f"**{name}**",
        f"{len(values)} lists",
        *(f"{mean:.3f} [{low:.3f}, {high:.3f}]" for mean, low, high in means),
    ]


def _means(rows: Sequence[Written]) -> npt.NDArray[np.float64]:
    values: npt.NDArray[np.float64] = np.array([astuple(one)[:-1] for one in rows], float)
    return np.asarray(values.mean(axis=0))


def main() -> None:
    """Read the arguments, write every paper in every form, print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="+", help="folders of masked lists")
    parser.add_argument("--papers", type=Path, required=True, help="a table or a snapshot of papers")
    parser.add_argument("--jobs", type=int, default=1, help="how many lists at a time")
    chosen = parser.parse_args()
    every = cases.folders(chosen.folders)
    asked = {one["id"] for folder in every for one in cases.truth(folder)}
    papers = {str(paper.id): paper for paper in read_papers(chosen.papers) if str(paper.id) in asked}
    done = Parallel(n_jobs=chosen.jobs, return_as="generator")(delayed(written)(folder, papers) for folder in every)
    found = list(track(done, "writing", total=len(every), transient=True))
    print(table({folder.name: one for folder, one in zip(every, found, strict=True)}))


if __name__ == "__main__":
    main()
