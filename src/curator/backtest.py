"""Replay a list's own past: refit before each period, ask about what arXiv announced in it, compare with what came."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from curator import labels as labelling
from curator import survey
from curator.decide import Verdict, verdict
from curator.identity import title_key
from curator.model import fit
from curator.records import Label, Paper, Prediction, SectionPath
from curator.training import examples


@dataclass(frozen=True, slots=True)
class Version:
    """The list as it stood at the start of a day: its labels, and all its topical sections."""

    day: date
    labels: tuple[Label, ...]
    sections: tuple[SectionPath, ...]


@dataclass(frozen=True, slots=True)
class Trial:
    """What would have been said of one announced paper, and the sections where it stands in the end, if any."""

    prediction: Prediction
    verdict: Verdict
    sections: tuple[SectionPath, ...]

    @property
    def added(self) -> bool:
        """Say whether the maintainer went on to add the paper."""
        return bool(self.sections)

    @property
    def right(self) -> bool:
        """Say whether the paper was added to the section that was named first."""
        return any(choice.section in self.sections for choice in self.prediction.sections[:1])


def version(day: date, text: str) -> Version:
    """Read one past text of the list."""
    surveys = survey.parse_all({"README.md": text})
    return Version(day, tuple(labelling.from_surveys(surveys)), tuple(survey.topical(surveys)))


def replay(
    versions: Sequence[Version], papers: Callable[[], Iterable[Paper]], promises: tuple[float, float], *, seed: int = 0
) -> Iterator[list[Trial]]:
    """Yield what would have been said in each period, from one version to the next; the last version is the outcome.

    `papers` opens a fresh stream; `promises` are precision and section confidence. Nothing announced on or after a
    period's first day reaches that period's model, unless the list held it already.
    """
    outcome = {labelling.key(label): label.sections for label in versions[-1].labels}
    for version, following in pairwise(versions):
        model = fit(examples(version.labels, papers(), until=version.day, seed=seed), version.sections, seed=seed)
        listed = {labelling.key(label) for label in version.labels}
        titles = {title_key(label.title) for label in version.labels}
        new = [
            paper
            for paper in papers()
            if paper.announced
            and version.day <= paper.announced < following.day
            and paper.arxiv_id not in listed
            and title_key(paper.title) not in titles
        ]
        thresholds = model.thresholds(*promises)
        yield [Trial(one, verdict(one, thresholds), _where(one, outcome)) for one in model.predict(new, evidence=False)]


def _where(prediction: Prediction, outcome: dict[str, tuple[SectionPath, ...]]) -> tuple[SectionPath, ...]:
    paper = prediction.paper
    return outcome.get(paper.arxiv_id) or outcome.get(title_key(paper.title), ())


def days(first: date, last: date, every: int) -> list[date]:
    """Return the first day of each period of `every` days, and `last`."""
    steps = range(0, max(0, (last - first).days), every)
    return [first + timedelta(days=step) for step in steps] + [last]
