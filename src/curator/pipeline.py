"""The run, as a pipeline one can read aloud: list, feed, candidates, predictions, decision, proposal, host."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from curator import lists
from curator.config import Config
from curator.proposals import drafting, queue
from curator.proposals.candidates import Selection, select
from curator.proposals.policy import decide
from curator.proposals.topics import emerging_topics
from curator.types import Announcement, Decision, Label, Paper, Prediction, Proposal, Publication, Thresholds, Topic


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

    def thresholds(self, precision: float, section_confidence: float) -> Thresholds:
        """Return the thresholds that keep the two promises."""
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

    def pending(self) -> Decision:
        """Return what was proposed and waits for a decision."""
        ...

    def save_pending(self, decision: Decision) -> None:
        """Replace what waits for a decision."""
        ...


class Host(Protocol):
    """Who takes a proposal to the maintainer."""

    def publish(self, proposal: Proposal) -> Publication:
        """Bring the proposal to its branch; publishing the same one again changes nothing."""
        ...


@dataclass(frozen=True, slots=True)
class Night:
    """What one run came to; without `proposal` nothing was good enough."""

    announcement: Announcement
    selection: Selection
    decision: Decision
    emerging_topics: tuple[Topic, ...]
    proposal: Proposal | None
    publication: Publication | None


def run(config: Config, store: Store, feed: Feed, predictor: Predictor, host: Host) -> Night:
    """Do one night's work; nothing is marked as seen before the host has taken the proposal."""
    announcement = feed.fetch()
    selection, decision = suggest(config, store, announcement, predictor)
    drafted, publication = propose(config, store, host, decision, source(announcement))
    feed.mark_seen(announcement)
    common = emerging_topics(decision, lists.parse_all(store.files()))
    return Night(announcement, selection, decision, common, drafted, publication)


def suggest(
    config: Config, store: Store, announcement: Announcement, predictor: Predictor
) -> tuple[Selection, Decision]:
    """Judge the new papers; the decision holds what waits from earlier nights, then what is new."""
    store.keep(announcement.papers)
    surveys = lists.parse_all(store.files())
    labels = store.labels()
    waiting = queue.still_open(store.pending(), surveys, labels)
    selection = select(announcement.papers, surveys, labels, queue.papers(waiting), config.arxiv.announce_types)
    predictions = predictor.predict(selection.papers)
    thresholds = predictor.thresholds(config.suggest.precision, config.suggest.section_confidence)
    # An announcement's budget is spent once: the same papers again name no others.
    spent = selection.dropped.get("proposed already", 0)
    return selection, queue.merge(waiting, decide(predictions, thresholds, config.suggest.at_most - spent))


def propose(
    config: Config, store: Store, host: Host, decision: Decision, read_from: str
) -> tuple[Proposal | None, Publication | None]:
    """Bring a decision to the host, and remember what waits for its maintainer."""
    surveys = lists.parse_all(store.files())
    drafted = drafting.draft(
        decision, surveys, branch=config.host.branch, source=read_from, template=config.list.template
    )
    # Saved first: a proposal that its host refuses waits for the next night.
    store.save_pending(decision)
    publication = host.publish(drafted) if drafted else None
    return drafted, publication


def source(announcement: Announcement) -> str:
    """Say in words what was read."""
    return told(len(announcement.papers), days(announcement))


def days(announcement: Announcement) -> tuple[date, ...]:
    """Return the days on which the papers were announced, each once."""
    return tuple(sorted({paper.announced for paper in announcement.papers if paper.announced}))


def told(papers: int, announced: Sequence[date]) -> str:
    """Say in words how many papers were read, and of which days."""
    span = f", {announced[0]}" + (f" to {announced[-1]}" if announced[1:] else "") if announced else ""
    return f"Read from arXiv: {papers} papers{span}."
