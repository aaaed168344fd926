"""Replay a list's own past, week by week, with a maintainer who takes what the list came to hold.

Each period learns anew from the list as it stood and from what was decided on so far; each week shows what the policy
would have shown; the simulated maintainer takes the papers that the list holds in the end and turns down the rest.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import pairwise

from curator.config import RulesTable, SuggestTable
from curator.evaluation.past import Past, Version, days, renamed
from curator.feedback.examples import examples
from curator.feedback.impressions import added_lately
from curator.model import fit
from curator.model.baselines import ElasU4, Keywords
from curator.papers.identity import PaperSet, key, keys
from curator.proposals import pace
from curator.proposals.pace import Acceptance, Pace
from curator.proposals.policy import WINDOW, Budget, Ranked, decide, opened, rank
from curator.proposals.rules import allowed, spoken_for
from curator.types import Answer, Choice, Example, Impression, Label, Paper, PaperId, Prediction, Response, SectionPath

_WEEK = timedelta(days=7)
PEERS = ("ELAS u4", "keywords")


@dataclass(frozen=True, slots=True)
class Trial:
    """A paper that was shown, or that the maintainer added: what was said of it, and where it stands in the end.

    `fit` is the stated chance that it is taken, `score` that of its `Prediction`, `position` how many papers a week
    scored as high or higher; `sections` is where it stands in the end, empty for a paper that the list never held.
    """

    id: PaperId
    title: str
    announced: date | None
    fit: float
    score: float
    position: float
    choices: tuple[Choice, ...]
    sections: tuple[SectionPath, ...]
    suggested: bool = False

    @property
    def taken(self) -> bool:
        """Say whether the list came to hold the paper."""
        return bool(self.sections)

    @property
    def right(self) -> bool:
        """Say whether the paper came to the section that was named first."""
        return self._named(1)

    @property
    def offered(self) -> bool:
        """Say whether the paper came to one of the sections that were named."""
        return self._named(len(self.choices))

    def _named(self, count: int) -> bool:
        return any(choice.section in self.sections for choice in self.choices[:count])


@dataclass(frozen=True, slots=True)
class Week:
    """One week of a replay: what a paper had to promise, how many papers were announced, which were shown.

    `threshold` is the chance of being taken from which on papers were shown; `added` holds those announced in this week
    that the list came to hold, shown or not; `peers` what others would have shown at the same number;
    `intercept` is that of the acceptance curve; `ruled` has for each rule how many papers it spoke for, and how many of
    these the list came to hold.
    """

    day: date
    threshold: float
    announced: int
    shown: tuple[Trial, ...] = ()
    added: tuple[Trial, ...] = ()
    peers: Mapping[str, tuple[PaperId, ...]] = field(default_factory=dict)
    intercept: float = 0.0
    ruled: Mapping[str, tuple[int, int]] = field(default_factory=dict)


class Replay:
    """The replay of a past, period by period; what was shown and decided in earlier ones is carried along."""

    def __init__(
        self,
        past: Past,
        suggest: SuggestTable,
        *,
        rules: RulesTable = RulesTable(),  # noqa: B008 - frozen
        eligible: Callable[[Paper], bool] = lambda _: True,
        seed: int = 0,
    ) -> None:
        self._past, self._suggest, self._rules, self._eligible, self._seed = past, suggest, rules, eligible, seed
        self._end = past.at(past.last)
        self._outcome = {key(label): label.sections for label in self._end.labels}
        self._answers: list[Answer] = []
        self._decided: dict[PaperId, Label] = {}
        self._held = {key(label) for label in past.at(past.first).labels}
        self._added: dict[PaperId, Label] = {}
        self._shown_by: defaultdict[str, set[PaperId]] = defaultdict(set)

    def resume(self, weeks: Iterable[Week]) -> None:
        """Take up the replay after these weeks."""
        for week in weeks:
            self._remember(week)

    def period(self, day: date, end: date, papers: Iterable[Paper]) -> Iterator[Week]:
        """Yield the weeks from `day` up to `end`, with what is learnt before `day`; `papers` is read once.

        Nothing announced on or after `day` reaches the fit, unless the list held it already or it was decided on.
        """
        version = self._past.at(day)
        news = _News(max(self._past.first, day - WINDOW), end, self._eligible)
        learnt = examples(self._known(version), news.among(papers), until=day, eligible=self._eligible, seed=self._seed)
        judge = _Judge(learnt, version, renamed(version, self._end), self._seed)
        for start, stop in pairwise(days(day, end, _WEEK.days)):
            week = self._week(start, stop, news.papers, judge)
            self._remember(week)
            yield week

    def _known(self, version: Version) -> list[Label]:
        """Return what is learnt from: the list as it stood, and what was decided on."""
        listed = {key(label) for label in version.labels}
        return [*version.labels, *(label for label in self._decided.values() if key(label) not in listed)]

    def _week(self, day: date, end: date, news: Sequence[Paper], judge: "_Judge") -> Week:
        version, suggest = self._past.at(day), self._suggest
        listed = PaperSet(version.labels)
        recent = [p for p in news if p.announced and end - WINDOW <= p.announced < end and p not in listed]
        undecided = [paper for paper in recent if paper.id not in self._decided]
        predictions = judge.predict(undecided)
        shown = [one.impression for one in self._answers]
        current = self._pace(version, shown, end, judge.model.typical)
        threshold = pace.section_threshold(suggest.section_confidence, self._answers)
        budget = Budget(end, self._past.first, current, 7 * suggest.at_most, threshold, judge.model.base_rate)
        may = {paper.id for paper in allowed(self._rules.never, undecided)}
        decision = decide([one for one in predictions if one.paper.id in may], shown, budget, self._rules.always)
        decision = opened(decision)  # as on a server where every week's pull request is merged
        suggested, asked = ({one.paper.id for one in some} for some in (decision.lines, decision.questions))
        named = suggested | asked
        ranked = rank(predictions, [one for one in shown if one.on > end - WINDOW], budget.weeks)
        trials = [
            self._trial(one, current.curve, suggested=one.prediction.paper.id in suggested)
            for one in ranked
            if one.prediction.paper.id in named or self._where(one.prediction.paper)
        ]
        fresh = [paper for paper in recent if paper.announced and paper.announced >= day]
        return Week(
            day,
            current.threshold,
            len(fresh),
            tuple(one for one in trials if one.id in named),
            tuple(one for one in trials if one.taken and one.announced and one.announced >= day),
            {name: self._others(name, recent, len(named), judge) for name in PEERS},
            current.curve.intercept,
            {rule: self._record(rule, fresh) for rule in (*self._rules.always, *self._rules.never)},
        )

    def _record(self, rule: str, papers: Sequence[Paper]) -> tuple[int, int]:
        matched = [paper for paper in papers if spoken_for([rule], paper)]
        return len(matched), sum(bool(self._where(paper)) for paper in matched)

    def _pace(self, version: Version, shown: Sequence[Impression], end: date, typical: float) -> Pace:
        added = added_lately(shown, [*self._added.values(), *self._decided.values()], end)
        response = Response(tuple(shown), tuple(self._answers), *added)
        own = pace.own_pace(version.arrivals, end)
        return pace.current(self._suggest.a_week, own, response, end, pace.usual(own, typical))

    def _where(self, paper: Paper) -> tuple[SectionPath, ...]:
        return next((self._outcome[name] for name in keys(paper) if name in self._outcome), ())

    def _trial(self, one: Ranked, curve: Acceptance, *, suggested: bool) -> Trial:
        paper, prediction = one.prediction.paper, one.prediction
        fit = curve.chance(one.position, prediction.score)
        return Trial(
            paper.id, paper.title, paper.announced, fit, prediction.score, one.position, prediction.sections,
            self._where(paper), suggested,
        )  # fmt: skip

    def _others(self, name: str, recent: Sequence[Paper], count: int, judge: "_Judge") -> tuple[PaperId, ...]:
        """Return what another ranking shows first of what it has not shown before."""
        unseen = [paper for paper in recent if paper.id not in self._shown_by[name]]
        scores = judge.score(name, unseen)
        best = sorted(zip(unseen, scores, strict=True), key=lambda pair: (-pair[1], pair[0].id))
        return tuple(paper.id for paper, score in best[:count] if score > 0 or name != PEERS[1])

    def _remember(self, week: Week) -> None:
        """Let the simulated maintainer decide, and keep what was shown."""
        on = week.day + _WEEK
        for one in week.shown:
            first = one.choices[0] if one.choices else Choice((), 0.0)
            shown = Impression(one.id, on, one.position, one.score, first.section, first.probability)
            self._answers.append(Answer(shown, one.taken, one.right))
            self._decided[one.id] = Label(one.id, one.title, one.sections, on, "replay")
        for name, ids in week.peers.items():
            self._shown_by[name].update(ids)
        self._note_added(self._past.at(min(on, self._past.last)), on)

    def _note_added(self, version: Version, on: date) -> None:
        """Notice what the maintainer added meanwhile, shown or not."""
        fresh = [label for label in version.labels if key(label) not in self._held]
        self._held.update(map(key, fresh))
        self._added.update((one.id, replace(one, decided_on=on)) for one in fresh if one.id not in self._decided)


class _Judge:
    """What was learnt for one period: the model and the peers; each paper is judged once."""

    def __init__(
        self, learnt: Sequence[Example], version: Version, names: Mapping[SectionPath, SectionPath], seed: int
    ) -> None:
        self.model = fit(learnt, version.sections, seed=seed)
        self._names = names
        self._peers = {
            PEERS[0]: ElasU4(seed).fit(learnt).decision_function,
            PEERS[1]: Keywords().fit(version.sections).decision_function,
        }
        self._said: dict[PaperId, Prediction] = {}
        self._scores: defaultdict[str, dict[PaperId, float]] = defaultdict(dict)

    def predict(self, papers: Sequence[Paper]) -> list[Prediction]:
        """Return a prediction for each paper, in the names that sections have in the end."""
        fresh = [paper for paper in papers if paper.id not in self._said]
        for one in self.model.predict(fresh, evidence=False):
            choices = tuple(replace(c, section=self._names.get(c.section, c.section)) for c in one.sections)
            self._said[one.paper.id] = replace(one, sections=choices)
        return [self._said[paper.id] for paper in papers]

    def score(self, name: str, papers: Sequence[Paper]) -> list[float]:
        """Return what a peer says of each paper."""
        known = self._scores[name]
        fresh = [paper for paper in papers if paper.id not in known]
        if fresh:
            known.update(zip((paper.id for paper in fresh), self._peers[name](fresh).tolist(), strict=True))
        return [known[paper.id] for paper in papers]


class _News:
    """The papers announced in a period that the bot hears of."""

    def __init__(self, first: date, until: date, eligible: Callable[[Paper], bool]) -> None:
        self.papers: list[Paper] = []
        self._first, self._until, self._eligible = first, until, eligible

    def among(self, papers: Iterable[Paper]) -> Iterator[Paper]:
        """Pass all papers on, and keep the news: so that a long file is read once a period."""
        for paper in papers:
            if paper.announced is not None and self._first <= paper.announced < self._until and self._eligible(paper):
                self.papers.append(paper)
            yield paper
