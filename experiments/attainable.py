"""How far the form that was learnt is from the best that any entry of its list could have given.

    python -m experiments.attainable FOLDERS --papers PAPERS

FOLDERS hold masked lists, as for `experiments.masked`. A new entry is an older one with another paper's facts and
without what nobody knows of that paper. So the best of all entries, chosen by looking at what the maintainer wrote, is
what no choice among them exceeds: what is missing there is in no fact.
"""

import argparse
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path

import numpy as np
from joblib import Parallel, delayed
from rich.progress import track

from curator import lists
from curator.lists.reading.parse import read
from curator.lists.writing import facts
from curator.lists.writing.forms import forms_of, is_entry, tokens_of
from curator.lists.writing.shape import shape
from curator.lists.writing.style import Learner, Style
from curator.papers.readers import read_papers
from curator.types import Paper, SectionPath
from experiments import bootstrap, cases

_HEAD = (
    "| list | papers | familiar | attainable | the maintainer's | alike | attainable |\n|---|--:|--:|--:|--:|--:|--:|"
)


@dataclass(frozen=True, slots=True)
class Reached:
    """What one list's papers came to, as means: what was written, the best there was, and the maintainer's entries.

    `familiar` is the share with a shape that the list has, `alike` how much of the maintainer's entry is the same, from
    0 to 1.
    """

    papers: float
    familiar: float
    best_familiar: float
    theirs: float
    alike: float
    best_alike: float


class Forms(Learner):
    """Learns a list's hand, and has all the forms that there are to choose from."""

    @cache  # noqa: B019 -- a list's forms live as long as it is asked about
    def all(self, path: SectionPath, known: frozenset[str]) -> list[Style]:
        """Return the forms of all entries like those of a section, for papers of which so much is known."""
        if not (context := self._context(None, path, known, -1)):
            return []
        (samples,) = self._placed([self._sampled(context.every.units)])
        context.pool.weights = [(sample, 1.0) for sample in samples]
        forms = forms_of(context.pool, known, context.empty)
        different = {tokens_of(one.parts): one.parts for one in forms if is_entry(one.parts)}
        return [Style(parts) for parts in different.values()]


def reached(folder: Path, papers: Mapping[str, Paper]) -> Reached:
    """Write each paper that was taken out of a list in its first section, and in all other forms."""
    survey = lists.parse((folder / "masked.md").read_text("utf-8"))
    document = read(survey.text, survey.prefix)
    shapes, learner = {shape(unit.text) for unit in document.units if unit.id}, Forms(document)
    rows = []
    for one in cases.truth(folder):
        path = cases.named((survey,), one["sections"][0])
        if path and one["id"] in papers:
            rows.append(_row(learner, path, facts.of(papers[one["id"]]), one["blocks"], shapes))
    return Reached(len(rows), *np.mean(rows, axis=0)) if rows else Reached(0, *[float("nan")] * 5)


def _row(
    learner: Forms, path: SectionPath, known: facts.Facts, theirs: Sequence[str], shapes: set[str]
) -> tuple[float, ...]:
    written = learner.learn(path, known.known).write(known)
    others = [style.write(known) for style in learner.all(path, known.known)]
    return (
        shape(written) in shapes,
        any(shape(text) in shapes for text in (written, *others)),
        float(np.mean([shape(text) in shapes for text in theirs])),
        _alike([written], theirs),
        _alike([written, *others], theirs),
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


def table(found: Mapping[str, Reached]) -> str:
    """Return a row for each list, and the means of the lists with 95 % intervals by a bootstrap over them."""
    known = {name: one for name, one in found.items() if one.papers}
    rows = np.array([astuple(one)[1:] for one in known.values()], float)
    body = [[name, f"{one.papers:.0f}", *(f"{value:.2f}" for value in astuple(one)[1:])] for name, one in known.items()]
    means = zip(rows.mean(axis=0), *bootstrap.interval(rows), strict=True)
    body.append(["**mean**", "", *(f"{mean:.3f} [{low:.3f}, {high:.3f}]" for mean, low, high in means)])
    return "\n".join([_HEAD, *(f"| {' | '.join(line)} |" for line in body)])


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
    done = Parallel(n_jobs=chosen.jobs, return_as="generator")(delayed(reached)(folder, papers) for folder in every)
    found = list(track(done, "writing", total=len(every), transient=True))
    print(table({folder.name: one for folder, one in zip(every, found, strict=True)}))


if __name__ == "__main__":
    main()
