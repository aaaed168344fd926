"""How far the form that was learnt is from the best that any entry of its list could have given.

Asked are masked lists, as by `experiments.masked`. A new entry is an older one with another paper's facts and
without what nobody knows of that paper. So the best of all entries, chosen by looking at what the maintainer wrote, is
what no choice among them exceeds: what is missing there is in no fact.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass, fields
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from curator import lists
from curator.lists.reading.parse import read
from curator.lists.writing import facts
from curator.lists.writing.forms import forms_of, tokens_of
from curator.lists.writing.shape import shape
from curator.lists.writing.style import Learner, Style
from curator.types import Paper, SectionPath
from experiments import bootstrap, cases
from experiments.documents import table


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


def measure(folder: Path, papers: Path) -> list[Written]:
    """Write each paper that was taken out of a list."""
    return written(folder, cases.known(papers))


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


def tables(found: Mapping[str, Sequence[Written]]) -> dict[str, str]:
    """Return the means of the lists, also of papers alone whose authors are known, and a row for each list."""
    some = {name: rows for name, rows in found.items() if rows}
    if not some:
        return {}
    known = [[one for one in rows if one.has_authors] for rows in some.values()]
    body = [*_means("all papers", [*some.values()]), *_means("those whose authors are known", [*filter(None, known)])]
    each = [[name, *(f"{value:.2f}" for value in _mean(rows))] for name, rows in some.items()]
    names = [field.name.replace("_", " ") for field in fields(Written)][:-1]
    head = ["", "written", "attainable", "the maintainer's own"]
    return {"written": table(head, body), "written-lists": table(["list", *names], each)}


def _means(what: str, found: Sequence[Sequence[Written]]) -> list[list[str]]:
    if not found:
        return []
    familiar, best, theirs, alike, most = bootstrap.said(np.array([_mean(rows) for rows in found]))
    return [[f"{what} ({len(found)} lists): familiar", familiar, best, theirs], ["alike", alike, most, "1"]]


def _mean(rows: Sequence[Written]) -> npt.NDArray[np.float64]:
    values: npt.NDArray[np.float64] = np.array([astuple(one)[:-1] for one in rows], float)
    return np.asarray(values.mean(axis=0))
