"""Look through a list for what is wrong in it, and mend what can be mended: list and papers → findings, new texts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from curator import audit, lists, model
from curator.audit import Finding, changed
from curator.feedback import examples as training_set
from curator.feedback import labels as labelling
from curator.hosts import git
from curator.papers.identity import title_key
from curator.papers.readers import is_table, read_papers
from curator.papers.store import PaperTable
from curator.storage import files
from curator.types import Paper, Prediction, Proposal, Survey
from curator.use_cases.steps import Steps, silently

_PARTS = 5


@dataclass(frozen=True, slots=True)
class Audit:
    """What an audit reads: a list's files in `root`, the papers that it names, and predictions about their sections."""

    root: Path
    surveys: Sequence[Survey]
    papers: Sequence[Paper] = ()
    predictions: Sequence[Prediction] = ()

    @classmethod
    def of(
        cls,
        root: Path,
        surveys: Sequence[Survey],
        papers: Path | None,
        *,
        sections: bool = False,
        steps: Steps = silently,
    ) -> "Audit":
        """Read the papers that the list names; with `sections`, learn from parts of it where its entries belong."""
        if papers is None:
            return cls(root, surveys)
        with steps(f"reading {papers.name}"):
            named = [*known(surveys, papers)]
        return cls(root, surveys, named, [*cross_validated(surveys, papers, steps)] if sections else [])

    def findings(self) -> list[Finding]:
        """Return what is wrong, in order of files and lines."""
        return audit.audit(self.surveys, self.papers, self.predictions)

    def changed_from(self, ref: str) -> list[Finding]:
        """Return what is wrong in lines that were added or changed since a commit, or since one's branch left another.

        Raises HostError where there is no repository or no such commit.
        """
        names = [survey.file for survey in self.surveys]
        base = git.run(self.root, "merge-base", "--end-of-options", "HEAD", ref, check=False) or ref
        touched = {name: changed.lines(_diff(self.root, base, name)) for name in names}
        return changed.among(self.findings(), touched)

    def mend(self) -> dict[str, str]:
        """Write what can be mended into the list's files, and return the new texts by name."""
        texts, _ = self._mended()
        for name, text in texts.items():
            files.write_text(self.root / name, text)
        return texts

    def proposal(self) -> Proposal | None:
        """Return what can be mended as a proposal of its own, None for nothing."""
        texts, done = self._mended()
        return audit.proposal(self.surveys, texts, done) if texts else None

    def _mended(self) -> tuple[dict[str, str], list[Finding]]:
        """Return the new texts of the files that can be mended, and what is mended in them."""
        texts: dict[str, str] = {}
        done: list[Finding] = []
        for survey in self.surveys:
            after, mended = audit.mend_all(survey, self._of)
            texts |= {survey.file: after.text} if mended else {}
            done += mended
        return texts, done

    def _of(self, survey: Survey) -> list[Finding]:
        return audit.audit([survey], self.papers)


def _diff(root: Path, base: str, name: str) -> str:
    how = ("--unified=0", "--no-color", "--no-ext-diff", "--relative", "--end-of-options")
    return git.run(root, "diff", *how, base, "--", name)


def known(surveys: Sequence[Survey], papers: Path) -> Iterator[Paper]:
    """Return the papers of a file that a list links or names by title; a table is asked, any other file is read."""
    ids, keys = audit.asked(surveys)
    if not is_table(papers):
        yield from (paper for paper in read_papers(papers) if paper.id in ids or title_key(paper.title) in keys)
        return
    with PaperTable(papers, create=False) as table:
        yield from filter(None, map(table.get, ids))
        for key in keys:
            yield from table.by_title(key)


def cross_validated(surveys: Sequence[Survey], papers: Path, steps: Steps = silently) -> Iterator[Prediction]:
    """Return a prediction for each entry, by a model that was fitted on the other four fifths of them."""
    named = labelling.combine(labelling.from_surveys(surveys), ())
    examples = training_set.examples(named, read_papers(papers), until=None)
    listed = [one for one in examples if one.sections]
    others = [one for one in examples if not one.sections]
    with steps(f"learning {_PARTS} times, each time without a part of the list") as progress:
        for part in range(_PARTS):
            rest = [one for number, one in enumerate(listed) if number % _PARTS != part]
            fitted = model.fit([*rest, *others], lists.topical(surveys))
            yield from fitted.predict([one.paper for one in listed[part::_PARTS]], evidence=False)
            progress(part + 1, _PARTS)
