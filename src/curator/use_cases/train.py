"""Learn from a list which papers belong to it and where: list, labels and papers → a model with its card."""

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from curator import lists, model
from curator.config import Config
from curator.evaluation import card
from curator.feedback import examples as training_set
from curator.feedback import labels as labelling
from curator.feedback import naming
from curator.feedback.naming import Naming
from curator.lists.identity import Sections
from curator.lists.reading import groups
from curator.lists.reading.groups import GroupHeading
from curator.model import custom, encoder_files, persistence
from curator.model.manifest import Origin
from curator.papers.arxiv import announcements
from curator.papers.identity import keys
from curator.papers.readers import read_papers
from curator.proposals import pace
from curator.types import Example, Label, Paper, SectionPath, Survey
from curator.use_cases.steps import Steps, silently, today
from curator.workspace import Workspace

_log = logging.getLogger(__name__)
_USUAL = Config()
SECTIONS = "sections.json"
"""Beside a model: what its sections held when it was trained, by which they are known when their names change, and how
they were grouped by date or letter."""


@dataclass(frozen=True, slots=True)
class Training:
    """A fitted model, the examples that it was fitted on, and the list's name."""

    model: model.Model
    examples: Sequence[Example]
    title: str
    until: date | None = None
    settings: Config = _USUAL
    groups: Mapping[SectionPath, Sequence[GroupHeading]] = field(default_factory=dict)

    @property
    def listed(self) -> int:
        """Count the papers of the list among the examples."""
        return sum(bool(example.sections) for example in self.examples)

    def _pace(self) -> float:
        """Return how many papers a week a list like this one is shown at first."""
        listed = [one.paper.id.month for one in self.examples if one.sections]
        days = [one.paper.announced for one in self.examples if one.paper.announced]
        day = self.until or max(days, default=today())
        return pace.starting(pace.own_pace([month for month in listed if month], day))

    def save(self, folder: Path, replayed: card.Replay | None = None, why: str = "") -> None:
        """Write the model's folder with its card; a backtest, where there was one, is told there and sets the pace.

        `why` says why it takes the place of the model that is there.
        """
        persistence.save(
            replace(self.model, replayed=replayed.intercept if replayed else None),
            folder,
            self.settings,
            a_week=self._pace(),
            origin=Origin(today(), self.until, why),
            texts=lambda made: {
                persistence.CARD: card.render(self.title, self.model, self.examples, made, replayed),
                SECTIONS: naming.write(Naming(sections_of(self.examples), groups=self.groups)),
            },
        )


@dataclass(frozen=True, slots=True)
class Sources:
    """Where a training reads: the list's files by name, decisions, a file of papers.

    Of the papers that nobody listed, only those count that are `eligible`.
    """

    files: Mapping[str, str]
    labels: Sequence[Label]
    papers: Path
    settings: Config = _USUAL
    eligible: Callable[[Paper], bool] = lambda _: True

    @classmethod
    def of(cls, store: Workspace) -> "Sources":
        """Return the sources that a list's settings name."""
        eligible = announcements.eligibility(store.settings.arxiv)
        return cls(store.files(), store.labels(), store.root / store.settings.state.papers, store.settings, eligible)


def train(
    surveys: Sequence[Survey],
    papers: Iterable[Paper],
    labels: Sequence[Label] = (),
    *,
    until: date | None = None,
    eligible: Callable[[Paper], bool] = lambda _: True,
    settings: Config = _USUAL,
) -> Training:
    """Fit a model to a list, to decisions on papers, and to a stream of papers that hold the list's and others.

    Of papers that the list left out, nothing is learnt that was announced on `until` or later. The `settings` name the
    estimator, and what the model is asked for where nobody says otherwise. Raises ModelError when there is nothing to
    tell apart.
    """
    known = labelling.combine(labelling.from_surveys(surveys), labels)
    examples = training_set.examples(known, papers, until=until, eligible=eligible)
    title = next((section.path[-1] for one in surveys for section in one.sections if section.path), "")
    learnt = fitted(examples, lists.topical(surveys), settings)
    dated = groups.headings_of(surveys, {one.paper.id: one.paper for one in examples})
    return Training(learnt, examples, title, until, settings, dated)


def fitted(examples: Sequence[Example], sections: Sequence[SectionPath], settings: Config) -> model.Model:
    """Fit a model as the settings say: with another estimator than curator's own, or with a text encoder."""
    named = settings.model
    encoder = encoder_files.load(named.embedding, named.folder) if named.embedding else None
    return model.fit(examples, sections, estimator=custom.estimator(named.estimator), encoder=encoder)


def learn(sources: Sources, *, until: date | None = None, steps: Steps = silently) -> Training:
    """Read the sources and train on them."""
    with steps(f"reading {sources.papers.name}, and learning") as progress:
        papers = read_papers(sources.papers, progress=progress)
        surveys, settings = lists.parse_all(sources.files), sources.settings
        done = train(surveys, papers, sources.labels, until=until, eligible=sources.eligible, settings=settings)
    _log.info("learnt from %d papers of the list and %d others", done.listed, len(done.examples) - done.listed)
    return done


def sections_of(examples: Iterable[Example]) -> Sections:
    """Return the sections of a training, and what their entries are known by."""
    found: dict[SectionPath, set[str]] = {}
    for one in examples:
        for path in one.sections:
            found.setdefault(path, set()).update(keys(one.paper))
    return {path: frozenset(entries) for path, entries in found.items()}
