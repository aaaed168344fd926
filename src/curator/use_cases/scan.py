"""Ask a list's model about a whole table of papers, part by part: on all cores, on many machines, resumed."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache, partial
from hashlib import sha256
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from curator import __version__, model
from curator.config import Config, ModelTable
from curator.errors import CuratorError
from curator.model import persistence
from curator.papers.arxiv.announcements import eligibility
from curator.papers.store import PaperTable, Part
from curator.proposals.rules import spoken_for
from curator.storage import files
from curator.types import PaperId
from curator.use_cases.steps import Steps, silently
from curator.use_cases.workers import each

PART = 4096
"""Papers that are asked about together: some seconds of work, some megabytes of memory."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: a list's model about the papers of a table that were announced on a day or later.

    Only papers that a night of the `settings` hears of are asked about. Folder and table must be there on every machine
    that helps; `digest` tells the model's files from those of another training.
    """

    folder: Path
    digest: str
    table: Path
    since: date | None
    settings: Config

    @classmethod
    def of(cls, folder: Path, table: Path, since: date | None, settings: Config) -> "Question":
        """Ask the model in a folder; raise ModelError where there is none that can be used."""
        return cls(folder.resolve(), _digest(folder), table.resolve(), since, settings)

    @property
    def name(self) -> str:
        """A fingerprint of all that an answer depends on, but for the papers."""
        asked = (self.settings.arxiv.model_dump_json(), self.settings.rules.model_dump_json())
        parts = (__version__, self.digest, self.table, self.since, *asked)
        return sha256("\n".join(map(str, parts)).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class PartScores:
    """What came of a part: how many papers were asked about, of which days, and the scores of those that may fit.

    Those may fit that are likelier to than papers are on the whole; `wanted` are those that a rule always shows.
    """

    part: str
    papers: int
    first: date | None = None
    last: date | None = None
    scores: tuple[tuple[PaperId, float], ...] = field(default=(), repr=False)
    wanted: tuple[PaperId, ...] = ()


_PART_SCORES = TypeAdapter(PartScores)


class Scan:
    """The answers to a question, kept in a file, one on each line: what is there is not asked again."""

    def __init__(self, question: Question, path: Path) -> None:
        self._question = question
        self._path = path

    def run(self, *, scheduler: str = "", steps: Steps = silently) -> None:
        """Ask about every part of the table that has no answer yet; `scheduler` is the address of one of Dask's.

        Raises CuratorError where the table, the model or the scheduler cannot be used.
        """
        parts = self._parts()
        known = {answer.part for answer in self._stored()}
        left = [part for part in parts if part.name not in known]
        total, done = sum(part.papers for part in parts), sum(part.papers for part in parts if part.name in known)
        sizes = {part.name: part.papers for part in left}
        if not known:
            files.write_text(self._path, self._question.name + "\n")
        with steps(f"asking about {total:,} papers") as progress:
            progress(done, total)
            for answer in each(partial(_ask, self._question), left, scheduler):
                files.append_line(self._path, _PART_SCORES.dump_json(answer).decode())
                done += sizes[answer.part]
                progress(done, total)

    def answers(self) -> Iterator[PartScores]:
        """Return the answer to each part of the table as it is now, one after the other."""
        missing = {part.name for part in self._parts()}
        for answer in self._stored():
            if answer.part in missing:
                missing.remove(answer.part)
                yield answer

    def _parts(self) -> list[Part]:
        with PaperTable(self._question.table, create=False) as table:
            return table.parts(PART)

    def _stored(self) -> Iterator[PartScores]:
        """Return what the file holds of this question; a line that was cut short is left out."""
        if not self._path.exists():
            return
        with self._path.open(encoding="utf-8", errors="replace") as lines:
            if next(lines, "").strip() != self._question.name:
                return
            for line in lines:
                try:
                    yield _PART_SCORES.validate_json(line)
                except ValidationError:
                    continue


def _ask(question: Question, part: Part) -> PartScores:
    learnt, eligible = _model(question), eligibility(question.settings.arxiv)
    with PaperTable(question.table, create=False) as table:
        papers = [paper for paper in table.within(part, question.since) if eligible(paper)]
    days = [paper.announced for paper in papers if paper.announced]
    scored = zip(papers, learnt.predict_relevance(papers).tolist(), strict=True)
    scores = tuple((paper.id, relevance) for paper, relevance in scored if relevance > learnt.base_rate)
    wanted = tuple(paper.id for paper in papers if spoken_for(question.settings.rules.always, paper))
    return PartScores(part.name, len(papers), min(days, default=None), max(days, default=None), scores, wanted)


@lru_cache(maxsize=1)
def _loaded(folder: Path, digest: str, named: ModelTable) -> model.Model:
    if _digest(folder) != digest:
        raise CuratorError(f"{folder}: another model than where the scan was started: start it again")
    return persistence.load(folder, Config(model=named))


def _model(question: Question) -> model.Model:
    """Return the model, loaded once by each process."""
    return _loaded(question.folder, question.digest, question.settings.model)


def _digest(folder: Path) -> str:
    found = sorted(persistence.check(folder).files.items())
    return sha256("\n".join(f"{name} {digest}" for name, digest in found).encode()).hexdigest()
