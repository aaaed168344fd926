"""The run, as a pipeline one can read aloud: list, feed, candidates, predictions, decision, proposal, host."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Protocol

from curator import lists
from curator.config import Config
from curator.errors import SurveyError
from curator.feedback import drift
from curator.feedback.impressions import record, response
from curator.feedback.labels import combine, from_surveys
from curator.papers.arxiv.announcements import eligibility
from curator.proposals import drafting, pace, queue, rules
from curator.proposals.candidates import Selection, select
from curator.proposals.pace import Acceptance, Pace
from curator.proposals.policy import WINDOW, Budget, closest, decide, opened
from curator.proposals.topics import emerging_topics
from curator.proposals.wording import inert, provenance
from curator.types import (
    Announcement,
    Decision,
    Impression,
    Label,
    Near,
    Paper,
    Prediction,
    Proposal,
    Publication,
    Response,
    Survey,
    Topic,
)


class Feed(Protocol):
    """Where new papers come from."""

    def fetch(self) -> Announcement:
        """Return what was announced and not yet marked as seen."""
        ...

    def mark_seen(self, announcement: Announcement) -> None:
        """Remember the announcement, so that no later `fetch` returns it again."""
        ...


class Predictor(Protocol):
    """What was learned from the list."""

    def predict(self, papers: Sequence[Paper]) -> list[Prediction]:
        """Return one prediction a paper, in their order."""
        ...

    @property
    def base_rate(self) -> float:
        """The share of the announced papers that belongs to the list."""
        ...

    @property
    def typical(self) -> float:
        """How likely the list's median entry is said to belong by a model that has not seen it."""
        ...

    @property
    def replayed(self) -> float | None:
        """The intercept of the acceptance curve with which a replay of the list's past ended, if there was one."""
        ...


class Store(Protocol):
    """What the list's repository holds."""

    def files(self) -> Mapping[str, str]:
        """Return the list's files by name, their line ends kept."""
        ...

    def labels(self) -> Sequence[Label]:
        """Return the decisions taken so far."""
        ...

    def keep(self, papers: Sequence[Paper]) -> None:
        """Keep papers for the next training: those that the list leaves are what it learns from, too."""
        ...

    def recent(self, since: date) -> Sequence[Paper]:
        """Return the papers known that were announced after a day; none where none are stored."""
        ...

    def shown(self) -> Sequence[Impression]:
        """Return what was put before the maintainer, and when."""
        ...

    def save_shown(self, impressions: Sequence[Impression]) -> None:
        """Replace what was put before the maintainer."""
        ...

    def pending(self) -> Decision:
        """Return what was proposed and waits for a decision."""
        ...

    def save_pending(self, decision: Decision) -> None:
        """Replace what waits for a decision."""
        ...

    def save_names(self) -> None:
        """Remember what the list's sections are called today: what is saved here names them so."""
        ...


class Host(Protocol):
    """Who takes a proposal to the maintainer."""

    @property
    def ongoing(self) -> bool:
        """Whether an earlier proposal is still open, so that it may ask and say something without any change."""
        ...

    @property
    def ticks(self) -> bool:
        """Whether the boxes in a proposal's body are read, so that a person may tick them."""
        ...

    def publish(self, proposal: Proposal) -> Publication:
        """Bring the proposal to its branch; publishing the same one again changes nothing."""
        ...


@dataclass(frozen=True, slots=True)
class Proposed:
    """A decision as it was proposed, and what was brought to the host; nothing where it changes no file.

    `refused` names the papers, where none could be written, and says why.
    """

    decision: Decision
    proposal: Proposal | None = None
    publication: Publication | None = None
    refused: str = ""


@dataclass(frozen=True, slots=True)
class Night:
    """What one run came to; without `proposal` nothing was good enough, or could be written, as `refused` says."""

    announcement: Announcement
    selection: Selection
    decision: Decision
    pace: str
    emerging_topics: tuple[Topic, ...]
    closest: tuple[Near, ...]
    proposal: Proposal | None
    publication: Publication | None
    refused: str = ""


def run(config: Config, store: Store, feed: Feed, predictor: Predictor, host: Host, today: date) -> Night:
    """Do one night's work; nothing is marked as seen before the host has taken the proposal.

    `today` is the day of the run; a feed of an earlier day is judged as on that day.
    """
    announcement = feed.fetch()
    day = max(days(announcement), default=_last_shown(store, today))
    judged = suggest(config, store, announcement, predictor, day)
    read_from = provenance(len(announcement.papers), days(announcement))
    done = propose(config, store, host, judged.decision, read_from, day)
    feed.mark_seen(announcement)
    surveys = lists.parse_all(store.files())
    words, common = speed(config, surveys, store, day).summary, emerging_topics(done.decision, surveys)
    brought = (done.proposal, done.publication, done.refused)
    return Night(announcement, judged.selection, done.decision, words, common, judged.closest, *brought)


def _last_shown(store: Store, today: date) -> date:
    """Return the day of the night before where that may be this one again: a feed is a day ahead or behind at most."""
    last = max((one.on for one in store.shown()), default=today)
    return last if abs(today - last) <= timedelta(days=1) else today


@dataclass(frozen=True, slots=True)
class Judged:
    """What there was to judge, what was decided, and which new papers came `closest`, where none is new to show."""

    selection: Selection
    decision: Decision
    closest: tuple[Near, ...] = ()


def suggest(config: Config, store: Store, announcement: Announcement, predictor: Predictor, today: date) -> Judged:
    """Judge the papers of the last weeks; the decision holds what waits from earlier nights, then what is new."""
    store.keep(announcement.papers)
    surveys, decided = lists.parse_all(store.files()), store.labels()
    waiting = queue.still_open(queue.refreshed(store.pending(), announcement.papers), surveys, decided)
    waiting = queue.without(waiting, queue.forgotten(waiting, store.shown(), today))
    waiting = queue.allowed(waiting, config.rules.never)
    selection = select(announcement.papers, surveys, decided, queue.papers(waiting), config.arxiv.announce_types)
    papers, shown = candidates(config, store, waiting, today, announcement.papers), store.shown()
    room = budget(config, store, papers, today, predictor)
    predictions = predictor.predict(papers)
    fresh = decide(predictions, shown, room, config.rules.always)
    near = () if queue.papers(fresh) else closest(predictions, shown, room)
    return Judged(selection, queue.merge(waiting, fresh), near)


def candidates(
    config: Config, store: Store, waiting: Decision, today: date, news: Sequence[Paper] = ()
) -> Sequence[Paper]:
    """Return the papers of the last weeks that may be shown: no one knows them yet, and no rule keeps them away."""
    recent = _unseen(config, [*store.recent(today - WINDOW), *news], store.shown())
    surveys = lists.parse_all(store.files())
    new = select(recent, surveys, store.labels(), queue.papers(waiting), config.arxiv.announce_types).papers
    return rules.allowed(config.rules.never, new)


def budget(config: Config, store: Store, papers: Sequence[Paper], today: date, predictor: Predictor) -> Budget:
    """Return what of the papers that may be shown is shown today."""
    now = speed(config, lists.parse_all(store.files()), store, today, predictor)
    since = min((paper.announced for paper in papers if paper.announced), default=today)
    room = config.suggest.at_most - sum(one.on == today for one in store.shown())
    return Budget(today, since, now.pace, room, now.sure, predictor.base_rate)


@dataclass(frozen=True, slots=True)
class Speed:
    """The pace of a list, the response that it follows from, both in words, and what drifts.

    `first` is how many papers a week are shown at first, or always where the settings say so; `sure` is how likely the
    section of a line must be.
    """

    first: float
    sure: float
    pace: Pace
    response: Response
    words: str
    drift: tuple[str, ...]

    @property
    def summary(self) -> str:
        """All that there is to say of it, in one line."""
        return " ".join([*filter(None, [self.words]), *self.drift])


def speed(
    config: Config, surveys: Sequence[Survey], store: Store, today: date, predictor: Predictor | None = None
) -> Speed:
    """Return how many papers are put before the maintainer: as set, or as the list and its response say.

    The words do not depend on what was learned from the list.
    """
    known = combine(from_surveys(surveys), store.labels())
    answers = response(store.shown(), known, today)
    own = pace.own_pace([month for label in known if label.sections and (month := label.id.month)], today)
    now = pace.current(config.suggest.a_week, own, answers, today, _before(own, predictor))
    first = config.suggest.a_week or pace.starting(own)
    sure = pace.section_threshold(config.suggest.section_confidence, answers.answers)
    return Speed(first, sure, now, answers, pace.describe(answers, today), tuple(drift.notices(answers, today)))


def _before(own: float, predictor: Predictor | None) -> Acceptance | None:
    """Return how the list takes what it is shown, as a replay of its past says, or as lists like it usually do."""
    if not predictor:
        return None
    return pace.usual(own, predictor.typical) if predictor.replayed is None else Acceptance(predictor.replayed)


def _unseen(config: Config, papers: Iterable[Paper], shown: Iterable[Impression]) -> list[Paper]:
    """Return the papers that the bot hears of and that nobody has been shown."""
    before, eligible = {one.paper for one in shown}, eligibility(config.arxiv)
    return [paper for paper in papers if paper.id not in before and eligible(paper)]


def propose(config: Config, store: Store, host: Host, decision: Decision, read_from: str, today: date) -> Proposed:
    """Bring a decision to the host, and remember what waits for its maintainer."""
    surveys = lists.parse_all(store.files())
    now = speed(config, surveys, store, today)
    text = " ".join(filter(None, [read_from, now.words, *map(inert, now.drift)]))
    form = config.list.template
    if not host.ongoing:
        writable = partial(drafting.is_writable, surveys=surveys, template=form)
        decision = opened(decision, writable, {one.paper for one in store.shown()})
    reader, branch = drafting.Reader(host.ongoing, host.ticks), config.host.branch
    drafted, refused = None, ""
    try:
        drafted = drafting.draft(decision, surveys, branch=branch, source=text, template=form, reader=reader)
    except SurveyError as error:
        refused = str(error)
    # Saved first: a proposal that its host refuses waits for the next night.
    store.save_pending(decision)
    if drafted:
        store.save_shown(record(store.shown(), decision, today))
    store.save_names()
    return Proposed(decision, drafted, host.publish(drafted) if drafted else None, refused)


def days(announcement: Announcement) -> tuple[date, ...]:
    """Return the days on which the papers were announced, each once."""
    return tuple(sorted({paper.announced for paper in announcement.papers if paper.announced}))
