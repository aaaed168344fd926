"""Replay a list's own past: refit before each period, ask about what arXiv announced in it, compare with what came."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from curator import lists
from curator.config import SuggestTable
from curator.feedback import labels as labelling
from curator.feedback.examples import examples
from curator.model import Model, fit
from curator.papers.identity import title_key
from curator.proposals.candidates import Known
from curator.proposals.policy import Verdict, decide
from curator.types import Label, Paper, Prediction, SectionPath, Thresholds

_PROMISES = tuple(tenths / 10 for tenths in range(1, 10))
_HALF_YEAR = timedelta(days=182)
_ENOUGH = 20  # papers that the maintainer added: fewer tell little about what is right


@dataclass(frozen=True, slots=True)
class Version:
    """The list as it stood at the start of a day: its labels, and all its topical sections."""

    day: date
    labels: tuple[Label, ...]
    sections: tuple[SectionPath, ...]


@dataclass(frozen=True, slots=True)
class Trial:
    """What would have been said of one announced paper, and the sections where it stands in the end, if any.

    `promise` is the highest of `promises` under which its relevance would have sufficed, 0 for none.
    """

    prediction: Prediction
    verdict: Verdict
    sections: tuple[SectionPath, ...]
    promise: float = 0.0

    @property
    def added(self) -> bool:
        """Say whether the maintainer went on to add the paper."""
        return bool(self.sections)

    @property
    def right(self) -> bool:
        """Say whether the paper was added to the section that was named first."""
        return self._named(1)

    @property
    def offered(self) -> bool:
        """Say whether the paper was added to one of the sections that were named."""
        return self._named(len(self.prediction.sections))

    def _named(self, choices: int) -> bool:
        return any(choice.section in self.sections for choice in self.prediction.sections[:choices])


def version(day: date, files: Mapping[str, str]) -> Version:
    """Read the list's files as they were on a day."""
    surveys = lists.parse_all(files)
    return Version(day, tuple(labelling.from_surveys(surveys)), tuple(lists.topical(surveys)))


def replay(
    versions: Sequence[Version],
    papers: Callable[[], Iterable[Paper]],
    suggest: SuggestTable,
    *,
    heard: Callable[[Paper], bool] = lambda _: True,
    seed: int = 0,
) -> Iterator[list[Trial]]:
    """Yield what would have been said in each period, from one version to the next; the last version is the outcome.

    `papers` opens a fresh stream; each day's best of those that the bot would have `heard` of are named as `suggest`
    says. Nothing announced on or after a period's first day reaches that period's model, unless the list held it
    already. Sections are told by the names that they have in the end.
    """
    outcome = _outcome(versions[-1])
    for version, following in pairwise(versions):
        news = _News(version, following.day, heard)
        learnt = examples(version.labels, news.among(papers()), until=version.day, heard=heard, seed=seed)
        model = fit(learnt, version.sections, seed=seed)
        names = _renamed(version, versions[-1])
        predictions = [_told(one, names) for one in model.predict(news.papers, evidence=False)]
        thresholds = model.thresholds(suggest.precision, suggest.section_confidence)
        said = _verdicts(predictions, thresholds, suggest.at_most)
        kept = _promises(model, suggest)
        yield [Trial(one, said.get(one.paper.id, "skip"), _where(one, outcome), kept(one)) for one in predictions]


def _outcome(version: Version) -> dict[str, tuple[SectionPath, ...]]:
    return {labelling.key(label): label.sections for label in version.labels}


def _renamed(version: Version, last: Version) -> dict[SectionPath, SectionPath]:
    """Return the later name of each section that is gone: where half of its entries or more stand in the end."""
    outcome, there = _outcome(last), {*last.sections}
    places: defaultdict[SectionPath, list[tuple[SectionPath, ...]]] = defaultdict(list)
    for label in version.labels:
        for path in label.sections:
            places[path].append(outcome.get(labelling.key(label), ()))
    commonest = {
        path: Counter(one for sections in ends for one in sections).most_common(1)
        for path, ends in places.items()
        if path not in there
    }
    return {path: name for path, found in commonest.items() for name, count in found if 2 * count >= len(places[path])}


def _told(prediction: Prediction, names: Mapping[SectionPath, SectionPath]) -> Prediction:
    """Return a prediction in the names that sections have in the end."""
    choices = (replace(choice, section=names.get(choice.section, choice.section)) for choice in prediction.sections)
    return replace(prediction, sections=tuple(choices))


class _News:
    """What a list is asked about in a period: papers announced in it, new to the list, that the bot hears of."""

    def __init__(self, version: Version, until: date, heard: Callable[[Paper], bool]) -> None:
        self.papers: list[Paper] = []
        self._first, self._until, self._heard = version.day, until, heard
        self._listed = Known((label.id, label.title) for label in version.labels)

    def among(self, papers: Iterable[Paper]) -> Iterator[Paper]:
        """Pass all papers on, and keep the news: so that a long file is read once a period."""
        for paper in papers:
            if self._is_new(paper):
                self.papers.append(paper)
            yield paper

    def _is_new(self, paper: Paper) -> bool:
        within = paper.announced is not None and self._first <= paper.announced < self._until
        return within and self._heard(paper) and paper not in self._listed


def _verdicts(predictions: Sequence[Prediction], thresholds: Thresholds, at_most: int) -> dict[str, Verdict]:
    """Return by id what would have been named, when each day is decided for itself."""
    days: defaultdict[date | None, list[Prediction]] = defaultdict(list)
    for prediction in predictions:
        days[prediction.paper.announced].append(prediction)
    said: dict[str, Verdict] = {}
    for day in days.values():
        decision = decide(day, thresholds, at_most)
        said |= {one.paper.id: "suggest" for one in decision.suggestions}
        said |= {one.paper.id: "unsure" for one in decision.unsure}
    return said


def promises(suggest: SuggestTable) -> list[float]:
    """Return the promise of precision that was made, and others to look at beside it."""
    return sorted({*_PROMISES, suggest.precision})


def _promises(model: Model, suggest: SuggestTable) -> Callable[[Prediction], float]:
    asked = promises(suggest)
    needed = [(promise, model.thresholds(promise, suggest.section_confidence).fit) for promise in asked]
    return lambda one: max((promise for promise, relevance in needed if one.fit >= relevance), default=0.0)


def _where(prediction: Prediction, outcome: dict[str, tuple[SectionPath, ...]]) -> tuple[SectionPath, ...]:
    paper = prediction.paper
    return outcome.get(paper.id) or outcome.get(title_key(paper.title), ())


def opening(first: date, last: date, at: Callable[[date], Version]) -> date:
    """Return the day from which on a replay says something: half a year back, and on until enough papers came since.

    `at` gives the list as it stood on a day; it has a past from `first` to `last`.
    """
    outcome = {labelling.key(label) for label in at(last).labels}
    day = max(first, last - _HALF_YEAR)
    while day > first and len(outcome.difference(map(labelling.key, at(day).labels))) < _ENOUGH:
        day = max(first, day - _HALF_YEAR)
    return day


def days(first: date, last: date, every: int) -> list[date]:
    """Return the first day of each period of `every` days, and `last`."""
    steps = range(0, max(0, (last - first).days), every)
    return [first + timedelta(days=step) for step in steps] + [last]
