"""The run, as a pipeline one can read aloud: list, feed, candidates, predictions, decision, proposal, host."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Protocol

from curator.config import Config
from curator.errors import CuratorError, SurveyError
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

    @property
    def settings(self) -> Config:
        """Its settings."""
        ...

    def surveys(self) -> Sequence[Survey]:
        """Return the list as it stands."""
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


def run(store: Store, announcement: Announcement, predictor: Predictor, host: Host, today: date) -> Night:
    """Do one night's work.

    `today` is the day of the run; what was announced on an earlier day is judged as on that day.
    """
    day = max(days(announcement), default=_last_shown(store, today))
    judged = suggest(store, announcement, predictor, day)
    read_from = provenance(len(announcement.papers), days(announcement))
    done = propose(store, host, judged.decision, read_from, day)
    words, common = " ".join(notices(store, day)), emerging_topics(done.decision, store.surveys())
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


def suggest(store: Store, announcement: Announcement, predictor: Predictor, today: date) -> Judged:
    """Judge the papers of the last weeks; the decision holds what waits from earlier nights, then what is new."""
    store.keep(announcement.papers)
    settings, shown = store.settings, store.shown()
    pending = queue.refreshed(store.pending(), announcement.papers)
    waiting = queue.waiting(pending, store.surveys(), store.labels(), shown, settings.rules.never, today)
    selection = _select(store, announcement.papers, waiting)
    papers = candidates(store, waiting, today, announcement.papers)
    room = budget(store, papers, today, predictor)
    predictions = predictor.predict(papers)
    fresh = decide(predictions, shown, room, settings.rules.always)
    near = () if queue.papers(fresh) else closest(predictions, shown, room)
    return Judged(selection, queue.merge(waiting, fresh), near)


def candidates(store: Store, waiting: Decision, today: date, news: Sequence[Paper] = ()) -> Sequence[Paper]:
    """Return the papers of the last weeks that may be shown: no one knows them yet, and no rule keeps them away."""
    before, eligible = {one.paper for one in store.shown()}, eligibility(store.settings.arxiv)
    recent = [one for one in (*store.recent(today - WINDOW), *news) if one.id not in before and eligible(one)]
    return rules.allowed(store.settings.rules.never, _select(store, recent, waiting).papers)


def _select(store: Store, papers: Sequence[Paper], waiting: Decision) -> Selection:
    """Leave out the papers that the list holds, that were decided on, or that wait already."""
    types = store.settings.arxiv.announce_types
    return select(papers, store.surveys(), store.labels(), queue.papers(waiting), types)


def budget(store: Store, papers: Sequence[Paper], today: date, predictor: Predictor) -> Budget:
    """Return what of the papers that may be shown is shown today."""
    now = current_pace(store, today, predictor)
    sure = section_threshold(store, today)
    since = min((paper.announced for paper in papers if paper.announced), default=today)
    room = store.settings.suggest.at_most - sum(one.on == today for one in store.shown())
    return Budget(today, since, now, room, sure, predictor.base_rate)


def starting_pace(store: Store, today: date) -> float:
    """Return how many papers a week are shown at first, or always where the settings say so."""
    return store.settings.suggest.a_week or pace.starting(_own_pace(store, today))


def current_pace(store: Store, today: date, predictor: Predictor) -> Pace:
    """Return what a paper must promise to be shown: as set, or as the list and the answers of its maintainer say."""
    own = _own_pace(store, today)
    usual = pace.usual(own, predictor.typical) if predictor.replayed is None else Acceptance(predictor.replayed)
    return pace.current(store.settings.suggest.a_week, own, answered(store, today), today, usual)


def section_threshold(store: Store, today: date) -> float:
    """Return how likely the section of a line must be."""
    return pace.section_threshold(store.settings.suggest.section_confidence, answered(store, today).answers)


def answered(store: Store, today: date) -> Response:
    """Return what was put before the maintainer, and what became of it."""
    return response(store.shown(), _known(store), today)


def notices(store: Store, today: date) -> list[str]:
    """Say how many papers come a week and what became of them, then what drifts, a sentence each."""
    found = answered(store, today)
    return [*filter(None, [pace.describe(found, today)]), *drift.notices(found, today)]


def _own_pace(store: Store, today: date) -> float:
    return pace.own_pace([month for one in _known(store) if one.sections and (month := one.id.month)], today)


def _known(store: Store) -> list[Label]:
    return combine(from_surveys(store.surveys()), store.labels())


def propose(store: Store, host: Host, decision: Decision, read_from: str, today: date) -> Proposed:
    """Bring a decision to the host, and remember what waits for its maintainer."""
    surveys = store.surveys()
    text = " ".join(filter(None, [read_from, *map(inert, notices(store, today))]))
    form = store.settings.list.template
    if not host.ongoing:
        writable = partial(drafting.is_writable, surveys=surveys, template=form)
        decision = opened(decision, writable, {one.paper for one in store.shown()})
    reader, branch = drafting.Reader(host.ongoing, host.ticks), store.settings.host.branch
    drafted, refused = None, ""
    try:
        drafted = drafting.draft(decision, surveys, branch=branch, source=text, template=form, reader=reader)
    except SurveyError as error:
        refused = str(error)
    store.save_pending(decision)  # first: a proposal that its host refuses waits for the next night
    before = store.shown()
    if drafted:
        store.save_shown(record(before, decision, today))
    store.save_names()
    try:
        publication = host.publish(drafted) if drafted else None
    except CuratorError:
        store.save_shown(before)  # what was refused was shown to nobody
        raise
    return Proposed(decision, drafted, publication, refused)


def days(announcement: Announcement) -> tuple[date, ...]:
    """Return the days on which the papers were announced, each once."""
    return tuple(sorted({paper.announced for paper in announcement.papers if paper.announced}))
