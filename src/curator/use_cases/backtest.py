"""Replay a list's past, as its git repository holds it: what curator would have suggested, and how that went."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from curator import __version__, lists, workspace
from curator.config import Config
from curator.errors import CuratorError, ModelError
from curator.evaluation import metrics, page
from curator.evaluation import past as histories
from curator.evaluation.backtest import Replay, Week
from curator.hosts import git, history
from curator.papers.arxiv import announcements
from curator.papers.readers import read_papers, required
from curator.storage import files
from curator.storage.json import Schema
from curator.use_cases.steps import Steps, silently

_FILE = "weeks.json"


@dataclass(frozen=True, slots=True)
class _Stored:
    """What is done of a replay, and the fingerprint of the question that it answers."""

    question: str
    weeks: tuple[Week, ...]


_SCHEMA = Schema(TypeAdapter(_Stored), _FILE)


def backtest(
    repository: Path,
    papers: Path,
    *,
    settings: Config | None = None,
    file: str | None = None,
    since: date | None = None,
    every: int = 28,
    output: Path | None = None,
    steps: Steps = silently,
) -> dict[str, Any]:
    """Return the figures of a replay, from `since` or half a year back, with the models that there would have been.

    Every `every` days, rounded to whole weeks, a new model is learnt. `settings` are the list's own where none are
    given; without any, all papers count as heard of. `file` names the list's file where the settings do not. With
    `output`, each period that is done is stored in that folder, and the same call goes on from there. Raises
    CuratorError when the list has no past to replay.
    """
    settings, papers = settings or _own(repository), required(papers)
    chosen = settings or Config()
    names = [file] if file else chosen.list.files
    past = _past(repository, names, since)
    days = histories.periods(past.first, past.last, every)
    eligible = announcements.eligibility(settings.arxiv) if settings else lambda _: True
    replay = Replay(past, chosen.suggest, rules=chosen.rules, eligible=eligible)
    progress_file = _Done(output, _question(repository, papers, names, days, chosen)) if output else _Done()
    weeks = progress_file.weeks()
    replay.resume(weeks)
    total = len(days) - 1
    with steps(f"replaying {past.first} to {past.last}, learning anew {total} times") as progress:
        for number, (day, end) in enumerate(pairwise(days), 1):
            if not weeks or weeks[-1].day < day:
                weeks += _period(replay, day, end, papers)
                progress_file.store(weeks)
            progress(number, total)
    texts = history.texts(repository, names, past.last)
    return {"list": lists.name_of(texts, repository.resolve().name), **metrics.summary(weeks, past, chosen.suggest)}


def _period(replay: Replay, day: date, end: date, papers: Path) -> list[Week]:
    try:
        return [*replay.period(day, end, read_papers(papers))]
    except ModelError as error:
        raise CuratorError(
            f"{day}: nothing to learn from: by then {papers} has no papers but the list's, or the list has none: check "
            "[arxiv] categories, import arXiv's metadata snapshot, or name a later day with --since"
        ) from error


def write_report(figures: dict[str, Any], folder: Path) -> Path:
    """Write a replay's figures as a page and as its JSON twin; return the page."""
    report = folder / "report.html"
    files.write_text(folder / "report.json", metrics.to_json(figures))
    files.write_text(report, page.render(figures["list"], figures))
    return report


def _own(repository: Path) -> Config | None:
    path = repository / "curator.toml"
    return workspace.read_config(path) if path.exists() else None


def _past(repository: Path, names: Sequence[str], since: date | None) -> histories.Past:
    """Return the list's history from the first day that is replayed; each day is read once."""

    @cache
    def at(day: date) -> histories.Version:
        return histories.version(day, history.texts(repository, names, day))

    first, last = (day + timedelta(days=1) for day in history.span(repository, names))
    start = max(first, since) if since else histories.opening(first, last, at)
    if first >= last and history.is_cut(repository):
        raise CuratorError(f"{repository}: the clone has no more than the list's last commits: `git fetch --unshallow`")
    if first >= last:
        raise CuratorError(f"{repository}: all of the list's history is of one day, which leaves no past to replay")
    if start >= last:
        raise CuratorError(f"{repository}: the list has no past from {start} on: name an earlier day with --since")
    return histories.Past(at, start, last)


def _question(repository: Path, papers: Path, names: Sequence[str], days: Sequence[date], settings: Config) -> str:
    """Return the fingerprint of all that a replay's answer depends on."""
    parts = (
        git.head(repository), papers.stat().st_size, papers.stat().st_mtime_ns, *names, *days, __version__,
        settings.model_dump_json(),
    )  # fmt: skip
    return sha256("\n".join(map(str, parts)).encode()).hexdigest()


class _Done:
    """The weeks of a replay that are done, stored as JSON in `folder`; without one, nothing is."""

    def __init__(self, folder: Path | None = None, question: str = "") -> None:
        self._path, self._question = folder / _FILE if folder else None, question

    def weeks(self) -> list[Week]:
        """Return what was done of the same replay."""
        if self._path is None or not self._path.exists():
            return []
        try:
            stored = _SCHEMA.read(files.read_text(self._path), str(self._path))
        except CuratorError:
            return []
        return [*stored.weeks] if stored.question == self._question else []

    def store(self, weeks: Sequence[Week]) -> None:
        """Store what is done so far."""
        if self._path:
            files.write_text(self._path, _SCHEMA.write(_Stored(self._question, tuple(weeks))))
